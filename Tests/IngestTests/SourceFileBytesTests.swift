import Ingest
import Testing

private let text = (0..<60_000).map { "{\"id\":\($0)}\n" }.joined()

@Test(arguments: ["plain", "gzip", "zstd"]) func `text is read back by offset`(kind: String) throws {
  let bytes = Array(text.utf8)
  let folder = try TemporaryFolder()
  let path = try folder.write(
    kind == "gzip" ? gzipped(bytes) : kind == "zstd" ? zstandard(bytes) : bytes, to: "a")
  let file = try #require(Discovery(temporaryFolder: "/tmp").files(at: [path]).files.first)
  let ranges = [700_000..<bytes.count, 5..<10, 200_000..<600_000, 0..<3, 7..<7, 5..<10, 262_143..<262_145]
  #expect(try file.bytes(at: ranges) == ranges.map { Array(bytes[$0]) })
  #expect(throws: IngestError.changed(path: path)) {
    try file.bytes(at: [0..<3, bytes.count - 1..<bytes.count + 1])
  }
}

@Test func `a file that is gone says so`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("{}", to: "a")
  let file = try #require(Discovery(temporaryFolder: "/tmp").files(at: [path]).files.first)
  try folder.remove("a")
  #expect(throws: IngestError.unreadable(path: path, code: 2)) { try file.bytes(at: [0..<1]) }
}
