import Evaluators
import Store
import TestServer
import Testing

@testable import Judges

private func cost(_ tokens: Int) -> JudgeCost {
  var cost = JudgeCost()
  (cost.callCount, cost.promptTokenCount) = (1, tokens)
  return cost
}

@Test func `what is set aside and not used comes back`() {
  let purse = Purse(JudgeBudget(tokenCount: 100))
  #expect(purse.setAside(cost(60)) == .granted)
  #expect(purse.setAside(cost(60)) == .later)
  purse.settle(cost(60), for: cost(10))
  #expect(purse.setAside(cost(60)) == .granted)
  purse.settle(cost(60), for: cost(60))
  #expect(purse.setAside(cost(30)) == .granted)
  guard case .denied(let reason) = purse.setAside(cost(31)) else {
    Issue.record("not denied")
    return
  }
  #expect(reason == "the budget of 100 tokens does not suffice for the next call; 70 are used")
  #expect(purse.spent.tokenCount == 70 && purse.spent.callCount == 2)
}

@Test(arguments: [1, 3, 8]) func `a budget in calls is kept to the call and the rest is left`(
  concurrency: Int
) throws {
  let server = try TestServer { request in
    .whole(
      status: 200,
      body: TestServer.verdict(MadeJudges.label(of: MadeJudges.number(in: request.question) ?? 0)))
  }
  defer { server.close() }
  let answers = try AnswerCache()
  let endpoint = try MadeJudges.endpoint(server.url, concurrency: concurrency)
  let judges = try MadeJudges.judges(endpoint, answers: answers, budget: JudgeBudget(callCount: 20))
  let (judgements, outcome) = try judges.all(MadeJudges.traces(50))
  #expect(server.requestCount == 20 && outcome.judgedCount == 20 && outcome.leftCount == 30)
  #expect(judgements.count == 50 && judgements.count { $0 != nil } == 20)
  #expect(outcome.stopReason == "the budget of 20 calls is used up")
  #expect(outcome.words.contains("30 left: the budget of 20 calls is used up"))
  // The next run goes on where this one stopped.
  let next = try MadeJudges.judges(endpoint, answers: answers, budget: JudgeBudget(callCount: 30))
  let second = try next.all(MadeJudges.traces(50))
  #expect(server.requestCount == 50 && second.outcome.leftCount == 0 && second.outcome.keptAnswerCount == 20)
  #expect(second.judgements.map { $0?.label } == (0..<50).map { MadeJudges.label(of: $0) })
}

@Test func `a budget in tokens or money is never passed, whatever the endpoint answers`() throws {
  let server = try TestServer { _ in .whole(status: 200, body: TestServer.verdict("pass")) }
  defer { server.close() }
  // 110 tokens a call; a question has some 2,500 bytes, so that calls begin while that much is there.
  let tokens = try MadeJudges.judges(
    MadeJudges.endpoint(server.url), budget: JudgeBudget(tokenCount: 10_000))
  let first = try tokens.all(MadeJudges.traces(200))
  #expect(tokens.spent.tokenCount <= 10_000 && tokens.spent.tokenCount > 5_000)
  #expect(first.outcome.leftCount > 0 && first.outcome.judgedCount == tokens.spent.callCount)
  let money = try MadeJudges.judges(
    MadeJudges.endpoint(server.url, prices: (10, 40)), budget: JudgeBudget(cost: 0.1))
  let second = try money.all(MadeJudges.traces(200))
  #expect(money.spent.cost <= 0.1 && money.spent.cost > 0.04 && second.outcome.leftCount > 0)
  // 100 · 10 + 10 · 40 millionths a call.
  #expect(abs(money.spent.cost - Double(money.spent.callCount) * 0.0014) < 1e-9)
}

@Test func `a debate that the budget cuts in half is left, and its answers are kept`() throws {
  let server = try TestServer { _ in .whole(status: 200, body: TestServer.verdict("pass")) }
  defer { server.close() }
  let answers = try AnswerCache()
  let endpoint = try MadeJudges.endpoint(server.url, concurrency: 1)
  let judges = try MadeJudges.judges(endpoint, answers: answers, budget: JudgeBudget(callCount: 5))
  let (judgements, _) = try judges.all(MadeJudges.traces(2), with: MadeJudges.evaluator(.debate))
  #expect(judgements[0]?.label == "pass" && judgements[0]?.callCount == 3 && judgements[1] == nil)
  #expect(try answers.count() == 5)
  let rest = try MadeJudges.judges(endpoint, answers: answers).all(
    MadeJudges.traces(2), with: MadeJudges.evaluator(.debate))
  #expect(rest.outcome.cost.callCount == 1 && rest.judgements.allSatisfy { $0?.label == "pass" })
}
