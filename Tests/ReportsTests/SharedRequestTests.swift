import Testing
import Traces

@testable import Reports

private func excerpt(_ id: String, _ request: String) -> TraceExcerpt {
  let turn = TraceExcerpt.ShownTurn(
    number: 1, role: .user, speaker: nil, text: request, calls: [], error: nil, isDecisive: false)
  return TraceExcerpt(
    traceID: id, path: id, line: 1, offset: 0, outcome: .failure, agent: nil, startedAt: nil, turns: [turn],
    representative: nil)
}

private let prompt = String(repeating: "Follow the plan of your manager. ", count: 6)
private let rules = String(repeating: "Answer in one line. ", count: 8)

@Test func `what all requests begin and end with is folded to a note`() {
  let texts = ["How many ducks?", "Which swans?"].map { "\(prompt)\n\($0)\n\(rules)" }
  let shared = SharedRequest([excerpt("a", texts[0]), excerpt("b", texts[1])])
  let folded = shared.folded(texts[1].trimmingSpace)
  #expect(
    folded.contains("\nWhich swans?\n") && !folded.contains("Follow the plan")
      && !folded.contains("Answer in"))
  #expect(folded.contains("characters that all of these begin with"))
}

@Test func `requests that are one, short, or of one trace alone are shown whole`() {
  let same = excerpt("a", prompt)
  for excerpts in [
    [same], [same, same], [same, excerpt("b", prompt)], [excerpt("a", "Hi\nx"), excerpt("b", "Hi\ny")],
  ] {
    let text = excerpts[0].turns[0].text.trimmingSpace
    #expect(SharedRequest(excerpts).folded(text) == text)
  }
}
