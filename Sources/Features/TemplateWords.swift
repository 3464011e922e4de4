internal import JSONBytes

/// The words that stand in the templates of error messages, without those that only fill a place: the person
/// who holds a lock tells nothing of the failure.
struct TemplateWords: Sendable {
  private let words: Set<UInt64>

  /// More distinct messages than this tell no more of the templates; the most frequent are taken.
  private static let messageLimit = 3_000

  init(table: EvidenceTable, rows: [Int]) {
    var counts: [UInt64: Int] = [:]
    for row in rows {
      for error in table.errors[table.errorRange(row)] where !error.isRepaired {
        counts[error.message, default: 0] += 1
      }
    }
    let frequent = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(Self.messageLimit)
    let templates = TemplateMiner().mine(
      messages: frequent.map { .init(bytes: table.messages[$0.key] ?? [], count: $0.value) })
    var words: Set<UInt64> = []
    for template in templates.templates {
      let bytes = ErrorTerms.withoutPlaceholders(Array(template.text.utf8))
      Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { words.insert($0.hash) }
    }
    self.words = words
  }

  func contains(_ word: UInt64) -> Bool { words.contains(word) }
}
