internal import Features
internal import Signatures

/// What the traces of a signature have in common: what sets them apart, errors, workflow, agents.
struct EvidenceSections {
  let signature: Signature
  let report: RunReport

  private static let toolLimit = 8
  private static let agentLimit = 10

  private var evidence: SignatureEvidence { signature.evidence }

  /// What fewer of the traces show is summed up: one in twenty, and two.
  private var leastShown: Int { max(2, (signature.support + 19) / 20) }

  /// The errors that are shown each by itself.
  private var shownErrors: [SignatureEvidence.ErrorCount] {
    evidence.errors.filter { $0.count >= leastShown }
  }

  var markdown: String {
    // What tools say comes first where it is what most of the traces have in common.
    let isErrorTold = evidence.errors.contains { $0.count * 2 >= signature.support }
    return Prose.page((isErrorTold ? [messages, apart] : [apart, messages]) + [place, tools, agents])
  }

  // MARK: Sections

  private var apart: String {
    let rows = TellingTerms.rows(of: evidence.terms)
    guard !rows.isEmpty else { return evidence.missed == nil ? "" : "## What sets it apart\n\n\(missed)" }
    let hasOthers = report.hasOthers(than: signature)
    let columns: [(title: String, alignment: MarkdownTable.Alignment)] = [
      ("What happens", .left), ("Here", .right), ("Elsewhere", .right),
    ]
    var table = MarkdownTable(columns: Array(columns.prefix(hasOthers ? 3 : 2)))
    for row in rows {
      let cells = [clause(for: row), row.range(\.share), row.range(\.shareElsewhere)]
      table.append(markdown: Array(cells.prefix(hasOthers ? 3 : 2)))
    }
    let here = "*Here*: the share of these traces in which it happens."
    // Nobody knows which of those of unknown outcome belong here.
    let known = report.hasOutcomes && report.counts.unknowns > 0 ? " whose outcome is known" : ""
    let elsewhere = " *Elsewhere*: the share of all other traces\(known)."
    return Prose.page([
      hasOthers ? "## What sets it apart" : "## What they share", table.markdown,
      Prose.paragraph(here + (hasOthers ? elsewhere : "") + nothingFailed(rows)), missed,
    ])
  }

  /// What it means that nothing failed, where a row says so.
  private func nothingFailed(_ rows: [TellingTerms.Row]) -> String {
    let isSaid = rows.contains { row in
      switch row.terms[0].term {
      case .lapse(.unfinished, _, _): true
      default: false
      }
    }
    guard isSaid else { return "" }
    return """
       *Nothing failed*: no error was left, no call was made three times over, and the trace does not end with a
      refusal, a hand-off or no answer.
      """
  }

  /// What successes call and these traces do not; empty where nothing is known.
  private var missed: String {
    guard let missed = evidence.missed else { return "" }
    let others = Figures.count(missed.successCount, "success that is", "successes that are")
    return Prose.paragraph(
      """
      None of these traces calls \(code(missed.tool)). Of the \(others) the most like them,
      \(Figures.count(missed.callingCount)) do.
      """)
  }

  /// What happens in the traces of a row, with how often calls are made again where that is known.
  private func clause(for row: TellingTerms.Row) -> String {
    let clause = TermWording.cell.clause(for: row.terms.map(\.term))
    // The share elsewhere is of all that call it again, however often.
    guard case .sign(let sign, let tool?) = row.terms[0].term,
      let times = evidence.times(of: sign, tool: tool)
    else { return clause }
    return "\(clause) (here \(times))"
  }

  /// What comes before the decisive step.
  private var place: String {
    guard let step = evidence.step, !evidence.isStepUsual else { return "" }
    return Prose.page([
      "## Where in the workflow", "Right before the decisive step comes \(code(step)).",
    ])
  }

  private func code(_ name: String, isCell: Bool = false) -> String {
    Markdown.code(Excerpt.middle(of: name, limit: TermWording.toolLimit), isCell: isCell)
  }

  private var messages: String {
    guard !evidence.templates.isEmpty else { return "" }
    let common = evidence.templates.filter { $0.count >= leastShown }
    let shown = (common.isEmpty ? Array(evidence.templates.prefix(1)) : common).prefix(
      SignatureEvidence.shownTemplateCount)
    let list = shown.map { template in
      "- \(Figures.count(template.count, "trace")): \(Markdown.code(Excerpt.middle(of: template.name, limit: 300)))\n"
    }
    let rest = evidence.templates.count - shown.count
    let restLine = rest > 0 ? "- and \(Figures.count(rest, "other message"))\n" : ""
    let sources = evidence.provenances.map { "\($0.name) (\(Figures.count($0.count)))" }
    let known = sources.isEmpty ? "" : "Errors are known from: \(Markdown.inline(Figures.list(sources)))."
    return Prose.page([
      "## What the tools say",
      "Error messages \(repairOfMessages), with placeholders for what varies:",
      list.joined() + restLine, known,
    ])
  }

