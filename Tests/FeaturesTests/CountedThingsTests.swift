import Testing
import Traces

@testable import Features

private func errors(_ tool: String, _ result: String) throws -> [ToolError] {
  let messages = [MadeTraces.turn("user", "go"), MadeTraces.call(tool), MadeTraces.result(result)]
  return try ErrorRecogniser().results(of: MadeTraces.trace(messages)).errors
}

@Test(
  arguments: [
    ("584 passed in 60.5s", nil), ("402 USD refunded", nil), ("503 items in stock", nil),
    ("401 rows returned", nil),
    ("413 km", nil), ("404 Not Found", .notFound), ("503 Service Unavailable", .unavailable),
    ("404 page not found", .notFound), ("550 5.1.1 <a@b.example>: no such user here", .notFound),
    ("HTTP 402", .payment), ("451 Unavailable for legal reasons", .unavailable),
  ] as [(String, ErrorType?)])
func `a number at the start is a status only before the words of one`(text: String, type: ErrorType?) throws {
  #expect(try errors("run_tests", text).first?.type == type)
}

@Test func `what stands in logs failed elsewhere, unless the tool begins with it`() throws {
  let lines = "64 lines: upstream connect error; connection pool exhausted"
  #expect(try errors("get_logs", lines).isEmpty && errors("tailLog", lines).isEmpty)
  #expect(try errors("connect", lines).count == 1 && errors("login", lines).count == 1)
  #expect(try errors("get_logs", "Error: connection refused").count == 1)
}

@Test func `a call by which the agent says that it is done needs no result and no answer`() throws {
  func signs(_ tool: String) throws -> [WorkflowSign] {
    let messages = [MadeTraces.turn("user", "Solve it."), MadeTraces.call(tool)]
    return EvidenceExtractor().names(of: try MadeTraces.trace(messages)).values.compactMap { term in
      if case .sign(let sign, _) = term { sign } else { nil }
    }
  }
  let missing: Set<WorkflowSign> = [.endsWithCall, .noAnswer, .unansweredCall]
  #expect(try missing.isDisjoint(with: signs("submit")))
  #expect(try missing.isSubset(of: signs("submit_claim")))
}

@Test func `small talk is quoted only where nothing else is said, and a title ends no sentence`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "Hi"),
    MadeTraces.turn("assistant", "You see Dr. Lee at nine. Is there more I can do?"),
  ])
  func best(_ words: [String]) -> String? {
    var weights: [TermKey: Double] = [:]
    Words.forEach(in: trace.text.span, trace.turns[1].text) { word in
      let text = trace.string(word.range).lowercased()
      if words.contains(text) { weights[TermKey(.reply, hash: word.hash)] = words.first == text ? 1 : 0.5 }
    }
    return TermScores(weights: weights).bestSentence(of: trace, limit: 80)?.text
  }
  #expect(best(["more"]) == "Is there more I can do?")
  #expect(best(["more", "lee"]) == "You see Dr. Lee at nine.")
}
