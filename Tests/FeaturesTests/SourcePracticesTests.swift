import JSONBytes
import Testing
import Traces

@testable import Features

/// The practices of a kind in a trace in which a tool answers and another is given something, by their fields.
private func practices(
  _ kind: Lapse.Kind, request: String = "please pay", answer: String, given arguments: String
) throws -> [String: Bool] {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", request), MadeTraces.call("look", id: "a"), MadeTraces.result(answer, id: "a"),
    MadeTraces.call("pay", arguments, id: "b"), MadeTraces.result("ok", id: "b"),
    // What is answered later is no source.
    MadeTraces.call("look", id: "c"), MadeTraces.result(#"{"later":"Q-7001"}"#, id: "c"),
  ])
  var document = JSONDocument()
  var found: [String: Bool] = [:]
  Practices(trace: trace, parser: JSONParser()).forEach(&document) { practice, field in
    if practice.kind == kind, practice.isOfField { found[field()] = practice.isKept }
  }
  return found
}

@Test(
  arguments: [
    (#"{"net":1000.5,"gross":1190.6}"#, #"{"amount":1190.6}"#, ["amount” than the “gross": true]),
    (#"{"net":1000.5,"gross":1190.6}"#, #"{"amount":1000.5}"#, ["amount” than the “net": true]),
    // What comes from nowhere has no source, nor has a part of another value.
    (#"{"net":1000.5}"#, #"{"amount":777.5}"#, [:]), (#"{"id":"XQ-7001"}"#, #"{"order":"Q-7001"}"#, [:]),
    ("nothing", #"{"order":"Q-7001"}"#, [:]),
    // Each value of a list is to come from there.
    (
      #"{"from":"ann@x.example","cc":"bob@x.example"}"#, #"{"to":["ann@x.example","bob@x.example"]}"#,
      ["to” than the “from": false, "to” than the “cc": false]
    ),
    (
      #"{"from":"ann@x.example","cc":"bob@x.example"}"#, #"{"to":["ann@x.example"]}"#,
      ["to” than the “from": true]
    ),
  ])
func `a value that the user has not said is taken from a field`(
  answer: String, given: String, found: [String: Bool]
) throws {
  #expect(try practices(.otherSource, answer: answer, given: given) == found)
}

@Test func `what the user has said needs no source`() throws {
  let answer = #"{"gross":1190.6}"#
  #expect(
    try practices(.otherSource, request: "pay 1190.6", answer: answer, given: #"{"amount":1190.6}"#) == [:])
}

private let patients =
  #"{"matches":[{"patient":"P31","dob":"1946-08-12"},{"patient":"P44","dob":"1967-02-05","tags":["{"]}]}"#

@Test(
  arguments: [
    ("Ann, born 1946-08-12", #"{"patient":"P31"}"#, true),
    ("Ann, born 1946-08-12", #"{"patient":"P44"}"#, false),
    ("Ann, born 1967-02-05", #"{"patient":"P44"}"#, true),
    // Nothing that is said tells one from the other.
    ("Ann, please", #"{"patient":"P44"}"#, nil), ("Ann, born 1999-01-01", #"{"patient":"P44"}"#, nil),
    ("patient 1946-08-12 or 1967-02-05", #"{"patient":"P44"}"#, true),
  ])
func `a value is of the record that the user describes`(request: String, given: String, isKept: Bool?) throws
{
  #expect(try practices(.otherRecord, request: request, answer: patients, given: given)["patient"] == isKept)
}

@Test(arguments: ["[{", "}}]]", #"[{"a":"P31"#, #"[[[{"P31":["P31"]}]"#, "P31"])
func `answers that are no JSON have no records`(answer: String) throws {
  #expect(
    try practices(.otherRecord, request: "Ann, born 1946-08-12", answer: answer, given: #"{"patient":"P31"}"#)
      == [:])
}

@Test func `a field is given unless it is empty`() throws {
  let found = try practices(
    .ungiven, answer: "ok", given: #"{"name":"Ann","dob":null,"note":"","inner":{"deep":true}}"#)
  #expect(found == ["name": true, "inner": true, "deep": true])
}
