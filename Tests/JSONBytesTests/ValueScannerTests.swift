import JSONBytes
import Testing

@Test func `elements of an array are records`() {
  let scanned = ScannedText("[{\"a\":1}, {\"b\":[2, {}]},\n [3]]\n")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":[2, {}]}"#, "[3]"])
  #expect(scanned.lines == [1, 1, 2])
  #expect(scanned.problems.isEmpty)
}

@Test func `an array with an element a line is read`() {
  let scanned = ScannedText("[\n{\"a\":1},\n{\"b\":2}\n]\n")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(scanned.lines == [2, 3])
}

@Test func `printed values one after another are records`() {
  let scanned = ScannedText("{\n  \"a\": [\n    {}\n  ]\n}\n{\n  \"b\": 2\n}{\"c\":3}\n")
  #expect(scanned.records == ["{\n  \"a\": [\n    {}\n  ]\n}", "{\n  \"b\": 2\n}", #"{"c":3}"#])
  #expect(scanned.lines == [1, 6, 8])
  #expect(scanned.problems.isEmpty)
}

@Test func `objects on one line are records`() {
  #expect(ScannedText(#"{"a":1}{"b":2} {"c":3}"#).records == [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#])
}

@Test func `arrays one after another are read`() {
  let scanned = ScannedText("[\n {\"a\":1}\n]\n[\n {\"b\":2}\n]\n")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(scanned.problems.isEmpty)
}

@Test func `brackets and escaped quotes in strings are text`() {
  let record = #"{"a":"]}\"{[\\","b\\\"":"}"}"#
  #expect(ScannedText("[\(record),\(record)]").records == [record, record])
}

@Test func `an empty array holds nothing and is no problem`() {
  let scanned = ScannedText(" [ ]\n")
  #expect(scanned.records.isEmpty)
  #expect(scanned.problems.isEmpty)
}

@Test func `a cut-off last element is handed on`() {
  let scanned = ScannedText("[{\"a\":1},\n{\"b\":[2,")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":[2,"#])
  #expect(scanned.problems.isEmpty)
}

@Test func `an array that is cut off between elements is a problem`() {
  let scanned = ScannedText("\n[{\"a\":1},\n")
  #expect(scanned.records == [#"{"a":1}"#])
  #expect(scanned.problems == [RecordProblem(offset: 1, length: 10, line: 2, reason: .unclosedArray)])
}

@Test func `garbage between elements is a problem and the elements are read`() {
  let scanned = ScannedText("[{\"a\":1}, oops 12,\n {\"b\":2}]")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(scanned.problems == [RecordProblem(offset: 10, length: 8, line: 1, reason: .strayText)])
}

@Test func `a bracket too many is a problem and what follows is read`() {
  #expect(ScannedText("[\n{\"a\":1}\n]]\n{\"b\":2}\n").records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(ScannedText("[\n{\"a\":1}\n]]\n{\"b\":2}\n").reasons == [.strayText])
  #expect(ScannedText("[\n{\"a\":1}},\n{\"b\":2}\n]").records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(ScannedText("[\n{\"a\":1}},\n{\"b\":2}\n]").reasons == [.strayText])
}

@Test func `a string without its end spoils one element of printed ones`() {
  let text = "[\n  {\n    \"a\": \"x\n  },\n  {\n    \"b\": 2\n  },\n  {\n    \"c\": 3\n  }\n]\n"
  let scanned = ScannedText(text)
  #expect(scanned.records == ["{\n    \"a\": \"x", "{\n    \"b\": 2\n  }", "{\n    \"c\": 3\n  }"])
  #expect(scanned.lines == [2, 5, 8])
  #expect(scanned.problems.isEmpty)
}

@Test func `a string without its end spoils one element of one a line`() {
  let scanned = ScannedText("[\n{\"a\":1},\n{\"b\":\"x},\n{\"c\":3}\n]\n")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":"x},"#, #"{"c":3}"#])
  #expect(scanned.problems.isEmpty)
}

@Test func `a lost closing bracket spoils one element of printed ones`() {
  let text = "[\n  {\n    \"a\": [\n      1,\n  {\n    \"b\": 2\n  },\n  {\n    \"c\": 3\n  }\n]\n"
  let scanned = ScannedText(text)
  #expect(scanned.records.count == 3)
  #expect(scanned.records[0].hasPrefix("{\n    \"a\": ["))
  #expect(scanned.records[1...] == ["{\n    \"b\": 2\n  }", "{\n    \"c\": 3\n  }"])
}

@Test func `a lost closing bracket spoils one element of one a line`() {
  let scanned = ScannedText("[\n{\"a\":1},\n{\"b\":[{},\n{\"c\":3},\n{\"d\":{\"e\":4},\n{\"f\":5}\n]\n")
  #expect(scanned.records.count == 5)
  #expect(scanned.records[2] == #"{"c":3}"#)
  #expect(scanned.records[4] == #"{"f":5}"#)
  #expect(scanned.problems.isEmpty)
}

@Test func `brackets that do not fit end at the one that does`() {
  #expect(ScannedText(#"[{"a":[1},{"b":2}]"#).records == [#"{"a":[1}"#, #"{"b":2}"#])
  #expect(ScannedText(#"[{"a":1],{"b":2}"#).records == [#"{"a":1"#, #"{"b":2}"#])
}

@Test func `objects printed without indentation are not taken apart`() {
  let text = "[\n{\n\"a\": [\n{\n\"x\": 1\n},\n{\n\"x\": 2\n}\n]\n},\n{\n\"b\": {\n}\n}\n]\n"
  let scanned = ScannedText(text)
  #expect(scanned.records.count == 2)
  #expect(scanned.problems.isEmpty)
}

@Test func `a hundred thousand levels cost no more than their bytes`() {
  let text = String(repeating: "[", count: 100_000)
  let scanned = ScannedText(text)
  #expect(scanned.records.map(\.utf8.count) == [99_999])
  let closed = ScannedText(
    "[" + String(repeating: "{\"a\":[", count: 50_000) + String(repeating: "]}", count: 50_000) + "]")
  #expect(closed.records.count == 1)
  #expect(closed.problems.isEmpty)
}

@Test func `an element over the limit is a problem and the next one is read`() {
  let long = "{\"a\":\"" + String(repeating: "x", count: 100) + "\"}"
  let scanned = ScannedText("[{\"b\":1},\n\(long),\n{\"c\":2}]\n", maximumRecordLength: 50)
  #expect(scanned.records == [#"{"b":1}"#, #"{"c":2}"#])
  #expect(
    scanned.problems == [
      RecordProblem(offset: 10, length: long.utf8.count, line: 2, reason: .tooLong(limit: 50))
    ])
}
