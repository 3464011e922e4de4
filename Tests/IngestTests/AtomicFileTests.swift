import Foundation
import Ingest
import Testing

private struct Stop: Error {}

@Test func `a file takes the place of the earlier one as a whole`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("old", to: "a.txt")
  try AtomicFile(path: path).replace { file in
    try file.write("new")
    try file.write([0x21])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }
  #expect(try String(contentsOfFile: path, encoding: .utf8) == "new!")
  #expect(throws: Stop.self) {
    try AtomicFile(path: path).replace { file in
      try file.write("half")
      throw Stop()
    }
  }
  #expect(try String(contentsOfFile: path, encoding: .utf8) == "new!")
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])
}

@Test func `a file in a place that cannot be written says why`() throws {
  let folder = try TemporaryFolder()
  try folder.write("a file", to: "file")
  #expect(throws: IngestError.unwritable(path: folder.path + "/file/below", code: ENOTDIR)) {
    try AtomicFile(path: folder.path + "/file/below").replace { try $0.write("x") }
  }
}
