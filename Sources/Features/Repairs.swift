internal import JSONBytes
package import Traces

extension Trace {
  /// Whether a later call may have made an error good that is not known to be: the record does not show what was called.
  package func mayBeRepaired(_ error: ToolError) -> Bool {
    let call = toolCalls[error.call]
    return !error.isRepaired && call.tool.isEmpty && call.arguments.isEmpty
      && error.call < toolCalls.count - 1
  }
}

/// Notes of tool errors whether a later call made them good, and whether the last answer tells of them.
///
/// A later success of the tool does, and one of a tool that does the same by another key: `find_user_by_email` after
/// `find_user_by_phone`; but not one that says what the error said, nor any where the assistant's last answer reports
/// the error. What runs programs can do anything, and of a tool without a name, or that is none, nobody knows what it
/// does: there the same must succeed, with a change or without one. Where neither name nor arguments are recorded no repair is known.
struct Repairs {
  let trace: Trace

  /// Whether each call succeeded.
  let isSuccess: [Bool]
  let runners: RunningTools

  /// Looks at the errors, in the order of the calls, the last call first.
  func note(in errors: inout [ToolError]) {
    guard let first = errors.first?.call else { return }
    var succeeded: [UInt64: [Int]] = [:]
    var programs: [(call: Int, program: Program)] = []
    var answer: LastAnswer??
    var left = errors.count
    let callsUnknown = errors.contains { $0.type == .unknownTool }
    for call in (first..<isSuccess.count).reversed() {
      let isError = left > 0 && errors[left - 1].call == call
      guard isError || isSuccess[call] else { continue }
      let tool = trace.toolCalls[call].tool
      let purpose = purpose(of: tool)
      let runs = tool.isEmpty || runners.runs(tool, in: trace)
      let program = runs || callsUnknown ? program(of: call) : nil
      if isSuccess[call] {
        if let program { programs.append((call, program)) }
        if !runs { succeeded[purpose, default: []].append(call) }
      }
      guard isError else { continue }
      left -= 1
      let error = errors[left]
      let successes =
        if let program, runs || error.type == .unknownTool {
          programs.suffix(Self.successLimit).filter { program.isLike($0.program) }.map(\.call)
        } else {
          Array((succeeded[purpose] ?? []).suffix(Self.successLimit))
        }
      guard successes.contains(where: { !isSaidAgain(error, in: $0) }) else { continue }
      let last = answer ?? LastAnswer(of: trace)
      answer = .some(last)
      errors[left].isReported = last?.reports(error) ?? false
      errors[left].isRepaired = !errors[left].isReported
    }
    guard errors.contains(where: { !$0.isRepaired && !$0.isReported }),
      let last = answer ?? LastAnswer(of: trace)
    else { return }
    for place in errors.indices where !errors[place].isRepaired && !errors[place].isReported {
      errors[place].isReported = last.reports(errors[place])
    }
  }

  /// So many of the next calls that succeed are looked at: what is mended is called again soon.
  private static let successLimit = 8

  /// Whether what came back from a call that is not known to have failed says what an error said, or begins so.
  private func isSaidAgain(_ error: ToolError, in call: Int) -> Bool {
    let text = trace.trimmed(trace.toolCalls[call].result ?? ByteRange(start: 0, count: 0))
    guard !text.isEmpty, text.count <= Self.answerBytes else { return false }
    let message = ByteRange(start: 0, count: error.message.count)
    let pairs = LastAnswer.pairs(of: error.message.span, message)
    if pairs.count >= Self.fewestPairs {
      let again = LastAnswer.pairs(of: trace.text.span, text).commonCount(with: pairs)
      if again * 5 >= pairs.count * 4 { return true }
    }
    let first = firstWords(of: error.message.span, message)
    return first.count == Self.firstWordCount && first == firstWords(of: trace.text.span, text)
  }

  /// A longer answer is data.
  private static let answerBytes = 1_000
  private static let fewestPairs = 2

  /// The first few words of a text that begins with a letter.
  private func firstWords(of bytes: Span<UInt8>, _ text: ByteRange) -> [UInt64] {
    guard !text.isEmpty, ErrorPhraseIndex.isLetter(bytes[text.start]) else { return [] }
    var words: [UInt64] = []
    let head = ByteRange(start: text.start, count: min(text.count, Self.headBytes))
    Words.forEach(in: bytes, head) { if words.count < Self.firstWordCount { words.append($0.hash) } }
    return words
  }

  private static let firstWordCount = 4
  private static let headBytes = 100

  /// What a tool is for: its name up to the key by which it is done.
  private func purpose(of tool: ByteRange) -> UInt64 {
    let span = trace.text.span
    var end = tool.start
    while end + Self.key.count < tool.end {
      if end > tool.start, Self.key.indices.allSatisfy({ span[end + $0] == Self.key[$0] }) { break }
      end += 1
    }
    let isKeyed = end > tool.start && end + Self.key.count < tool.end
    return ByteHash.of(span, isKeyed ? ByteRange(start: tool.start, count: end - tool.start) : tool)
  }

  private static let key = Array("_by_".utf8)

  /// The words of what a call runs.
  private struct Program {
    let words: WordSet

    /// Whether one program is the other with a change: half of the words of both are in both.
    ///
    /// One that is not recorded is like none.
    func isLike(_ other: Program) -> Bool {
      guard !words.isEmpty else { return false }
      let common = words.commonCount(with: other.words)
      return common * 2 >= words.count + other.words.count - common
    }
  }

  private func program(of call: Int) -> Program {
    let arguments = trace.toolCalls[call].arguments
    let shown = ByteRange(start: arguments.start, count: min(arguments.count, Self.programBytes))
    var words = WordSet()
    Words.forEach(in: trace.text.span, shown) { words.insert($0.hash) }
    return Program(words: words)
  }

  private static let programBytes = 1_024
}

/// Which of the tools met so far run whatever program they are given, so that each name is looked at once.
final class RunningTools {
  private var known: [UInt64: Bool] = [:]

  /// Whether a tool does, by its name.
  func runs(_ tool: ByteRange, in trace: Trace) -> Bool {
    let hash = ByteHash.of(trace.text.span, tool)
    if let runs = known[hash] { return runs }
    let words = ToolName.words(of: trace.string(tool))
    let runs = !words.isEmpty && words.allSatisfy(WorkflowPhrases.runningWords.contains)
    // Names that are drawn by lot are as many as calls.
    if known.count >= Self.limit { known.removeAll() }
    known[hash] = runs
    return runs
  }

  private static let limit = 4_096
}
