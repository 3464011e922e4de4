import Ingest
import JSONBytes
import Testing

/// What reading a list of files gives, in order.
private struct Reading: Equatable {
  var records: [String] = []
  var places: [RecordRange] = []
  var files: [Int] = []
  var problems: [RecordProblem] = []

  init(
    _ paths: [String], threadCount: Int = 2, blockByteCount: Int = 8 << 20, maximumRecordLength: Int = 1 << 30
  ) {
    let found = Discovery(temporaryFolder: "/tmp").files(at: paths)
    let reader = BlockReader(blockByteCount: blockByteCount, maximumRecordLength: maximumRecordLength)
    reader.forEachBlock(of: found.files, threadCount: threadCount) { block in
      block.records.map { ($0, String(decoding: block.copy(of: $0), as: UTF8.self)) }
    } consume: { receipt, values in
      records += values.map(\.1)
      places += values.map(\.0)
      files += values.map { _ in receipt.fileIndex }
      problems += receipt.problems
    }
  }
}

/// Records of many lengths, one a line.
private func lines(count: Int) -> [String] {
  (0..<count).map { number in
    let text = String(repeating: "x\\n", count: number % 7 == 0 ? number : number % 13)
    return "{\"id\":\(number),\"text\":\"\(text)\"}"
  }
}

@Test(arguments: [1, 2, 5], [1, 100, 4096, 8 << 20])
func `records are the same for any number of threads and any block`(threadCount: Int, blockByteCount: Int)
  throws
{
  let folder = try TemporaryFolder()
  let records = lines(count: 500)
  let text = records.joined(separator: "\n") + "\n"
  try folder.write(text, to: "a.jsonl")
  try folder.write("[\n" + records.joined(separator: ",\n") + "\n]", to: "b.json")
  try folder.write(gzipped(Array(text.utf8)), to: "c")
  try folder.write(zstandard(Array(text.utf8)), to: "d")
  let reading = Reading([folder.path], threadCount: threadCount, blockByteCount: blockByteCount)
  #expect(reading.records == records + records + records + records)
  #expect(reading.files == [0, 1, 2, 3].flatMap { Array(repeating: $0, count: 500) })
  #expect(reading.places.prefix(500).map(\.line) == Array(1...500))
  #expect(reading.places.dropFirst(500).prefix(500).map(\.line) == Array(2...501))
  #expect(reading.places.dropFirst(1000).prefix(500) == reading.places.prefix(500))
  #expect(reading.places.suffix(500) == reading.places.prefix(500))
  #expect(reading.problems.isEmpty)
}
