internal import JSONBytes
internal import Traces

/// What tools say last in a sentence of plain text that is not known to be an error.
///
/// Some tools say what is wrong in a sentence of their own, without a mark, a code or a word of failure. No rule
/// knows it for an error. But it comes nearly only where the work fails, or has the words of an error that the tool
/// marks at other times.
struct ToolAnswers {
  private let trace: Trace

  /// The last answers of the tools that are sentences, the last first: what a later call made good does not count.
  private(set) var sentences: [(call: Int, tool: UInt64, text: ByteRange)] = []

  /// The most tools of a trace that are asked, the last called first.
  static let toolLimit = 8

  /// A longer answer is data.
  private static let answerBytes = 240

  init(trace: Trace, errors: [ToolError]) {
    self.trace = trace
    var asked: [UInt64] = []
    for (place, call) in trace.toolCalls.enumerated().reversed() where asked.count < Self.toolLimit {
      guard !call.tool.isEmpty, let result = call.result else { continue }
      let tool = ByteHash.of(trace.text.span, call.tool)
      guard !asked.contains(tool) else { continue }
      asked.append(tool)
      let text = trace.trimmed(result)
      guard isSentence(text), !errors.contains(where: { $0.call == place }) else { continue }
      sentences.append((place, tool, text))
    }
  }

  /// Calls a closure with each word of the sentences, the place of the call and the hash of the tool.
  func forEachWord(_ body: (_ call: Int, _ tool: UInt64, Words.Word) -> Void) {
    for answer in sentences {
      Words.forEach(in: trace.text.span, answer.text) { body(answer.call, answer.tool, $0) }
    }
  }

  /// A longer stretch in brackets is no mark.
  private static let markBytes = 16

  /// Whether a text is a line of a few words, three at least, behind a mark in brackets or none: `[!] hotel is full`.
  private func isSentence(_ text: ByteRange) -> Bool {
    guard !text.isEmpty, text.count <= Self.answerBytes else { return false }
    let bytes = trace.text.span
    var start = text.start
    if bytes[start] == UInt8(ascii: "[") {
      let mark = text.indices.prefix(Self.markBytes).first { bytes[$0] == UInt8(ascii: "]") } ?? start
      let isMark = mark > start && mark + 2 < text.end && bytes[mark + 1] == UInt8(ascii: " ")
      start = isMark ? mark + 2 : start
    }
    let first = bytes[start]
    guard first >= 0x80 || first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z") else {
      return false
    }
    var spaceCount = 0
    for place in text.indices {
      if bytes[place] == UInt8(ascii: "\n") { return false }
      if bytes[place] == UInt8(ascii: " ") { spaceCount += 1 }
    }
    return spaceCount >= 2
  }
}
