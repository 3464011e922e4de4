import Foundation
import JSONBytes
import Pipeline
import Reports
import Traces

/// An inspection for a person: each file in a few lines, all together, and one trace as it was understood.
struct InspectionText {
  let inspection: Inspection
  let paths: [String]

  /// What stood in the folders and was not read.
  let skipped: [String]

  /// What is said of files that were left out for what stands beside them.
  let leftOut: String?
  let redacts: Bool

  /// More files than this are summed up; `--json` lists them all.
  private static let shownFileCount = 40

  func text(showing trace: Trace?) -> String {
    var lines: [String] = []
    for (path, counts) in zip(paths, inspection.files).prefix(Self.shownFileCount) {
      lines.append(Terminal.line("\(path): \(format(of: counts))"))
      lines += self.lines(of: counts)
      lines.append("")
    }
    let rest = paths.count - Self.shownFileCount
    if rest > 0 { lines += ["… and \(rest) more files; --json lists them all.", ""] }
    if paths.count > 1 {
      lines.append("All \(paths.count) files: \(format(of: inspection.total))")
      lines += self.lines(of: inspection.total)
      lines.append("")
    }
    if !skipped.isEmpty {
      lines += ["Passed over in folders, by their names: \(skipped.count), such as \(skipped[0])", ""]
    }
    if let leftOut { lines += [Terminal.line(leftOut), ""] }
    if let trace, let place = inspection.shown {
      lines.append(
        Terminal.line("One trace as understood, of \(paths[place.fileIndex]), line \(place.record.line):"))
      lines += TraceLines(trace: trace, redacts: redacts).lines
    }
    return lines.joined(separator: "\n")
  }

  private func format(of counts: InspectedCounts) -> String {
    guard !counts.formatCounts.isEmpty else { return "in no known format" }
    return counts.formatCounts.sorted { $0.key < $1.key }.map { name, count in
      let words = paths.count > 1 && counts.formatCounts.count > 3 ? nil : counts.signs[name]
      let why = words.map { ", because \($0)" } ?? ""
      return counts.formatCounts.count > 1 ? "\(name) (\(Figures.count(count)) records)" : name + why
    }.joined(separator: ", ")
  }

  private func lines(of counts: InspectedCounts) -> [String] {
    var lines = ["  " + records(of: counts), "  " + contents(of: counts), "  " + outcomes(of: counts)]
    if let first = counts.firstTime, let last = counts.lastTime {
      lines.append("  from \(Timestamp.text(of: first)) to \(Timestamp.text(of: last))")
    }
    for (reason, refused) in counts.rejections.sorted(by: {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }) {
      lines.append(
        Terminal.line(
          "  not read: \(Figures.count(refused.count)) × \(reason) (first on line \(refused.line))"))
    }
    if let longest = counts.undividedCounts.max() {
      let traces = counts.undividedCounts.count
      let what =
        traces == 1
        ? "\(Figures.count(longest)) messages are one trace"
        : "the messages of each of \(Figures.count(traces)) files are one trace"
      lines.append(
        "  \(what), since none names its conversation: a field such as `conversation_id` divides them")
    }
    for (field, count) in counts.unreadFields.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(
      8)
    {
      lines.append(
        Terminal.line("  looks like content and is in no turn: `\(field)`, of \(noun("trace", count))"))
    }
    return lines
  }

  private func records(of counts: InspectedCounts) -> String {
    var parts = [noun("trace", counts.traceCount)]
    if counts.joinedCount > 0 { parts.append("\(Figures.count(counts.joinedCount)) joined to them") }
    if counts.duplicateCount > 0 { parts.append(noun("duplicate", counts.duplicateCount)) }
    if counts.rejectionCount > 0 { parts.append(noun("rejection", counts.rejectionCount)) }
    return "\(noun("record", counts.recordCount)): \(parts.joined(separator: ", "))"
  }

  private func contents(of counts: InspectedCounts) -> String {
    let errors = ErrorProvenance.ofOneTrace.compactMap { provenance in
      counts.errorCounts[provenance].map { "\(provenance.name) \(Figures.count($0))" }
    }
    let errorCount = counts.errorCounts.values.reduce(0, +)
    let known = errors.isEmpty ? "" : " (known from: \(errors.joined(separator: ", ")))"
    return """
      \(noun("turn", counts.turnCount)), \(noun("tool call", counts.toolCallCount)), \
      \(noun("tool error", errorCount))\(known)
      """
  }

  private func outcomes(of counts: InspectedCounts) -> String {
    let outcomes = [Outcome.success, .failure, .unknown].map {
      "\($0.name) \(Figures.count(counts.outcomeCounts[$0] ?? 0))"
    }
    let sources = (OutcomeSource.allCases.map { Optional($0) } + [nil]).compactMap { source in
      counts.sourceCounts[source].map { "\(source?.name ?? "not told") \(Figures.count($0))" }
    }
    let judged = sources.isEmpty ? "" : " (judged by: \(sources.joined(separator: ", ")))"
    return "outcomes: \(outcomes.joined(separator: ", "))\(judged)"
  }

  private func noun(_ word: String, _ count: Int) -> String {
    "\(Figures.count(count)) \(word)\(count == 1 ? "" : "s")"
  }
}
