import JSONBytes
import Testing

@testable import Ingest

/// The lines of JSON that a table in a file is read as.
private func lines(_ table: String, named name: String = "a.csv") throws -> [String] {
  let folder = try TemporaryFolder()
  let path = try folder.write(Array(table.utf8), to: name)
  let found = Discovery(temporaryFolder: folder.path) { $0.contains("id") }.files(at: [path])
  let file = try #require(found.files.first)
  #expect(file.isTable)
  var lines: [String] = []
  let reader = BlockReader(blockByteCount: 64)
  reader.forEachBlock(of: [file], threadCount: 1) { block in
    block.records.map { String(decoding: block.copy(of: $0), as: UTF8.self) }
      + block.problems.map { "problem: \($0.reason)" }
  } consume: { _, found in
    lines += found
  }
  return lines
}

@Test func `cells are the values that they look like`() throws {
  #expect(
    try lines(
      """
      id,a,b,c,d,e,f
      7,1.5,true,,"{""k"": [1, 2]}","say ""hi""
      twice",007
      """) == [#"{"id":7,"a":1.5,"b":true,"c":null,"d":{"k":[1,2]},"e":"say \"hi\"\u000atwice","f":"007"}"#])
  #expect(
    try lines("id,a,b,c\n1234567890123456789,-3,1.,{no}\n")
      == [#"{"id":"1234567890123456789","a":-3,"b":"1.","c":"{no}"}"#])
}

@Test func `rows with fewer or more cells than columns lose nothing`() throws {
  #expect(
    try lines("id,a\r\nx\r\ny,1,z\r\n") == [#"{"id":"x","a":null}"#, #"{"id":"y","a":1,"column 3":"z"}"#])
}

@Test func `what was before a quote that is never closed is read, and the rest is a problem`() throws {
  let found = try lines("id,a\nx,1\ny,\"never closed\nz,3\n")
  #expect(found.first == #"{"id":"x","a":1}"#)
  #expect(found.count == 2 && found[1].contains("a quoted field is not closed"))
}

@Test func `rows are found again by their places, also those longer than what is read at once`() throws {
  let long = String(repeating: "word ", count: 200_000)
  let folder = try TemporaryFolder()
  let table = "id,text\n" + (0..<5).map { "\($0),\"\(long)\"\n" }.joined()
  let path = try folder.write(Array(table.utf8), to: "a.csv")
  let discovery = Discovery(temporaryFolder: folder.path) { $0.contains("id") }
  let file = try #require(discovery.files(at: [path]).files.first)
  var ranges: [Range<Int>] = []
  BlockReader().forEachBlock(of: [file], threadCount: 2) {
    $0.records
  } consume: { _, records in
    ranges += records.map { $0.offset..<$0.end }
  }
  #expect(ranges.count == 5)
  let texts = try file.bytes(at: ranges.reversed())
  #expect(
    texts.map { String(decoding: $0.prefix(8), as: UTF8.self) }
      == (0..<5).reversed().map { "{\"id\":\($0)," }.map { String($0.prefix(8)) })
  #expect(texts.allSatisfy { $0.count > long.utf8.count })
}

@Test func `tables of something else are passed over in folders and are no tables by name`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Array("label,note\nx,y\n".utf8), to: "labels.csv")
  try folder.write(Array("id,note\nx,y\n".utf8), to: "traces.csv")
  try folder.write(Array("{\"id\":1}\n".utf8), to: "traces.jsonl")
  let discovery = Discovery(temporaryFolder: folder.path) { $0.contains("id") }
  let found = discovery.files(at: [folder.path])
  #expect(found.files.map(\.isTable) == [true, false])
  #expect(found.skipped.count == 1 && found.skipped[0].hasSuffix("labels.csv"))
}

@Test func `a table with any byte changed gives whole lines of JSON or a problem`() throws {
  let table = Array("id,input\r\n1,\"{\"\"a\"\": [1, \"\"x\"\"]}\"\r\n2,\"two\nlines\"\r\n3,plain\r\n".utf8)
  let folder = try TemporaryFolder()
  var state: UInt64 = 5
  for round in 0..<200 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var broken = table
    // The header stays, without which it would be no table.
    let place = 10 + Int(state >> 33) % (broken.count - 10)
    broken[place] = UInt8(truncatingIfNeeded: state >> 20)
    let path = try folder.write(broken, to: "a.csv")
    let file = try #require(
      Discovery(temporaryFolder: folder.path) { $0.contains("id") }.files(at: [path]).files.first)
    BlockReader().forEachBlock(of: [file], threadCount: 1) { block in
      block.records.map { block.copy(of: $0) }
    } consume: { receipt, records in
      #expect(!records.isEmpty || !receipt.problems.isEmpty, "round \(round)")
      for record in records { #expect(record.first == 0x7B && record.last == 0x7D, "round \(round)") }
    }
  }
}
