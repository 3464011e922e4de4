import Foundation
import Testing

@testable import Ingest

private struct Stop: Error {}

private func names(in path: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: path).sorted()
}

private func text(at path: String) throws -> String {
  try String(contentsOfFile: path, encoding: .utf8)
}

@Test func `a folder takes the place of the earlier one as a whole`() throws {
  let folder = try TemporaryFolder()
  let report = AtomicFolder(path: folder.path + "/deep/report", marker: "manifest.json")
  try report.replace { draft in
    try draft.write("{}", to: "manifest.json")
    try draft.write("old", to: "signatures/a.md")
  }
  try report.replace { draft in
    try draft.write("{}", to: "manifest.json")
    try draft.write(to: "signatures/b.md") { file in
      for _ in 0..<100_000 { try file.write("new ") }
    }
    #expect(try names(in: report.path + "/signatures") == ["a.md"])
  }
  #expect(try names(in: report.path) == ["manifest.json", "signatures"])
  #expect(try names(in: report.path + "/signatures") == ["b.md"])
  #expect(try text(at: report.path + "/signatures/b.md") == String(repeating: "new ", count: 100_000))
  #expect(try names(in: folder.path + "/deep") == ["report"])
}

@Test func `a failure leaves the earlier folder whole and nothing beside it`() throws {
  let folder = try TemporaryFolder()
  let report = AtomicFolder(path: folder.path + "/report", marker: "manifest.json")
  try report.replace { try $0.write("old", to: "manifest.json") }
  #expect(throws: Stop.self) {
    try report.replace { draft in
      try draft.write("new", to: "manifest.json")
      throw Stop()
    }
  }
  #expect(try text(at: report.path + "/manifest.json") == "old")
  #expect(try names(in: folder.path) == ["report"])
}

@Test func `a folder that is not ours is not replaced`() throws {
  let folder = try TemporaryFolder()
  try folder.write("dear", to: "photos/1.txt")
  let report = AtomicFolder(path: folder.path + "/photos", marker: "manifest.json")
  #expect(throws: IngestError.foreignFolder(path: report.path)) {
    try report.replace { try $0.write("{}", to: "manifest.json") }
  }
  try folder.write("a file", to: "file")
  #expect(throws: IngestError.unwritable(path: folder.path + "/file", code: ENOTDIR)) {
    try AtomicFolder(path: folder.path + "/file", marker: "manifest.json").replace { _ in }
  }
  #expect(try text(at: folder.path + "/photos/1.txt") == "dear")
}

@Test func `an empty folder may be replaced, through a link too`() throws {
  let folder = try TemporaryFolder()
  try FileManager.default.createDirectory(atPath: folder.path + "/real", withIntermediateDirectories: true)
  try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "real")
  try AtomicFolder(path: folder.path + "/link", marker: "m").replace { try $0.write("x", to: "m") }
  #expect(try text(at: folder.path + "/real/m") == "x")
  #expect(try names(in: folder.path) == ["link", "real"])
}

@Test func `what a killed run has left is removed by the next`() async throws {
  let folder = try TemporaryFolder()
  try folder.write("half", to: ".report.faultline-abc/README.md")
  try folder.write("half", to: ".report2.faultline-abc/README.md")
  try AtomicFolder(path: folder.path + "/report", marker: "m").replace { try $0.write("x", to: "m") }
  #expect(try names(in: folder.path) == [".report2.faultline-abc", "report"])
}

@Test func `a full disk leaves the earlier folder whole`() throws {
  let folder = try TemporaryFolder()
  let report = AtomicFolder(path: folder.path + "/report", marker: "manifest.json")
  try report.replace { try $0.write("old", to: "manifest.json") }
  #expect(throws: IngestError.self) {
    try report.replace { draft in
      try draft.write("new", to: "manifest.json")
      // The device that is always full stands in for a full disk.
      let hidden = try #require(names(in: folder.path).first { $0.hasPrefix(".report") })
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/\(hidden)/full", withDestinationPath: "/dev/full")
      try draft.write("more", to: "full")
    }
  }
  #expect(try text(at: report.path + "/manifest.json") == "old")
  #expect(try names(in: folder.path) == ["report"])
}

@Test(arguments: [SIGINT, SIGTERM, SIGHUP])
func `a signal leaves the earlier folder whole and nothing beside it`(code: Int32) async throws {
  let path = NSTemporaryDirectory() + "faultline-signal-\(code)"
  try? FileManager.default.removeItem(atPath: path)
  defer { try? FileManager.default.removeItem(atPath: path) }
  let report = AtomicFolder(path: path + "/report", marker: "manifest.json")
  try report.replace { try $0.write("old", to: "manifest.json") }
  await #expect(processExitsWith: .signal(code)) { [path = path as String, code = code as Int32] in
    Interruption.removesDrafts()
    try AtomicFolder(path: path + "/report", marker: "manifest.json").replace { draft in
      try draft.write("new", to: "manifest.json")
      kill(getpid(), code)
      while true { sleep(1) }
    }
  }
  #expect(try text(at: report.path + "/manifest.json") == "old")
  #expect(try names(in: path) == ["report"])
}

