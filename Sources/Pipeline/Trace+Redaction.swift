internal import JSONBytes
internal import Reports
internal import Traces

extension Trace {
  /// The trace with personal data masked in all its texts, so that nothing taken from it can hold some.
  ///
  /// Masked as texts: of a part that was cut out first, such as a word, no rule can tell what it was.
  func redacted(_ redaction: Redaction) -> Trace {
    guard redaction.isOn else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var ranges: [ByteRange: ByteRange] = [:]
    func masked(_ range: ByteRange) -> ByteRange {
      if let known = ranges[range] { return known }
      let start = bytes.count
      bytes += redaction.redacted(Array(text[range.indices].prefix(Self.shownBytes)))
      let new = ByteRange(start: start, count: bytes.count - start)
      ranges[range] = new
      return new
    }
    var output = self
    output.id = id.map { masked($0) }
    output.variant = variant.map { masked($0) }
    output.agent = agent.map { masked($0) }
    output.thread = thread.map { masked($0) }
    for index in turns.indices {
      output.turns[index].text = masked(turns[index].text)
      output.turns[index].speaker = turns[index].speaker.map { masked($0) }
    }
    for index in toolCalls.indices {
      let call = toolCalls[index]
      output.toolCalls[index].tool = masked(call.tool)
      output.toolCalls[index].arguments = masked(call.arguments)
      output.toolCalls[index].result = call.result.map { masked($0) }
      output.toolCalls[index].callID = call.callID.map { masked($0) }
      if var mark = call.mark {
        mark.type = mark.type.map { masked($0) }
        mark.message = mark.message.map { masked($0) }
        output.toolCalls[index].mark = mark
      }
    }
    output.text = bytes + [UInt8](repeating: 0, count: Self.paddingCount)
    return output
  }

  /// Of a longer text only so many bytes are looked at: names and quotes stand near its start.
  private static let shownBytes = 1 << 20

  /// So many bytes follow the last of the text.
  private static let paddingCount = 64
}
