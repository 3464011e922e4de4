internal import Alignment
internal import Evaluators
package import Gate
internal import Statistics

/// How far evaluators agree with people, beside what they did before: a part of the page of an evaluation.
package struct StandingSection: Sendable {
  package let standings: [EvaluatorStanding]
  package let labelSet: String?

  package init(_ standings: [EvaluatorStanding], labelSet: String?) {
    (self.standings, self.labelSet) = (standings, labelSet)
  }

  /// The section; empty text where no evaluator was held against labels.
  package var text: String {
    guard !standings.isEmpty else { return "" }
    let set = labelSet.map { " on the label set \($0)" } ?? ""
    return """
      ## Agreement with people

      How often each evaluator says what people say\(set), with 95 % intervals; earlier evaluations are held against the \
      same labels. All figures, the confusion and what to do: [`alignment/README.md`](alignment/README.md).

      \(table.markdown)
      \(fitness)\(flips)\(clusters)
      """
  }

  /// A row for each evaluator.
  package var table: MarkdownTable {
    var table = MarkdownTable(columns: [
      ("Evaluator", .left), ("Version", .left), ("Labels", .right), ("Agreement", .right), ("Last", .right),
      ("Baseline", .right), ("People", .right), ("Readable", .right), ("Flipped", .right),
      ("May block", .left),
    ])
    for standing in standings {
      let agreement = standing.finding?.agreement
      // Figures are ours, and need no escapes.
      table.append(markdown: [
        Markdown.cell(standing.evaluator), standing.version, agreement.map { "\($0.pairedCount)" } ?? "0",
        FigureText.estimate(agreement?.figures[.exactMatch]), Self.words(standing.last),
        Self.words(standing.baseline), FigureText.decimal(standing.fitness.ceiling),
        FigureText.percent(standing.fitness.reliability),
        standing.last.map { "\($0.flips.flips.count) of \($0.flips.sharedCount)" } ?? FigureText.undefined,
        standing.isFit ? "yes" : "no",
      ])
    }
    return table
  }

  /// The table for a screen.
  ///
  /// - Parameter width: Its columns; `nil` where lines may be of any length.
  package func table(width: Int?) -> String {
    table.markdown(
      width: width, leavingOut: ["Version", "Baseline", "People", "Flipped", "Last", "Readable"])
  }

  private static func words(_ earlier: EvaluatorStanding.Earlier?) -> String {
    guard let earlier else { return FigureText.undefined }
    return "\(FigureText.decimal(earlier.agreement?.value)) (\(earlier.version))"
  }

  /// Why evaluators only advise.
  private var fitness: String {
    let unfit = standings.filter { !$0.isFit }
    guard !unfit.isEmpty else { return "" }
    let lines = unfit.map { standing in
      "- \(Markdown.inline(standing.evaluator)): "
        + standing.reasons.map(GateWording.words).joined(separator: "; ") + ".\n"
    }
    return "\nThese advise and do not block a release, because:\n\n" + lines.joined()
  }

  private var flips: String {
    var text = ""
    for standing in standings {
      for (earlier, what) in [(standing.last, "the last evaluation"), (standing.baseline, "the baseline")] {
        guard let earlier, !earlier.flips.flips.isEmpty else { continue }
        let shown = earlier.flips.flips.prefix(Self.shownFlipCount)
        var table = MarkdownTable(columns: [("Trace", .left), ("Before", .left), ("Now", .left)])
        for flip in shown { table.append([flip.traceID, flip.before, flip.after]) }
        let rest = earlier.flips.flips.count - shown.count
        text += """

          ### \(Markdown.inline(standing.evaluator)): verdicts that are others than in \(what) (\(earlier.evaluation))

          \(table.markdown)\(rest > 0 ? "and \(rest) more, in [`evaluation.json`](evaluation.json)\n" : "")
          """
      }
    }
    return text
  }

  private static let shownFlipCount = 10

  private var clusters: String {
    var text = ""
    for standing in standings {
      guard let clusters = standing.clusters, !clusters.isEmpty else { continue }
      var table = MarkdownTable(columns: [
        ("What the traces have in common", .left), ("Contradicted", .right), ("Alike", .right),
        ("Such as", .left),
      ])
      for cluster in clusters {
        table.append([
          cluster.name, "\(cluster.disagreementCount)", "\(cluster.itemCount)",
          cluster.examples.joined(separator: ", "),
        ])
      }
      text +=
        "\n### \(Markdown.inline(standing.evaluator)): where it contradicts people\n\n" + table.markdown
    }
    return text
  }
}

extension EvaluatorStanding {
  /// What it said before, as `evaluation.json` has it.
  var earlierJSON: JSONText {
    .object([("last", last?.json ?? .null), ("baseline", baseline?.json ?? .null)])
  }
}

extension EvaluatorStanding.Earlier {
  fileprivate var json: JSONText {
    .object([
      ("evaluation", .string(evaluation)), ("version", .string(version)),
      ("agreement", JSONText(agreement?.value)), ("shared", .integer(flips.sharedCount)),
      ("read_only_now", .integer(flips.unreadBeforeCount)),
      ("read_only_before", .integer(flips.unreadAfterCount)),
      (
        "flips",
        .array(
          flips.flips.map {
            .object([
              ("trace_id", .string($0.traceID)), ("before", .string($0.before)), ("after", .string($0.after)),
            ])
          })
      ),
    ])
  }
}
