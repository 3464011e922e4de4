internal import Features
internal import Reports

/// Templates of the masked messages of a run's errors.
struct MessageTemplates: Sendable {
  private var textOfMessage: [UInt64: String] = [:]

  /// - Parameter redacts: Whether secrets are masked before the masks of templates, which would leave pieces of them.
  init(_ table: EvidenceTable, rows: [Int], redacts: Bool = true) {
    let redaction = Redaction(isOn: redacts, secretsOnly: true)
    var counts: [UInt64: Int] = [:]
    for row in rows {
      for error in table.errors[table.errorRange(row)] { counts[error.message, default: 0] += 1 }
    }
    let hashes = counts.keys.sorted()
    let messages = hashes.map {
      TemplateMiner.Message(bytes: redaction.redacted(table.messages[$0] ?? []), count: counts[$0] ?? 1)
    }
    let templates = TemplateMiner().mine(messages: messages)
    for (place, hash) in hashes.enumerated() {
      let index = templates.assignments[place]
      textOfMessage[hash] = Self.withoutTag(templates.templates[index].text)
    }
    let texts = Set(textOfMessage.values)
    textOfMessage = textOfMessage.mapValues { Self.withoutName($0, among: texts) }
  }

  /// A template without the name of the error before it, such as `ParseError: `, where the same message comes without.
  static func withoutName(_ template: String, among texts: Set<String>) -> String {
    guard let colon = template.firstRange(of: ": "), !template[..<colon.lowerBound].contains(" ") else {
      return template
    }
    let rest = String(template[colon.upperBound...])
    return texts.contains(rest) ? rest : template
  }

  /// A template without the id of the request behind it, such as `[req-<id>]` or `(ref <hex>)`: it says which one, and
  /// some of the same messages come without.
  static func withoutTag(_ template: String) -> String {
    let words = template.split(separator: " ", omittingEmptySubsequences: false)
    guard let last = words.last?.last, let opening = ["]": "[", ")": "("][String(last)],
      let start = words.lastIndex(where: { $0.hasPrefix(opening) }), start > 0, words.count - start <= 2
    else { return template }
    let tag = words[start...].joined(separator: " ").dropFirst().dropLast()
    let isID = tag.hasSuffix(">") && (tag.hasPrefix("<") || tag.contains("-<") || tag.contains(" <"))
    return isID ? words[..<start].joined(separator: " ") : template
  }

  /// For each of some rows that has one, the templates of its unrepaired errors of a type at a tool, each once.
  ///
  /// - Parameter areRepairedShown: Whether those of repaired errors are given too.
  func templates(
    ofRows rows: some Sequence<Int>, tool: UInt64, type: ErrorType, in table: EvidenceTable,
    areRepairedShown: Bool = false
  ) -> [[String]] {
    rows.compactMap { row in
      let errors = table.errors[table.errorRange(row)].lazy.filter {
        (areRepairedShown || !$0.isRepaired) && $0.tool == tool && $0.type == type
      }
      guard !errors.isEmpty else { return nil }
      return Array(Set(errors.compactMap { textOfMessage[$0.message] }.filter { !$0.isEmpty }))
    }
  }

  /// How many of some rows have an unrepaired error of each template.
  func counts(ofRows rows: some Sequence<Int>, in table: EvidenceTable) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for row in rows {
      let messages = table.errors[table.errorRange(row)].lazy.filter { !$0.isRepaired }.map(\.message)
      // A trace may meet two messages of one template.
      for text in Set(messages.compactMap { textOfMessage[$0] }) where !text.isEmpty {
        counts[text, default: 0] += 1
      }
    }
    return counts.map { ($0.key, $0.value) }
  }
}
