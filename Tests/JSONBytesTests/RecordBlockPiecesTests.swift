import JSONBytes
import Testing

/// A block whose text is one record, behind other bytes of its file.
private func block(_ text: String) -> (block: RecordBlock, record: RecordRange) {
  let record = RecordRange(offset: 12, length: text.utf8.count, line: 3)
  let bytes = PaddedBytes(Array("??".utf8) + Array(text.utf8))
  return (RecordBlock(fileIndex: 0, offset: 10, bytes: bytes, records: [record], problems: []), record)
}

private func texts(_ block: RecordBlock, _ found: RecordsFound) -> [String] {
  found.records.map { String(decoding: block.copy(of: $0), as: UTF8.self) }
}

@Test func `values side by side are the pieces of a record`() {
  let (one, record) = block("{\"a\":\"}{\"}{\"b\":[1]}\u{FEFF} {\"c\":1} x")
  let found = one.pieces(of: record)
  #expect(texts(one, found) == ["{\"a\":\"}{\"}", "{\"b\":[1]}", "{\"c\":1}"])
  #expect(found.records.map(\.line) == [3, 3, 3])
  #expect(found.problems.map(\.reason) == [.strayText])
}

@Test func `a record that is one value is its only piece`() {
  let (one, record) = block("{\"a\":1,")
  #expect(one.pieces(of: record).records == [record])
}

@Test func `the elements of a page that is cut off are found behind its other fields`() {
  let (page, record) = block(
    "{\"n\":1,\"s\":\"a,[\",\"o\":{\"data\":[]},\n\"data\": [{\"a\":1},\n{\"b\":2},{\"c\"")
  let found = page.elements(ofBroken: record, in: ["data", "runs"])
  #expect(texts(page, found) == ["{\"a\":1}", "{\"b\":2}", "{\"c\""])
  #expect(found.records.map(\.line) == [4, 5, 5])
}

@Test(arguments: [
  "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":[", "{\"a\":{\"data\":[{}", "{a:[{}",
  "{\"a\" [{}",
])
func `a record without such a list at its top has no elements`(text: String) {
  let (cut, record) = block(text)
  #expect(cut.elements(ofBroken: record, in: ["data"]) == RecordsFound())
}
