/// What the generator knows of one trace.
package struct PlantedTruth: Sendable, Hashable {
  /// The header of the truth file.
  package static let header = "trace_id,mode,planted_outcome,shown_outcome\n"

  package let traceID: String
  /// The name of the planted mode; empty for a success and for a failure that belongs to no mode.
  package let mode: String
  package let fails: Bool
  /// Whether the trace tells its outcome.
  package let showsOutcome: Bool

  /// The row of the truth file, with its line feed.
  package var row: String {
    let outcome = fails ? "failure" : "success"
    return "\(traceID),\(mode),\(outcome),\(showsOutcome ? outcome : "unknown")\n"
  }
}
