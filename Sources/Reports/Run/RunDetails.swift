internal import Features
internal import Signatures

/// The end of a run's first page: the rules behind the figures, how to go on, and what the run was made from.
struct RunDetails {
  let report: RunReport

  /// The most input files that are listed; the manifest has them all.
  private static let inputLimit = 50

  var markdown: String { Prose.page([rules, next, origin]) }

  private var rules: String {
    let weights = Severity.allCases.map { "\($0.name) \(Figures.decimal($0.weight, 0))" }
    let rate =
      report.hasOutcomes ? " × failure rate" : " × the share of its traces whose evidence shows a failure"
    let why =
      report.hasOutcomes
      ? ""
      : " That share stands for the failure rate while no outcome is known; groups without such evidence come last."
    let points = [
      "**Rank**: by expected impact = support × severity weight\(rate). The weights: \(Figures.list(weights)).\(why) "
        + "A rest, of which no half shares anything, comes after the others.",
      "**Severity**: the worst of what at least half of the traces show, by the table below; of what is critical, and "
        + "of protests, two in five are enough where others hardly show it. A guess until an expert confirms it.",
      rates, estimates,
      "**Number of signatures**: \(report.signatures.count). \(Markdown.inline(report.choice))",
    ]
    return Prose.page([
      "## How these figures came about", Prose.list(points.filter { !$0.isEmpty }),
      Prose.fold("What counts as how severe", severities),
    ])
  }

  /// How the failure rates are found; empty where there are none.
  private var rates: String {
    guard report.hasRates else { return "" }
    return
      "**Failure rate** of what no tool error tells: what sets a signature apart is learnt from four fifths "
      + "of all traces and looked for in the other fifth, five times; of the traces that have the most of it, as "
      + "many as the signature has, it is the share that failed. Where at least four in five of them show the "
      + "sign in the name, it is the share that failed of all traces that show it, if that is greater and as many "
      + "failures among them would come by chance once in a thousand times at most. Of a signature that a tool "
      + "error names: of its failures and the successes with its evidence, or if that is less, of all traces with this "
      + "error. Where a test (false "
      + "discoveries held at 5 %) cannot tell it from that of all, the signature is *loose*."
  }

  /// Which figures are estimates, and from how much; empty where all are counts.
  private var estimates: String {
    guard let count = report.sampledSuccessCount else { return "" }
    let all = Figures.count(report.counts.successes, "success", "successes")
    return "**Failure rate and lift** of a signature are estimates: how many successes look like its "
      + "failures was counted in \(Figures.count(count)) of the \(all), drawn by lot. All other figures are counts."
  }

  private var severities: String {
    let points = Severity.allCases.reversed().map { severity in
      let types = ErrorType.allCases.filter { SeverityRule.severity(of: $0) == severity }.map(\.name)
      let signs = WorkflowSign.allCases.filter { SeverityRule.severity(of: $0) == severity }
        .map { SignWording.sentence(for: $0, tool: nil) }
      let errors = types.isEmpty ? [] : ["errors of type \(Figures.list(types)) that nothing repairs"]
      let reaction = severity == SeverityRule.severityOfReaction ? [Signature.reaction] : []
      return "**\(severity.name)**: \((errors + signs + reaction).joined(separator: "; "))"
    }
    return Prose.list(points)
  }

  private var next: String {
    let lane =
      report.laneSample.isEmpty
      ? "" : " Those of it that were [drawn by lot](\(LanePage.path)) tell of all \(report.noun)."
    let steps = [
      "Read the pages of the first signatures, top down; each ends with a form for your verdict.",
      "Load the review sample, `queue.jsonl`, into the annotation tool: one item a line.\(lane)",
      "Join `assignments.csv` with your own data by `trace_id`: which trace has which signature.",
      "Programs read `signatures.json`; `manifest.json` says what the run was made from.",
    ]
    let list = steps.enumerated().map { "\($0 + 1). " + Prose.paragraph($1, indent: 3) }
    return Prose.page(["## How to go on", list.joined(separator: "\n")])
  }

  private var origin: String {
    let version =
      "Faultline \(Markdown.code(report.version)). The same files and settings give the same report, byte for byte."
    return Prose.fold(
      "What this run was made from", Prose.page([Prose.paragraph(version), settings, inputs]))
  }

  private var settings: String {
    guard !report.settings.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      (title: "Setting", alignment: .left), (title: "Value", alignment: .left),
    ])
    for setting in report.settings { table.append([setting.name, setting.value]) }
    return table.markdown
  }

  private var inputs: String {
    guard !report.inputs.isEmpty else { return "No file was read." }
    var table = MarkdownTable(columns: [
      (title: "Bytes", alignment: .right), (title: "Hash", alignment: .left),
      (title: "File", alignment: .left),
    ])
    for input in report.inputs.prefix(Self.inputLimit) {
      table.append(markdown: [
        Figures.count(input.byteCount), "`\(input.hash)`", Markdown.code(input.path, isCell: true),
      ])
    }
    let more = report.inputs.count - Self.inputLimit
    return Prose.page([
      table.markdown, more > 0 ? "And \(Figures.count(more, "file")) more: see `manifest.json`." : "",
    ])
  }
}
