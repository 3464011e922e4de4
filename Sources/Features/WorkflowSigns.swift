internal import JSONBytes
internal import Traces

/// What can be noticed about how a trace went.
struct WorkflowSigns {
  let trace: Trace
  let errors: [ToolError]
  let emptyCalls: [Int]
  let tools: KnownTools

  /// Calls a closure with each sign and the tool that it is about; a sign may come more than once.
  func forEach(_ body: (WorkflowSign, ByteRange?) -> Void) {
    let fruitless = fruitlessCalls
    noteCalls(fruitless, body)
    noteEmptyResults(fruitless, body)
    for answer in unfoundedAnswers(fruitless) { body(.unfoundedAnswer, trace.toolCalls[answer.call].tool) }
    noteEnd(body)
    noteWords(body)
    // Who ends on the error, or on what is to be run next, was stopped.
    if let last = errors.last, !last.isRepaired, last.call == trace.toolCalls.count - 1 {
      body(.gaveUpAfterError, named(trace.toolCalls[last.call].tool))
    }
  }

  /// Notes the searches that came back empty and were not made again with more luck.
  private func noteEmptyResults(_ fruitless: [Bool], _ body: (WorkflowSign, ByteRange?) -> Void) {
    guard let first = emptyCalls.first else { return }
    var found: Set<UInt64> = []
    var left = emptyCalls.count
    for index in (first..<trace.toolCalls.count).reversed() {
      let isEmpty = left > 0 && emptyCalls[left - 1] == index
      if isEmpty { left -= 1 }
      let tool = trace.toolCalls[index].tool
      // Of a call without a name nobody knows whether it was to find something.
      guard !tool.isEmpty else { continue }
      let key = hash(tool)
      if !fruitless[index] {
        found.insert(key)
      } else if isEmpty, !found.contains(key), !tools.traits(of: tool, hash: key, in: trace).thinks {
        body(.emptyResult, tool)
      }
    }
  }

  /// Whether an error is known to be repaired by nothing.
  func lasts(_ error: ToolError) -> Bool { !error.isRepaired && !trace.mayBeRepaired(error) }

  func named(_ tool: ByteRange) -> ByteRange? { tool.isEmpty ? nil : tool }

  func hash(_ range: ByteRange) -> UInt64 { ByteHash.of(trace.text.span, range) }

  // MARK: Calls

  private func noteCalls(_ fruitless: [Bool], _ body: (WorkflowSign, ByteRange?) -> Void) {
    guard let first = trace.toolCalls.first, let last = trace.toolCalls.last else {
      body(.noToolCall, nil)
      return
    }
    if let tool = named(first.tool) { body(.firstTool, tool) }
    if let tool = named(last.tool) { body(.lastTool, tool) }
    var called = Tally()
    var repeated = Tally()
    var fruitful = Tally()
    // How many calls that may have changed something came before, and how many of them are this very call.
    var (changeCount, ownChanges) = (0, Tally())
    for (index, call) in trace.toolCalls.enumerated() {
      let tool = hash(call.tool)
      if called.count(tool) == Self.manyCallCount { body(.manyCalls, named(call.tool)) }
      let whole = tool &* 31 &+ hash(call.arguments)
      if repeated.count(whole) == Self.repeatedCallCount { body(.repeatedCall, named(call.tool)) }
      let traits = tools.traits(of: call.tool, hash: tool, in: trace)
      if !fruitless[index] {
        // To run a program again once something was changed is a test of it.
        let others = traits.runs ? changeCount - ownChanges.number(of: whole) : 0
        if fruitful.count(whole &+ UInt64(others) &* 0x9E37_79B9) == 2 {
          body(traits.reads ? .repeatedReading : .repeatedSuccess, named(call.tool))
        }
        if !traits.reads, !traits.thinks {
          changeCount += 1
          _ = ownChanges.count(whole)
        }
      }
      if call.result == nil, !traits.ends { body(.unansweredCall, named(call.tool)) }
      if traits.handsOff || !fruitless[index] && isUnnamedHandOff(index) {
        body(.handOff, named(call.tool))
        if index == 0 { body(.immediateHandOff, named(call.tool)) }
      }
    }
  }

  /// Whether each call failed, found nothing or never came back, so that it may well be made again.
  var fruitlessCalls: [Bool] {
    var output = trace.toolCalls.map { $0.result == nil }
    for call in emptyCalls { output[call] = true }
    for error in errors { output[error.call] = true }
    return output
  }

