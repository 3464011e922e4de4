package import Alignment
import Labels
import Statistics

/// The page of `align` for people, with its pictures.
package struct AlignmentPage: Sendable {
  let result: AlignmentResult
  let target: Double
  let labelSet: LabelSetUse?
  let redaction: Redaction

  package init(
    _ result: AlignmentResult, target: Double, labelSet: LabelSetUse? = nil,
    redaction: Redaction = Redaction()
  ) {
    self.result = result
    self.target = target
    self.labelSet = labelSet
    self.redaction = redaction
  }

  /// The page and its pictures.
  package var files: [Page] {
    guard result.comparisonCount > 0 else { return [Page(path: "README.md", text: emptyPage)] }
    return [Page(path: "README.md", text: page), Page(path: "agreement.svg", text: chart)]
      + heatMaps.map { Page(path: $0.path, text: $0.svg) }
  }

  // MARK: Nothing to compare

  private var emptyPage: String {
    let ratings = result.humans.filter { $0.criterion != Ratings.pooledName }
      .reduce(0) { $0 + $1.ratingCount }
    let shown = result.judges.filter { $0.agreement.criterion != Ratings.pooledName }
      .reduce(0) { $0 + $1.agreement.shownCount }
    return """
      # Agreement of judges with people

      **Nothing could be compared**: no item has both a reference label and a readable verdict.
      There are \(ratings) human labels and \(shown) verdicts.

      Two ways to get some overlap:

      1. Label items that a judge has answered: `faultline queue export` takes them from the verdicts.
      2. Run the judge on the items that people have labelled, and give both files to `faultline align`.

      Look also at the names: `item_id` and `criterion` must be written the same in both.


      """ + humansTable
  }

  // MARK: The page

  private var page: String {
    [
      "# Agreement of judges with people\n", cards, "![Agreement by criterion and judge](agreement.svg)\n",
      "## Judges\n", judgesTable, passTable, figuresTable, "## People\n", humansTable, leftOutTable,
      confusing,
      "## What to do\n", levers, clusters, "## Calibration, before and after\n", calibrations, comparisons,
      "## Confusion\n", confusions, "## Misaligned items\n", misaligned,
      "## How to read this\n", notes,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var cards: String {
    let agreeing = result.comparisonCount - result.misalignedCount
    let criteria = Set(result.humans.map(\.criterion)).subtracting([Ratings.pooledName]).count
    var table = MarkdownTable(columns: [
      ("comparisons", .right), ("judges agree with people", .right), ("people with each other", .right),
      ("misaligned", .right), ("criteria", .right),
    ])
    table.appendRow([
      "\(result.comparisonCount)", FigureText.percent(Double(agreeing) / Double(result.comparisonCount)),
      humanAgreement.map { FigureText.percent($0) } ?? FigureText.undefined,
      "\(result.misalignedCount) of \(result.comparisonCount)", "\(criteria)",
    ])
    return table.markdown
  }

  /// How often two people agree on an item, over all criteria, each item as often as it has two labels.
  private var humanAgreement: Double? {
    let shared = result.humans.filter { $0.criterion != Ratings.pooledName }.compactMap { humans in
      humans.figures[.exactMatchItems].map { (count: humans.sharedItemCount, value: $0.value) }
    }
    let count = shared.reduce(0) { $0 + $1.count }
    return count > 0 ? shared.reduce(0) { $0 + Double($1.count) * $1.value } / Double(count) : nil
  }

  /// The findings by criterion and judge, the best agreement first.
  var sorted: [JudgeFinding] {
    result.judges.sorted { left, right in
      let (a, b) = (left.agreement, right.agreement)
      let (x, y) = (a.figures[.exactMatch]?.value ?? -1, b.figures[.exactMatch]?.value ?? -1)
      return x != y ? x > y : (a.criterion, a.judge) < (b.criterion, b.judge)
    }
  }

  private var judgesTable: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("items", .right), ("agreement", .right), ("kappa", .right),
      ("base rate", .right), ("reliability", .right), ("ceiling", .right), ("lever", .left),
    ])
    for finding in sorted {
      let agreement = finding.agreement
      table.appendRow([
        agreement.criterion, agreement.judge, "\(agreement.pairedCount)",
        FigureText.estimate(agreement.figures[.exactMatch]), FigureText.estimate(agreement.figures[.kappa]),
        FigureText.decimal(agreement.baseRate), FigureText.percent(agreement.reliability.value),
        ceiling(finding.ceiling), finding.lever.action.rawValue,
      ])
    }
    return table.markdown
  }

  private func ceiling(_ ceiling: Ceiling) -> String {
    guard let human = ceiling.humanAgreement else { return FigureText.undefined }
    return "\(FigureText.decimal(human.value)), judge \(ceiling.place.rawValue)"
  }

  /// The four kinds of answer where a criterion has two labels.
  private var passTable: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("both pass", .right), ("both fail", .right),
      ("too strict", .right), ("too lenient", .right),
    ])
    for finding in sorted {
      guard let counts = finding.agreement.passCounts else { continue }
      table.appendRow([
        finding.agreement.criterion, finding.agreement.judge, "\(counts.truePass)", "\(counts.trueFail)",
        "\(counts.tooStrict)", "\(counts.tooLenient)",
      ])
    }
    return table.rows.isEmpty ? "" : table.markdown
  }

  private var figuresTable: String {
    let shown = Figure.allCases.filter { figure in
      figure != .exactMatch && figure != .kappa
        && result.judges.contains { $0.agreement.figures[figure] != nil }
    }
    var table = MarkdownTable(
      columns: [("criterion", .left), ("judge", .left)]
        + shown.map { ($0.rawValue.replacing("_", with: " "), .right) })
    for finding in sorted {
      table.appendRow(
        [finding.agreement.criterion, finding.agreement.judge]
          + shown.map { FigureText.decimal(finding.agreement.figures[$0]?.value) })
    }
    return table.markdown
  }

  private var humansTable: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("items", .right), ("with two labels", .right), ("labels", .right),
      ("agreement of pairs", .right), ("alpha", .right), ("alpha, ordered", .right),
      ("Fleiss' kappa", .right), ("mean kappa of two", .right),
    ])
    for humans in result.humans {
      table.appendRow([
        humans.criterion, "\(humans.itemCount)", "\(humans.sharedItemCount)", "\(humans.ratingCount)",
        FigureText.estimate(humans.figures[.exactMatchPairs]),
        FigureText.estimate(humans.figures[.alphaNominal]),
        FigureText.estimate(humans.figures[.alphaOrdinal]),
        FigureText.decimal(humans.figures[.fleissKappa]?.value),
        FigureText.estimate(humans.meanPairwiseKappa),
      ])
    }
    return table.markdown
  }

  private var leftOutTable: String {
    let rows = result.humans.filter { $0.criterion != Ratings.pooledName }
      .flatMap { humans in humans.humans.map { (humans.criterion, $0) } }
    guard !rows.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("person against the rest", .left), ("items", .right), ("agreement", .right),
      ("kappa", .right),
    ])
    for (criterion, human) in rows {
      table.appendRow([
        criterion, redaction.redacted(human.name), "\(human.itemCount)", FigureText.estimate(human.agreement),
        FigureText.decimal(human.kappa),
      ])
    }
    return table.markdown
  }

  private var confusing: String {
    let names = result.humans.filter(\.isConfusing).map { Markdown.inline($0.criterion) }
    guard !names.isEmpty else { return "" }
    return "**Confusing criteria**, on which people themselves disagree: \(names.joined(separator: ", ")).\n"
  }

  private var misaligned: String {
    var table = MarkdownTable(columns: [
      ("item", .left), ("criterion", .left), ("judge", .left), ("people", .left), ("verdict", .left),
      ("rationale", .left),
    ])
    for finding in sorted where finding.agreement.criterion != Ratings.pooledName {
      for item in finding.misaligned {
        let rationale = [
          item.humanRationale.map { "people: \($0)" }, item.judgeRationale.map { "judge: \($0)" },
        ]
        .compactMap { $0 }.joined(separator: " · ")
        table.appendRow([
          redaction.redacted(item.item), finding.agreement.criterion, finding.agreement.judge,
          "\(item.reference) (\(item.supportCount) of \(item.labelCount))", item.verdict,
          Excerpt.start(of: redaction.redacted(rationale), limit: 300),
        ])
      }
    }
    return table.rows.isEmpty ? "None.\n" : table.markdown
  }

  private var notes: String {
    var lines = [
      "Intervals hold the truth in 95 of 100 such samples. Shares of items have exact ones (Clopper and Pearson), other figures bootstrapped ones over items.",
      "The reference label of an item is the unique most frequent human label; items without one are left out.",
      "Reliability is the share of the judge's answers that could be read as a label; it is not mixed into agreement.",
      "The ceiling is how often two people agree on an item; the judge is compared with it as one more rater.",
      "The decision asked is an agreement of at least \(FigureText.decimal(target, digits: 2)).",
    ]
    if result.judges.contains(where: { $0.agreement.scale.isGuessed }) {
      lines.append(
        "No scale was given for some criteria: numbers were taken as ordinal, words as nominal. Give `--scales` to say otherwise."
      )
    }
    if let labelSet { lines.append(labelSet.words) }
    if !result.conflicts.isEmpty {
      lines.append(
        "\(result.conflicts.count) times one annotator gave several labels on one item without dates: none of these counts."
      )
    }
    if result.strayLabelCount > 0 {
      lines.append("\(result.strayLabelCount) human labels are outside the scale and count as missing.")
    }
    return lines.map { "- \($0)\n" }.joined()
  }

  // MARK: Pictures

  private var chart: String {
    let hasCeiling = sorted.contains { $0.ceiling.humanAgreement != nil }
    return AgreementChart(
      title: "Agreement with people: dot and interval"
        + (hasCeiling ? "; orange: people with each other" : ""),
      rows: sorted.compactMap { finding in
        guard let agreement = finding.agreement.figures[.exactMatch] else { return nil }
        return AgreementChart.Row(
          label: "\(finding.agreement.criterion) · \(finding.agreement.judge)", value: agreement.value,
          interval: agreement.interval.map { $0.lower...$0.upper },
          ceiling: finding.ceiling.humanAgreement?.value)
      }
    ).svg
  }

  private var heatMaps: [(path: String, name: String, svg: String)] {
    sorted.enumerated().map { index, finding in
      let agreement = finding.agreement
      let labels = agreement.scale.labels
      return (
        "confusion-\(index + 1).svg", "\(agreement.criterion), \(agreement.judge)",
        HeatMap(
          title: "people ↓ judge →", rows: labels, columns: labels,
          counts: labels.indices.map { row in
            labels.indices.map { agreement.confusion[reference: row, verdict: $0] }
          }
        ).svg
      )
    }
  }

  private var confusions: String {
    heatMaps.map { map in
      let name = Markdown.inline(map.name)
      return "\(name):\n\n![\(name): people in rows, the judge in columns](\(map.path))\n"
    }.joined(separator: "\n")
  }
}
