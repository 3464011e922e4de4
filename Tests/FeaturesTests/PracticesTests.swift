import JSONBytes
import Testing
import Traces

@testable import Features

private func practices(_ messages: [[String: Any]]) throws -> [String: Bool] {
  var document = JSONDocument()
  var found: [String: Bool] = [:]
  try Practices(trace: MadeTraces.trace(messages), parser: JSONParser()).forEach(&document) {
    practice, field in
    guard practice.kind == .unsaid || practice.kind == .unasked else { return }
    let name = practice.kind == .unasked ? "asked" : field()
    let bytes = Array(name.utf8)
    func isOf(_ seed: UInt64) -> Bool {
      practice.step == ByteHash.of(bytes.span, ByteRange(start: 0, count: bytes.count), seed: seed)
    }
    found[name + (isOf(Lapse.wordsSeed) ? " words" : isOf(Lapse.anyWordSeed) ? " any" : "")] = practice.isKept
  }
  return found
}

/// The fields of a call after a request, and whether the user has said what they are given.
private func said(_ request: String, _ arguments: String) throws -> [String: Bool] {
  var found = try practices([
    MadeTraces.turn("user", request), MadeTraces.call("book", arguments), MadeTraces.result("ok"),
    MadeTraces.turn("user", "I wanted 2026-05-01, order 99117, in Oslo"),
  ])
  found["asked"] = nil
  return found
}

