import Foundation
import Glibc
import Testing

/// A week of a demo corpus and a workspace for it.
private struct WorkspaceScene {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Tool.run(["init", "w"], in: folder)
    try Tool.run(
      [
        "demo", "--weeks", "--corpus-only", "--traces", "300", "--modes", "18", "--mean-bytes", "3000",
        "--out",
        "made",
      ], in: folder)
  }

  func week(_ number: Int) -> String { "made-corpus/week-\(number).jsonl" }

  @discardableResult
  func mine(_ paths: [String], _ options: [String] = []) throws -> Tool.Outcome {
    try Tool.run(["mine"] + paths + ["--workspace", "w", "--out", "report", "--json"] + options, in: folder)
  }

  /// The history as it is printed for programs.
  func history() throws -> [String: Any] {
    try Tool.run(["history", "--workspace", "w", "--json"], in: folder).json
  }

  func weeks() throws -> [String] { try history()["weeks"] as? [String] ?? [] }

  /// The number of traces counted in each week.
  func traceCounts() throws -> [Int] {
    let signatures = try history()["signatures"] as? [[String: Any]] ?? []
    return (signatures.first?["weeks"] as? [[String: Any]] ?? []).map { $0["traces"] as? Int ?? -1 }
  }

  func isSound() throws -> Bool { try Tool.run(["doctor", "--workspace", "w"], in: folder).code == 0 }
}

@Test func `init makes a workspace that is sound, and leaves it the next time`() throws {
  let folder = try TemporaryFolder()
  let first = try Tool.run(["init", "w"], in: folder)
  #expect(first.code == 0 && first.output.contains("made w/faultline.db"))
  let before = try folder.files(in: "w")
  #expect(try Tool.run(["init", "w"], in: folder).output.contains("nothing was changed"))
  #expect(try folder.files(in: "w") == before)
  let doctor = try Tool.run(["doctor", "--workspace", "w"], in: folder)
  #expect(doctor.code == 0 && !doctor.output.contains("✗"))
}

@Test func `weeks are remembered, and the same run is not counted twice`() throws {
  let scene = try WorkspaceScene()
  for number in 1...3 { #expect(try scene.mine([scene.week(number)]).code == 0) }
  let report = try scene.folder.files(in: "report")
  let history = try Tool.run(["history", "--workspace", "w", "--json"], in: scene.folder).output
  #expect(try scene.weeks() == ["2025-W11", "2025-W12", "2025-W13"])
  let again = try scene.mine([scene.week(3)])
  #expect(again.errors.contains("remembered already"))
  #expect(try scene.folder.files(in: "report") == report)
  #expect(try Tool.run(["history", "--workspace", "w", "--json"], in: scene.folder).output == history)
  #expect(try scene.isSound())
}

@Test func `what changed comes first on the page`() throws {
  let scene = try WorkspaceScene()
  for number in 1...2 { try scene.mine([scene.week(number)]) }
  let page = try scene.folder.text(of: "report/README.md")
  let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
  #expect(headings.prefix(2) == ["# Failure signatures", "## What changed in 2025-W12"])
  #expect(page.contains("### Trends"))
  let file = try scene.folder.text(of: "report/signatures.json")
  #expect(file.contains("\"id\": \"SIG-") && file.contains("\"week\": \"2025-W12\""))
}

@Test func `the terminal names ids and changes, and a review is called after its report`() throws {
  let scene = try WorkspaceScene()
  func said(_ week: Int) throws -> String {
    try Tool.run(["mine", scene.week(week), "--workspace", "w"], in: scene.folder).output
  }
  #expect(try !said(1).contains("against the weeks before"))
  let second = try said(2)
  #expect(second.contains("  1. SIG-") && second.contains("\n2025-W12 against the weeks before: "))
  let sent = try Tool.run(
    ["queue", "export", "--to", "langsmith", "--workspace", "w", "--out", "q"], in: scene.folder)
  #expect(sent.code == 0)
  #expect(try scene.folder.text(of: "q/queue.json").contains("\"Review of 2025-W12\""))
}

@Test func `overlapping exports count each trace once`() throws {
  let scene = try WorkspaceScene()
  try scene.mine([scene.week(1)])
  let counts = try scene.traceCounts()
  // The second export repeats the first and goes on.
  let outcome = try scene.mine([scene.week(1), scene.week(2)])
  #expect(outcome.count("duplicates") == counts[0])
  let both = try scene.traceCounts()
  #expect(both.count == 2 && both[0] == counts[0] && both[1] == outcome.count("traces"))
  let nothing = try scene.mine([scene.week(2)])
  #expect(nothing.code == 0 && nothing.errors.contains("nothing is new"))
  #expect(try scene.traceCounts() == both)
}

@Test func `a run with other settings takes the place of the first`() throws {
  let scene = try WorkspaceScene()
  try scene.mine([scene.week(1)])
  let counts = try scene.traceCounts()
  try scene.mine([scene.week(1)], ["--min-support", "6"])
  #expect(try scene.traceCounts() == counts)
  #expect(
    try Tool.run(["history", "runs", "--workspace", "w"], in: scene.folder).output.split(separator: "\n")
      .count == 3)
}

