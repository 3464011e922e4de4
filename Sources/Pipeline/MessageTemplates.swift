internal import Features

/// Templates of the masked messages of a run's errors.
struct MessageTemplates: Sendable {
  private var textOfMessage: [UInt64: String] = [:]

  init(_ table: EvidenceTable, rows: [Int]) {
    var counts: [UInt64: Int] = [:]
    for row in rows {
      for error in table.errors[table.errorRange(row)] { counts[error.message, default: 0] += 1 }
    }
    let hashes = counts.keys.sorted()
    let messages = hashes.map {
      TemplateMiner.Message(bytes: table.messages[$0] ?? [], count: counts[$0] ?? 1)
    }
    let templates = TemplateMiner().mine(messages: messages)
    for (place, hash) in hashes.enumerated() {
      let index = templates.assignments[place]
      textOfMessage[hash] = templates.templates[index].text
    }
  }

  /// Counts by template of counts by message.
  func counts(of messages: [UInt64: Int]) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for (message, count) in messages {
      if let text = textOfMessage[message], !text.isEmpty { counts[text, default: 0] += count }
    }
    return counts.map { ($0.key, $0.value) }
  }
}
