internal import JSONBytes
internal import Traces

/// What tools say last that is not known to be an error.
///
/// Some tools say what is wrong in a sentence or a body of their own, without a mark, a code or a word of failure. No
/// rule knows it for an error. But it comes nearly only where the work fails, or has the words of an error that the
/// tool marks at other times.
struct ToolAnswers {
  private let trace: Trace

  /// How the last answers of the tools begin, the last first: what a later call made good does not count.
  private(set) var heads: [Head] = []

  /// An answer that is short, or the first line of one that is not.
  struct Head {
    /// The place of the call among the trace's tool calls.
    let call: Int

    /// The hash of the tool's name.
    let tool: UInt64
    let text: ByteRange

    /// Whether it is all of the answer, and a line of a few words.
    let isSentence: Bool
  }

  /// The last answers that are sentences, the last first.
  var sentences: [Head] { heads.filter(\.isSentence) }

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
      guard let head = head(of: text), !errors.contains(where: { $0.call == place }) else { continue }
      heads.append(Head(call: place, tool: tool, text: head, isSentence: isSentence(text)))
    }
  }

  /// The whole of a short text, or the first line of a longer one; `nil` where it says nothing, or is long.
  private func head(of text: ByteRange) -> ByteRange? {
    let bytes = trace.text.span
    var head = text
    if text.count > Self.answerBytes {
      guard let end = text.indices.prefix(Self.answerBytes).first(where: { bytes[$0] == UInt8(ascii: "\n") })
      else { return nil }
      head = ByteRange(start: text.start, count: end - text.start)
    }
    var letterCount = 0
    for place in head.indices {
      if bytes[place].isLetterOrBeyond { letterCount += 1 }
      if letterCount >= Self.headLetters { return head }
    }
    return nil
  }

  /// A line with fewer letters opens a list or an object.
  private static let headLetters = 4

  /// Calls a closure with each word of the sentences, the place of the call and the hash of the tool.
  func forEachWord(_ body: (_ call: Int, _ tool: UInt64, Words.Word) -> Void) {
    for answer in heads where answer.isSentence {
      Words.forEach(in: trace.text.span, answer.text) { body(answer.call, answer.tool, $0) }
    }
  }

  /// The first words of a masked message: who is named behind them differs from trace to trace; none where there are no
  /// more words.
  static func opening(of masked: [UInt8]) -> [UInt8] {
    var wordCount = 0
    for place in masked.indices.dropFirst() where masked[place] == 0x20 && masked[place - 1] != 0x20 {
      wordCount += 1
      if wordCount == openingWords { return Array(masked[..<place]) }
    }
    return []
  }

  /// Three words may begin anything.
  private static let openingWords = 4

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