  private var repairOfMessages: String {
    switch evidence.repair(of: evidence.errors) {
    case .none: "that no later call repaired"
    case .open: "(whether a later call repaired them is not known)"
    case .mixed: "that no later call is known to have repaired"
    }
  }

  private var repairOfTools: String {
    switch evidence.repair(of: evidence.errors) {
    case .none: "fails without repair"
    case .open: "fails (whether a later call repaired it is not known)"
    case .mixed: "fails without a repair that is known"
    }
  }

  /// A row for each tool: in how many traces it is called, and fails with which types of error.
  private var tools: String {
    guard !evidence.tools.isEmpty || !evidence.errors.isEmpty else {
      return "## Tools and errors\n\nNo tool is named in these traces."
    }
    let types = Set(shownErrors.map(\.type)).sorted { $0.rawValue < $1.rawValue }
    var columns: [(title: String, alignment: MarkdownTable.Alignment)] = [
      ("Tool", .left), ("In traces", .right),
    ]
    columns += types.map { ($0.name.capitalizedFirst, .right) }
    var table = MarkdownTable(columns: columns)
    let called = Dictionary(evidence.tools.map { ($0.name, $0.count) }) { $0 + $1 }
    let failed = Dictionary(shownErrors.map { (Failing(tool: $0.tool, type: $0.type), $0.count) }) {
      $0 + $1
    }
    for tool in toolNames.prefix(Self.toolLimit) {
      let name = tool.isEmpty ? "(not named)" : code(tool, isCell: true)
      let counts = types.map { failed[Failing(tool: tool, type: $0)].map { Figures.count($0) } ?? " " }
      table.append(markdown: [name, called[tool].map { Figures.count($0) } ?? "—"] + counts)
    }
    let rest = toolNames.count - Self.toolLimit
    let words =
      types.isEmpty
      ? "\(rare.isEmpty ? "No tool fails" : "Hardly a tool fails") for good in these traces: what goes wrong shows in the words or the order of the calls."
      : "In how many of these traces a tool is called or heard of, and \(repairOfTools), by type of error:"
    let restWords = rest > 0 ? "And \(Figures.count(rest, "other tool"))." : ""
    return Prose.page(["## Tools and errors", words, table.markdown, restWords, rare])
  }

  /// The tools and errors that fewer traces show, in a line; empty where there are none.
  private var rare: String {
    let names = Set(toolNames)
    let tools = Set(evidence.tools.map(\.name) + evidence.errors.map(\.tool)).subtracting(names)
    let errors = evidence.errors.filter { $0.count < leastShown }
    let parts = [
      tools.isEmpty ? "" : Figures.count(tools.count, "tool"),
      errors.isEmpty ? "" : Figures.count(errors.count, "kind of error", "kinds of errors"),
    ].filter { !$0.isEmpty }
    guard !parts.isEmpty else { return "" }
    return Prose.paragraph(
      "Not shown: \(Figures.list(parts)), each in fewer than \(Figures.count(leastShown, "trace"))."
    )
  }

  private struct Failing: Hashable {
    let tool: String
    let type: ErrorType
  }

  /// The tools that fail, the most failing first, then those that are only called.
  private var toolNames: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    let called = evidence.tools.filter { $0.count >= leastShown }
    for name in shownErrors.map(\.tool) + called.map(\.name) where seen.insert(name).inserted {
      names.append(name)
    }
    return names
  }

  private var agents: String {
    guard report.agentCount > 1, let first = evidence.agents.first else { return "" }
    guard evidence.agents.count > 1 else { return "## Agents\n\nAll by \(code(first.name))." }
    let total = evidence.agents.reduce(0) { $0 + $1.count }
    let shown = evidence.agents.prefix(Self.agentLimit).map { agent in
      let share = Figures.percent(Double(agent.count) / Double(max(total, 1)))
      return "\(code(agent.name)) \(Figures.count(agent.count)) (\(share))"
    }
    let rest = evidence.agents.count - shown.count
    let all = rest > 0 ? shown + [Figures.count(rest, "other")] : shown
    return Prose.page(["## Agents", Prose.paragraph(Figures.list(all))])
  }
}