@Test func `a week can be named, and the workspace is found from below`() throws {
  let scene = try WorkspaceScene()
  let path = scene.folder.path
  let below = try Tool.shell(
    "mkdir -p w/a && cd w/a && faultline mine \(path)/\(scene.week(1)) --week 2024-05-01 --quiet && faultline history",
    in: scene.folder)
  #expect(below.code == 0 && below.output.contains("2024-W18"))
  #expect(try scene.folder.text(of: "w/reports/2024-W18/README.md").contains("first week"))
  let without = try Tool.run(["mine", scene.week(1), "--week", "2024-W18"], in: scene.folder)
  #expect(without.code == 64 && without.errors.contains("faultline init"))
}

@Test func `what a person says of a signature stays`() throws {
  let scene = try WorkspaceScene()
  try scene.mine([scene.week(1)])
  let signatures = try scene.history()["signatures"] as? [[String: Any]] ?? []
  let id = try #require(signatures.first?["id"] as? String)
  try Tool.run(
    ["history", "note", id, "--name", "our own name", "--severity", "critical", "--workspace", "w"],
    in: scene.folder)
  try scene.mine([scene.week(2)])
  #expect(try scene.folder.text(of: "report/signatures/\(id).md").contains("# our own name"))
  let shown = try Tool.run(["history", "show", id, "--workspace", "w"], in: scene.folder)
  #expect(shown.output.contains("our own name") && shown.output.contains("critical, as a person said"))
  let unknown = try Tool.run(["history", "show", "SIG-NONE", "--workspace", "w"], in: scene.folder)
  #expect(unknown.code == 1 && unknown.errors.contains("SIG-NONE"))
}

@Test func `two weeks are shown side by side`() throws {
  let scene = try WorkspaceScene()
  for number in 1...2 { try scene.mine([scene.week(number)]) }
  let page = try Tool.run(
    ["history", "diff", "2025-W11", "2025-03-17", "--workspace", "w"], in: scene.folder)
  #expect(page.code == 0 && page.output.contains("from 2025-W11 to 2025-W12"))
  let none = try Tool.run(["history", "diff", "2025-W11", "2025-W30", "--workspace", "w"], in: scene.folder)
  #expect(none.code == 1 && none.errors.contains("2025-W12"))
}

@Test func `a second job gives up with the holder's name, or waits`() throws {
  let scene = try WorkspaceScene()
  let held = try Tool.start(
    "/bin/sh", ["-c", "exec flock w/faultline.lock sh -c 'touch held; sleep 2'"], in: scene.folder)
  while !FileManager.default.fileExists(atPath: scene.folder.path + "/held") { sched_yield() }
  let refused = try scene.mine([scene.week(1)], ["--no-wait"])
  #expect(refused.code == 1 && refused.errors.contains("in use by"))
  let waited = try scene.mine([scene.week(1)])
  #expect(waited.code == 0 && waited.errors.contains("waiting for w"))
  _ = try held.outcome()
}