@Test(
  arguments: [
    ("a flight on 2026-04-23", #"{"date":"2026-04-23"}"#, ["date": true]),
    ("a flight on 2026-04-23", #"{"date":"2026-05-23"}"#, ["date": false]),
    // What the user says later does not count.
    ("order 41340", #"{"order_id":99117}"#, ["order_id": false]),
    ("order 41340", #"{"order_id":41340}"#, ["order_id": true]),
    ("order 413402", #"{"order_id":41340}"#, ["order_id": false]),
    ("my Fix in SRC/a_b.py please", #"{"path":"src/a_b.py"}"#, ["path": true]),
    // A figure is the same however it is written, and another in another unit.
    ("48.50 euro, not a cent more", #"{"amount":48.5}"#, ["amount": true]),
    ("48.50 euro, not a cent more", #"{"amount":4850}"#, ["amount": false]),
    // Words may stand apart, and the number of an id be known from elsewhere.
    ("to Oslo, please, from Bergen", #"{"route":"Bergen Oslo"}"#, ["route": true, "route any": true]),
    ("the June invoice", #"{"element":"PDF June"}"#, ["element": false, "element any": true]),
    ("the June invoice", #"{"element":"PDF May"}"#, ["element": false, "element any": false]),
    ("to my credit card", #"{"to":"credit_card_4711"}"#, ["to": false, "to words": true, "to any": true]),
    ("to my credit card", #"{"to":"gift_card_4711"}"#, ["to": false, "to words": false, "to any": true]),
    ("to my credit card", #"{"to":"voucher_4711"}"#, ["to": false, "to words": false, "to any": false]),
    // Of a longer text the years are looked for.
    (
      "sales of 2024", #"{"query":"SELECT sum(x) FROM sales WHERE day >= '2024-01-01' LIMIT 500"}"#,
      ["query": true]
    ),
    (
      "sales of 2024", #"{"query":"SELECT sum(x) FROM sales WHERE day >= '2022-01-01' LIMIT 500"}"#,
      ["query": false]
    ),
    ("help", #"{"query":"a longer text that names neither a year nor a thing"}"#, [:]),
    (
      "both 11111 and 22222", #"{"ids":["11111",{"id":"33333"}],"ok":true,"n":7}"#,
      ["ids": true, "id": false]
    ),
    ("x", "no json", [:]), ("x", #"{"a":"#, [:]),
  ])
func `what a tool is given is looked for in what the user has said`(
  request: String, arguments: String, fields: [String: Bool]
) throws {
  #expect(try said(request, arguments) == fields)
}

@Test func `a list is one value or several`() throws {
  let found = try [#"{"to":["a@b.c"]}"#, #"{"to":["a@b.c","d@e.f"]}"#, #"{"to":[],"cc":"x"}"#].map {
    arguments in
    var document = JSONDocument()
    var lists: [String: Bool] = [:]
    let trace = try MadeTraces.trace([
      MadeTraces.turn("user", "reply"), MadeTraces.call("send", arguments), MadeTraces.result("ok"),
    ])
    Practices(trace: trace, parser: JSONParser()).forEach(&document) { practice, field in
      if practice.kind == .several { lists[field()] = practice.isKept }
    }
    return lists
  }
  #expect(found == [["to": true], ["to": false], [:]])
}

@Test func `a question counts once something was looked up, and only if the user answers`() throws {
  let start = [
    MadeTraces.turn("user", "refund me"), MadeTraces.call("get_order"), MadeTraces.result("order 7"),
  ]
  let end = [MadeTraces.call("refund"), MadeTraces.result("done")]
  func asked(_ between: [[String: Any]], before: [[String: Any]] = []) throws -> [Bool] {
    var document = JSONDocument()
    var found: [Bool] = []
    let trace = try MadeTraces.trace(before + start + between + end)
    Practices(trace: trace, parser: JSONParser()).forEach(&document) { practice, _ in
      if practice.kind == .unasked { found.append(practice.isKept) }
    }
    return found
  }
  let question = MadeTraces.turn("assistant", "Shall I refund 9 €?")
  #expect(try asked([question, MadeTraces.turn("user", "yes")]) == [false, true])
  #expect(try asked([MadeTraces.turn("assistant", "退款吗？"), MadeTraces.turn("user", "好")]) == [false, true])
  #expect(try asked([]) == [false, false])
  // Who is told that they may say yes says it, and no more.
  let ready = MadeTraces.turn("assistant", "Say yes and I refund 9 €.")
  #expect(try asked([ready, MadeTraces.turn("user", "Fine by me.")]) == [false, true])
  let another = "And where is the other parcel that I have sent?"
  #expect(try asked([ready, MadeTraces.turn("user", another)]) == [false, false])
  #expect(
    try asked([MadeTraces.turn("assistant", "One moment."), MadeTraces.turn("user", "ok")]) == [false, false])
  let thanks = [
    MadeTraces.turn("assistant", "Done."), MadeTraces.turn("user", "Thanks!"),
    MadeTraces.turn("assistant", "Bye."),
  ]
  #expect(try asked(thanks) == [false, false])
  let greeting = [
    MadeTraces.turn("user", "hi"), MadeTraces.turn("assistant", "How can I help?"),
  ]
  #expect(try asked([], before: greeting) == [false, false])
}

@Test func `a habit of the successes makes a lapse of what one trace does not keep to`() {
  func row(_ isAsked: Bool, _ isSaid: Bool) -> [Practice] {
    [
      Practice(kind: .unasked, tool: 12, step: Lapse.asking, isKept: isAsked),
      Practice(kind: .unsaid, tool: 12, step: 77, isKept: isSaid),
    ]
  }
  func lapses(of rows: [[Practice]], failures: Int) -> [Set<Lapse>] {
    var table = EvidenceTable()
    for (place, practices) in rows.enumerated() {
      var evidence = Evidence()
      evidence.add(tool: 12)
      evidence.practices = practices
      table.append(evidence, outcome: place < rows.count - failures ? .success : .failure)
    }
    table.noteLapses(agents: rows.map { _ in 0 })
    return rows.indices.suffix(failures).map { row in
      Set(table.terms[table.termRange(row)].compactMap { table.lapses[$0] })
    }
  }
  let good = [[Practice]](repeating: row(true, true), count: 20)
  let unasked = Lapse(kind: .unasked, tool: 12, step: Lapse.asking)
  let unsaid = Lapse(kind: .unsaid, tool: 12, step: 77)
  #expect(
    lapses(of: good + [row(false, true), row(true, false), row(false, false), row(true, true)], failures: 4)
      == [[unasked], [unsaid], [unasked, unsaid], []])
  // Nineteen successes are too few, and three of 20 that do otherwise too many.
  #expect(lapses(of: good.dropLast() + [row(false, false)], failures: 1) == [[]])
  let mixed = good.dropLast(3) + [[Practice]](repeating: row(false, true), count: 3)
  #expect(lapses(of: mixed + [row(false, false)], failures: 1) == [[unsaid]])
}