  /// One retry is care, and twice the same question a habit; from the third on it is a loop.
  private static let repeatedCallCount = 3
  private static let manyCallCount = 5

  // MARK: The end

  private func noteEnd(_ body: (WorkflowSign, ByteRange?) -> Void) {
    guard let last = trace.turns.last else { return }
    if !isAnswered { body(.noAnswer, nil) }
    switch last.role {
    case .user: body(.endsWithUser, nil)
    case .tool: if !endsByItself { body(.endsWithTool, last.speaker.flatMap(named)) }
    case .assistant, .system:
      if let call = trace.toolCalls.last, call.turn == trace.turns.count - 1 {
        if !endsByItself { body(.endsWithCall, named(call.tool)) }
      } else if trace.trimmed(last.text).isEmpty {
        body(.emptyAnswer, nil)
      }
    }
  }

  /// Whether the assistant says anything with a letter after the last result of a tool or the user's first turn.
  private var isAnswered: Bool {
    let asked = trace.turns.lastIndex { $0.role == .tool } ?? trace.turns.firstIndex { $0.role == .user }
    guard let asked, !endsByItself else { return true }
    return trace.turns[asked...].contains { turn in
      turn.role == .assistant && turn.text.indices.contains { trace.text[$0].isLetterOrBeyond }
    }
  }

  /// Whether the assistant or the user has the last word, behind the last call.
  private var endsWithAnswer: Bool {
    guard let last = trace.turns.last, last.role != .tool, isAnswered else { return false }
    return trace.toolCalls.last.map { $0.turn < trace.turns.count - 1 } ?? true
  }

  /// Whether the last call hands the user over, so that somebody else has to answer, or says that the work is done.
  private var endsByItself: Bool {
    guard let last = trace.toolCalls.last else { return false }
    let traits = tools.traits(of: last.tool, hash: hash(last.tool), in: trace)
    if traits.handsOff || traits.ends { return true }
    let index = trace.toolCalls.count - 1
    return errors.last?.call != index && isUnnamedHandOff(index)
  }

  /// Whether a call whose tool the record does not show handed the user over, by what came back where it did not fail.
  private func isUnnamedHandOff(_ index: Int) -> Bool {
    let call = trace.toolCalls[index]
    guard call.tool.isEmpty, let result = call.result, result.count <= Self.noticeBytes else { return false }
    return WorkflowPhraseIndex.shared.holds(.handOff, trace, result)
  }

  /// A longer result is data.
  private static let noticeBytes = 200

  // MARK: Words

  private func noteWords(_ body: (WorkflowSign, ByteRange?) -> Void) {
    let phrases = WorkflowPhraseIndex.shared
    noteRepetition(of: .assistant, as: .repeatedReply, body)
    noteRepetition(of: .user, as: .repeatedRequest, body)
    let firstReply = trace.turns.firstIndex { $0.role == .assistant } ?? trace.turns.count
    for turn in trace.turns[firstReply...] where turn.role == .user {
      if phrases.holds(.protest, trace, turn.text) { body(.protest, nil) }
    }
    UserProtests(trace, tools: tools).forEach(failed: Set(errors.map(\.call)), ofChanges: true) { protest in
      if protest.correctedCall != nil { body(.correctedChange, nil) }
    }
    guard let lastReply = trace.turns.lastIndex(where: { $0.role == .assistant && !$0.text.isEmpty }) else {
      return
    }
    if !madeUpTurns.isEmpty, isAnswered { body(.madeUpValues, nil) }
    let answer = trace.turns[lastReply].text
    if phrases.holds(.refusal, trace, answer) { body(.refusal, nil) }
    notePromise(body)
    noteEndOfAnswer(answer, body)
    noteLanguage(answer, body)
    if phrases.holds(.writtenCall, trace, answer), trace.toolCalls.last?.turn != lastReply {
      body(.writtenCall, nil)
    }
    // Where a tool failed it is said because of that.
    let isBroken = errors.contains(where: lasts)
    for reply in lastReplies {
      if !isBroken, phrases.holds(.elsewhere, trace, reply) { body(.sentElsewhere, nil) }
      switch AnswerShape(trace.text.span, reply) {
      case .text: break
      case .data: body(.dataAnswer, nil)
      case .unfilled: body(.unfilledAnswer, nil)
      }
    }
  }

  /// What the assistant said last and before that: it may be sorry for an answer in the next.
  private var lastReplies: [ByteRange] { lastReplyTurns.map { trace.turns[$0].text } }

