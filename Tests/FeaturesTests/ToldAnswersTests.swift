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
  table.noteToldAnswers()
  table.finish(threadCount: 1)
  return table
}

/// How many failures have an error, by the rules or by what only failures are answered.
private func toldCount(_ answers: [(tool: String, answer: String, isFailure: Bool)]) throws -> Int {
  let table = try table(answers)
  let errors = table.unrepairedErrors
  let failures = answers.indices.filter { answers[$0].isFailure }
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

@Test func `an answer that names another person each time is known by its first words`() throws {
  let names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Ida", "Jo"]
  let passed = (0..<40).map { _ in (tool: "open_valve", answer: open, isFailure: false) }
  let failed = names.map {
    (tool: "open_valve", answer: "pump held by operator \($0) for now", isFailure: true)
  }
  #expect(try toldCount(passed + failed) == names.count)
  // Of many that go on otherwise each time the first words are the message.
  let many =
    failed
    + names.map {
      (tool: "open_valve", answer: "pump held by operator Dr. \($0) till noon", isFailure: true)
    }
  let table = try table(passed + many)
  let messages = Set(
    table.errors.map { table.messages[$0.message].map { String(decoding: $0, as: UTF8.self) } })
  #expect(messages == ["pump held by operator <*>"])
  let short = names.map { (tool: "open_valve", answer: "held by \($0)", isFailure: true) }
  #expect(try toldCount(passed + short) == 0, "three words may begin anything")
}

@Test func `what successes are answered too is no error`() throws {
  let passed = (0..<40).map { (tool: "open_valve", answer: $0 % 4 == 0 ? clogged : open, isFailure: false) }
  let failed = (0..<9).map { _ in (tool: "open_valve", answer: clogged, isFailure: true) }
  #expect(try toldCount(passed + failed) == 0)
}

@Test(
  arguments: [
    ("suction intake clogged\n  seen by probe 12 of the flow\n  seen by probe 3 of the flow", "other"),
    (#"{"valid":null,"note":"MS_TOO_MANY_40"}"#, "other"), ("0 rows in the ledger", "other"),
    ("intake 12 of pump 30 is occupied", "conflict"),
  ]
)
func `a body, a code and the line above a stack are known by the outcomes too`(
  _ answer: String, _ type: String
) throws {
  let passed = (0..<60).map { (tool: "check", answer: #"{"valid":true,"name":"A\#($0)"}"#, isFailure: false) }
  let failed = (0..<9).map { number in
    (tool: "check", answer: answer.replacing("12", with: "\(number + 20)"), isFailure: true)
  }
  let table = try table(passed + failed)
  let errors = passed.count..<table.rowCount
  #expect(errors.allSatisfy { table.errors[table.errorRange($0)].map(\.provenance) == [.outcome] })
  #expect(table.errors.allSatisfy { !$0.isRepaired })
  #expect(Set(table.errors.map(\.type.name)) == [type])
  #expect(table.answers.isEmpty, "what is not told is forgotten")
}

@Test func `a success that hears what failures end on has the error too, whatever the order`() throws {
  let passed = (0..<400).map { (tool: "open_valve", answer: $0 == 7 ? clogged : open, isFailure: false) }
  let failed = (0..<9).map { number in
    (tool: "open_valve", answer: number == 0 ? clogged : "suction intake clogged at pump B", isFailure: true)
  }
  func messages(_ answers: [(tool: String, answer: String, isFailure: Bool)]) throws -> [UInt64?] {
    let table = try table(answers)
    return (0..<table.rowCount).map { table.errors[table.errorRange($0)].first?.message }
  }
  let (found, turned) = (try messages(passed + failed), try messages((passed + failed).reversed()))
  #expect(found[7] != nil && found.prefix(400).count { $0 != nil } == 1)
  #expect(found == turned.reversed())
}

@Test func `what the outcomes tell stands among the errors in the order of the calls`() throws {
  let extractor = EvidenceExtractor()
  var (table, evidence) = (EvidenceTable(), Evidence())
  for number in 0..<60 {
    let isFailure = number % 6 == 0
    var trace = try MadeTraces.trace([
      MadeTraces.call("check"), MadeTraces.result(isFailure ? clogged : open),
      MadeTraces.call("save"), MadeTraces.result("Error: disk full"),
    ])
    trace.outcome = isFailure ? .failure : .success
    extractor.find(in: trace, into: &evidence)
    table.append(evidence, outcome: trace.outcome)
  }
  table.noteToldAnswers()
  #expect(table.errors[table.errorRange(0)].map(\.call) == [0, 1])
  #expect(table.errors[table.errorRange(1)].map(\.call) == [1])
  let trace = try MadeTraces.trace([MadeTraces.call("check"), MadeTraces.result(clogged)])
  let told = extractor.errors(of: trace, told: [table.errors[0]])
  #expect(told.map { String(decoding: $0.message, as: UTF8.self) } == [clogged], "a page marks it")
}
