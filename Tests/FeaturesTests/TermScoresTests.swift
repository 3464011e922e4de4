import Features
import JSONBytes
import Testing
import Traces

/// Scores that make every word of the texts worth the same.
private func scores(of trace: Trace) -> TermScores {
  let names = EvidenceExtractor().names(of: trace)
  return TermScores(
    weights: names.filter { $0.key.block != .tool && $0.key.block != .workflow }.mapValues { _ in 1 })
}

@Test(arguments: [
  "print(the_total + other_total of all the orders and returns)",
  "result = the total of orders and returns here",
  "from functions import the search of papers and places",
  "# the total of all orders and returns of customers",
])
func `a sentence is quoted rather than a line of code with more of the words`(code: String) throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "hello"), MadeTraces.turn("assistant", "\(code)\nI cannot find your order."),
  ])
  let best = try #require(scores(of: trace).bestSentence(of: trace, limit: 100))
  #expect(best.text == "I cannot find your order.")
}

@Test(arguments: [
  "Your order (the second one) is on its way.", "We ship to many states and to Canada as well",
])
func `brackets of a sentence are no code`(text: String) throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "hello"), MadeTraces.turn("assistant", "\(text)\nOk."),
  ])
  let best = try #require(scores(of: trace).bestSentence(of: trace, limit: 100))
  #expect(text.hasPrefix(best.text))
}

@Test func `a turn is worth what its calls are given too`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "tidy up"),
    MadeTraces.call("sql", #"{"q": "DROP TABLE orders, orders"}"#, id: "1"),
    MadeTraces.result("ok", id: "1"), MadeTraces.turn("assistant", "Done."),
  ])
  let names = EvidenceExtractor().names(of: trace)
  let given = names.filter {
    if case .argument("sql", let word) = $0.value { ["DROP", "orders"].contains(word) } else { false }
  }
  #expect(given.count == 2)
  #expect(TermScores(weights: given.mapValues { _ in 2 }).scores(of: trace) == [0, 4, 0, 0])
}
