import Testing
import Traces

@testable import Features

/// The words of answers that set failures apart, of a table with so many traces of each sort.
private func answerWords(_ sorts: [(calls: [(tool: String, answer: String)], outcome: Outcome, count: Int)])
  throws -> Set<String>
{
  let extractor = EvidenceExtractor()
  var table = EvidenceTable()
  var names: [TermKey: String] = [:]
  for sort in sorts {
    let messages = sort.calls.enumerated().flatMap { number, call in
      [MadeTraces.call(call.tool, id: "\(number)"), MadeTraces.result(call.answer, id: "\(number)")]
    }
    let trace = try MadeTraces.trace([MadeTraces.turn("user", "please do it")] + messages)
    for (term, meaning) in extractor.names(of: trace) {
      if case .answer(let tool, let word) = meaning { names[term] = "\(tool) \(word)" }
    }
    var evidence = Evidence()
    for _ in 0..<sort.count {
      extractor.find(in: trace, into: &evidence)
      table.append(evidence, outcome: sort.outcome)
    }
  }
  table.add(messages: extractor.takeMessages())
  let failures = (0..<table.rowCount).filter { table.outcomes[$0] == .failure }
  var background = FeatureCounts()
  background.add(table, outcome: .success)
  let space = FeatureWeights().fitted(to: table, rows: failures, background: background).space
  return Set(space.columns.compactMap { names[$0.term] })
}

@Test func `what a tool says of every call is no evidence where it is called more often`() throws {
  let (made, look) = (("make", "account is ready now"), ("look", "all is well here"))
  // Failures call the tool four times as often as successes, which hear the same.
  let often = try answerWords([
    ([made, look], .failure, 80), ([look], .failure, 20), ([made, look], .success, 20),
    ([look], .success, 80),
  ])
  #expect(often.isDisjoint(with: ["make ready", "make account"]))
  // What only failures hear is evidence, also of a tool that is called as often.
  let full = ("make", "account pool is full")
  let heard = try answerWords([
    ([full, look], .failure, 50), ([made, look], .failure, 50), ([made, look], .success, 100),
  ])
  #expect(heard.isSuperset(of: ["make full", "make pool"]) && !heard.contains("make ready"))
  // A tool that no success calls cannot be compared.
  let alone = try answerWords([([made, look], .failure, 50), ([look], .success, 50)])
  #expect(alone.contains("make ready"))
}
