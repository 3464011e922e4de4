import Evaluators
import Foundation
import Labels
import Store
import TestServer
import Testing

@testable import Judges

private func scripted(_ reply: @escaping @Sendable (Int, TestServer.Request) -> String) throws -> TestServer {
  try TestServer { request in
    .whole(status: 200, body: reply(MadeJudges.number(in: request.question) ?? -1, request))
  }
}

@Test func `judgements come in the order of the traces, each with what made it`() throws {
  let server = try scripted { number, _ in TestServer.verdict(MadeJudges.label(of: number)) }
  defer { server.close() }
  let judges = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 8))
  let (judgements, outcome) = try judges.all(MadeJudges.traces(100))
  #expect(judgements.map { $0?.label } == (0..<100).map { MadeJudges.label(of: $0) })
  #expect(judgements.map { $0?.value } == (0..<100).map { $0 % 3 == 0 ? 0 : 1 })
  #expect(
    judgements.allSatisfy { $0?.model == "scripted-1" && $0?.rationale == "as seen" && $0?.callCount == 1 })
  #expect(judgements.allSatisfy { $0?.tokenCount == 110 && $0?.answerCount == 1 })
  #expect(Set(judgements.compactMap { $0?.promptHash }).count == 100)
  let sent = Set(server.allRequests.map { ChatRequest.hash(of: $0.body) })
  #expect(sent == Set(judgements.compactMap { $0?.promptHash }))
  #expect(outcome.models == ["scripted-1"] && outcome.cost == judges.spent && outcome.cost.callCount == 100)
}

@Test(arguments: JudgeSpec.Procedure.allCases) func `a second run makes no call and says the same`(
  procedure: JudgeSpec.Procedure
) throws {
  let server = try scripted { number, _ in TestServer.verdict(MadeJudges.label(of: number)) }
  defer { server.close() }
  let folder = try TemporaryFolder()
  let path = folder.path + "/" + AnswerCache.fileName
  let evaluator = MadeJudges.evaluator(procedure, sampleCount: 2)
  let endpoint = try MadeJudges.endpoint(server.url)
  let first = try MadeJudges.judges(endpoint, answers: AnswerCache(at: path)).all(
    MadeJudges.traces(10), with: evaluator)
  let perTrace = [JudgeSpec.Procedure.direct: 2, .reflection: 4, .debate: 6][procedure] ?? 0
  #expect(server.requestCount == 10 * perTrace)
  let second = try MadeJudges.judges(endpoint, answers: AnswerCache(at: path)).all(
    MadeJudges.traces(10), with: evaluator)
  #expect(server.requestCount == 10 * perTrace && second.outcome.cost == JudgeCost())
  #expect(second.outcome.keptAnswerCount == 10 * perTrace)
  for (old, new) in zip(first.judgements, second.judgements) {
    var expected = try #require(old)
    (expected.callCount, expected.tokenCount) = (0, 0)
    #expect(new == expected)
  }
}

@Test func `another version of the evaluator, another model and another trace are asked anew`() throws {
  let server = try scripted { _, _ in TestServer.verdict("pass") }
  defer { server.close() }
  let answers = try AnswerCache()
  let judges = try MadeJudges.judges(MadeJudges.endpoint(server.url), answers: answers)
  _ = try judges.all(MadeJudges.traces(3))
  _ = try judges.all(MadeJudges.traces(3), version: "v2")
  _ = try judges.all(MadeJudges.traces(3), with: MadeJudges.evaluator(model: "m2"))
  _ = try judges.all(MadeJudges.traces(4))
  #expect(server.requestCount == 10)
}

@Test func `traces that show the same are asked about once, at whatever time`() throws {
  let server = try scripted { _, _ in
    Thread.sleep(forTimeInterval: 0.05)
    return TestServer.verdict("pass")
  }
  defer { server.close() }
  let trace = MadeJudges.traces(1)[0]
  let same = (0..<20).map { number in
    ShownTrace(id: "s\(number)", contentHash: "x\(number)", agent: nil, startedAt: nil, turns: trace.turns)
  }
  let (judgements, outcome) = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 8)).all(same)
  #expect(server.requestCount == 1 && judgements.allSatisfy { $0?.label == "pass" })
  #expect(outcome.keptAnswerCount == 19)
}

@Test func `samples give probabilities`() throws {
  let server = try scripted { _, request in
    let body = String(decoding: request.body, as: UTF8.self)
    return TestServer.verdict(body.contains("\"seed\":3") ? "fail" : "pass")
  }
  defer { server.close() }
  let evaluator = MadeJudges.evaluator(sampleCount: 4)
  let (judgements, _) = try MadeJudges.judges(MadeJudges.endpoint(server.url)).all(
    MadeJudges.traces(2), with: evaluator)
  #expect(
    judgements.allSatisfy { $0?.probabilities == [0.25, 0.75] && $0?.value == 0.75 && $0?.label == "pass" })
}

@Test func `what delivers can end the run`() throws {
  struct Enough: Error {}
  let server = try scripted { _, _ in TestServer.verdict("pass") }
  defer { server.close() }
  let judges = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 2))
  #expect(throws: Enough.self) {
    try judges.judge(
      MadeJudges.traces(1000), with: MadeJudges.evaluator(), version: "v1", criterion: MadeJudges.criterion
    ) { index, _ in if index == 3 { throw Enough() } }
  }
  #expect(server.requestCount < 100)
}

@Test func `what is missing is told before any call`() throws {
  let endpoint = try MadeJudges.endpoint("http://127.0.0.1:1/v1", keyVariable: "JUDGE_KEY")
  let judges = { (environment: [String: String], budget: JudgeBudget) in
    try MadeJudges.judges(endpoint, environment: environment, budget: budget)
  }
  #expect(throws: JudgeError.noKey(variable: "JUDGE_KEY", endpoint: "local")) {
    try judges([:], JudgeBudget()).check(MadeJudges.evaluator())
  }
  #expect(throws: JudgeError.badKey(variable: "JUDGE_KEY", endpoint: "local")) {
    try judges(["JUDGE_KEY": "a\r\nX-Other: b"], JudgeBudget()).check(MadeJudges.evaluator())
  }
  #expect(throws: JudgeError.noPrice(endpoint: "local")) {
    try judges(["JUDGE_KEY": "k"], JudgeBudget(cost: 1)).check(MadeJudges.evaluator())
  }
  #expect(throws: JudgeError.unknownEndpoint(name: "far", evaluator: "refund-judge", known: ["local"])) {
    try judges(["JUDGE_KEY": "k"], JudgeBudget()).check(MadeJudges.evaluator(endpoint: "far"))
  }
  try judges(["JUDGE_KEY": "k"], JudgeBudget()).check(MadeJudges.evaluator())
}

@Test func `no traces are judged without a call`() throws {
  let (judgements, outcome) = try MadeJudges.judges(MadeJudges.endpoint("http://127.0.0.1:1/v1")).all([])
  #expect(judgements.isEmpty && outcome == JudgeOutcome())
}
