import Testing
import Traces

@testable import Features
@testable import Pipeline

private func traces(_ replies: [String]) throws -> [Trace] {
  let texts = replies.enumerated().map { index, reply in
    #"{"id":"t\#(index)","messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"\#(reply)"}]}"#
  }
  return try texts.map { try MadeBlocks.trace($0) }
}

@Test func `a sentence is shared whatever ids, spaces and capitals are in it, and by its speaker alone`()
  throws
{
  let quotes = SharedQuotes(
    try traces([
      "Your order #5104-FF8 is gone. Bye.", "your order  #9921-AB2 is gone.", "Something else.", "No.",
    ]))
  #expect(quotes.share(of: "Your order #5104-FF8 is gone.", by: .assistant) == 0.5)
  #expect(quotes.share(of: "Your order #5104-FF8 is …", by: .assistant) == 0.5)
  #expect(quotes.share(of: "Your order #5104-FF8 is gone.", by: .user) == 0)
  #expect(quotes.share(of: "hello", by: .user) == 1)
}

@Test func `what the others say half as often is no quote`() throws {
  let own = SharedQuotes(
    try traces(["Use the shell. It is gone.", "Use the shell. It is gone.", "Use the shell."]))
  let others = try [
    ["Use the shell."], ["Use the shell. It is gone."], ["Use the shell."], ["Use the shell."],
  ]
  .map { SharedQuotes(try traces($0)) }
  let reach = SentenceReach([], rows: [], in: EvidenceTable())
  let quotes = SignatureDrafts.Quotes(own: own, elsewhere: SharedQuotes(elsewhere: others), reach: reach)
  #expect(!quotes.tellsApart("Use the shell.", by: .assistant))
  #expect(quotes.tellsApart("It is gone.", by: .assistant))
  #expect(
    SignatureDrafts.Quotes(own: own, elsewhere: SharedQuotes(elsewhere: []), reach: reach)
      .tellsApart("Use", by: .user))
}

@Test func `instructions that half of the traces begin with are asked by nobody`() throws {
  let own = SharedQuotes(try traces(["Sure.", "Yes."]))
  let reach = SentenceReach([], rows: [], in: EvidenceTable())
  let quotes = SignatureDrafts.Quotes(own: own, elsewhere: SharedQuotes(elsewhere: []), reach: reach)
  #expect(quotes.isInstruction("hello", of: 4_000))
  #expect(!quotes.isInstruction("hello", of: 40))
  #expect(!quotes.isInstruction("Where is my order?", of: 4_000))
}

@Test func `what the assistant says must be rare elsewhere to be quoted`() {
  let (rare, common) = (TermKey(.reply, hash: 1), TermKey(.reply, hash: 2))
  let reach = SentenceReach([], rows: [], in: EvidenceTable())
  var quotes = SignatureDrafts.Quotes(own: SharedQuotes([]), elsewhere: SharedQuotes([]), reach: reach)
  let sentence = { (terms: [TermKey]) in TermScores.Sentence(turn: 0, text: "due to", score: 1, terms: terms)
  }
  #expect(quotes.isTelling(sentence([common]), by: .assistant), "nobody looked")
  quotes.rare = [rare]
  #expect(!quotes.isTelling(sentence([common]), by: .assistant))
  #expect(quotes.isTelling(sentence([rare, common]), by: .assistant))
  #expect(quotes.isTelling(sentence([common]), by: .user))
}
