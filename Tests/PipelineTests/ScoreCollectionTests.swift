import Evaluators
import Foundation
import Gate
import JSONBytes
import Reports
import Statistics
import Testing
import Traces

@testable import Pipeline

private func evaluator(_ name: String, _ check: Check, threshold: Double = 0.5) -> Evaluator.Version {
  Evaluator.Version(
    Evaluator(name: name, criterion: "c", kind: .check, threshold: threshold, check: check),
    criterionVersion: "cv")
}

private func asked(_ name: String, _ kind: Evaluator.Kind = .judge, check: Check? = nil) -> Evaluator.Version
{
  let judge = JudgeSpec(endpoint: "e", model: "m", prompt: "{{conversation}}")
  return Evaluator.Version(
    Evaluator(name: name, criterion: "c", kind: kind, check: check, judge: judge), criterionVersion: "cv")
}

/// Made anew each time: the leak checker does not see what an enum in a global holds.
private var saysHi: Check { .text(Check.TextRule(role: .user, matching: "hi")) }

private func plan(_ suite: [Evaluator.Version]) -> ScoringPlan {
  ScoringPlan(suite: suite, run: "E-1", time: "2026-01-05T10:00:00Z")
}

/// The collection of blocks and the lines that it gave.
private func scored(
  _ blocks: [[String]], _ plan: ScoringPlan,
  asking: @escaping ScoreCollection.Asking = { _, traces in traces.map { _ in nil } }
) throws -> (collection: ScoreCollection, records: [ScoreRecord], bytes: [UInt8]) {
  var collection = ScoreCollection(plan: plan, asking: asking)
  var bytes: [UInt8] = []
  let made = blocks.enumerated().map {
    MadeBlocks.block($0.element.map { Array($0.utf8) }, fileIndex: $0.offset)
  }
  var error: (any Error)?
  MadeBlocks.forEachIntake(of: made, TraceIntake(plan: MiningPlan(), for: .scoring(plan))) { block in
    do { try collection.add(block) { bytes += $0 } } catch let thrown { error = thrown }
  }
  if let error { throw error }
  try collection.finish { bytes += $0 }
  let records = try bytes.split(separator: 10).map { line in
    try #require(ScoreRecord(try JSONParser().parse(Array(line))))
  }
  return (collection, records, bytes)
}

