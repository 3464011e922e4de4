import Testing

@testable import Pipeline

private func filled(_ template: String, _ messages: [String]) -> String {
  SlotValues(messages: messages.map { [$0] }).filled(template)
}

@Test func `a placeholder that has one value in four of five messages is that value`() {
  let none = "TypeError: 'NoneType' object is not iterable"
  let other = "TypeError: 'int' object is not iterable"
  let template = "TypeError: '<text>' object is not iterable"
  #expect(filled(template, [none, none, none, none, other]) == none)
  #expect(filled(template, [none, none, none, other, other]) == template)
  #expect(filled(template, [none]) == template, "one is of one trace")
  #expect(filled(template, [none, none, none, "ValueError: no"]) == none, "another message counts not")
}

@Test func `each placeholder is filled by itself, and none that stands at an end or is masked`() {
  let messages = (1...4).map { "limit 500 of \($0) documents at host\($0)" }
  #expect(
    filled("limit <num> of <num> documents at <id>", messages) == "limit 500 of <num> documents at <id>")
  let last = (1...4).map { "query matches \($0) documents, ceiling 10000" }
  #expect(filled("matches <num> documents, ceiling <num>", last) == "matches <num> documents, ceiling 10000")
  let masked = [String](repeating: "user [email] not found", count: 5)
  #expect(filled("user <id> not found", masked) == "user <id> not found")
  #expect(
    filled("a < b and <num> left", ["a < b and 7 left", "a < b and 7 left", "a < b and 7 left"])
      == "a < b and 7 left")
}

@Test func `line breaks in a message are spaces of a template`() {
  let messages = [String](repeating: "no\n  slot 'A'  left", count: 3)
  #expect(filled("no slot '<text>' left", messages) == "no slot 'A' left")
}
