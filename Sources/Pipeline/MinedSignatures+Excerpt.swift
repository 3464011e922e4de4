internal import Features
internal import JSONBytes
internal import Reports
internal import Signatures
internal import Traces

extension MinedSignatures {
  /// A trace as a reader is shown it, with the turns marked that decide.
  ///
  /// Decisive are the results of unrepaired errors and the turns whose words set the signature apart the most;
  /// where errors set it apart, what the user asked for decides nothing.
  func excerpt(
    of trace: Trace, row: Int, _ representative: Representative?, weights: TermScores, errorsDecide: Bool,
    _ frame: ReportFrame
  ) -> TraceExcerpt {
    let facts = collection.rows[row]
    let errors = EvidenceExtractor().errors(of: trace)
    let errorOfTurn = Dictionary(
      errors.compactMap { error in trace.toolCalls[error.call].resultTurn.map { ($0, error) } },
      uniquingKeysWith: { known, _ in known })
    let wordsOfUsersDecide = !(errorsDecide && errors.contains { !$0.isRepaired })
    let scores = weights.scores(of: trace)
    let best = scores.max() ?? 0
    let turns = trace.turns.indices.map { index in
      let turn = trace.turns[index]
      let error = errorOfTurn[index]
      let isTelling =
        best > 0 && scores[index] >= best * 0.6
        && (turn.role != .user || wordsOfUsersDecide)
      return TraceExcerpt.ShownTurn(
        number: index + 1, role: turn.role,
        speaker: turn.speaker.map(trace.string).flatMap { $0.isEmpty ? nil : $0 },
        text: trace.string(turn.text),
        calls: trace.toolCalls.filter { $0.turn == index }
          .map { (tool: trace.string($0.tool), arguments: trace.string($0.arguments)) },
        error: error.map { ($0.type, $0.provenance, $0.isRepaired) },
        isDecisive: error.map { !$0.isRepaired } ?? isTelling)
    }
    return TraceExcerpt(
      traceID: facts.id, path: frame.inputs[facts.place.fileIndex].path, line: facts.place.record.line,
      offset: facts.place.record.offset, outcome: facts.outcome,
      agent: facts.agent.map { collection.agents[$0] }, startedAt: facts.startedAt, turns: turns,
      representative: representative)
  }
}
