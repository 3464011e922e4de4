internal import Features
internal import Signatures
internal import Traces

/// Tells which tool errors of a trace say why it failed.
///
/// Where the signature is named by an error these are that one and what fails after it; what failed before is of
/// something else. Else they are all that nothing repairs, but for those on the way: work went on after them, and a
/// user protests later.
struct TellingErrors {
  let trace: Trace
  private let errors: [ToolError]
  private let named: Set<Int>
  private let isNamedFrom: Int?

  init(_ errors: [ToolError], of trace: Trace, named: [SignatureEvidence.ErrorCount]) {
    (self.errors, self.trace) = (errors, trace)
    let found = errors.filter { error in
      !error.isRepaired
        && named.contains {
          $0.type == error.type && $0.tool == trace.string(trace.toolCalls[error.call].tool)
        }
    }.map(\.call)
    (self.named, isNamedFrom) = (Set(found), found.min())
  }

  /// Whether the signature is named by an error.
  func isNamed(_ error: ToolError) -> Bool { named.contains(error.call) }

  /// - Parameter protests: The turns in which the user protests.
  func isTelling(_ error: ToolError, protests: Set<Int>) -> Bool {
    guard !error.isRepaired else { return false }
    if let isNamedFrom { return error.call >= isNamedFrom }
    guard let next = turnOfSuccess(after: error) else { return true }
    return !protests.contains { $0 > next }
  }

  /// The turn that a call after an error succeeds in, so that work went on; `nil` where none does.
  private func turnOfSuccess(after error: ToolError) -> Int? {
    let later = trace.toolCalls.indices.suffix(from: error.call).dropFirst()
    let success = later.first { call in
      trace.toolCalls[call].result != nil && !errors.contains { $0.call == call }
    }
    return success.map { trace.toolCalls[$0].resultTurn ?? trace.toolCalls[$0].turn }
  }
}
