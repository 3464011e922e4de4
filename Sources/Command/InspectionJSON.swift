import Foundation
import Pipeline
import Reports
import Traces

/// An inspection for programs: the counts of all at the top, and those of each file in `files`.
struct InspectionJSON {
  let inspection: Inspection
  let paths: [String]
  let seconds: [(stage: String, seconds: Double)]

  var text: String {
    let files = zip(paths, inspection.files).map { path, counts in
      JSONText.object([("path", .string(path))] + fields(of: counts))
    }
    let times = seconds.map { ($0.stage, JSONText.number($0.seconds)) }
    return JSONText.object(
      [("schema_version", .integer(1))] + fields(of: inspection.total)
        + [("files", .array(files)), ("seconds", .object(times))]
    ).line
  }

  private func fields(of counts: InspectedCounts) -> [(String, JSONText)] {
    let isMixed = counts.formatCounts.count > 1
    return [
      ("format", isMixed ? .string("mixed") : JSONText(counts.onlyFormat)),
      ("formats", sorted(counts.formatCounts)),
      ("why", .object(counts.signs.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      ("records", .integer(counts.recordCount)), ("traces", .integer(counts.traceCount)),
      ("joined", .integer(counts.joinedCount)), ("duplicates", .integer(counts.duplicateCount)),
      ("rejections", .integer(counts.rejectionCount)),
      ("rejection_reasons", sorted(counts.rejections.mapValues(\.count))),
      ("turns", .integer(counts.turnCount)), ("tool_calls", .integer(counts.toolCallCount)),
      (
        "tool_errors",
        .object(
          ErrorProvenance.allCases.map { provenance in
            let name = provenance.name.replacingOccurrences(of: " ", with: "_")
            return (name, .integer(counts.errorCounts[provenance] ?? 0))
          })
      ),
      (
        "outcomes",
        .object(
          [Outcome.success, .failure, .unknown].map { ($0.name, .integer(counts.outcomeCounts[$0] ?? 0)) })
      ),
      (
        "outcome_sources",
        .object(
          OutcomeSource.allCases.map { ($0.name, .integer(counts.sourceCounts[$0] ?? 0)) }
            + [("unknown", .integer(counts.sourceCounts[nil] ?? 0))])
      ),
      ("first_time", time(counts.firstTime)), ("last_time", time(counts.lastTime)),
      ("unread_fields", sorted(counts.unreadFields)),
    ]
  }

  private func sorted(_ counts: [String: Int]) -> JSONText {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
  }

  private func time(_ seconds: Double?) -> JSONText { JSONText(seconds.map { Timestamp.text(of: $0) }) }
}
