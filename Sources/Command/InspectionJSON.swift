import Foundation
import Pipeline
import Reports
import Traces

/// An inspection for programs: the counts of all at the top, and those of each file in `files`.
struct InspectionJSON {
  let inspection: Inspection
  let paths: [String]

  /// How many files were left out for what stands beside them.
  let leftOutCount: Int
  let seconds: [(stage: String, seconds: Double)]

  /// Whether errors were looked for.
  let hasErrors: Bool

  var text: String {
    let files = zip(paths, inspection.files).map { path, counts in
      JSONText.object([("path", .string(path))] + fields(of: counts))
    }
    let times = seconds.map { ($0.stage, JSONText.number($0.seconds)) }
    return JSONText.object(
      [("schema_version", .integer(1))] + fields(of: inspection.total)
        + [("left_out_files", .integer(leftOutCount)), ("files", .array(files)), ("seconds", .object(times))]
    ).line
  }

  private func fields(of counts: InspectedCounts) -> [(String, JSONText)] {
    let isMixed = counts.formatCounts.count > 1
    var fields: [(String, JSONText)] = [
      ("format", isMixed ? .string("mixed") : JSONText(counts.onlyFormat)),
      ("formats", sorted(counts.formatCounts)),
      ("why", .object(counts.signs.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      ("records", .integer(counts.recordCount)), ("traces", .integer(counts.traceCount)),
      ("joined", .integer(counts.joinedCount)), ("duplicates", .integer(counts.duplicateCount)),
      ("rejections", .integer(counts.rejectionCount)),
      ("rejection_reasons", sorted(counts.rejections.mapValues(\.count))),
      ("turns", .integer(counts.turnCount)), ("tool_calls", .integer(counts.toolCallCount)),
    ]
    if hasErrors { fields.append(errorCounts(of: counts)) }
    let outcomes = [Outcome.success, .failure, .unknown].map { outcome in
      (outcome.name, JSONText.integer(counts.outcomeCounts[outcome] ?? 0))
    }
    var sources = OutcomeSource.allCases.map { source in
      (source.name, JSONText.integer(counts.sourceCounts[source] ?? 0))
    }
    sources.append(("unknown", .integer(counts.sourceCounts[nil] ?? 0)))
    fields += [
      ("outcomes", .object(outcomes)), ("outcome_sources", .object(sources)),
      ("first_time", time(counts.firstTime)), ("last_time", time(counts.lastTime)),
      ("undivided_messages", .integer(counts.undividedCounts.reduce(0, +))),
      ("unread_fields", sorted(counts.unreadFields)),
    ]
    return fields
  }

  private func errorCounts(of counts: InspectedCounts) -> (String, JSONText) {
    let fields = ErrorProvenance.ofOneTrace.map { provenance in
      let name = provenance.name.replacingOccurrences(of: " ", with: "_")
      return (name, JSONText.integer(counts.errorCounts[provenance] ?? 0))
    }
    return ("tool_errors", .object(fields))
  }

  private func sorted(_ counts: [String: Int]) -> JSONText {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
  }

  private func time(_ seconds: Double?) -> JSONText { JSONText(seconds.map { Timestamp.text(of: $0) }) }
}