@Test func `the lines of checks are those that are written of the same scores one by one`() throws {
  let suite = [evaluator("first", saysHi), evaluator("second", .not(saysHi), threshold: 1)]
  var generator = SplitMix64(seed: 9)
  let texts = ["hi", "bye", "a \\\"hi\\\" \\\\", "é 漢字 \\u2028 hi", "\\u0001", ""]
  let lines = (0..<200).map { index in
    let id = index % 3 == 0 ? "" : #""id":"t \#(index) \#(texts[generator.integer(below: 6)])","#
    let agent = index % 4 == 0 ? "" : #""agent":"\#(texts[generator.integer(below: 6)])","#
    let time = index % 5 == 0 ? "" : #""started_at":"2025-03-15T13:34:\#(10 + index % 50)Z","#
    return
      #"{\#(id)\#(agent)\#(time)"messages":[{"role":"user","content":"\#(texts[generator.integer(below: 6)])\#(index)"}]}"#
  }
  let (collection, records, bytes) = try scored([lines], plan(suite))
  #expect(collection.traceCount == 200 && records.count == 400)
  var writing = ScoreLines()
  for (index, line) in lines.enumerated() {
    let trace = try MadeBlocks.trace(line)
    let hash = ShownTrace.contentHash(of: trace)
    for (place, version) in suite.enumerated() {
      let run = CheckRun(try #require(version.evaluator.check))
      var score = Score(
        traceID: trace.id.map(trace.string) ?? TraceIdentity(of: trace).nameOfUnnamed, traceHash: hash,
        shownHash: hash, evaluator: version.evaluator.name, evaluatorVersion: version.id, criterion: "c",
        criterionVersion: "cv")
      (score.agent, score.startedAt) = (trace.agent.map(trace.string), trace.startedAt)
      let isKept = run.isKept(by: trace)
      score.take(
        version.evaluator.judgement(ofCheck: isKept, rationale: isKept ? nil : run.reason(in: trace)),
        of: version.evaluator)
      writing.append(score, run: "E-1", time: "2026-01-05T10:00:00Z")
      #expect(records[index * 2 + place].score == score)
      #expect(records[index * 2 + place].isIntact)
    }
  }
  #expect(bytes == writing.bytes)
}

@Test func `verdicts are counted by evaluator and by pair`() throws {
  let lines = (0..<40).map { MadeBlocks.chat("t\($0)", $0 % 4 == 0 ? "hi \($0)" : "bye \($0)") }
  let (collection, _, _) = try scored(
    [Array(lines[..<25]), Array(lines[25...])],
    plan([evaluator("a", saysHi), evaluator("b", .not(saysHi)), evaluator("c", .all([]))]))
  #expect(collection.tallies.map(\.passCount) == [10, 30, 40])
  #expect(collection.tallies.map(\.failCount) == [30, 10, 0])
  #expect(collection.pairs.map(\.first) == ["a", "a", "b"])
  #expect(collection.pairs[0].phi == -1)
  #expect(collection.pairs[1].phi == nil)
  #expect(collection.pairs[0].isDouble(interval: collection.pairs[0].interval()))
}

@Test func `each trace is scored once, and each record is a trace, a duplicate or a rejection`() throws {
  let same = MadeBlocks.chat("t1", "hi")
  let blocks = [
    [same, MadeBlocks.chat("t2", "hi"), "no JSON", same], [MadeBlocks.chat("t1", "other"), same, "{}"],
    [MadeBlocks.chat("t1", "other"), MadeBlocks.chat("t3", "x")],
  ]
  let (collection, records, _) = try scored(blocks, plan([evaluator("a", saysHi)]))
  #expect(collection.recordCount == 9)
  #expect((collection.traceCount, collection.duplicateCount, collection.conflictCount) == (4, 3, 1))
  #expect(collection.rejections.count == 2)
  #expect(records.map(\.score.traceID).filter { !$0.contains("#") } == ["t1", "t2", "t3"])
  #expect(records[2].score.traceID.hasPrefix("t1#"))
  #expect(records.allSatisfy { $0.isIntact })
  #expect(Set(records.map(\.id)).count == 4)
}

@Test func `what a model says comes in the order of the traces, between the lines of checks`() throws {
  let lines = (0..<700).map { MadeBlocks.chat("t\($0)", $0 % 3 == 0 ? "hi \($0)" : "bye \($0)") }
  var batches: [Int] = []
  let suite = [
    evaluator("check", saysHi), asked("judge"), asked("hybrid", .hybrid, check: saysHi),
  ]
  let (collection, records, _) = try scored([Array(lines[..<300]), Array(lines[300...])], plan(suite)) {
    version, traces in
    if version.evaluator.name == "judge" { batches.append(traces.count) }
    return traces.map { trace in
      var judgement =
        trace.id.hasSuffix("7")
        ? Judgement(failure: "cut off") : Judgement(label: "pass", value: 1, rationale: trace.turns[0].text)
      (judgement.model, judgement.callCount, judgement.tokenCount) = ("m-1", 1, 10)
      return judgement
    }
  }
  #expect(batches.reduce(0, +) == 700 && (batches.max() ?? 0) <= 256)
  #expect(records.count == 2_100)
  #expect(records.map(\.score.evaluator) == (0..<700).flatMap { _ in ["check", "judge", "hybrid"] })
  #expect(
    records.map(\.score.traceID) == (0..<700).flatMap { number in Array(repeating: "t\(number)", count: 3) })
  for (number, three) in (0..<700).map({ ($0, records[($0 * 3)..<($0 * 3 + 3)].map(\.score)) }) {
    #expect(three[0].passed == (number % 3 == 0))
    #expect(three[1].failure == (number % 10 == 7 ? "cut off" : nil))
    #expect(three[1].passed == (number % 10 == 7 ? nil : true))
    #expect(three[1].judgeModel == "m-1")
    // What breaks the rule was not asked about.
    #expect(three[2].judgeModel == (number % 3 == 0 ? "m-1" : nil))
    if number % 3 != 0 { #expect(three[2].passed == false && three[2].rationale != nil) }
  }
  #expect(collection.tallies[1].unreadableCount == 70)
  #expect(collection.tallies[1].failures == ["cut off": 70])
  #expect(collection.tallies[1].callCount == 700 && collection.tallies[1].tokenCount == 7_000)
  #expect(collection.tallies[2].callCount == 234)
}

@Test func `traces that were left have no line, and are counted`() throws {
  let lines = (0..<20).map { MadeBlocks.chat("t\($0)", "hi \($0)") }
  let (collection, records, _) = try scored([lines], plan([evaluator("check", saysHi), asked("judge")])) {
    _, traces in
    traces.enumerated().map { $0.offset < 5 ? Judgement(label: "fail", value: 0) : nil }
  }
  #expect(collection.tallies[1].leftCount == 15 && collection.tallies[1].failCount == 5)
  #expect(records.filter { $0.score.evaluator == "judge" }.count == 5)
  #expect(records.filter { $0.score.evaluator == "check" }.count == 20)
  #expect(collection.pairs[0].sharedCount == 5)
}

@Test func `an error of asking ends the run`() throws {
  struct Broken: Error {}
  #expect(throws: Broken.self) {
    try scored([[MadeBlocks.chat("t", "hi")]], plan([asked("judge")])) { _, _ in throw Broken() }
  }
}

@Test func `ids that come in several variants are told, and named by both once they are known`() throws {
  let lines = [
    MadeBlocks.trial(1, 0, "hi"), MadeBlocks.trial(1, 1, "hi"), MadeBlocks.trial(2, 0, "bye"),
  ]
  var plan = plan([evaluator("a", saysHi)])
  let first = try scored([lines], plan)
  #expect(first.collection.variedNames.count == 1)
  plan.variedNames = first.collection.variedNames
  let second = try scored([lines], plan)
  #expect(second.collection.variedNames.isEmpty)
  let mined = MadeBlocks.collection([lines], plan: MiningPlan(scope: .all))
  #expect(second.records.map(\.score.traceID) == mined.rows.map(\.id))
}

@Test func `what is scored does not depend on how the records are cut into blocks`() throws {
  let lines = (0..<60).map { MadeBlocks.chat($0 % 7 == 0 ? nil : "t\($0 / 2)", "hi \($0 % 11)") }
  let suite = plan([evaluator("a", saysHi), asked("j")])
  let asking: ScoreCollection.Asking = { _, traces in
    traces.map { Judgement(label: "pass", value: 1, rationale: $0.id) }
  }
  let whole = try scored([lines], suite, asking: asking)
  for size in [1, 7, 30] {
    let cut = stride(from: 0, to: lines.count, by: size).map {
      Array(lines[$0..<min($0 + size, lines.count)])
    }
    #expect(try scored(cut, suite, asking: asking).bytes == whole.bytes)
  }
}
