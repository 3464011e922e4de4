import Foundation
import Ingest
import JSONBytes
import Testing

private let good = [#"{"a":1}"#, #"{"b":2}"#]
private let goodText = good.joined(separator: "\n") + "\n"

/// Reads one file of bytes.
private func read(_ bytes: some Sequence<UInt8>, maximumRecordLength: Int = 1 << 30) throws -> Reading {
  let folder = try TemporaryFolder()
  let path = try folder.write(bytes, to: "file")
  return Reading([path], blockByteCount: 1 << 16, maximumRecordLength: maximumRecordLength)
}

private func read(_ text: String) throws -> Reading { try read(text.utf8) }

@Test func `an empty file holds nothing`() throws {
  #expect(try read("") == Reading([]))
}

@Test func `a cut-off last line is handed on beside the good`() throws {
  #expect(try read(goodText + "{\"c\":[").records == good + ["{\"c\":["])
}

@Test func `invalid UTF-8 stays on its line`() throws {
  let bytes = Array("{\"a\":\"".utf8) + [0xFF, 0xC0, 0x80] + Array("\"}\n".utf8) + Array(goodText.utf8)
  let reading = try read(bytes)
  #expect(Array(reading.records.dropFirst()) == good)
  #expect(reading.places.map(\.length) == [11, 7, 7])
}

@Test func `NUL bytes and control characters stay on their line`() throws {
  let bytes = Array(goodText.utf8) + [0, 0, 1, 2, 0x1B, 0x0A] + Array(goodText.utf8)
  let reading = try read(bytes)
  #expect(reading.records.count == 5)
  #expect(Array(reading.records.suffix(2)) == good)
}

@Test func `a byte order mark and carriage returns are passed over`() throws {
  let bytes = [0xEF, 0xBB, 0xBF] + Array(goodText.replacing("\n", with: "\r\n").utf8)
  let reading = try read(bytes)
  #expect(reading.records == good)
  #expect(reading.places.map(\.offset) == [3, 12])
  #expect(reading.places.map(\.line) == [1, 2])
}

@Test func `a hundred levels of nesting are one record`() throws {
  let deep = "{\"a\":" + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "}"
  #expect(try read("[\(deep),\n\(deep)]").records == [deep, deep])
}

@Test func `a line of many blocks is one record`() throws {
  let long = "{\"a\":\"" + String(repeating: "x", count: 3_000_000) + "\"}"
  let text = "{\"a\":1}\n\(long)\n{\"b\":2}\n"
  let reading = try read(text)
  #expect(reading.records == [good[0], long, good[1]])
  #expect(reading.places.map(\.line) == [1, 2, 3])
  #expect(try read(gzipped(Array(text.utf8))) == reading)
  #expect(try read("[\(good[0]),\n\(long),\n\(good[1])]").records == reading.records)
}

@Test func `a line over the limit is passed over in every kind of file`() throws {
  let long = "{\"a\":\"" + String(repeating: "x", count: 3_000_000) + "\"}"
  let text = "{\"a\":1}\n\(long)\n{\"b\":2}\n"
  for bytes in [Array(text.utf8), gzipped(Array(text.utf8)), zstandard(Array(text.utf8))] {
    let reading = try read(bytes, maximumRecordLength: 100_000)
    #expect(reading.records == good)
    #expect(reading.places.map(\.line) == [1, 3])
    #expect(reading.problems.map(\.reason) == [.tooLong(limit: 100_000)])
    #expect(reading.problems.map(\.offset) == [8])
    #expect(reading.problems.map(\.line) == [2])
  }
}

@Test func `a binary file is one problem`() throws {
  let bytes = [0x7F, 0x45, 0x4C, 0x46] + (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
  let reading = try read(bytes)
  #expect(reading.records.isEmpty)
  #expect(reading.problems.map(\.reason) == [.binary])
}

@Test func `a text in UTF-16 is one problem`() throws {
  let bytes = goodText.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  #expect(try read([0xFF, 0xFE] + bytes).problems.map(\.reason) == [.utf16])
}

@Test(arguments: ["gzip", "zstd"]) func `a cut compressed file gives all whole records before the cut`(
  kind: String
) throws {
  // Text that compresses little, so that much of it stands before any cut.
  let records = (0..<20_000).map { "{\"id\":\($0),\"text\":\"\(($0 &* 2_654_435_761) ^ ($0 << 20))\"}" }
  let text = Array((records.joined(separator: "\n") + "\n").utf8)
  let whole = kind == "gzip" ? gzipped(text) : zstandard(text)
  for keptShare in [0.3, 0.9, 0.999] {
    let reading = try read(whole.prefix(Int(Double(whole.count) * keptShare)))
    #expect(reading.records == Array(records.prefix(reading.records.count)))
    #expect(Double(reading.records.count) > Double(records.count) * (keptShare - 0.3))
    #expect(reading.problems.map(\.reason) == [.cutShort])
    let lastEnd = reading.places.last?.end ?? 0
    let problem = try #require(reading.problems.first)
    #expect(problem.offset >= lastEnd && problem.offset <= lastEnd + 1)
    #expect(problem.line == reading.records.count + 1)
  }
}

@Test(arguments: ["gzip", "zstd"]) func `a damaged compressed file gives the records before the damage`(
  kind: String
) throws {
  let records = (0..<20_000).map { "{\"id\":\($0),\"text\":\"\(($0 &* 2_654_435_761) ^ ($0 << 20))\"}" }
  let text = Array((records.joined(separator: "\n") + "\n").utf8)
  var damaged = kind == "gzip" ? gzipped(text) : zstandard(text)
  for position in damaged.count / 2..<damaged.count / 2 + 100 { damaged[position] ^= 0x55 }
  let reading = try read(damaged)
  #expect(reading.problems.count == 1)
  #expect(reading.records.starts(with: records.prefix(4000)))
}

@Test func `several members and frames are one file`() throws {
  let text = Array(goodText.utf8)
  #expect(try read(gzipped(text) + gzipped(text) + gzipped([])).records == good + good)
  #expect(try read(zstandard(text) + zstandard(text)).records == good + good)
  #expect(try read(gzipped(text) + [0, 0, 0]).problems.isEmpty)
  #expect(try read(gzipped(text) + [1, 2, 3]).records == good)
  #expect(try read(gzipped(text) + [1, 2, 3]).problems.count == 1)
  #expect(try read(zstandard(text) + [1, 2, 3, 4, 5, 6, 7, 8]).problems.count == 1)
}

@Test func `a file that shrinks while it is read is a problem and no crash`() throws {
  let folder = try TemporaryFolder()
  let text = String(repeating: goodText, count: 100_000)
  let path = try folder.write(text, to: "a")
  let files = Discovery(temporaryFolder: "/tmp").files(at: [path]).files
  var recordCount = 0
  var problems: [RecordProblem] = []
  BlockReader(blockByteCount: 1 << 16).forEachBlock(of: files, threadCount: 1) {
    $0
  } consume: { receipt, _ in
    if recordCount == 0 { unsafe truncate(path, 100_000) }
    recordCount += receipt.recordCount
    problems += receipt.problems
  }
  #expect(recordCount == 12_500)
  #expect(problems.first?.offset == 100_000)
  #expect(problems.allSatisfy { $0.reason == .shrunk })
}

@Test func `a file that is gone before it is read is a problem beside the rest`() throws {
  let folder = try TemporaryFolder()
  try folder.write(goodText, to: "a")
  try folder.write(goodText, to: "b")
  let files = Discovery(temporaryFolder: "/tmp").files(at: [folder.path]).files
  try folder.remove("a")
  let reading = Reading(files)
  #expect(reading.records == good)
  #expect(reading.problems.map(\.reason) == [.unreadable(code: ENOENT)])
}

@Test func `what the consumer throws ends the work`() throws {
  struct Stop: Error {}
  let folder = try TemporaryFolder()
  let path = try folder.write(String(repeating: goodText, count: 100_000), to: "a")
  let files = Discovery(temporaryFolder: "/tmp").files(at: [path]).files
  var blockCount = 0
  #expect(throws: Stop.self) {
    try BlockReader(blockByteCount: 1000).forEachBlock(of: files, threadCount: 2) {
      $0
    } consume: { _, _ in
      blockCount += 1
      if blockCount == 3 { throw Stop() }
    }
  }
  #expect(blockCount == 3)
}
