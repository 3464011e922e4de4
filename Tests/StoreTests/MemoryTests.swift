import Foundation
import History
import Testing

@testable import Store

private func memory(in folder: TemporaryFolder) throws -> Memory {
  try Workspace.create(at: folder.path).workspace.memory()
}

@Test func `a signature keeps its id from week to week, whatever the order`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  let first = try memory.record(MadeRuns.run(week: 0, supports: [1: 30, 2: 20]))
  let second = try memory.record(MadeRuns.run(week: 1, supports: [2: 25, 3: 40, 1: 28]))
  #expect(first.ids["F-abc1xyz"] == "SIG-ABC1" && first.ids["F-abc2xyz"] == "SIG-ABC2")
  #expect(second.ids["F-abc1xyz"] == first.ids["F-abc1xyz"])
  #expect(second.ids["F-abc2xyz"] == first.ids["F-abc2xyz"])
  let chronicle = try memory.chronicle()
  #expect(chronicle.weeks == [MadeRuns.firstWeek, Week(number: MadeRuns.firstWeek.number + 1)])
  #expect(chronicle.entry("SIG-ABC1")?.tallies.map(\.support) == [30, 28])
  #expect(chronicle.entry("SIG-ABC3")?.tallies.map(\.support) == [0, 40])
  #expect(chronicle.entry("SIG-ABC3")?.changes.map { $0?.kind } == [nil, .new])
  #expect(chronicle.entry("SIG-ABC1")?.changes.map { $0?.kind } == [.first, .steady])
}

@Test func `a signature that goes and comes back has its old id`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  for (week, supports) in [[1: 30, 2: 20], [1: 30, 2: 20], [2: 22], [2: 20], [1: 30, 2: 20]].enumerated() {
    try memory.record(MadeRuns.run(week: week, supports: supports))
  }
  let entry = try memory.chronicle().entry("SIG-ABC1")
  #expect(entry?.changes.map { $0?.kind } == [.first, .steady, .gone, .steady, .back])
}

@Test func `a run over the same inputs with the same plan is found and not doubled`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  let run = MadeRuns.run(week: 0, supports: [1: 30, 2: 20])
  let first = try memory.record(run)
  let before = try memory.dump()
  let again = try memory.record(run)
  #expect(again.isKnown && !first.isKnown)
  #expect(again.ids == first.ids && again.week == first.week)
  #expect(try memory.dump() == before)
}

@Test func `a run over the same inputs with another plan takes the place of the first`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  try memory.record(MadeRuns.run(week: 0, supports: [1: 30, 2: 20]))
  try memory.remark(.init(name: "ours"), on: "SIG-ABC2")
  let other = try memory.record(MadeRuns.run(week: 0, supports: [1: 33, 3: 9], plan: "other"))
  #expect(!other.isKnown && other.ids["F-abc1xyz"] == "SIG-ABC1")
  let chronicle = try memory.chronicle()
  #expect(chronicle.entry("SIG-ABC1")?.tallies.map(\.support) == [33])
  #expect(chronicle.entry("SIG-ABC1")?.tallies.first?.traceCount == 1_000)
  // What nobody has named and no run has seen is forgotten; what somebody named stays.
  #expect(chronicle.entries.map(\.id) == ["SIG-ABC1", "SIG-ABC2", "SIG-ABC3"])
  #expect(try memory.runs().count == 1)
}

@Test func `traces of overlapping exports are known`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  try memory.record(MadeRuns.run(week: 0, supports: [1: 30], names: [3, 9, 5, .max]))
  try memory.record(MadeRuns.run(week: 1, supports: [1: 30], names: [1, 12]))
  let names: [UInt64] = [0, 1, 3, 4, 9, 12, 13, .max]
  #expect(
    try memory.areRecorded(names, except: "") == [false, true, true, false, true, true, false, true])
  #expect(
    try memory.areRecorded(names, except: "week 0") == [
      false, true, false, false, false, true, false, false,
    ])
  #expect(try memory.areRecorded([], except: "") == [])
}

@Test func `what people say stays with a signature, and can be taken back`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  try memory.record(MadeRuns.run(week: 0, supports: [1: 30]))
  try memory.remark(.init(name: "refunds refused", severity: "critical", owner: "ann"), on: "SIG-ABC1")
  try memory.remark(.init(note: "see ticket 7", criterion: "refund-right"), on: "SIG-ABC1")
  try memory.record(MadeRuns.run(week: 1, supports: [1: 31]))
  let entry = try memory.chronicle().entry("SIG-ABC1")
  #expect(entry?.name == "refunds refused" && entry?.minedName == "mode 1" && entry?.severity == "critical")
  #expect(entry?.remarks.owner == "ann" && entry?.remarks.criterion == "refund-right")
  try memory.remark(.init(name: ""), on: "SIG-ABC1")
  #expect(try memory.chronicle().entry("SIG-ABC1")?.name == "mode 1")
  #expect(throws: StoreError.unknownSignature(id: "SIG-NONE")) {
    try memory.remark(.init(name: "x"), on: "SIG-NONE")
  }
}

@Test func `two signatures never share an id`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  let week = MadeRuns.firstWeek
  let signatures = (1...4).map { number in
    MadeRuns.signature(number, week: week, support: 5, letters: "abcd\(number == 2 ? "e" : "f")")
  }
  var ids: [String] = []
  for (place, signature) in signatures.enumerated() {
    let run = RunSummary(
      inputKey: "\(place)", planKey: "", version: "", recordedAt: "", title: "",
      traceNames: [week: [UInt64(place)]], traceCounts: [week: ["bot": 10]], signatures: [signature])
    ids += try memory.record(run).ids.values
  }
  #expect(ids == ["SIG-ABCD", "SIG-ABCDE", "SIG-ABCDF", "SIG-ABCDF-2"])
}

@Test func `an empty database remembers nothing`() throws {
  let folder = try TemporaryFolder()
  let memory = try memory(in: folder)
  let chronicle = try memory.chronicle()
  #expect(chronicle.weeks.isEmpty && chronicle.entries.isEmpty)
  #expect(try memory.runs().isEmpty)
}
