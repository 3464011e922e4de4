internal import ContentHash

/// The marks between which a judge is shown what others wrote.
///
/// The mark is made of the hash of what it encloses: the same data has the same mark at every run, and who writes the
/// data cannot know it, for the data would have to hold its own hash. Each line inside is one JSON object, so that
/// nothing inside can begin a line of its own.
package struct Fence: Sendable, Hashable {
  /// 16 hexadecimal digits.
  package let mark: String

  /// The lines that it encloses.
  package let content: String

  /// Encloses lines of JSON.
  ///
  /// - Parameter lines: One JSON value each, without line feeds.
  package init(around lines: [String]) {
    let content = lines.joined(separator: "\n")
    let hash = ContentHash.hexadecimal(of: Array(("faultline fence\n" + content).utf8))
    mark = String(hash.prefix(Self.markLength))
    // No data holds its own hash; were it so all the same, it would not end the fence.
    self.content = content.replacing(mark, with: String(repeating: "-", count: Self.markLength))
  }

  package var opening: String { "<<<RECORD \(mark)" }
  package var closing: String { "RECORD \(mark)>>>" }

  /// The data between its marks.
  package var text: String { [opening, content, closing].joined(separator: "\n") }

  private static let markLength = 16
}

extension Fence {
  /// Encloses a conversation, a turn a line.
  package init(around trace: ShownTrace) {
    self.init(around: trace.turns.enumerated().map { Self.line(of: $0.element, number: $0.offset + 1) })
  }

  /// Encloses what models wrote of a conversation, which may repeat what stands in it.
  package init(around speeches: [(speaker: String, text: String)]) {
    self.init(
      around: speeches.map { speech in
        var line = Array("{\"speaker\":".utf8)
        DisarmedText.write(speech.speaker, to: &line)
        line += ",\"text\":".utf8
        DisarmedText.write(speech.text, to: &line)
        return String(decoding: line + "}".utf8, as: UTF8.self)
      })
  }

  private static func line(of turn: ShownTrace.Turn, number: Int) -> String {
    var line = Array("{\"turn\":\(number),\"role\":".utf8)
    DisarmedText.write(turn.role, to: &line)
    if let name = turn.name {
      line += ",\"name\":".utf8
      DisarmedText.write(name, to: &line)
    }
    line += ",\"text\":".utf8
    DisarmedText.write(turn.text, to: &line)
    for (index, call) in turn.calls.enumerated() {
      line += (index == 0 ? ",\"calls\":[{\"tool\":" : ",{\"tool\":").utf8
      DisarmedText.write(call.tool, to: &line)
      line += ",\"arguments\":".utf8
      DisarmedText.write(call.arguments, to: &line)
      line += "}".utf8
    }
    line += (turn.calls.isEmpty ? "}" : "]}").utf8
    return String(decoding: line, as: UTF8.self)
  }
}
