package import JSONBytes

/// How an outcome is read from a record.
package struct OutcomeRule: Sendable, Hashable {
  /// Names of nested fields that lead to the outcome; `nil` for the format's own place.
  package let path: [String]?

  /// - Parameter field: Field names joined by dots or slashes, such as `metadata.resolved`.
  package init(field: String? = nil) {
    path = field.map { $0.split { $0 == "." || $0 == "/" }.map(String.init) }
  }

  /// A score from here on is a success.
  ///
  /// The middle of the range from 0 to 1, since a score that needs another border comes with a verdict.
  static let passingScore = 0.5

  /// The outcome at the rule's own path; `nil` if the rule has none.
  func outcome(in document: JSONDocument) -> Outcome? {
    guard let path else { return nil }
    guard let node = Self.node(at: path[...], of: document.root, in: document) else { return .unknown }
    return OutcomeRule.outcome(of: node, in: document)
  }

  /// The value that names lead to: fields, also such as have a dot in their name, and places in lists from 0.
  private static func node(
    at path: ArraySlice<String>, of node: JSONNode, in document: JSONDocument
  ) -> JSONNode? {
    guard let first = path.first else { return node }
    if document.kind(node) == .array {
      guard let place = Int(first), let element = document.elements(of: node).dropFirst(place).first else {
        return nil
      }
      return Self.node(at: path.dropFirst(), of: element, in: document)
    }
    for count in 1...path.count {
      let name = path.prefix(count).joined(separator: ".")
      var found: JSONNode?
      document.forEachField(of: node) { key, value in
        if document.string(key) == name { found = value }
      }
      if let found, let value = Self.node(at: path.dropFirst(count), of: found, in: document) { return value }
    }
    return nil
  }

  /// The outcome that a value stands for: a truth value, a score, a word, or an object with such a value as
  /// `passed`, `resolved`, `score` or `label`, of which the first that says something counts.
  package static func outcome(of node: JSONNode, in document: JSONDocument) -> Outcome {
    switch document.kind(node) {
    case .true: return .success
    case .false: return .failure
    case .number: return document.number(node).map { $0 >= passingScore ? .success : .failure } ?? .unknown
    case .string: return document.text(node).map { outcome(ofWord: document.string($0)) } ?? .unknown
    case .object:
      for key: StaticString in [
        "passed", "success", "resolved", "correct", "score", "reward", "label", "verdict", "status",
      ] {
        guard let value = document.field(key, of: node), document.kind(value) != .object else { continue }
        let outcome = outcome(of: value, in: document)
        if outcome != .unknown { return outcome }
      }
      return .unknown
    case .array, .null: return .unknown
    }
  }

  /// The outcome that a person's or a judge's score stands for: a value as above, but of stars three or more
  /// are a pass, and of a hundred fifty.
  static func outcome(ofScore node: JSONNode, in document: JSONDocument) -> Outcome {
    document.number(node).map { outcome(ofScore: $0) } ?? outcome(of: node, in: document)
  }

  static func outcome(ofScore score: Double) -> Outcome {
    switch score {
    case ...1: score >= passingScore ? .success : .failure
    case ...5: score >= passingStars ? .success : .failure
    default: score >= passingScore * (score <= 10 ? 10 : 100) ? .success : .failure
    }
  }

  /// Three stars of five are a pass.
  private static let passingStars = 3.0

  /// The outcome that a word stands for, whatever its case.
  package static func outcome(ofWord word: String) -> Outcome {
    let word = String(
      word.lowercased().drop(while: \.isWhitespace).reversed().drop { $0.isWhitespace || $0 == "." }
        .reversed())
    if successWords.contains(word) { return .success }
    if failureWords.contains(word) { return .failure }
    if let passed = negated(word) { return successWords.contains(passed) ? .failure : .unknown }
    // "NaN" is what tables have where there is nothing.
    guard let score = Double(word), score.isFinite else { return .unknown }
    return score >= passingScore ? .success : .failure
  }

  /// What stands behind "not"; `nil` where that does not stand first.
  private static func negated(_ word: String) -> String? {
    guard word.hasPrefix("not"), let sign = word.dropFirst(3).first, " _-".contains(sign) else { return nil }
    return String(word.dropFirst(4))
  }

  private static let successWords: Set<String> = [
    "pass", "passed", "success", "succeeded", "successful", "ok", "true", "yes", "good", "correct",
    "resolved", "solved", "completed", "thumbs_up", "thumbs up", "up", "positive", "👍",
  ]
  private static let failureWords: Set<String> = [
    "fail", "failed", "failure", "error", "errored", "false", "no", "bad", "incorrect", "wrong",
    "unresolved", "unsolved", "incomplete", "thumbs_down", "thumbs down", "down", "negative", "unsuccessful",
    "👎",
  ]
}
