internal import Signatures

/// The end of a run's first page: the rules behind the figures, how to go on, and what the run was made from.
struct RunDetails {
  let report: RunReport

  /// The most input files that are listed; the manifest has them all.
  private static let inputLimit = 50

  var markdown: String { rules + next + origin }

  private var rules: String {
    let weights = Severity.allCases.map { "\($0.name) \(Figures.decimal($0.weight, 0))" }
    let rate = report.hasOutcomes ? " × failure rate" : ""
    let why = report.hasOutcomes ? "" : " The failure rate would count too, if outcomes were known."
    return """
      ## How these figures came about

      - **Rank**: by expected impact = support × severity weight\(rate).
        The weights: \(weights.joined(separator: ", ")).\(why)
      - **Severity** is read from the evidence, and is a guess until an expert confirms it.
      - **Number of signatures**: \(Markdown.inline(report.choice))


      """
  }

  private var next: String {
    """
    ## How to go on

    1. Read the pages of the first signatures, top down; each ends with a form for your verdict.
    2. Load the review sample, `queue.jsonl`, into the annotation tool: one item a line.
    3. Join `assignments.csv` with your own data by `trace_id`: which trace has which signature.
    4. Programs read `signatures.json`; `manifest.json` says what the run was made from.


    """
  }

  private var origin: String {
    var settings = MarkdownTable(columns: [
      (title: "Setting", alignment: .left), (title: "Value", alignment: .left),
    ])
    for setting in report.settings { settings.append([setting.name, setting.value]) }
    var inputs = MarkdownTable(columns: [
      (title: "File", alignment: .left), (title: "Bytes", alignment: .right),
      (title: "SHA-256", alignment: .left),
    ])
    for input in report.inputs.prefix(Self.inputLimit) {
      inputs.append(markdown: [
        Markdown.code(input.path, isCell: true), Figures.count(input.byteCount), "`\(input.hash)`",
      ])
    }
    let more = report.inputs.count - Self.inputLimit
    let moreWords = more > 0 ? "\nAnd \(Figures.count(more, "file")) more: see `manifest.json`.\n" : ""
    return """
      <details>
      <summary>What this run was made from</summary>

      Faultline \(Markdown.inline(report.version)). The same files and settings give the same report, byte for byte.

      \(report.settings.isEmpty ? "" : settings.markdown + "\n")\(report.inputs.isEmpty ? "No file was read.\n" : inputs.markdown)\(moreWords)
      </details>

      """
  }
}