  /// The turns of the assistant right after a call that failed or found nothing in which it says that it takes values of
  /// its own in place of what was to come.
  var madeUpTurns: [Int] {
    guard !errors.isEmpty || !emptyCalls.isEmpty else { return [] }
    let ends = Set(
      (errors.map(\.call) + emptyCalls).map { trace.toolCalls[$0].resultTurn ?? trace.toolCalls[$0].turn })
    var (turns, left): ([Int], Int) = ([], 0)
    for (index, turn) in trace.turns.enumerated() {
      if ends.contains(index) {
        left = Self.soonTurnCount
      } else if turn.role == .assistant, left > 0 {
        left -= 1
        if WorkflowPhraseIndex.shared.holds(.madeUp, trace, turn.text) { turns.append(index) }
      }
    }
    return turns
  }

  /// What is said later may be about something else.
  private static let soonTurnCount = 2

  private func noteRepetition(
    of role: Role, as sign: WorkflowSign, _ body: (WorkflowSign, ByteRange?) -> Void
  ) {
    var said = Tally()
    for turn in trace.turns where turn.role == role && turn.text.count >= Self.repeatedBytes {
      if said.count(hash(turn.text)) == 2 { body(sign, nil) }
    }
  }

  /// Shorter turns, such as "Yes, please.", are said twice in good conversations too.
  private static let repeatedBytes = 20

  private func noteEndOfAnswer(_ answer: ByteRange, _ body: (WorkflowSign, ByteRange?) -> Void) {
    let shown = trace.trimmed(answer)
    guard shown.count > 1 else { return }
    let last = trace.text[shown.end - 1]
    if last == UInt8(ascii: "?") { body(.endsWithQuestion, nil) }
    if AnswerEnd(trace.text.span, shown).isCutOff { body(.cutOffAnswer, nil) }
  }

  private func noteLanguage(_ answer: ByteRange, _ body: (WorkflowSign, ByteRange?) -> Void) {
    guard foreignTurns.isEmpty else { return body(.otherLanguage, nil) }
    guard
      let request = trace.turns.last(where: { $0.role == .user && $0.text.count >= Self.spokenBytes })?.text,
      let asked = Language.of(trace.text.span, request), let answered = Language.of(trace.text.span, answer),
      asked != answered
    else { return }
    body(.otherLanguage, nil)
  }

  /// The turns of the assistant in another script than the user's, or where there is none in other words.
  ///
  /// Where they are not known by themselves the last answer may still be in another language than the last request.
  var foreignTurns: [Int] {
    let turns = turnsInOtherScript
    return turns.isEmpty ? turnsInOtherWords : turns
  }

  /// The turns of the assistant in a script of which the user, who says something, writes no turn.
  private var turnsInOtherScript: [Int] {
    let bytes = trace.text.span
    var asked: Set<Language> = []
    var isAsked = false
    for turn in trace.turns where turn.role == .user && turn.text.count >= Self.spokenBytes {
      isAsked = true
      if let script = Language.script(bytes, turn.text) { asked.insert(script) }
    }
    guard isAsked else { return [] }
    return trace.turns.indices.filter { index in
      let turn = trace.turns[index]
      return turn.role == .assistant && turn.text.count >= Self.spokenBytes
        && Language.script(bytes, turn.text).map { !asked.contains($0) } ?? false
    }
  }

  /// The turns of the assistant with hardly a common word of the user's language, and some of another.
  private var turnsInOtherWords: [Int] {
    let bytes = trace.text.span
    var asked = Language.CommonWords()
    for turn in trace.turns where turn.role == .user { asked.add(bytes, turn.text) }
    guard let language = asked.leading(atLeast: Self.tellingWordCount) else { return [] }
    return trace.turns.indices.filter { index in
      let turn = trace.turns[index]
      guard turn.role == .assistant, turn.text.count >= Self.spokenBytes else { return false }
      var said = Language.CommonWords()
      said.add(bytes, turn.text)
      return said.counts.max() >= Self.foreignWordCount * max(1, said.counts[language])
    }
  }

  /// So many words of a language show it, where most of another are of it too.
  private static let tellingWordCount = 2

  /// Two words of a language may be a name's: "de la Cruz"; and one of another is often spelt as one of it.
  private static let foreignWordCount = 3

  /// A shorter text is a name or a number in any language.
  private static let spokenBytes = 12
}
