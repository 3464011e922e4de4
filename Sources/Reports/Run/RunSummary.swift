internal import Signatures

/// What was read and what came of it, in a few sentences.
struct RunSummary {
  let report: RunReport

  var markdown: String {
    Prose.page([finding, reading, outcomes, watched].map { Prose.paragraph($0) })
  }

  /// The main finding.
  private var finding: String {
    let counts = report.counts
    let known = counts.failures + counts.successes
    let failed =
      report.hasOutcomes
      ? "**\(Figures.count(counts.failures)) of \(Figures.count(known, "trace")) failed\(report.failureRate.map { " (\(Figures.percent($0)))" } ?? "").**"
      : "**\(Figures.count(counts.traces, "trace")), and no outcome is known.**"
    guard !report.signatures.isEmpty else { return failed }
    let clear = report.signatures.filter(\.showsFailure)
    guard report.hasOutcomes || !clear.isEmpty else {
      return """
        \(failed) **No group shows a clear failure**: in none do half of the traces share a tool error that nothing
        repairs, or another sign as grave. They may all be ordinary work.
        """
    }
    guard report.hasOutcomes else {
      return "\(failed) \(which(clear)) What looks worst: \(headline(clear[0]))"
    }
    let whole = report.signatures.filter(\.hasCause)
    guard let first = whole.first else {
      return "\(failed) **No way of failing was found**, only groups without a common cause. \(half)"
    }
    let isSmaller = report.signatures.contains { !$0.hasCause && $0.impact > first.impact }
    let rest = isSmaller ? " beside a rest without a common cause" : ""
    return "\(failed) What costs most\(rest): \(headline(first)) \(half)"
  }

  /// A signature with its figures, and what its traces share.
  private func headline(_ signature: Signature) -> String {
    let link = "[\(Markdown.inline(signature.shortName))](signatures/\(signature.id).md)"
    let count = "\(Figures.count(signature.support)) \(report.noun)"
    let share =
      report.hasOthers(than: signature)
      ? "in \(count) (\(Figures.percent(signature.share)))" : "in all \(count)"
    return "\(link), \(share), severity \(signature.severity.name). \(signature.sharedWords)"
  }

  /// Which groups show a failure where no outcome tells, a few by their ranks.
  private func which(_ clear: [Signature]) -> String {
    let ranks = clear.prefix(Self.rankLimit).map { "[\($0.rank)](signatures/\($0.id).md)" }
    let rest = clear.count - ranks.count
    let all = Figures.list(rest > 0 ? ranks + ["\(Figures.count(rest)) more"] : ranks)
    let others = clear.count < report.signatures.count ? "; the others may be ordinary work" : ""
    return "**\(Figures.count(clear.count)) of \(Figures.count(report.signatures.count, "group")) "
      + "\(clear.count == 1 ? "shows" : "show") a clear failure** (\(all))\(others)."
  }

  private static let rankLimit = 10

  /// How few signatures hold half of the failures, or what a rest holds.
  private var half: String {
    let whole = report.signatures.filter { !$0.isRest }
    let (count, restCount) = (whole.count, report.signatures.count { !$0.hasCause })
    let restShare = report.signatures.filter { !$0.hasCause }.reduce(0) { $0 + $1.share }
    if restShare >= 0.5 {
      let rest =
        restCount > 1 ? "Groups without a common cause hold" : "The group without a common cause holds"
      let part = restShare < 1 ? "\(Figures.percent(restShare)) of the" : "all"
      return "\(rest) \(part) \(report.noun)."
    }
    var total = 0.0
    for (index, signature) in whole.enumerated() {
      total += signature.share
      guard total >= 0.5 else { continue }
      let first =
        index == 0
        ? "It alone holds"
        : index + 1 == count
          ? "All \(count) signatures hold" : "The first \(index + 1) of \(count) signatures hold"
      return total < 0.995 ? "\(first) half of all \(report.noun)." : "\(first) all \(report.noun)."
    }
    let beside = count < report.signatures.count ? " with a common cause" : ""
    return
      "All \(Figures.count(count, "signature"))\(beside) together hold \(Figures.percent(total)) of the \(report.noun)."
  }

  private var reading: String {
    let counts = report.counts
    var parts = [Figures.count(counts.traces, "trace")]
    if counts.joined > 0 { parts.append(Figures.count(counts.joined, "further part") + " of them") }
    parts += [Figures.count(counts.duplicates, "duplicate"), Figures.count(counts.rejections, "rejection")]
    let conflict = Figures.count(counts.conflicts, "trace has", "traces have")
    let conflicts = counts.conflicts == 0 ? "" : "\(conflict) the id of another trace with other content."
    return """
      Read: \(Figures.count(counts.records, "record")) in \(Figures.count(report.inputs.count, "file"))
      (\(Figures.bytes(counts.byteCount))), which are \(Figures.list(parts)). The traces hold
      \(Figures.count(counts.turns, "turn")) and \(Figures.count(counts.toolCalls, "tool call")). \(conflicts)
      """
  }

  /// The failures that `faultline watch` handed over.
  private var watched: String {
    let count = report.counts.evaluatorFailures
    guard count > 0 else { return "" }
    return """
      \(Figures.count(count, "trace counts as a failure", "traces count as failures")) because evaluators failed
      \(count == 1 ? "it" : "them") in `faultline watch`, which scores a share of all traces: of failures that only
      evaluators see there are more than are counted here.
      """
  }

  private var outcomes: String {
    let counts = report.counts
    guard report.hasOutcomes else {
      return """
        Since no outcome is known, nobody can say which of these traces failed: all were mined. Groups whose
        evidence shows a failure (tool errors, missing answers, promises that nothing was done for) are ranked
        above ordinary behaviour, and there are no failure rates. With an outcome in each record, or
        `--outcome-field`, the next run can tell more.
        """
    }
    let unknown =
      counts.unknowns == 0
      ? ""
      : """
      A trace of unknown outcome is never taken for a success: it goes to the signature that its evidence fits,
      and is counted apart.
      """
    return """
      Outcomes: \(Figures.count(counts.failures, "failure")),
      \(Figures.count(counts.successes, "success", "successes")), \(Figures.count(counts.unknowns)) unknown.
      \(unknown)
      """
  }
}
