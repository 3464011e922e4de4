import JSONBytes
import Testing

@Test func `each line of an object a line is a record`() {
  let scanned = ScannedText("{\"a\":1}\n{\"b\":2}\n")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(scanned.lines == [1, 2])
  #expect(scanned.problems.isEmpty)
}

@Test func `the last line needs no line feed`() {
  #expect(ScannedText("{\"a\":1}\n{\"b\":2}").records == [#"{"a":1}"#, #"{"b":2}"#])
}

@Test func `carriage returns and blank lines belong to no record`() {
  let scanned = ScannedText("\r\n{\"a\":1}\r\n\r\n  \t\r\n  {\"b\":2}  \r\n\r\n")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":2}"#])
  #expect(scanned.lines == [2, 5])
}

@Test func `a byte order mark belongs to no record`() {
  let scanned = ScannedText([0xEF, 0xBB, 0xBF] + Array("{\"a\":1}\n{\"b\":2}\n".utf8))
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":2}"#])
}

@Test func `a cut-off last line is a record that is handed on`() {
  let scanned = ScannedText("{\"a\":1}\n{\"b\":[2, \"x")
  #expect(scanned.records == [#"{"a":1}"#, #"{"b":[2, "x"#])
}

@Test func `a broken line spoils no other line`() {
  let scanned = ScannedText("{\"a\":\"x\n{\"b\":2}\n]]]\n{\"c\":3}}\n{\"d\":4}\n")
  #expect(scanned.records == [#"{"a":"x"#, #"{"b":2}"#, "]]]", #"{"c":3}}"#, #"{"d":4}"#])
  #expect(scanned.lines == [1, 2, 3, 4, 5])
}

@Test func `a line of NUL bytes stands beside good records`() {
  let text = Array("{\"a\":1}\n".utf8) + Array(repeating: 0, count: 100) + Array("\n{\"b\":2}\n".utf8)
  let scanned = ScannedText(text)
  #expect(scanned.records.count == 3)
  #expect(scanned.records.first == #"{"a":1}"#)
  #expect(scanned.records.last == #"{"b":2}"#)
}

@Test func `garbage before the first object does not hide the records`() {
  let scanned = ScannedText("starting up…\nready\n{\"a\":1}\n{\"b\":2}\n")
  #expect(scanned.records == ["starting up…", "ready", #"{"a":1}"#, #"{"b":2}"#])
}

@Test func `arrays on lines of their own are records`() {
  let scanned = ScannedText("[{\"a\":1},{\"a\":2}]\n[{\"a\":3}]\n")
  #expect(scanned.records == [#"[{"a":1},{"a":2}]"#, #"[{"a":3}]"#])
}

@Test func `a line over the limit is a problem and the next one is read`() {
  let long = "{\"a\":\"" + String(repeating: "x", count: 100) + "\"}"
  let scanned = ScannedText("{\"b\":1}\n\(long)\n{\"c\":2}\n", maximumRecordLength: 50)
  #expect(scanned.records == [#"{"b":1}"#, #"{"c":2}"#])
  #expect(scanned.lines == [1, 3])
  #expect(
    scanned.problems == [
      RecordProblem(offset: 8, length: long.utf8.count, line: 2, reason: .tooLong(limit: 50))
    ])
}

@Test func `the bytes of a line over the limit are not needed`() {
  var scanner = RecordScanner(layout: .lines, maximumRecordLength: 10)
  var found = RecordsFound()
  PaddedBytes("{\"a\":1".utf8).withBytes { scanner.scan($0, into: &found) }
  #expect(scanner.neededOffset == 0)
  PaddedBytes("0123456789".utf8).withBytes { scanner.scan($0, into: &found) }
  #expect(scanner.neededOffset == 16)
}
