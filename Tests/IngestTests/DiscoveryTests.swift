import Foundation
import Ingest
import Testing

private func find(_ paths: [String]) -> Discovery.Result {
  Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: paths)
}

@Test func `a folder gives all files below it that may hold traces, sorted`() throws {
  let folder = try TemporaryFolder()
  for name in ["b.jsonl", "a/z.json", "a/B.traj", "c", "README.md", "plot.PNG", ".hidden/x.json", "é.json"] {
    try folder.write("{}", to: name)
  }
  let found = find([folder.path])
  #expect(
    found.files.map(\.path)
      == ["a/B.traj", "a/z.json", "b.jsonl", "c", "é.json"].map { folder.path + "/" + $0 })
  #expect(found.files.map(\.index) == Array(0..<5))
  #expect(found.skipped == [".hidden", "README.md", "plot.PNG"].map { folder.path + "/" + $0 })
  #expect(found.failures.isEmpty)
}

@Test func `a file named by the user is read whatever its name`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("{}", to: ".traces.md")
  #expect(find([path]).files.map(\.path) == [path])
}

@Test func `a file named twice is read once`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("{}", to: "a.json")
  try FileManager.default.createSymbolicLink(atPath: folder.path + "/b.json", withDestinationPath: "a.json")
  try FileManager.default.linkItem(atPath: path, toPath: folder.path + "/c.json")
  let names = [
    path, folder.path, path, folder.path + "/b.json", folder.path + "/./a.json", folder.path + "/*.json",
  ]
  #expect(find(names).files.map(\.path) == [path])
  #expect(find(names.reversed()).files.map(\.path) == [path])
}

@Test func `files may be left out for what stands beside them, unless they are named`() throws {
  let folder = try TemporaryFolder()
  for name in ["a/one.json", "a/two.json"] { try folder.write("{}", to: name) }
  let discovery = Discovery(
    temporaryFolder: NSTemporaryDirectory(),
    leavesOut: { paths, bytes in
      #expect(paths.allSatisfy { bytes($0) == Array("{}".utf8) } && bytes("/none") == nil)
      return Set(paths.indices.filter { paths[$0].hasSuffix("/a/two.json") })
    })
  let (one, two) = (folder.path + "/a/one.json", folder.path + "/a/two.json")
  for given in [folder.path, folder.path + "/a", folder.path + "/a/", folder.path + "/a/*.json"] {
    let found = discovery.files(at: [given])
    #expect(found.files.map(\.path) == [one] && found.files.map(\.index) == [0])
    #expect(found.leftOut == [two])
  }
  let named = discovery.files(at: [folder.path, two])
  #expect(named.files.map(\.path) == [one, two] && named.leftOut.isEmpty)
  #expect(discovery.files(at: [folder.path + "/*/two.json"]).files.isEmpty)
}

@Test func `links that lead round in circles are followed once`() throws {
  let folder = try TemporaryFolder()
  try folder.write("{}", to: "a/x.json")
  try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/up", withDestinationPath: "..")
  try FileManager.default.createSymbolicLink(atPath: folder.path + "/loop", withDestinationPath: "loop")
  let found = find([folder.path])
  #expect(found.files.map(\.path) == [folder.path + "/a/x.json"])
  #expect(found.failures == [.unreadable(path: folder.path + "/loop", code: ELOOP)])
}

@Test func `patterns are expanded where no shell did`() throws {
  let folder = try TemporaryFolder()
  for name in ["a1.json", "a2.json", "b1.json", "x[1].json"] { try folder.write("{}", to: name) }
  #expect(find([folder.path + "/a?.json"]).files.count == 2)
  #expect(find([folder.path + "/*1.json"]).files.count == 2)
  #expect(find([folder.path + "/x[1].json"]).files.map(\.path) == [folder.path + "/x[1].json"])
  #expect(find([folder.path + "/q*"]).failures == [.noMatch(pattern: folder.path + "/q*")])
}

@Test func `what cannot be read is named with its reason beside the rest`() throws {
  let folder = try TemporaryFolder()
  let good = try folder.write("{}", to: "good.json")
  try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
  let found = find([folder.path + "/none", good, folder.path + "/empty", good + "/below"])
  #expect(found.files.map(\.path) == [good])
  #expect(
    found.failures == [
      .emptyFolder(path: folder.path + "/empty"),
      .unreadable(path: good + "/below", code: ENOTDIR),
      .missing(path: folder.path + "/none"),
    ])
}

@Test func `a file without permission is named with its reason`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("{}", to: "secret.json")
  try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
  let found = find([path])
  // The super-user may read everything.
  if geteuid() == 0 {
    #expect(found.files.count == 1)
  } else {
    #expect(found.failures == [.unreadable(path: path, code: EACCES)])
  }
}

@Test func `compression is found from content`() throws {
  let folder = try TemporaryFolder()
  let text = Array("{\"a\":1}\n".utf8)
  try folder.write(gzipped(text), to: "a.json")
  try folder.write(zstandard(text), to: "b.gz")
  try folder.write(text, to: "c.zst")
  try folder.write([], to: "d")
  #expect(find([folder.path]).files.map(\.compression) == [.gzip, .zstd, .none, .none])
  #expect(find([folder.path]).files.map(\.byteCount)[2...] == [8, 0])
}

@Test func `a pipe that a shell hands over is kept so that text can be read back`() throws {
  let pipe = Pipe()
  let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
  let writer = Thread {
    try? pipe.fileHandleForWriting.write(contentsOf: Data("{\"a\":1}\n{\"b\":2}\n".utf8))
    try? pipe.fileHandleForWriting.close()
  }
  writer.start()
  let found = find([path])
  let file = try #require(found.files.first)
  #expect(try file.bytes(at: [8..<15]) == [Array("{\"b\":2}".utf8)])
  #expect(file.byteCount == 16)
}

@Test func `what is no file is left out of folders and patterns, and refused by name, without waiting`()
  throws
{
  let folder = try TemporaryFolder()
  let file = try folder.write("{}", to: "a.json")
  // A table's name is looked at more closely.
  let pipes = ["b.json", "c.csv"].map { folder.path + "/" + $0 }
  for pipe in pipes { #expect(unsafe mkfifo(pipe, 0o600) == 0) }
  let device = folder.path + "/d.json"
  try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: "/dev/zero")
  let walked = find([folder.path])
  #expect(walked.files.map(\.path) == [file] && walked.failures.isEmpty)
  #expect(walked.irregular == [pipes[0], device] && walked.skipped == [pipes[1]])
  let matched = find([folder.path + "/*.json"])
  #expect(matched.files.map(\.path) == [file] && matched.irregular == [pipes[0], device])
  let named = find([pipes[0], device, "/dev/zero"])
  #expect(named.files.isEmpty)
  #expect(
    named.failures == [
      .noFile(path: "/dev/zero", kind: .device), .noFile(path: pipes[0], kind: .pipe),
      .noFile(path: device, kind: .device),
    ])
  #expect(find(["/dev/null"]).files.map(\.byteCount) == [0])
}
