import Foundation

/// Where the outcome of records seems to stand that no reader takes for one: a field such as `metadata.success` with
/// true and false in it.
struct OutcomeHint {
  /// The field, by its names with dots between.
  let path: String

  /// Names of fields that say how something ended, in small letters.
  private static let names: Set<String> = [
    "success", "succeeded", "is_success", "successful", "passed", "pass", "resolved", "is_resolved", "solved",
    "correct", "is_correct", "completed", "task_completed", "outcome", "verdict", "result", "reward", "score",
  ]

  private static let words: Set<String> = [
    "true", "false", "pass", "passed", "fail", "failed", "success", "failure", "resolved", "unresolved",
    "correct",
    "incorrect",
  ]

  private static let headBytes = 1 << 20
  private static let recordLimit = 100
  private static let depthLimit = 3

  /// Looks at the first records of a file of JSON lines; `nil` where no field of most of them can be an outcome.
  ///
  /// A field with one value alone is none: it tells nothing apart.
  init?(ofFileAt path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: Self.headBytes) else { return nil }
    let records = head.split(separator: UInt8(ascii: "\n")).prefix(Self.recordLimit)
      .compactMap { try? JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] }
    var counts: [String: Int] = [:]
    var values: [String: Set<String>] = [:]
    for record in records {
      Self.visit(record, "", depth: 0) { path, value in
        counts[path, default: 0] += 1
        values[path, default: []].insert(value)
      }
    }
    let found = counts.filter { $0.value * 10 >= records.count * 8 && values[$0.key, default: []].count == 2 }
    guard let best = found.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) else { return nil }
    self.path = best.key
  }

  private static func visit(
    _ object: [String: Any], _ path: String, depth: Int, _ body: (String, String) -> Void
  ) {
    for (name, value) in object where !name.contains("/") {
      let place = path.isEmpty ? name : "\(path).\(name)"
      if let inner = value as? [String: Any] {
        if depth < depthLimit { visit(inner, place, depth: depth + 1, body) }
      } else if names.contains(name.lowercased()), let text = text(of: value) {
        body(place, text)
      }
    }
  }

  /// A value that can be an outcome, as text.
  private static func text(of value: Any) -> String? {
    if let number = value as? NSNumber {
      return [0, 1].contains(number.doubleValue) ? "\(number.doubleValue)" : nil
    }
    guard let word = (value as? String)?.lowercased(), words.contains(word) else { return nil }
    return word
  }
}
