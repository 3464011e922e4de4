internal import Features
internal import Signatures
internal import Traces

/// Tells which tool errors of a trace say why it failed.
///
/// Where the signature is named by an error that the trace has these are that one alone. Else they are all that
/// nothing repairs, but for those on the way, where work went on after them and a user protests later, and for those that
/// come about as often where all goes well.
struct TellingErrors {
  private let named: Set<Int>

  /// For each call the turn that a later call succeeds in, so that work went on; `nil` where none does.
  private let turnsOfSuccess: [Int?]

  /// The calls whose errors come about as often where all goes well.
  private let ordinary: Set<Int>

  /// - Parameters:
  ///   - named: The errors that the signature is named by.
  ///   - ordinary: The errors that come about as often where all goes well.
  init(
    _ errors: [ToolError], of trace: Trace, named: [SignatureEvidence.ErrorCount],
    besides ordinary: OrdinaryErrors = .none
  ) {
    let found = errors.filter { error in
      !error.isRepaired
        && named.contains {
          $0.type == error.type && $0.tool == trace.string(trace.toolCalls[error.call].tool)
        }
    }.map(\.call)
    self.named = Set(found)
    self.ordinary = Set(
      errors.filter { error in
        let tool = Array(trace.string(trace.toolCalls[error.call].tool).utf8)
        return ordinary.contains(tool: ByteHash.of(tool), type: error.type)
      }.map(\.call))
    turnsOfSuccess = Self.turnsOfSuccess(errors, trace)
  }

  /// The last call first, so that a trace that fails ten thousand times takes no longer than its length.
  private static func turnsOfSuccess(_ errors: [ToolError], _ trace: Trace) -> [Int?] {
    var isError = [Bool](repeating: false, count: trace.toolCalls.count)
    for error in errors { isError[error.call] = true }
    var (turns, next) = ([Int?](repeating: nil, count: trace.toolCalls.count), nil as Int?)
    for (call, made) in trace.toolCalls.enumerated().reversed() {
      turns[call] = next
      if made.result != nil, !isError[call] { next = made.resultTurn ?? made.turn }
    }
    return turns
  }

  /// Whether the signature is named by an error.
  func isNamed(_ error: ToolError) -> Bool { named.contains(error.call) }

  /// - Parameter protests: The turns in which the user protests.
  func isTelling(_ error: ToolError, protests: Set<Int>) -> Bool {
    guard !error.isRepaired else { return false }
    guard named.isEmpty else { return isNamed(error) }
    guard !ordinary.contains(error.call) else { return false }
    guard let next = turnsOfSuccess[error.call] else { return true }
    return !protests.contains { $0 > next }
  }
}