@Test func `two jobs at once both count`() throws {
  let scene = try WorkspaceScene()
  let arguments = { (number: Int) in
    ["mine", scene.week(number), "--workspace", "w", "--out", "report-\(number)", "--quiet"]
  }
  let runs = try (1...3).map { try Tool.start(Tool.path, arguments($0), in: scene.folder) }
  for run in runs { #expect(try run.outcome().code == 0) }
  #expect(try scene.weeks().count == 3)
  #expect(try scene.isSound())
}

@Test func `a damaged database is reported and not overwritten`() throws {
  let scene = try WorkspaceScene()
  try scene.folder.write("no database at all, and yet somebody's", to: "w/faultline.db")
  let before = try scene.folder.bytes(of: "w/faultline.db")
  for arguments in [["mine", scene.week(1)], ["history"], ["doctor"]] {
    let outcome = try Tool.run(arguments + ["--workspace", "w"], in: scene.folder)
    #expect(outcome.code == 1 && (outcome.errors + outcome.output).contains("damaged"))
  }
  #expect(try Tool.run(["init", "w"], in: scene.folder).code == 0)
  #expect(try scene.folder.bytes(of: "w/faultline.db") == before)
}

@Test func `wrong settings are told with their line`() throws {
  let scene = try WorkspaceScene()
  try scene.folder.write("mine:\n  sed: 3\n", to: "w/faultline.yaml")
  let outcome = try scene.mine([scene.week(1)])
  #expect(outcome.code == 1 && outcome.errors.contains("line 2") && outcome.errors.contains("sed"))
}

/// A run is killed a hundred times, each a little later; each time the workspace holds the week before, or both.
@Test func `a run killed at a hundred points leaves a sound workspace`() throws {
  let scene = try WorkspaceScene()
  try scene.mine([scene.week(1)])
  try Tool.shell("cp -r w kept", in: scene.folder)
  let start = ContinuousClock().now
  try scene.mine([scene.week(2)])
  let whole = ContinuousClock().now - start
  let after = try scene.weeks()
  var states: [[String]: Int] = [:]
  // The tool as built for tests takes ten times as long.
  let pointCount = Tool.isForRelease ? 100 : 10
  for point in 0..<pointCount {
    try Tool.shell("rm -rf w && cp -r kept w", in: scene.folder)
    let run = try Tool.start(
      Tool.path, ["mine", scene.week(2), "--workspace", "w", "--out", "report", "--quiet"], in: scene.folder)
    // The end, where the run is recorded and written, gets most of the points.
    let place = Double(point) / Double(pointCount)
    let share = place < 0.2 ? place * 3 : 0.6 + (place - 0.2) * 0.75
    usleep(UInt32(whole / .microseconds(1) * share))
    kill(run.process.processIdentifier, SIGKILL)
    _ = try run.outcome()
    #expect(try scene.isSound(), "killed at point \(point)")
    states[try scene.weeks(), default: 0] += 1
  }
  #expect(Set(states.keys).isSubset(of: [["2025-W11"], after]))
  // A workspace that outlived a kill goes on.
  #expect(try scene.mine([scene.week(2)]).code == 0)
  #expect(try scene.weeks() == after)
}

@Test func `a full disk loses nothing that was recorded`() throws {
  let scene = try WorkspaceScene()
  try scene.mine([scene.week(1)])
  _ = try scene.folder.folder("disk")
  guard getuid() == 0, try Tool.shell("mount -t tmpfs -o size=400k tmpfs disk", in: scene.folder).code == 0
  else {
    print("skipped: a small disk can be mounted by root only, and not in every container")
    return
  }
  defer { _ = try? Tool.shell("umount disk", in: scene.folder) }
  let copied = try Tool.shell(
    "cp -r w disk/ && cat /dev/zero > disk/filler 2>/dev/null; faultline doctor --workspace disk/w",
    in: scene.folder)
  #expect(copied.code == 0)
  let full = try Tool.run(
    ["mine", scene.week(2), "--workspace", "disk/w", "--out", "report", "--quiet"], in: scene.folder)
  #expect(full.code == 1)
  let weeks = try Tool.run(["history", "--workspace", "disk/w", "--json"], in: scene.folder).json["weeks"]
  #expect(weeks as? [String] == ["2025-W11"])
  try Tool.shell("rm disk/filler; mount -o remount,size=4m disk", in: scene.folder)
  #expect(
    try Tool.run(
      ["mine", scene.week(2), "--workspace", "disk/w", "--out", "report", "--quiet"], in: scene.folder
    )
    .code == 0)
}

@Test(arguments: ["file", "file/below"])
func `a workspace that cannot be made says why`(path: String) throws {
  let folder = try TemporaryFolder()
  try folder.write("text", to: "file")
  let outcome = try Tool.run(["init", path], in: folder)
  #expect(outcome.code == 1 && outcome.errors.contains("a part of its path is a file and no folder"))
}
