import Foundation
import Ingest
import JSONBytes
import Reports
import Traces

/// Where the outcome of records seems to stand that no reader takes for one: a field such as `metadata.success` with
/// true and false in it.
struct OutcomeHint {
  /// The field, by its names with dots between.
  let path: String

  /// What to do.
  var words: String {
    let field = Terminal.line(path)
    return """
      no outcome is known, but `\(field)` looks like one; if it is, `--outcome-field \(Self.quoted(field))` takes it
      """
  }

  /// Names of fields that say how something ended, in small letters.
  private static let names: Set<String> = [
    "success", "succeeded", "is_success", "successful", "passed", "pass", "resolved", "is_resolved", "solved",
    "correct", "is_correct", "completed", "task_completed", "outcome", "verdict", "result", "label", "status",
  ]

  /// Names of fields whose numbers from 0 to 1 do, too.
  private static let scores: Set<String> = ["reward", "score"]

  private static let recordLimit = 100
  private static let fileLimit = 3
  private static let depthLimit = 3

  /// Looks at the first records of the first files.
  init?(of files: [SourceFile]) {
    for file in files.prefix(Self.fileLimit) {
      guard let hint = OutcomeHint(of: file) else { continue }
      self = hint
      return
    }
    return nil
  }

  /// Looks at the first records of a file; `nil` where no field of most of them can be an outcome.
  ///
  /// A field by which none failed is none: `success` may be of the request by which the record was fetched.
  private init?(of file: SourceFile) {
    guard let block = BlockReader().firstBlock(of: file) else { return nil }
    let records = block.records.prefix(Self.recordLimit).compactMap {
      try? JSONSerialization.jsonObject(with: Data(block.copy(of: $0))) as? [String: Any]
    }
    var counts: [String: Int] = [:]
    var failures: Set<String> = []
    for record in records {
      Self.visit(record, "", depth: 0) { path, outcome in
        counts[path, default: 0] += 1
        if outcome == .failure { failures.insert(path) }
      }
    }
    let found = counts.filter { $0.value * 10 >= records.count * 8 && failures.contains($0.key) }
    guard let best = found.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) else { return nil }
    self.path = best.key
  }

  private static func visit(
    _ object: [String: Any], _ path: String, depth: Int, _ body: (String, Outcome) -> Void
  ) {
    for (name, value) in object where !name.contains("/") {
      let place = path.isEmpty ? name : "\(path).\(name)"
      if let inner = value as? [String: Any] {
        if depth < depthLimit { visit(inner, place, depth: depth + 1, body) }
      } else if let outcome = outcome(of: value, named: name.lowercased()) {
        body(place, outcome)
      }
    }
  }

  /// The outcome that a value of a field would be; `nil` where it can be none.
  private static func outcome(of value: Any, named name: String) -> Outcome? {
    let isScore = scores.contains(name)
    guard isScore || names.contains(name) else { return nil }
    guard let number = value as? NSNumber else {
      let outcome = (value as? String).map { OutcomeRule.outcome(ofWord: $0) }
      return outcome == .unknown ? nil : outcome
    }
    let figure = number.doubleValue
    guard isScore ? (0...1).contains(figure) : [0, 1].contains(figure) else { return nil }
    return OutcomeRule.outcome(ofWord: "\(figure)")
  }

  /// A field as a shell takes it for one word.
  private static func quoted(_ field: String) -> String {
    field.contains { !$0.isLetter && !$0.isNumber && !"._-/".contains($0) } ? "'\(field)'" : field
  }
}
