import Foundation
import GRDB
import History
import Labels
import Queues
import Testing

@testable import Store

/// Copies the files of a database as they are on the disk after each step of a transaction: what a process that is
/// killed there leaves behind.
private final class Copies: TransactionObserver {
  let folder: String
  let database: String
  private(set) var count = 0

  init(of database: String, in folder: String) {
    self.database = database
    self.folder = folder
  }

  func copy() {
    let name = "\(folder)/\(count).db"
    for ending in ["", "-journal"] where FileManager.default.fileExists(atPath: database + ending) {
      try? FileManager.default.copyItem(atPath: database + ending, toPath: name + ending)
    }
    count += 1
  }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) { copy() }
  func databaseWillCommit() { copy() }
  func databaseDidCommit(_ db: Database) { copy() }
  func databaseDidRollback(_ db: Database) {}
}

@Test func `whatever step a process is killed at, the database opens with all of a run or nothing of it`()
  throws
{
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  let memory = try workspace.memory()
  // So few pages in memory that changes go to the file before the end.
  try memory.write { try $0.execute(sql: "PRAGMA cache_size = 2") }
  for week in 0..<2 {
    try memory.record(MadeRuns.run(week: week, supports: [1: 30, 2: 20, 3: 10]))
  }
  let before = try memory.dump()
  let crashes = try TemporaryFolder()
  let copies = Copies(of: workspace.databasePath, in: crashes.path)
  memory.queue.add(transactionObserver: copies, extent: .databaseLifetime)
  let supports = Dictionary(uniqueKeysWithValues: (1...45).map { ($0, 5 + $0) })
  try memory.record(MadeRuns.run(week: 2, supports: supports))
  memory.queue.remove(transactionObserver: copies)
  let after = try memory.dump()
  #expect(copies.count >= 100)
  var states: Set<[String]> = []
  for number in 0..<copies.count {
    let copy = try Memory(at: "\(crashes.path)/\(number).db")
    states.insert(try copy.dump())
    #expect(try copy.examined().filter(\.isProblem) == [])
  }
  #expect(states == [before, after])
}

@Test func `whatever step an import is killed at, all of its labels are there or none`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  let memory = try workspace.memory()
  try memory.write { try $0.execute(sql: "PRAGMA cache_size = 2") }
  let items = (0..<60).map { number in
    QueueItem(
      id: "item-\(number)", traceID: "t\(number)", signatureID: nil, role: "random", stratum: "s",
      inclusionProbability: 0.5, turns: [.init(role: "user", content: "Order \(number)?")])
  }
  try memory.send(items, asking: [.overall], in: .csv, at: "2025-03-17T06:00:00Z")
  let before = try memory.dump()
  let crashes = try TemporaryFolder()
  let copies = Copies(of: workspace.databasePath, in: crashes.path)
  memory.queue.add(transactionObserver: copies, extent: .databaseLifetime)
  let rows = items.map { "\($0.id),ann,pass\nunknown-\($0.id),ann,pass\n" }.joined()
  let labels = try LabelImport(items: items, criteria: [.overall])
    .read(Array(("item_id,annotator,label\n" + rows).utf8))
  let intake = try memory.take(labels, file: "labels.csv", at: "2025-03-18T06:00:00Z")
  memory.queue.remove(transactionObserver: copies)
  #expect(intake.newCount == 60 && intake.newRejectionCount == 60)
  let after = try memory.dump()
  #expect(copies.count >= 100)
  var states: Set<[String]> = []
  for number in 0..<copies.count {
    let copy = try Memory(at: "\(crashes.path)/\(number).db")
    states.insert(try copy.dump())
    #expect(try copy.examined().filter(\.isProblem) == [])
  }
  #expect(states == [before, after])
}

@Test func `a run that cannot be recorded to its end leaves nothing`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  let memory = try workspace.memory()
  try memory.record(MadeRuns.run(week: 0, supports: [1: 30]))
  let before = try memory.dump()
  // As a full disk: no page may be added.
  try memory.write { database in
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    try database.execute(sql: "PRAGMA max_page_count = \(pages)")
  }
  #expect(throws: StoreError.full(path: workspace.databasePath)) {
    try memory.record(MadeRuns.run(week: 1, supports: [1: 30, 2: 20, 5: 9]))
  }
  #expect(try memory.dump() == before)
  #expect(workspace.examined().filter(\.isProblem) == [])
}
