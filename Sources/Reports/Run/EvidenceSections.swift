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
    let facts = rows.filter { $0.terms[0].term.kindOfWords == nil }
    var columns: [(title: String, alignment: MarkdownTable.Alignment)] = [("Here", .right)]
    if hasOthers { columns.append(("Elsewhere", .right)) }
    var table = MarkdownTable(columns: columns + [("What happens", .left)])
    for row in facts {
      let shares = [row.range(\.share)] + (hasOthers ? [row.range(\.shareElsewhere)] : [])
      table.append(markdown: shares + [clause(for: row)])
    }
    let here = "*Here*: the share of these traces in which it happens."
    // Nobody knows which of those of unknown outcome belong here.
    let known = report.hasOutcomes && report.counts.unknowns > 0 ? " whose outcome is known" : ""
    let elsewhere = " *Elsewhere*: the share of all other traces\(known)."
    return Prose.page([
      hasOthers ? "## What sets it apart" : "## What they share", facts.isEmpty ? "" : table.markdown,
      words(of: rows, hasOthers: hasOthers),
      Prose.paragraph(here + (hasOthers ? elsewhere : "") + nothingFailed(rows)), missed,
    ])
  }

  /// The words that set the traces apart, who says them, and how often; a cell of a table would be too wide for them.
  private func words(of rows: [TellingTerms.Row], hasOthers: Bool) -> String {
    Prose.list(
      rows.filter { $0.terms[0].term.kindOfWords != nil }.map { row in
        let here = "\(row.range(\.share)) here"
        let shares = hasOthers ? "\(here), \(row.range(\.shareElsewhere)) elsewhere" : here
        return "\(clause(for: row)): \(shares)"
      })
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
    guard !evidence.templates.isEmpty, !areMessagesRare else { return "" }
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

  /// Whether of many traces so few have any one message that a list of them is about other things than these share.
  private var areMessagesRare: Bool {
    leastShown > Self.fewTraces && evidence.templates.allSatisfy { $0.count < leastShown }
  }

  private static let fewTraces = 2

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
    if !table.fitsScreen { table = longTools(failed, called) }
    let rest = toolNames.count - Self.toolLimit
    let words =
      types.isEmpty
      ? "\(rare.isEmpty ? "No tool fails" : "Hardly a tool fails") for good in these traces: what goes wrong shows in the words or the order of the calls."
      : "In how many of these traces a tool is called or heard of, and \(repairOfTools), by type of error:"
    let restWords = rest > 0 ? "And \(Figures.count(rest, "other tool"))." : ""
    return Prose.page(["## Tools and errors", Prose.paragraph(words), table.markdown, restWords, rare])
  }

  /// The same with the types of errors in one column, where a column for each is too wide.
  private func longTools(_ failed: [Failing: Int], _ called: [String: Int]) -> MarkdownTable {
    var table = MarkdownTable(columns: [("In traces", .right), ("Tool", .left), ("Fails with", .left)])
    for tool in toolNames.prefix(Self.toolLimit) {
      let errors = failed.filter { $0.key.tool == tool }
        .sorted { ($1.value, $0.key.type.rawValue) < ($0.value, $1.key.type.rawValue) }
        .map { "\($0.key.type.name) \(Figures.count($0.value))" }
      table.append(markdown: [
        called[tool].map { Figures.count($0) } ?? "—",
        tool.isEmpty ? "(not named)" : code(tool, isCell: true),
        errors.isEmpty ? " " : errors.joined(separator: ", "),
      ])
    }
    return table
  }

  /// The tools and errors that fewer traces show, in a line; empty where there are none.
  private var rare: String {
    let names = Set(toolNames)
    let tools = Set(evidence.tools.map(\.name) + evidence.errors.map(\.tool)).subtracting(names)
    let errors = evidence.errors.filter { $0.count < leastShown }
    let parts = [
      tools.isEmpty ? "" : Figures.count(tools.count, "tool"),
      errors.isEmpty ? "" : Figures.count(errors.count, "kind of error", "kinds of errors"),
      areMessagesRare && !evidence.templates.isEmpty
        ? Figures.count(evidence.templates.count, "message") : "",
    ].filter { !$0.isEmpty }
    guard !parts.isEmpty else { return "" }
    return Prose.paragraph(
      leastShown <= Self.fewTraces
        ? "Not shown: \(Figures.list(parts)), each in one trace."
        : "Not shown: \(Figures.list(parts)), each in fewer than \(Figures.count(leastShown, "trace"))."
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