@Test func `a killed process leaves the earlier folder whole`() async throws {
  let path = NSTemporaryDirectory() + "faultline-signal-kill"
  try? FileManager.default.removeItem(atPath: path)
  defer { try? FileManager.default.removeItem(atPath: path) }
  let report = AtomicFolder(path: path + "/report", marker: "manifest.json")
  try report.replace { try $0.write("old", to: "manifest.json") }
  await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
    try AtomicFolder(path: path + "/report", marker: "manifest.json").replace { draft in
      try draft.write("new", to: "manifest.json")
      kill(getpid(), SIGKILL)
    }
  }
  #expect(try text(at: report.path + "/manifest.json") == "old")
  #expect(try names(in: path).count == 2)
  try report.replace { try $0.write("next", to: "manifest.json") }
  #expect(try text(at: report.path + "/manifest.json") == "next")
  #expect(try names(in: path) == ["report"])
}

@Test func `a write that fails names the place asked for and not the hidden one`() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/report"
  #expect(throws: IngestError.unwritable(path: path + "/a", code: EISDIR)) {
    try AtomicFolder(path: path, marker: "m").replace { draft in
      try draft.write("x", to: "a/b")
      try draft.write("x", to: "a")
    }
  }
  #expect(throws: IngestError.unwritable(path: path + "/a/b/c", code: ENOTDIR)) {
    try AtomicFolder(path: path, marker: "m").replace { draft in
      try draft.write("x", to: "a")
      try draft.write("x", to: "a/b/c")
    }
  }
  #expect(throws: IngestError.unwritable(path: "asked-for", code: ENOSPC)) {
    let file = try WrittenFile(path: "/dev/full", shownPath: "asked-for")
    try file.write("x")
    try file.close(synchronising: false)
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
}

@Test(arguments: [SIGKILL, SIGTERM])
func `a process that ends as a folder is replaced loses nothing of the one to be kept`(code: Int32)
  async throws
{
  let path = NSTemporaryDirectory() + "faultline-kept-\(code)"
  try? FileManager.default.removeItem(atPath: path)
  defer { try? FileManager.default.removeItem(atPath: path) }
  let report = AtomicFolder(path: path + "/report", marker: "manifest.json")
  try report.replace { try $0.write("read by Ann", to: "manifest.json") }
  await #expect(processExitsWith: .signal(code)) { [path = path as String, code = code as Int32] in
    Interruption.removesDrafts()
    var askedCount = 0
    try AtomicFolder(path: path + "/report", marker: "manifest.json").replace { _ in
      askedCount += 1
      // The second time the new folder has its place, and the earlier one is looked at again.
      if askedCount == 2 {
        kill(getpid(), code)
        while true { sleep(1) }
      }
      return true
    } _: {
      try $0.write("new", to: "manifest.json")
    }
  }
  try report.replace { try $0.write("next", to: "manifest.json") }
  #expect(try text(at: report.path + "/manifest.json") == "next")
  #expect(try text(at: report.path + ".kept-1/manifest.json") == "read by Ann")
  #expect(try names(in: path) == ["report", "report.kept-1"])
}

@Test func `what turns out not to be worth keeping once it is replaced is removed`() throws {
  let folder = try TemporaryFolder()
  let report = AtomicFolder(path: folder.path + "/report", marker: "m")
  try report.replace { try $0.write("old", to: "m") }
  var answers = [false, true]
  let kept = try report.replace { _ in
    answers.popLast() ?? false
  } _: {
    try $0.write("new", to: "m")
  }
  #expect(kept == nil)
  #expect(try text(at: report.path + "/m") == "new" && names(in: folder.path) == ["report"])
}

@Test func `a place that cannot be taken is told before anything is written`() throws {
  let folder = try TemporaryFolder()
  try folder.write("dear", to: "photos/1.txt")
  for (name, target) in [("dead", "nowhere"), ("circle", "circle")] {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target)
  }
  let codes = [
    ("photos/1.txt", ENOTDIR), ("photos/1.txt/a/b", ENOTDIR), ("dead", ENOLINK), ("circle", ENOLINK),
  ]
  for (name, code) in codes {
    let place = AtomicFolder(path: folder.path + "/" + name, marker: "m")
    #expect(throws: IngestError.unwritable(path: place.path, code: code)) { try place.check() }
    #expect(throws: IngestError.unwritable(path: place.path, code: code)) {
      try place.replace { try $0.write("x", to: "m") }
    }
  }
  let photos = AtomicFolder(path: folder.path + "/photos", marker: "m")
  #expect(throws: IngestError.foreignFolder(path: photos.path)) { try photos.check() }
  try AtomicFolder(path: folder.path + "/new/deep/report/", marker: "m").check()
  #expect(try names(in: folder.path) == ["circle", "dead", "photos"])
}
