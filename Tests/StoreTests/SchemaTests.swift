import Evaluators
import Foundation
import GRDB
import Gate
import History
import Statistics
import Testing

@testable import Store

/// Databases of every schema that was released, as the statements that make them: two weeks with two signatures,
/// one of which has a name and an owner.
private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Schemas")

private func database(ofSchema number: Int, in place: TemporaryFolder) throws -> String {
  let sql = try String(contentsOf: folder.appendingPathComponent("\(number).sql"), encoding: .utf8)
  let path = place.path + "/faultline.db"
  var configuration = Configuration()
  configuration.foreignKeysEnabled = false
  let queue = try DatabaseQueue(path: path, configuration: configuration)
  try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
  try queue.close()
  return path
}

@Test func `there is a database of every schema`() throws {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
  #expect(names.count == MemorySchema.migrator.migrations.count)
}

@Test(arguments: 1...MemorySchema.migrator.migrations.count)
func `a database of an earlier schema is brought up to this one's, with all that it held`(number: Int) throws
{
  let place = try TemporaryFolder()
  let memory = try Memory(at: try database(ofSchema: number, in: place))
  let chronicle = try memory.chronicle()
  #expect(chronicle.weeks.map(\.text) == ["2025-W11", "2025-W12"])
  #expect(chronicle.entries.map(\.id) == ["SIG-SW5Y", "SIG-AVAA"])
  #expect(chronicle.entries.map(\.name) == ["refunds refused", "get_order fails with a timeout error"])
  #expect(chronicle.entries.first?.remarks.owner == "ann")
  #expect(chronicle.entries.map { $0.tallies.map(\.support) } == [[6, 8], [6, 8]])
  #expect(chronicle.entries.map { $0.changes.map { $0?.kind } } == [[.first, .steady], [.first, .steady]])
  #expect(try memory.runs().count == 2)
  #expect(try memory.examined().filter(\.isProblem) == [])
  // It is as good as a new one: a run can be recorded.
  try memory.record(MadeRuns.run(week: 5, supports: [1: 30]))
  #expect(try memory.chronicle().weeks.count == 3)
}

@Test func `an evaluation of the third schema is read`() throws {
  let place = try TemporaryFolder()
  let memory = try Memory(at: try database(ofSchema: 3, in: place))
  let evaluation = try #require(try memory.evaluation("E-0a1b2c3d"))
  #expect(evaluation.isBaseline && evaluation.labelSet == "L-3f2a9c01")
  #expect(evaluation.evaluators.map(\.agreement) == [0.85])
  let score = try #require(try memory.scores(named: "S-0123456789abcdef").first?.score)
  #expect(score.passed == true && score.judgeModel == "small-1" && score.calibration == nil)
}

@Test func `watched traces of the fourth schema are read`() throws {
  let place = try TemporaryFolder()
  let memory = try Memory(at: try database(ofSchema: 4, in: place))
  #expect(try memory.areWatched([1, 2, 3]) == [true, true, false])
  #expect(try memory.failedNames() == [.max])
  #expect(try memory.lastWatchPass()?.evaluation == "E-00000004")
  let series = try memory.watchedSeries()
  #expect(series.map(\.evaluator) == ["honest"])
  #expect(series[0].weeks.map { $0.rate.value } == [0] && series[0].weeks[0].rate.weight == 10)
  let told = ToldDrift(evaluator: "honest", version: series[0].version, week: Week(number: 2_881))
  #expect(try memory.tell([told]) == [])
  #expect(try memory.scores(named: "S-00000000000000aa").first?.score.inclusionProbability == 0.1)
}
