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

/// Notes of tool errors whether a later call made them good.
///
/// A later success of the tool does, and one of a tool that does the same by another key: `find_user_by_email` after
/// `find_user_by_phone`. What runs programs can do anything, and of a tool without a name nobody knows what it does:
/// there the same must succeed, with a change or without one. Where neither name nor arguments are recorded no repair
/// is known.
struct Repairs {
  let trace: Trace

  /// Whether each call succeeded.
  let isSuccess: [Bool]
  let runners: RunningTools

  /// Looks at the errors, in the order of the calls, the last call first.
  func note(in errors: inout [ToolError]) {
    guard let first = errors.first?.call else { return }
    var succeeded: Set<UInt64> = []
    var programs: [Program] = []
    var left = errors.count
    for call in (first..<isSuccess.count).reversed() {
      let isError = left > 0 && errors[left - 1].call == call
      guard isError || isSuccess[call] else { continue }
      let tool = trace.toolCalls[call].tool
      let purpose = purpose(of: tool)
      let program = tool.isEmpty || runners.runs(tool, in: trace) ? program(of: call) : nil
      if isSuccess[call] {
        succeeded.insert(purpose)
        if let program { programs.append(program) }
      }
      guard isError else { continue }
      left -= 1
      errors[left].isRepaired =
        if let program {
          programs.suffix(Self.programLimit).contains { program.isLike($0) }
        } else {
          succeeded.contains(purpose)
        }
    }
  }

  /// So many of the next programs that succeed are looked at: what is mended is run again soon.
  private static let programLimit = 8

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
    let words: Set<UInt64>

    /// Whether one program is the other with a change: half of the words of both are in both.
    ///
    /// One that is not recorded is like none.
    func isLike(_ other: Program) -> Bool {
      guard !words.isEmpty else { return false }
      let common = words.intersection(other.words).count
      return common * 2 >= words.count + other.words.count - common
    }
  }

  private func program(of call: Int) -> Program {
    let arguments = trace.toolCalls[call].arguments
    let shown = ByteRange(start: arguments.start, count: min(arguments.count, Self.programBytes))
    var words: Set<UInt64> = []
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
