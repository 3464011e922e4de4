import JSONBytes
import Testing

/// Texts of every layout, whole and broken.
private let texts: [[UInt8]] = [
  Array("{\"a\":1}\r\n\n  {\"b\":\"\\\"}\"}\n{\"c\":[2, \"x".utf8),
  Array("[{\"a\":1}, {\"b\":[2, \"\\\\\\\"]\"]}, oops 12,\n [3]] ] }\n[{\"c\":4}".utf8),
  Array(
    "{\n  \"a\": [\n    {\"é\": \"\\u00e9\"}\n  ]\n}\n{\n  \"b\": \"x\n}\n{\n  \"c\": 2\n}{\"d\":3}\n".utf8),
  Array("[\n  {\n    \"a\": [\n      1,\n  {\n    \"b\": 2\n  },\n  {\n    \"c\": 3\n  }\n]\n".utf8),
  [0xEF, 0xBB, 0xBF] + Array("[\n{\"a\":1},\n{\"b\":\"x\\".utf8) + [0, 0xFF, 0x0A] + Array("{\"c\":3}".utf8),
]

@Test(arguments: texts.indices) func `pieces of any length give the same records`(index: Int) {
  let whole = ScannedText(texts[index])
  for pieceLength in 1...texts[index].count {
    #expect(ScannedText(texts[index], pieceLength: pieceLength) == whole)
  }
}

@Test(arguments: texts.indices) func `a text cut anywhere keeps what ends before the cut`(index: Int) {
  let bytes = texts[index]
  for layout in [RecordLayout.lines, .values] {
    let whole = found(in: bytes[...], layout)
    for count in 0..<bytes.count {
      let cut = found(in: bytes[..<count], layout)
      let kept = whole.records.filter { $0.end < count }
      #expect(cut.records.starts(with: kept), "cut after \(count)")
      #expect(cut.records.count <= kept.count + 1)
    }
  }
}

private func found(in bytes: ArraySlice<UInt8>, _ layout: RecordLayout) -> RecordsFound {
  var scanner = RecordScanner(layout: layout)
  var found = RecordsFound()
  PaddedBytes(bytes).withBytes { scanner.scan($0, into: &found) }
  scanner.finish(into: &found)
  return found
}

@Test(arguments: texts.indices) func `a byte changed anywhere loses no place and never crashes`(index: Int) {
  for position in texts[index].indices {
    for byte: UInt8 in [0, 0x0A, 0x22, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0xFF] {
      var bytes = texts[index]
      bytes[position] = byte
      let scanned = ScannedText(bytes)
      #expect(ScannedText(bytes, pieceLength: 3) == scanned)
      #expect(scanned.records.count + scanned.problems.count > 0)
      #expect(zip(scanned.lines, scanned.lines.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}
