internal import Features
internal import Traces

/// What an inspection counts of a trace.
struct TraceTally: Sendable {
  let outcomeSource: OutcomeSource?

  /// The tool errors by how we know of them, in the order of `ErrorProvenance.allCases`.
  let errorCounts: [Int]

  /// The fields of its records that look like content and are not in it.
  let unreadFields: [String]

  init(of trace: Trace, errors: [ToolError], unreadFields: [String]) {
    self.unreadFields = unreadFields
    outcomeSource = trace.outcomeSource
    var counts = [Int](repeating: 0, count: ErrorProvenance.allCases.count)
    for error in errors { counts[Int(error.provenance.rawValue)] += 1 }
    errorCounts = counts
  }
}
