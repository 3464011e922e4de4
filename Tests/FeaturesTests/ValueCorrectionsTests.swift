import Testing
import Traces

@testable import Features

/// Whether a value is the one that the user has said in place of another; `nil` where it is neither.
private func keeps(_ value: String, _ said: [String]) throws -> Bool? {
  let trace = try MadeTraces.trace(
    said.map { MadeTraces.turn("user", $0) } + [MadeTraces.call("scale", "{}"), MadeTraces.result("ok")])
  return ValueCorrections(trace).keeps(Array(value.utf8), before: said.count)
}

@Test(
  arguments: [
    "Actually 27, not 25.", "Scratch that, I meant 27 (I wrote 25).", "Pardon, plutôt 27 au lieu de 25.",
    "25 war falsch, bitte 27",
  ]
)
func `a value said in place of one of before is the new one, in any language`(_ correction: String) throws {
  let said = ["Scale it to 25 replicas, never more than 40", correction]
  #expect(try keeps("27", said) == true)
  #expect(try keeps("25", said) == false)
  #expect(try keeps("40", said) == nil)
}

@Test func `values of other shapes, of several and of long turns correct nothing`() throws {
  let first = "Move me to 2026-05-04, order A-17"
  #expect(try keeps("2026-05-04", [first, "rather 2026-05-06 than 2026-05-04"]) == false)
  #expect(try keeps("the 2026-05-06", [first, "rather 2026-05-06 than 2026-05-04"]) == true)
  #expect(
    try keeps("a-17", [first, "2026-05-06 it is, for A-17"]) == nil, "a date is said in place of no order")
  #expect(try keeps("5", ["3 of 5 and 4 of 7", "5 and 7 are fine, and 8"]) == nil, "nobody knows which")
  #expect(try keeps("25", ["25 of them", "27, not 25. " + String(repeating: "Indeed. ", count: 40)]) == nil)
  #expect(
    try keeps("25", ["25 of them", "26, not 25", "25 after all, not 26"]) == nil, "both were said before")
  #expect(try keeps("25", ["25 of them"]) == nil)
  let long = (100..<600).map { "\($0)" }.joined(separator: " ")
  #expect(try keeps("25", ["25 of them, and " + long, "27, not 25"]) == nil, "of long talk the first tells")
}

@Test func `what is said after a call corrects nothing that it is given`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "25 of them"), MadeTraces.call("scale", "{}"), MadeTraces.result("ok"),
    MadeTraces.turn("user", "27, not 25"),
  ])
  #expect(ValueCorrections(trace).keeps(Array("25".utf8), before: 1) == nil)
  #expect(ValueCorrections(trace).keeps(Array("25".utf8), before: 4) == false)
}
