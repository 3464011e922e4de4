internal import JSONBytes
package import Traces

extension TurnSigns {
  /// The places of the turns in which a sign of a trace shows; empty where it shows in none more than in others.
  ///
  /// - Parameter tool: The tool that the sign is about; `nil` for any.
  package func turns(of sign: WorkflowSign, tool: String?, in trace: Trace) -> [Int] {
    let last = trace.turns.indices.suffix(1)
    let reply = trace.turns.lastIndex { $0.role == .assistant && !$0.text.isEmpty }
    let calls = trace.toolCalls.indices.filter {
      tool == nil || trace.string(trace.toolCalls[$0].tool) == tool
    }
    switch sign {
    case .noToolCall, .manyCalls, .lastTool, .firstTool: return []
    // They are known by their steps.
    case .leftOutStep, .lateStep, .unfinishedWork, .unaskedCall, .unsaidValue, .otherUnit,
      .ungivenField, .otherSource, .otherRecord, .workDoneTwice, .otherAct, .severalValues,
      .supersededValue:
      return []
    case .untoldFigure, .figureAsItStands, .unfoundedFigure: return Array(reply.map { [$0] } ?? [])
    case .endsWithUser, .endsWithTool, .endsWithCall, .emptyAnswer, .noAnswer: return Array(last)
    case .promiseWithoutCall, .promiseAfterReadsOnly: return claims(in: trace)
    case .refusal, .writtenCall, .endsWithQuestion, .cutOffAnswer, .sentElsewhere, .dataAnswer,
      .unfilledAnswer:
      return Array(reply.map { [$0] } ?? [])
    case .otherLanguage: return foreignTurns(in: trace, orLast: reply)
    case .madeUpValues:
      let found = ErrorRecogniser().results(of: trace)
      return WorkflowSigns(trace: trace, errors: found.errors, emptyCalls: found.emptyCalls, tools: tools)
        .madeUpTurns
    case .repeatedReply: return repeatedTurns(of: .assistant, in: trace)
    case .repeatedRequest: return repeatedTurns(of: .user, in: trace)
    case .protest: return protests(in: trace)
    case .correctedChange: return corrections(in: trace)
    case .repeatedCall: return repeatedCalls(calls, in: trace, least: 3)
    case .repeatedSuccess, .repeatedReading:
      return repeatedCalls(calls.filter(succeeds(in: trace)), in: trace, least: 2)
    case .unansweredCall:
      return calls.map { trace.toolCalls[$0] }.filter { $0.result == nil }.map(\.turn)
    case .handOff, .immediateHandOff: return calls.suffix(1).map { trace.toolCalls[$0].turn }
    case .emptyResult: return emptyResults(of: calls, in: trace)
    case .unfoundedAnswer: return unfoundedAnswers(to: calls, in: trace)
    case .gaveUpAfterError: return errors(at: calls, in: trace).suffix(1) + (reply.map { [$0] } ?? [])
    case .doneDespiteError:
      let error = errors(at: calls, in: trace).suffix(1)
      return error + claims(in: trace).filter { $0 > error.last ?? -1 }
    }
  }

  /// The language of what the assistant says in another than the user's; `nil` where it does not show.
  package func foreignLanguage(in trace: Trace) -> Language? {
    let bytes = trace.text.span
    let found = WorkflowSigns(trace: trace, errors: [], emptyCalls: [], tools: tools).foreignTurns.first
    guard let turn = found ?? trace.turns.lastIndex(where: { $0.role == .assistant && !$0.text.isEmpty })
    else {
      return nil
    }
    let text = trace.turns[turn].text
    if let language = Language.of(bytes, text) { return language }
    var words = Language.CommonWords()
    words.add(bytes, text)
    let counts = words.counts
    let most = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) }
    return most.flatMap { counts[$0] > 0 ? Language(rawValue: UInt8($0)) : nil }
  }

  /// The turns, of the last two of the assistant, in which it says that something is done.
  private func claims(in trace: Trace) -> [Int] {
    let found = ErrorRecogniser().results(of: trace)
    return WorkflowSigns(trace: trace, errors: found.errors, emptyCalls: found.emptyCalls, tools: tools)
      .claimTurns.sorted()
  }

  private func foreignTurns(in trace: Trace, orLast reply: Int?) -> [Int] {
    let found = WorkflowSigns(trace: trace, errors: [], emptyCalls: [], tools: tools).foreignTurns
    return found.isEmpty ? reply.map { [$0] } ?? [] : found
  }

  private func repeatedTurns(of role: Role, in trace: Trace) -> [Int] {
    let turns = trace.turns.indices.filter { trace.turns[$0].role == role && !trace.turns[$0].text.isEmpty }
    return Dictionary(grouping: turns) { trace.string(trace.turns[$0].text) }
      .values.filter { $0.count > 1 }.joined().sorted()
  }

  private func repeatedCalls(_ calls: [Int], in trace: Trace, least: Int) -> [Int] {
    let same = Dictionary(grouping: calls) {
      [trace.string(trace.toolCalls[$0].tool), trace.string(trace.toolCalls[$0].arguments)]
    }
    return same.values.filter { $0.count >= least }.joined().map { trace.toolCalls[$0].turn }.sorted()
  }

  /// Tells whether a call came back without an error.
  private func succeeds(in trace: Trace) -> (Int) -> Bool {
    let failed = Set(ErrorRecogniser().results(of: trace).errors.map(\.call))
    return { !failed.contains($0) && trace.toolCalls[$0].result != nil }
  }

  private func emptyResults(of calls: [Int], in trace: Trace) -> [Int] {
    let empty = Set(ErrorRecogniser().results(of: trace).emptyCalls)
    return calls.filter(empty.contains).compactMap { trace.toolCalls[$0].resultTurn }
  }

  /// The turns of searches that found nothing and of the answers that tell something of them.
  private func unfoundedAnswers(to calls: [Int], in trace: Trace) -> [Int] {
    let found = ErrorRecogniser().results(of: trace)
    let signs = WorkflowSigns(
      trace: trace, errors: found.errors, emptyCalls: found.emptyCalls, tools: tools)
    let answers = signs.unfoundedAnswers(signs.fruitlessCalls).filter { calls.contains($0.call) }
    return answers.flatMap { [trace.toolCalls[$0.call].resultTurn, $0.turn].compactMap(\.self) }
  }

  private func errors(at calls: [Int], in trace: Trace) -> [Int] {
    let failed = ErrorRecogniser().results(of: trace).errors.filter { !$0.isRepaired }.map(\.call)
    return calls.filter(Set(failed).contains).compactMap { trace.toolCalls[$0].resultTurn }
  }

  /// The turns in which the user corrects a change, with those of the calls that made it.
  private func corrections(in trace: Trace) -> [Int] {
    var turns: Set<Int> = []
    let failed = Set(ErrorRecogniser().results(of: trace).errors.map(\.call))
    UserProtests(trace, tools: tools).forEach(failed: failed) { protest in
      guard let call = protest.correctedCall else { return }
      turns.formUnion([protest.turn, trace.toolCalls[call].turn])
    }
    return turns.sorted()
  }
}
