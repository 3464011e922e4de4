internal import JSONBytes
internal import Traces

/// Tells where a user does not accept an answer, and what was done that the user corrects.
struct UserProtests {
  let trace: Trace
  let tools: KnownTools

  private let phrases = WorkflowPhraseIndex.shared

  /// - Parameter tools: What is known of the tools.
  init(_ trace: Trace, tools: KnownTools) { (self.trace, self.tools) = (trace, tools) }

  /// A turn in which the user protests.
  struct Protest {
    let turn: Int

    /// The last change before it, where the user corrects that.
    let correctedCall: Int?
  }

  /// Calls a closure with each protest after the assistant's first turn; a call that failed has changed nothing.
  ///
  /// - Parameter ofChanges: Whether only those are asked for that correct a change.
  func forEach(failed: Set<Int>, ofChanges: Bool = false, _ body: (Protest) -> Void) {
    var (change, lastUserTurn) = (nil as Int?, -1)
    var next = 0
    let firstReply = trace.turns.firstIndex { $0.role == .assistant } ?? trace.turns.count
    for turn in trace.turns.indices[firstReply...] where trace.turns[turn].role == .user {
      while next < trace.toolCalls.count, trace.toolCalls[next].turn < turn {
        if !failed.contains(next), !trace.toolCalls[next].tool.isEmpty, changes(next) { change = next }
        next += 1
      }
      defer { lastUserTurn = turn }
      if ofChanges, change == nil { continue }
      let text = trace.turns[turn].text
      // What was changed before the user's last turn has been talked about.
      let isNew = change.map { trace.toolCalls[$0].turn > lastUserTurn } ?? false
      if isCorrection(text) || isNew && phrases.holds(.undoing, trace, text) {
        body(Protest(turn: turn, correctedCall: change))
      } else if !ofChanges, phrases.holds(thanks(text) ? .firmProtest : .protest, trace, text) {
        body(Protest(turn: turn, correctedCall: nil))
      }
    }
  }

  /// Whether a text begins with small talk, such as thanks: who says “thanks again” does not protest.
  private func thanks(_ text: ByteRange) -> Bool {
    SmallTalk.sentences(of: text, in: trace).first.map { SmallTalk.holds(trace.text.span, $0) } ?? false
  }

  /// Whether a call may have changed something: it does more than read, think, hand over or end.
  func changes(_ call: Int) -> Bool {
    let tool = trace.toolCalls[call].tool
    let traits = tools.traits(of: tool, hash: ByteHash.of(trace.text.span, tool), in: trace)
    return !traits.reads && !traits.thinks && !traits.handsOff && !traits.ends
  }

  /// Whether a text says that something else was meant: in a phrase of its own, by what was said before against what is,
  /// or by crying what it is not.
  private func isCorrection(_ text: ByteRange) -> Bool {
    if phrases.holds(.correction, trace, text) { return true }
    return SmallTalk.sentences(of: text, in: trace).contains { sentence in
      phrases.holds(.ownWords, trace, sentence) && phrases.holds(.contrast, trace, sentence)
        || isCriedDenial(sentence, in: text)
    }
  }

  /// Whether a sentence begins with “not”, names one by its number or cries twice, and ends with a sign of exclamation.
  ///
  /// “Not #5108!” is one, and “Not yet!” is none.
  private func isCriedDenial(_ sentence: ByteRange, in text: ByteRange) -> Bool {
    let shown = trace.trimmed(sentence)
    let cry = UInt8(ascii: "!")
    guard shown.count > Self.denial.count, trace.text[shown.end - 1] == cry,
      zip(Self.denial, shown.indices).allSatisfy({ trace.text[$1] | 0x20 == $0 })
    else { return false }
    let isTwice = shown.end < text.end && trace.text[shown.end] == cry
    return isTwice || shown.indices.contains { Self.digits.contains(trace.text[$0]) }
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  /// A space is one in either case.
  private static let denial = Array("not ".utf8)
}
