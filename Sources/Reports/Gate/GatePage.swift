package import Gate
import Statistics

/// What a gate found, as Markdown for a pull request: the decision and its cause first.
package struct GatePage: Sendable {
  private let report: GateReport
  private let baseline: String
  private let candidate: String

  /// - Parameters:
  ///   - baseline: How the user named the release that is compared with.
  ///   - candidate: How the user named the one that may ship.
  package init(_ report: GateReport, baseline: String, candidate: String) {
    (self.report, self.baseline, self.candidate) = (report, baseline, candidate)
  }

  /// The page, with what made the scores folded away.
  package var markdown: String {
    Prose.page([
      brief(), Prose.fold("What made the scores", lineage), Prose.fold("How to read this", Prose.list(notes)),
    ])
  }

  /// The page without what is folded away, for a terminal.
  ///
  /// - Parameter width: The columns of the screen; `nil` where lines may be of any length.
  package func brief(width: Int? = nil) -> String {
    let title =
      "**\(GateWording.word(report.decision))**: \(Markdown.inline(GateWording.headline(report)))"
    let sides = "Baseline \(Markdown.code(baseline)), candidate \(Markdown.code(candidate))."
    return Prose.page([
      title, Prose.paragraph(sides), table(width), section("Causes", causes), section("Not decided", doubts),
      section("Advice only", unfit), section("Left out", leftOut), section("Traces to look at", examples),
    ])
  }

  private func section(_ title: String, _ points: [String]) -> String {
    points.isEmpty ? "" : "### \(title)\n\n" + Prose.list(points)
  }

  // MARK: Tables

  private func table(_ width: Int?) -> String {
    guard !report.findings.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      ("evaluator", .left), ("decision", .left), ("before", .right), ("now", .right),
      ("difference in points", .right), ("p, adjusted", .right), ("traces", .right), ("causes", .left),
    ])
    for finding in sorted {
      table.append(markdown: [
        Markdown.cell(finding.evaluator), GateWording.word(finding.decision).lowercased(),
        FigureText.percent(finding.passes.before.value), FigureText.percent(finding.passes.after.value),
        difference(finding), ChangeWording.chance(finding.passes.difference?.adjustedPValue),
        traces(finding), Markdown.cell(finding.causes.map(phrase).joined(separator: ", ")),
      ])
      guard let scores = finding.scores else { continue }
      table.append(markdown: [
        "— its mean score", " ", FigureText.decimal(scores.before), FigureText.decimal(scores.after),
        GateWording.signed(scores.difference.value) + " "
          + (scores.difference.interval.map(GateWording.interval) ?? ""),
        ChangeWording.chance(scores.adjustedPValue), " ", " ",
      ])
    }
    // The causes are said again below the table.
    return table.markdown(width: width, leavingOut: ["causes", "p, adjusted", "traces", "before", "now"])
  }

  /// What regressed first, then what is undecided, what passed and what only advises.
  private var sorted: [EvaluatorFinding] {
    let order: [GateDecision] = [.regressed, .inconclusive, .passed, .notFit]
    return order.flatMap { decision in report.findings.filter { $0.decision == decision } }
  }

  private func difference(_ finding: EvaluatorFinding) -> String {
    guard let effect = finding.passes.difference else { return FigureText.undefined }
    return "\(GateWording.signed(effect.value)) \(GateWording.interval(effect.interval))"
  }

  private func traces(_ finding: EvaluatorFinding) -> String {
    let (before, after) = (finding.passes.before.count, finding.passes.after.count)
    if finding.isPaired { return "\(Figures.count(after)) pairs" }
    return "\(Figures.count(before)), \(Figures.count(after))"
  }

  private func phrase(_ cause: Cause) -> String {
    GateWording.phrase(cause.kind, isDrop: cause.effect.value < 0)
  }

  private var lineage: String {
    var table = MarkdownTable(columns: [
      ("evaluator", .left), ("", .left), ("version", .left), ("criterion", .left), ("judge model", .left),
      ("calibration", .left), ("label set", .left), ("run", .left), ("unreadable", .right),
      ("canaries", .right),
    ])
    for finding in report.findings {
      for (name, side) in [("before", finding.baseline), ("now", finding.candidate)] {
        let words = [
          side.evaluatorVersion, side.criterionVersion, side.judgeModel, side.calibration, side.labelSet,
          side.run,
        ]
        table.append(
          markdown: [Markdown.cell(finding.evaluator), name]
            + words.map { $0.map { $0.isEmpty ? "—" : Markdown.cell($0) } ?? "—" }
            + [
              "\(Figures.count(side.unreadableCount)) of \(Figures.count(side.traceCount))",
              Figures.count(side.canaryCount),
            ])
      }
    }
    return table.markdown
  }

  // MARK: Sections

  private var causes: [String] {
    report.findings.flatMap { finding in
      finding.causes.map { cause in
        "\(Markdown.inline(finding.evaluator)): **\(phrase(cause))**, \(GateWording.change(cause.effect)). "
          + Markdown.inline(GateWording.evidence(cause, in: finding)) + "."
      } + suspicion(finding)
    }
  }

  private func suspicion(_ finding: EvaluatorFinding) -> [String] {
    guard !finding.suspects.isEmpty else { return [] }
    let names = finding.suspects.map { GateWording.phrase($0) }.joined(separator: " or ")
    return [
      "\(Markdown.inline(finding.evaluator)): it cannot be told whether \(names), because no trace was scored both ways. Score canaries by both versions."
    ]
  }

  private var doubts: [String] {
    report.deciding.filter { $0.decision == .inconclusive }.map { finding in
      let words = finding.doubts.map { GateWording.words($0, in: finding, rule: report.rule) }
      return "\(Markdown.inline(finding.evaluator)): \(words.joined(separator: "; "))."
    }
  }

  private var unfit: [String] {
    report.advising.map { finding in
      "\(Markdown.inline(finding.evaluator)): \(finding.unfitness.map(GateWording.words).joined(separator: "; "))."
    }
  }

  private var leftOut: [String] {
    let lost = report.onlyBaseline.map {
      "\(Markdown.inline($0)) scored the baseline and not the candidate, so that the gate cannot pass."
    }
    let added = report.onlyCandidate.map { "\(Markdown.inline($0)) scored the candidate alone." }
    let rows = report.findings.compactMap { finding -> String? in
      let repeated = finding.baseline.repeatedCount + finding.candidate.repeatedCount
      let others = finding.baseline.otherVersionCount + finding.candidate.otherVersionCount
      let parts = [
        repeated > 0
          ? "\(Figures.count(repeated, "score")) that a later one of the same trace replaces" : nil,
        others > 0 ? "\(Figures.count(others, "score")) by other versions of the evaluator" : nil,
      ].compactMap { $0 }
      return parts.isEmpty ? nil : "\(Markdown.inline(finding.evaluator)): \(Figures.list(parts))."
    }
    return lost + added + rows
  }

  private var examples: [String] {
    report.findings.filter { $0.decision == .regressed && !$0.examples.isEmpty }.map { finding in
      let names = finding.examples.prefix(5).map { example in
        Markdown.code(Excerpt.start(of: example.traceID, limit: 60))
          + (example.scoreAfter.map { " (\(Markdown.code($0)))" } ?? "")
      }
      return "\(Markdown.inline(finding.evaluator)): \(names.joined(separator: ", "))."
    }
  }

  private var notes: [String] {
    let rule = report.rule
    return [
      "A drop of less than \(GateWording.points(rule.minimalEffect)) does not matter. *Regressed*: the pass rate fell at least so far and more than chance makes it, or the agent's part of the change did. *Passed*: the interval rules such a drop out. *Inconclusive*: neither.",
      "Traces that both releases have are compared each with itself (McNemar's test, Tango's interval), others as two samples (score test, Newcombe's interval); p values are adjusted over the suite (Benjamini and Hochberg). Intervals hold the truth in 95 of 100 such samples.",
      "The measure is checked on traces that are the very same on both sides, best canaries that every run scores: what changes there is not the agent's. Other traffic is taken out by agent and signature; a signature in which hardly a trace passes counts as failure and not as traffic.",
      "`faultline lineage` says what made a score.",
    ]
  }
}
