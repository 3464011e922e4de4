internal import Features
internal import JSONBytes
internal import Reports
internal import Signatures
internal import Traces

extension MinedSignatures {
  /// What decides in the traces of a signature, as far as it is not the same in all traces.
  struct Decisive {
    var weights = TermScores(weights: [:])
    var errorsDecide = true
    var lapses: [Lapse] = []
    var answeringTool: String?

    /// The errors that the signature is named by.
    var namedErrors: [SignatureEvidence.ErrorCount] = []

    /// The sign, or the step that is not made, that the signature is named by.
    var namedTerm: Term?

    /// The signs of what the assistant says at last that the signature is told by.
    var lastWords: [WorkflowSign] = []
  }

  /// A trace as a reader is shown it, with the turns marked that decide.
  ///
  /// Decisive are the turns that show what the signature is named by, the protests of the user and what they are about,
  /// the calls without a step that goes before them, the plain words or the state of a tool that set the signature
  /// apart, and without such the turns whose words set the signature apart the most; where errors set it apart, what
  /// the user asked for decides nothing. Other errors that nothing repairs are decisive where no turn shows the name.
  func excerpt(
    of trace: Trace, row: Int, _ representative: Representative?, _ decisive: Decisive, _ frame: ReportFrame
  ) -> TraceExcerpt {
    let facts = collection.rows[row]
    let told = collection.evidence.errors[collection.evidence.errorRange(row)]
    let errors = EvidenceExtractor().errors(of: trace, told: Array(told))
    let errorOfTurn = Dictionary(
      errors.compactMap { error in trace.toolCalls[error.call].resultTurn.map { ($0, error) } },
      uniquingKeysWith: { known, _ in known })
    let wordsOfUsersDecide = !(decisive.errorsDecide && errors.contains { !$0.isRepaired })
    let signs = TurnSigns()
    let (protests, farewells) = (Set(signs.protests(in: trace)), Set(signs.farewells(in: trace)))
    let changes = Set(signs.changes(in: trace).map { trace.toolCalls[$0].turn })
    // What the user asked for is where it began, and decides nothing.
    let requestEnd = trace.turns.firstIndex { $0.role == .assistant } ?? 0
    let scores = decisive.weights.scores(of: trace).enumerated().map {
      $0 < requestEnd || farewells.contains($0) ? 0 : $1
    }
    let best = scores.max() ?? 0
    let lapsesOfTurn = self.lapses(decisive.lapses, ofRow: row, in: trace)
    let answerTurn = decisive.answeringTool.flatMap { tool in
      EvidenceExtractor().answer(of: tool, in: trace)?.turn
        ?? trace.toolCalls.last { trace.string($0.tool) == tool }?.resultTurn
    }
    let callsOfTurn = Dictionary(grouping: trace.toolCalls, by: \.turn)
    let telling = TellingErrors(
      errors, of: trace, named: decisive.namedErrors, besides: partition.space.ordinaryErrors)
    let lastWords = self.lastWords(decisive.lastWords, ofRow: row, in: trace)
    let named = self.turns(showing: decisive.namedTerm, ofRow: row, in: trace)
      .union(decisive.namedErrors.isEmpty ? answerTurn.map { [$0] } ?? [] : [])
    let turns = trace.turns.indices.map { index in
      let turn = trace.turns[index]
      let error = errorOfTurn[index]
      let isTelling =
        best > 0 && answerTurn == nil && scores[index] >= best * 0.6
        && (turn.role != .user || wordsOfUsersDecide)
      var shown = TraceExcerpt.ShownTurn(
        number: index + 1, role: turn.role,
        speaker: turn.speaker.map(trace.string).flatMap { $0.isEmpty ? nil : $0 },
        text: trace.string(turn.text),
        calls: (callsOfTurn[index] ?? [])
          .map { (tool: trace.string($0.tool), arguments: trace.string($0.arguments)) },
        error: error.map { ($0.type, $0.provenance, trace.mayBeRepaired($0) ? nil : $0.isRepaired) },
        isDecisive: lapsesOfTurn[index] != nil || answerTurn == index || named.contains(index)
          || protests.contains(index) || lastWords.contains(index)
          || error.map { named.isEmpty && telling.isTelling($0, protests: protests) } ?? isTelling)
      shown.lapses = lapsesOfTurn[index] ?? []
      shown.isNamed = named.contains(index) || error.map(telling.isNamed) ?? false
      shown.isKey = shown.isNamed || protests.contains(index) || lastWords.contains(index)
      shown.isChange = changes.contains(index)
      return shown
    }
    var excerpt = TraceExcerpt(
      traceID: facts.id, path: frame.inputs[facts.place.fileIndex].path, line: facts.place.record.line,
      offset: facts.place.record.offset, outcome: facts.outcome,
      agent: facts.agent.map { collection.agents[$0] }, startedAt: facts.startedAt,
      turns: Self.withProtested(turns), representative: representative)
    excerpt.showsName = turns.contains(where: \.isNamed) || shows(decisive.namedTerm, row)
    return excerpt
  }

  /// The turns in which the assistant says at last what some signs tell, of those that a trace shows.
  private func lastWords(_ signs: [WorkflowSign], ofRow row: Int, in trace: Trace) -> Set<Int> {
    let table = collection.evidence
    let terms = table.terms[table.termRange(row)]
    let shown = signs.filter { terms.contains(.sign($0)) }
    let turns = shown.flatMap { TurnSigns().turns(of: $0, tool: nil, in: trace) }
    return Set(turns.filter { trace.turns[$0].role == .assistant })
  }

  /// The turns, with those of the assistant marked too that a marked turn of the user is about.
  private static func withProtested(_ turns: [TraceExcerpt.ShownTurn]) -> [TraceExcerpt.ShownTurn] {
    var turns = turns
    var answer: Int?
    for index in turns.indices {
      if turns[index].role == .assistant { answer = index }
      if turns[index].role == .user, turns[index].isDecisive, let answer { turns[answer].isDecisive = true }
    }
    return turns
  }

  /// The steps that most traces of a cluster do not make, the most telling first.
  func tellingLapses(of counts: ClusterCounts) -> [Lapse] {
    let terms = counts.columns.filter { $0.share >= Self.tellingShare }
      .map { partition.space.columns[$0.column].term }
    return Array(terms.compactMap { collection.evidence.lapses[$0] }.prefix(Self.lapseLimit))
  }

  private static let tellingShare = 0.5
  private static let lapseLimit = 3

  /// The steps that a trace does not make, of those asked for, by the turn that first calls the tool.
  private func lapses(
    _ lapses: [Lapse], ofRow row: Int, in trace: Trace
  ) -> [Int: [(kind: Lapse.Kind, tool: String, step: String)]] {
    let table = collection.evidence
    let terms = table.terms[table.termRange(row)]
    var found: [Int: [(kind: Lapse.Kind, tool: String, step: String)]] = [:]
    for lapse in lapses where lapse.sign != .unfinishedWork && terms.contains(lapse.key) {
      guard let tool = table.toolNames[lapse.tool], let step = table.toolNames[lapse.step],
        let call = trace.toolCalls.first(where: { trace.string($0.tool) == tool })
      else { continue }
      // A value that was not said and its words are one thing to see.
      let isKnown = found[call.turn, default: []].contains { $0 == (lapse.kind, tool, step) }
      if !isKnown { found[call.turn, default: []].append((lapse.kind, tool, step)) }
    }
    return found
  }
}
