import Testing

@testable import Ingest

@Test(arguments: [0, 10, 1_000, 1 << 20])
func `what was appended to a partition comes back in order, from memory or from disk`(limit: Int) throws {
  let folder = try TemporaryFolder()
  var store = PartitionStore(count: 3, memoryLimit: limit, temporaryFolder: folder.path)
  var expected = [[UInt8]](repeating: [], count: 3)
  for number in 0..<200 {
    let bytes = [UInt8](repeating: UInt8(number), count: number % 17)
    try store.append(bytes, to: number % 3)
    expected[number % 3] += bytes
  }
  for partition in 0..<3 {
    #expect(try store.take(partition).flatMap(\.self) == expected[partition])
    #expect(try store.take(partition).isEmpty)
  }
  let all = expected.reduce(0) { $0 + $1.count }
  #expect(limit >= all ? store.spilledByteCount == 0 : store.spilledByteCount > all - limit - 17)
}

@Test func `a temporary folder that is not there is told`() throws {
  var store = PartitionStore(count: 1, memoryLimit: 0, temporaryFolder: "/nowhere")
  #expect(throws: IngestError.self) { try store.append([1], to: 0) }
}
