internal import JSONBytes

/// A verdict that a JSON object states.
struct Statement {
  let verdict: Verdict

  /// What a verdict is called, in the order of trust.
  static let verdictNames = [
    "verdict", "label", "answer", "result", "decision", "judgement", "judgment", "rating", "score", "grade",
  ]

  private static let rationaleNames = ["rationale", "reasoning", "reason", "explanation", "why", "analysis"]

  /// Reads an object; `nil` if it has no verdict.
  init?(in document: JSONDocument, _ words: LabelWords) {
    guard let statement = Statement(of: document.root, in: document, words, depth: 0) else { return nil }
    self = statement
  }

  private init?(of object: JSONNode, in document: JSONDocument, _ words: LabelWords, depth: Int) {
    var found: [String: JSONNode] = [:]
    var isRepeated = false
    document.forEachField(of: object) { key, value in
      let name = document.string(key).lowercased()
      isRepeated = isRepeated || found[name] != nil && Self.verdictNames.contains(name)
      found[name] = value
    }
    let named = Self.verdictNames.compactMap { found[$0] }
    // `{"result": {"verdict": "pass"}}`
    if let inner = named.first(where: { document.kind($0) == .object }), depth < 3,
      let statement = Statement(of: inner, in: document, words, depth: depth + 1)
    {
      self = statement
      return
    }
    guard !named.isEmpty else { return nil }
    var verdict = Verdict()
    let notes = Self.rationaleNames.compactMap { found[$0] }.compactMap { document.text($0) }
    verdict.rationale = notes.first.map { document.string($0) }.flatMap { $0.isEmpty ? nil : $0 }
    // A score beside a verdict is no verdict of its own; two words for a verdict are.
    let hasWords = named.contains { document.text($0) != nil }
    let counted = named.filter { !hasWords || document.text($0) != nil }
    let positions = counted.map { Self.position(of: $0, in: document, words) }
    let differs = isRepeated || Set(positions).count > 1
    verdict.position = differs ? nil : positions.first ?? nil
    if verdict.position == nil {
      verdict.failure = differs ? "it gives verdicts that differ" : "its verdict is no label of the scale"
    }
    self.verdict = verdict
  }

  private static func position(of node: JSONNode, in document: JSONDocument, _ words: LabelWords) -> Int? {
    if let range = document.text(node) { return words.position(beginning: document.string(range)) }
    if let value = document.bool(node) { return words.position(of: value ? "true" : "false") }
    return document.number(node).flatMap { words.position(of: "\($0)") }
  }
}
