import JSONBytes
import Testing
import Traces

@testable import Features

/// The figures of a text, and whether two of them are one value.
private func figures(_ text: String) -> [(text: String, value: UInt64)] {
  let bytes = Array(text.utf8)
  var found: [(String, UInt64)] = []
  Figure.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) {
    found.append((String(decoding: bytes[$0.range.indices], as: UTF8.self), $0.value))
  }
  return found
}

@Test(
  arguments: [
    ("37184", "37,184", true), ("371.84", "371,84", true), ("371.84", "37184", false),
    ("48.5", "48.50", true),
    ("12.00", "12", true), ("1.234.567,50", "1,234,567.5", true), ("392.728", "392728", false),
    ("05:30", "05:30Z", true), ("05:30", "0530", false), ("12'500", "12500", true),
    ("£28,402", "28402", true),
  ])
func `a figure is one however it is written`(one: String, other: String, areEqual: Bool) throws {
  let (left, right) = (figures(one), figures(other))
  #expect(left.count == 1 && right.count == 1)
  #expect((left.first?.value == right.first?.value) == areEqual)
}

@Test(
  arguments: [
    ("VP-02191, 2026-04-17, a1b22, /v2/33, #4711, x_55, 7", [String]()),
    ("792104 MWh, 12kWh and 99%", ["792104", "12", "99"]), ("5eaf99 12345678901234567", []),
    ("10.0.0.5:", ["10.0.0.5"]), ("at 12:30.", ["12:30"]),
  ])
func `parts of ids, dates and long numbers are no figures`(text: String, found: [String]) {
  #expect(figures(text).map(\.text) == found)
}

/// The names of the figures of a tool's answer, and whether they are told.
private func told(_ result: String, _ answer: String, user: String = "please") throws -> [String: Bool] {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", user), MadeTraces.call("quote"), MadeTraces.result(result),
    MadeTraces.turn("assistant", answer),
  ])
  var found: [String: Bool] = [:]
  ToldFigures(trace: trace).forEach(failedCalls: []) { found[trace.string($1)] = $0.isKept }
  return found
}

@Test(
  arguments: [
    (#"{"currency":"GBP","total":37184,"lines":12}"#, "It is £37,184.", ["total": true]),
    // What is said is of nowhere, so each figure of the answer may be what it should have been.
    (#"{"currency":"GBP","total":37184,"lines":12}"#, "It is £371.84.", ["total": false, "lines": false]),
    ("multas=81 céntimos; desde=2026-04-17", "Son 81 euros.", ["multas": true]),
    (#"{"text":"{\"std_utc\": \"05:30Z\"}"}"#, "At 07:30.", ["std_utc": false]),
    ("seats left 45", "There are 44 of them.", ["left": false]),
    // Another day of the answer is told in place of this one.
    (#"{"first":"2026-05-12","last":"2026-05-20"}"#, "By 2026-05-20.", ["last": true, "first": false]),
    (#"{"first":"2026-05-12","last":"2026-05-20T08:00"}"#, "Soon.", [:]),
    (#"{"ref":"AB-2026-05-12"}"#, "By 2026-05-12.", [:]),
    // Of a table nobody knows the row.
    (#"[{"price":100},{"price":200}]"#, "It is 100.", [:]),
    // Who says no figure has none wrong.
    (#"{"total":37184}"#, "It is done.", [:]), ("none", "It is 55.", [:]),
  ])
func `a figure is told, or another in its place`(result: String, answer: String, found: [String: Bool]) throws
{
  let known = try told(result, answer).filter { found[$0.key] != nil || $0.value }
  #expect(known == found)
}

@Test(
  arguments: [
    ("48.50 euro", #"{"amount":4850}"#, false), ("48.50 euro", #"{"amount":48.5}"#, true),
    ("a fade of 12 seconds", #"{"fade":12000}"#, false), ("a fade of 12 seconds", #"{"fade":"12"}"#, true),
    ("1,250 g", #"{"kg":1.25}"#, false),
    // Other digits say nothing of the unit, nor does a single one.
    ("48.50 euro", #"{"amount":48}"#, nil), ("4 seconds", #"{"fade":4000}"#, nil),
    ("order A-4850, 48.50 euro", #"{"order":"A-4850"}"#, nil),
    ("48.50 or 4850", #"{"amount":4850}"#, true),
  ])
func `a figure in another unit has the user's digits`(request: String, arguments: String, isKept: Bool?)
  throws
{
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", request), MadeTraces.call("refund", arguments), MadeTraces.result("ok"),
  ])
  var document = JSONDocument()
  var found: Bool?
  Practices(trace: trace, parser: JSONParser()).forEach(&document) { practice, _ in
    if practice.kind == .otherUnit { found = practice.isKept }
  }
  #expect(found == isKept)
}

@Test func `what the user said is of somewhere`() throws {
  #expect(try told(#"{"total":37184}"#, "For 25 guests.", user: "for 25 guests") == [:])
  #expect(try told(#"{"total":37184}"#, "For 26 guests.", user: "for 25 guests") == ["total": false])
}

@Test func `failed calls answer no figure`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "please"), MadeTraces.call("quote"), MadeTraces.result(#"{"code":5120}"#),
    MadeTraces.turn("assistant", "It is 99."),
  ])
  var count = 0
  ToldFigures(trace: trace).forEach(failedCalls: [0]) { _, _ in count += 1 }
  #expect(count == 0)
}

@Test func `successes that repeat a figure, or never do, make a habit of it`() {
  func lapses(kept: Int, of count: Int, then isKept: Bool) -> [Lapse.Kind] {
    var table = EvidenceTable()
    for place in 0...count {
      var evidence = Evidence()
      evidence.add(tool: 12)
      evidence.practices = [
        Practice(kind: .untold, tool: 12, step: 77, isKept: place < count ? place < kept : isKept)
      ]
      table.append(evidence, outcome: place < count ? .success : .failure)
    }
    table.noteLapses(agents: (0...count).map { _ in 0 })
    return table.terms[table.termRange(count)].compactMap { table.lapses[$0]?.kind }
  }
  #expect(lapses(kept: 20, of: 20, then: false) == [.untold])
  #expect(lapses(kept: 20, of: 20, then: true) == [])
  #expect(lapses(kept: 1, of: 20, then: true) == [.toldAsItStands])
  #expect(lapses(kept: 1, of: 20, then: false) == [])
  #expect(lapses(kept: 10, of: 20, then: true) == [])
  #expect(lapses(kept: 0, of: 19, then: true) == [])
}
