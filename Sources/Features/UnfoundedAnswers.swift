internal import JSONBytes
internal import Traces

/// An answer to a search that found nothing, as if it had found something.
struct UnfoundedAnswer {
  /// The place of the call among the trace's tool calls, and of the answer among its turns.
  let call: Int
  let turn: Int
}

extension WorkflowSigns {
  /// The answers that say something of a search that came back empty without a word that nothing was found.
  ///
  /// What another call finds in between may be what is told, and a question or a refusal tells nothing.
  func unfoundedAnswers(_ fruitless: [Bool]) -> [UnfoundedAnswer] {
    var found: [UnfoundedAnswer] = []
    for call in emptyCalls where !trace.toolCalls[call].tool.isEmpty {
      guard let end = trace.toolCalls[call].resultTurn, let turn = answer(behind: end) else { continue }
      let later = (call + 1)..<trace.toolCalls.count
      let isSearched = later.prefix { trace.toolCalls[$0].turn <= turn }.allSatisfy { fruitless[$0] }
      guard isSearched, tellsSomething(trace.turns[turn].text) else { continue }
      found.append(UnfoundedAnswer(call: call, turn: turn))
    }
    return found
  }

  /// The turn right before the user's next, or at the end, if the assistant answers in it and calls nothing.
  private func answer(behind end: Int) -> Int? {
    let rest = (end + 1)..<max(end + 1, trace.turns.count)
    guard let turn = rest.prefix(while: { trace.turns[$0].role != .user }).last,
      trace.turns[turn].role == .assistant, !trace.toolCalls.contains(where: { $0.turn == turn })
    else { return nil }
    return turn
  }

  private func tellsSomething(_ text: ByteRange) -> Bool {
    let shown = trace.trimmed(text)
    guard shown.count >= Self.toldBytes, shown.count <= Self.answerBytes,
      trace.text[shown.end - 1] != UInt8(ascii: "?")
    else { return false }
    let phrases = WorkflowPhraseIndex.shared
    return !phrases.holds(.nothing, trace, shown) && !phrases.holds(.refusal, trace, shown)
      && !phrases.holds(.elsewhere, trace, shown)
  }

  /// A shorter answer tells nothing, and a longer one has some word in the negative.
  private static let toldBytes = 12
  private static let answerBytes = 2_000
}
