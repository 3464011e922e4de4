internal import Signatures
internal import Traces

/// What was read and what came of it, in a few sentences.
struct RunSummary {
  let report: RunReport

  var markdown: String {
    let parts = [finding, reading, outcomes].filter { !$0.isEmpty }
    return parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: Sentences

  /// The main finding.
  private var finding: String {
    guard let first = report.signatures.first else { return "" }
    let link = "[\(Markdown.inline(first.shortName))](signatures/\(first.id).md)"
    let rate = report.failureRate.map { " (\(Figures.percent($0)))" } ?? ""
    let failed =
      report.hasOutcomes
      ? "\(Figures.count(report.counts.failures)) of \(Figures.count(report.counts.failures + report.counts.successes)) traces failed\(rate)"
      : "\(Figures.count(report.counts.traces, "trace")) of unknown outcome fall into groups"
    return """
      **\(failed); what costs most is this: \(link)**,
      in \(Figures.count(first.support)) \(report.noun) (\(Figures.percent(first.share))), severity
      \(first.severity.name).\(half)
      """
  }

  /// How few signatures hold half of the failures.
  private var half: String {
    var total = 0.0
    for (index, signature) in report.signatures.enumerated() {
      total += signature.share
      guard total >= 0.5 else { continue }
      return index == 0
        ? ""
        : " The first \(index + 1) of \(report.signatures.count) signatures hold half of all \(report.noun)."
    }
    return
      " The \(Figures.count(report.signatures.count, "signature")) hold \(Figures.percent(total)) of all \(report.noun)."
  }

  private var reading: String {
    let counts = report.counts
    var parts = [Figures.count(counts.traces, "trace")]
    parts.append(Figures.count(counts.duplicates, "duplicate"))
    parts.append(Figures.count(counts.rejections, "rejection"))
    let conflicts =
      counts.conflicts == 0
      ? ""
      : " \(Figures.count(counts.conflicts, "trace has", "traces have")) the id of another trace with other content."
    return """
      Read: \(Figures.count(counts.records, "record")) in \(Figures.count(report.inputs.count, "file"))
      (\(Figures.bytes(counts.byteCount))) = \(parts.joined(separator: " + ")). The traces hold
      \(Figures.count(counts.turns, "turn")) and \(Figures.count(counts.toolCalls, "tool call")).\(conflicts)
      """
  }

  private var outcomes: String {
    let counts = report.counts
    guard report.hasOutcomes else {
      return """
        **No outcome is known**, so nobody can say which of these traces failed: all were mined. Groups whose
        evidence shows failures (tool errors, missing answers, promises that nothing was done for) are ranked
        above ordinary behaviour, and there are no failure rates. With an outcome in each record, or
        `--outcome-field`, the next run can tell more.
        """
    }
    let unknown =
      counts.unknowns == 0
      ? ""
      : """

      A trace of unknown outcome is never taken for a success: it is given to the signature that its evidence
      fits, and counted apart.
      """
    return """
      Outcomes: \(Figures.count(counts.failures, "failure")), \(Figures.count(counts.successes, "success", "successes")),
      \(Figures.count(counts.unknowns)) unknown.\(unknown)
      """
  }
}
