import Foundation
import GRDB
import Testing

@testable import Store

@Test func `a new workspace has all its parts, and is left as it is the next time`() throws {
  let folder = try TemporaryFolder()
  let made = try Workspace.create(at: folder.path).made
  #expect(made == ["criteria/", "evaluators/", "faultline.yaml", "faultline.db"])
  let text = try String(contentsOfFile: folder.path + "/faultline.yaml", encoding: .utf8)
  #expect(text == WorkspaceSettings.template)
  #expect(try Workspace.create(at: folder.path).made == [])
  try FileManager.default.removeItem(atPath: folder.path + "/criteria")
  #expect(try Workspace.create(at: folder.path).made == ["criteria/"])
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
  #expect(names.allSatisfy { !$0.hasPrefix(".") })
}

@Test func `a workspace is found from below`() throws {
  let folder = try TemporaryFolder()
  let below = folder.path + "/a/b"
  try FileManager.default.createDirectory(atPath: below, withIntermediateDirectories: true)
  #expect(Workspace.find(from: below) == nil)
  _ = try Workspace.create(at: folder.path)
  #expect(Workspace.find(from: below)?.path == folder.path)
  #expect(Workspace.find(from: folder.path)?.path == folder.path)
  #expect(throws: StoreError.noWorkspace(path: below)) { try Workspace(at: below) }
}

@Test func `a new workspace is sound`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  #expect(workspace.examined().filter(\.isProblem) == [])
  try workspace.memory().record(MadeRuns.run(week: 0, supports: [1: 30, 2: 4]))
  // A signature that is like a known one, so that every table has rows.
  try workspace.memory().record(MadeRuns.run(week: 1, supports: [1: 30, 2: 4, 101: 12]))
  #expect(workspace.examined().filter(\.isProblem) == [])
}

@Test(arguments: [Data(), Data("hello, this is no database at all".utf8), Data(repeating: 0, count: 8_192)])
func `a file that is no database is reported and not overwritten`(bytes: Data) throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  try bytes.write(to: URL(fileURLWithPath: workspace.databasePath))
  #expect(throws: StoreError.self) { try workspace.memory() }
  #expect(workspace.examined().contains { $0.isProblem && $0.text.contains("damaged") })
  #expect(try Workspace.create(at: folder.path).made == [])
  #expect(try Data(contentsOf: URL(fileURLWithPath: workspace.databasePath)) == bytes)
}

@Test func `a damaged page is found, and the file stays as it is`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  for week in 0..<3 {
    try workspace.memory().record(MadeRuns.run(week: week, supports: [1: 30, 2: 9, 3: 4]))
  }
  let url = URL(fileURLWithPath: workspace.databasePath)
  let sound = try Data(contentsOf: url)
  var found = 0
  for page in stride(from: 4_096, to: sound.count, by: 4_096) {
    var bytes = sound
    for place in page..<min(page + 600, sound.count) { bytes[place] ^= 0xA5 }
    try bytes.write(to: url)
    if workspace.examined().contains(where: \.isProblem) { found += 1 }
    #expect(try Data(contentsOf: url) == bytes)
  }
  // Bytes that no row uses may change unseen; there are few in so small a file.
  #expect(found * 10 >= (sound.count / 4_096 - 1) * 7)
}

@Test func `a database of another program is not touched`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  try FileManager.default.removeItem(atPath: workspace.databasePath)
  let other = try DatabaseQueue(path: workspace.databasePath)
  try other.write { try $0.execute(sql: "CREATE TABLE song (name TEXT)") }
  try other.close()
  #expect(throws: StoreError.foreign(path: workspace.databasePath)) { try workspace.memory() }
}

@Test func `a database of a newer version is not touched`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  try workspace.memory().write { database in
    try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 the future')")
  }
  #expect(throws: StoreError.newer(path: workspace.databasePath)) { try workspace.memory() }
}

@Test func `a missing database is said`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  try FileManager.default.removeItem(atPath: workspace.databasePath)
  #expect(throws: StoreError.missingDatabase(path: workspace.databasePath)) { try workspace.memory() }
  #expect(try Workspace.create(at: folder.path).made == ["faultline.db"])
}

@Test func `the second job waits, or learns who holds the workspace`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  var first: WorkspaceLock? = try WorkspaceLock(workspace, job: "mine") { _ in false }
  var holder = ""
  #expect(throws: StoreError.self) {
    _ = try WorkspaceLock(workspace, job: "mine") { name in
      holder = name
      return false
    }
  }
  #expect(holder.contains("`faultline mine`") && holder.contains("process"))
  #expect(workspace.examined().contains { !$0.isProblem && $0.text.contains("in use") })
  withExtendedLifetime(first) {}
  first = nil
  _ = try WorkspaceLock(workspace, job: "mine") { _ in false }
  #expect(!workspace.examined().contains { $0.text.contains("in use") })
}

@Test(arguments: [Workspace.databaseName, Workspace.settingsName])
func `a folder or a pipe in the place of a file is told as that, and nothing is made`(name: String) throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/" + name
  for isPipe in [false, true] {
    if isPipe {
      #expect(unsafe mkfifo(path, 0o600) == 0)
    } else {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    let workspace = try Workspace(at: folder.path)
    #expect(throws: StoreError.noFile(path: path)) { try Workspace.create(at: folder.path) }
    #expect(throws: StoreError.noFile(path: path)) {
      _ = try workspace.settings()
      _ = try workspace.memory()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    try FileManager.default.removeItem(atPath: path)
  }
}
