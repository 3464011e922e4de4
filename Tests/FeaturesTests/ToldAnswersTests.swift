import Testing
import Traces

@testable import Features

/// A table of traces with one call each of a tool and what it answers, and whether they failed.
private func table(_ answers: [(tool: String, answer: String, isFailure: Bool)]) throws -> EvidenceTable {
  let extractor = EvidenceExtractor()
  var table = EvidenceTable()
  var evidence = Evidence()
  for (tool, answer, isFailure) in answers {
    var trace = try MadeTraces.trace([MadeTraces.call(tool), MadeTraces.result(answer)])
    trace.outcome = isFailure ? .failure : .success
    extractor.find(in: trace, into: &evidence)
    table.append(evidence, outcome: trace.outcome)
  }
  table.add(messages: extractor.takeMessages())
  table.finish(threadCount: 1)
  return table
}

/// How many failures have an error, by the rules or by what only failures are answered.
private func toldCount(_ answers: [(tool: String, answer: String, isFailure: Bool)]) throws -> Int {
  let table = try table(answers)
  let failures = answers.indices.filter { answers[$0].isFailure }
  let errors = table.failures(
    toldBy: failures, successes: answers.indices.filter { !answers[$0].isFailure })
  #expect(failures.allSatisfy { errors($0).allSatisfy { table.messages[$0.message] != nil } })
  return failures.count { !errors($0).isEmpty }
}

private let (clogged, open) = ("suction intake clogged at pump 7", "valve opened at pump 7")

@Test func `what a tool answers in failures alone is an error`() throws {
  let passed = (0..<40).map { _ in (tool: "open_valve", answer: open, isFailure: false) }
  let failed = { (count: Int) in
    (0..<count).map { _ in (tool: "open_valve", answer: clogged, isFailure: true) }
  }
  #expect(try toldCount(passed + failed(4)) == 4)
  #expect(try toldCount(passed + failed(3)) == 0, "three may be chance")
  #expect(try toldCount(failed(9)) == 0, "without a success nobody knows what is usual")
  #expect(
    try toldCount(passed + failed(9) + [(tool: "read_pump", answer: clogged, isFailure: true)]) == 9,
    "what one tool says tells nothing of another")
}

@Test func `what successes are answered too is no error`() throws {
  let passed = (0..<40).map { (tool: "open_valve", answer: $0 % 4 == 0 ? clogged : open, isFailure: false) }
  let failed = (0..<9).map { _ in (tool: "open_valve", answer: clogged, isFailure: true) }
  #expect(try toldCount(passed + failed) == 0)
}
