import Testing
import Traces

@testable import Features

private func sentences(_ messages: [[String: Any]]) throws -> [String] {
  let trace = try MadeTraces.trace(messages)
  let errors = EvidenceExtractor().errors(of: trace)
  return ToolAnswers(trace: trace, errors: errors).sentences.map { trace.string($0.text) }
}

private func answer(_ tool: String, _ text: String, id: String) -> [[String: Any]] {
  [MadeTraces.call(tool, id: id), MadeTraces.result(text, id: id)]
}

@Test func `the last answer of each tool is taken where it is a sentence and no error`() throws {
  let ask = [MadeTraces.turn("user", "move it")]
  let held = "row in use by handheld 7"
  #expect(try sentences(ask + answer("move", "  \(held)\n", id: "1")) == [held])
  #expect(
    try sentences(ask + answer("move", held, id: "1") + answer("find", "it stands in B", id: "2"))
      == ["it stands in B", held])
  // A later call made it good.
  #expect(try sentences(ask + answer("move", held, id: "1") + answer("move", "{\"to\": 1}", id: "2")).isEmpty)
  for marked in ["[!] hotel is full", "[job 7] hotel is full"] {
    #expect(try sentences(ask + answer("move", marked, id: "1")) == [marked])
  }
  for data in [
    "{\"a\": 1}", "[1, 2, 3]", "[1] 2 3 4", "[!]", "[a b c] {d e f}", "done", "two words", "7 of them left",
    "a b c\nd e f",
    String(repeating: "word ", count: 60), "", "Error: row in use by handheld 7",
  ] {
    #expect(try sentences(ask + answer("move", data, id: "1")).isEmpty, "\(data)")
  }
}

@Test func `a word of an answer is the term of that word in an error of the tool`() throws {
  let plain = try MadeTraces.trace(
    [MadeTraces.turn("user", "move it")] + answer("move", "row in use", id: "1"))
  let names = EvidenceExtractor().names(of: plain)
  let words = names.values.compactMap { if case .answer("move", let word) = $0 { word } else { nil } }
  #expect(Set(words) == ["row", "in", "use"])
  var table = EvidenceTable()
  var evidence = Evidence()
  let extractor = EvidenceExtractor()
  extractor.find(
    in: try MadeTraces.trace(
      [MadeTraces.turn("user", "move it")] + answer("move", "Error: row in use", id: "1")), into: &evidence)
  table.append(evidence, outcome: .failure)
  table.add(messages: extractor.takeMessages())
  let ofError = Set(table.errorTerms.terms(ofRows: [0], of: table).keys)
  let ofAnswer = names.filter { if case .answer = $0.value { true } else { false } }.keys
  #expect(ofAnswer.allSatisfy { ofError.contains($0) })
}

@Test func `the turn of an answer is told, with its text masked`() throws {
  let trace = try MadeTraces.trace(
    [MadeTraces.turn("user", "move it")] + answer("move", "row in use by handheld 7", id: "1"))
  let found = try #require(EvidenceExtractor().answer(of: "move", in: trace))
  #expect(found.turn == 2 && String(decoding: found.masked, as: UTF8.self) == "row in use by handheld <num>")
  #expect(EvidenceExtractor().answer(of: "find", in: trace) == nil)
}

@Test func `a word that a tool says in an error and in a sentence later is one term of the trace`() throws {
  let extractor = EvidenceExtractor()
  var table = EvidenceTable()
  var evidence = Evidence()
  // That nothing was found repairs no error.
  let trace = try MadeTraces.trace(
    [MadeTraces.turn("user", "find it")] + answer("find", "Error: row of that name is locked", id: "1")
      + answer("find", "No results found for that name", id: "2"))
  for _ in 0..<3 {
    extractor.find(in: trace, into: &evidence)
    #expect(evidence.errors.count == 1 && evidence.errors.allSatisfy { !$0.isRepaired })
    table.append(evidence, outcome: .failure)
  }
  table.add(messages: extractor.takeMessages())
  let terms = Set(table.terms[table.termRange(0)]).filter { $0.block == .error }
  #expect(!terms.isDisjoint(with: table.errorTerms.terms(ofRows: [0], of: table).keys))
  var counts = FeatureCounts()
  counts.add(table, rows: [0, 1, 2])
  #expect(counts.terms.allSatisfy { counts[$0] == 3 })
  let space = FeatureWeights().fitted(to: table, rows: [0, 1, 2], background: FeatureCounts()).space
  #expect(space.columns.contains { terms.contains($0.term) && $0.count == 3 })
}
