import Ingest
import JSONBytes
import Testing

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

@Test func `the first block of a file gives its first records`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("\n{\"a\":1}\n{\"b\":2}\n", to: "a")
  let file = try #require(Discovery(temporaryFolder: folder.path).files(at: [path]).files.first)
  let block = try #require(BlockReader(blockByteCount: 10).firstBlock(of: file))
  #expect(block.records == [RecordRange(offset: 1, length: 7, line: 2)])
}
