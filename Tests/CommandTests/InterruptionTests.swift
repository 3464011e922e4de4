import Foundation
import Testing

/// A report to be replaced, and a corpus whose report takes a while to write.
private struct Scene {
  let folder: TemporaryFolder
  let corpus: String
  let earlier: [String: Data]

  init() throws {
    folder = try TemporaryFolder()
    corpus = try Samples.demoCorpus(in: folder, traces: 800, modes: 24)
    try folder.write(Samples.goodText, to: "t.jsonl")
    try Tool.run(["mine", "t.jsonl", "--out", "report"], in: folder)
    earlier = try folder.files(in: "report")
  }

  func replacing() throws -> Tool.Run {
    try Tool.start(Tool.path, ["mine", corpus, "--out", "report"], in: folder)
  }

  /// Waits until a report is being written, or until the run has ended.
  func waitForDraft(_ run: Tool.Run) throws {
    while run.process.isRunning, try folder.hiddenNames().isEmpty { sched_yield() }
  }
}

@Test(arguments: [SIGINT, SIGTERM, SIGHUP])
func `a signal while the report is written leaves the earlier report whole and nothing beside it`(
  code: Int32
) throws {
  let scene = try Scene()
  #expect(scene.earlier["manifest.json"] != nil)
  let run = try scene.replacing()
  try scene.waitForDraft(run)
  kill(run.process.processIdentifier, code)
  let outcome = try run.outcome()
  #expect(try scene.folder.hiddenNames() == [])
  let found = try scene.folder.files(in: "report")
  if outcome.signal == code {
    // The report may have taken its place just before the signal came.
    #expect(found == scene.earlier || found.count > scene.earlier.count)
  } else {
    #expect(outcome.code == 0)
  }
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "report"], in: scene.folder).code == 0)
  #expect(try scene.folder.files(in: "report") == scene.earlier)
}

@Test func `a killed run leaves the earlier report whole, and the next run clears up`() throws {
  let scene = try Scene()
  let run = try scene.replacing()
  try scene.waitForDraft(run)
  kill(run.process.processIdentifier, SIGKILL)
  let outcome = try run.outcome()
  let found = try scene.folder.files(in: "report")
  #expect(found == scene.earlier || outcome.code == 0 || found.count > scene.earlier.count)
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "report"], in: scene.folder).code == 0)
  #expect(try scene.folder.files(in: "report") == scene.earlier)
  #expect(try scene.folder.hiddenNames() == [])
}

@Test func `Ctrl-C while input is awaited ends the run and writes nothing`() throws {
  let folder = try TemporaryFolder()
  let run = try Tool.start(
    "/bin/sh", ["-c", "mkfifo pipe; exec 3<> pipe; echo '{' >&3; exec \"$0\" mine - --out r <&3", Tool.path],
    in: folder)
  // The run has begun once it has opened its private file for standard input; it awaits more then.
  let files = "/proc/\(run.process.processIdentifier)/fd"
  while run.process.isRunning {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: files)) ?? []
    let targets = names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: files + "/" + $0)
    }
    if targets.contains(where: { $0.contains("/faultline-") && $0.hasSuffix(" (deleted)") }) { break }
    sched_yield()
  }
  kill(run.process.processIdentifier, SIGINT)
  #expect(try run.outcome().signal == SIGINT)
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
  #expect(try folder.hiddenNames() == [])
}

@Test func `a write that fails leaves the earlier report whole and says so`() throws {
  let scene = try Scene()
  // The signal of the limit is ignored, so that writing fails as on a full disk. The thread sanitizer would map a
  // temporary file that the limit has cut short.
  let outcome = try Tool.shell(
    "trap '' XFSZ; ulimit -f 16; TMPDIR=/nowhere exec faultline mine \(scene.corpus) --out report",
    in: scene.folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("report") && outcome.errors.contains("cannot be written"))
  #expect(try scene.folder.files(in: "report") == scene.earlier)
  #expect(try scene.folder.hiddenNames() == [])
}

@Test func `a full disk leaves the earlier report whole and says so`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let corpus = try Samples.demoCorpus(in: folder, traces: 800, modes: 24)
  _ = try folder.folder("disk")
  guard getuid() == 0,
    try Tool.shell("mount -t tmpfs -o size=400k tmpfs disk", in: folder).code == 0
  else {
    print("skipped: a small disk can be mounted by root only, and not in every container")
    return
  }
  defer { _ = try? Tool.shell("umount disk", in: folder) }
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "disk/report"], in: folder).code == 0)
  let earlier = try folder.files(in: "disk/report")
  let outcome = try Tool.run(["mine", corpus, "--out", "disk/report"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("cannot be written"))
  #expect(
    try folder.files(in: "disk") == Dictionary(uniqueKeysWithValues: earlier.map { ("report/" + $0, $1) }))
}
