import Evaluators
import Foundation
import Statistics
import Store
import Synchronization
import TestServer
import Testing

@testable import Judges

/// A server that answers a share of all calls badly, and counts the good answers to each question.
private final class FaultyServer: Sendable {
  private let served: Mutex<[String: Int]> = Mutex([:])
  private let attempts: Mutex<[String: Int]> = Mutex([:])

  /// How many good answers each question got, by the hash of what was sent.
  var answerCounts: [String: Int] { served.withLock { $0 } }

  /// The reply to a request; which are faults is decided by the question and the attempt alone.
  func reply(to request: TestServer.Request, faultShare: Double) -> TestServer.Reply {
    let hash = ChatRequest.hash(of: request.body)
    let attempt = attempts.withLock { attempts -> Int in
      attempts[hash, default: 0] += 1
      return attempts[hash] ?? 0
    }
    guard let number = MadeJudges.number(in: request.question) else { return .whole(status: 400, body: "") }
    // Some questions are never answered.
    if number % 200 == 100 { return .whole(status: 422, body: "{\"detail\":\"too long\"}") }
    var generator = SplitMix64(seed: (UInt64(hash.prefix(15), radix: 16) ?? 0) &+ UInt64(attempt))
    let good = TestServer.verdict(MadeJudges.label(of: number))
    guard Double.random(in: 0..<1, using: &generator) < faultShare else {
      served.withLock { $0[hash, default: 0] += 1 }
      return .whole(status: 200, body: good)
    }
    let faults: [TestServer.Reply] = [
      .whole(status: 429, headers: ["Retry-After": "0"], body: ""), .whole(status: 429, body: "{}"),
      .whole(status: 500, body: "oops"), .whole(status: 503, body: ""), .cut(body: good, afterByteCount: 60),
      .hangUp,
      .whole(status: 200, body: String(good.dropLast(5))), .whole(status: 200, body: "{\"choices\":[{}]}"),
      .never,
    ]
    return faults[Int.random(in: 0..<faults.count, using: &generator)]
  }
}

@Test func `of a thousand traces with a fifth of the calls at fault each is scored once or reported`()
  throws
{
  let faulty = FaultyServer()
  let server = try TestServer { faulty.reply(to: $0, faultShare: 0.2) }
  defer { server.close() }
  let folder = try TemporaryFolder()
  let answers = try AnswerCache(at: folder.path + "/answers.db")
  let endpoint = try MadeJudges.endpoint(server.url, concurrency: 16, timeoutSeconds: 4)
  let judges = try MadeJudges.judges(
    endpoint, answers: answers,
    retries: RetryRule(attemptCount: 12, firstWaitSeconds: 0.002, longestWaitSeconds: 0.02))
  let start = ContinuousClock.now
  let (judgements, outcome) = try judges.all(MadeJudges.traces(1000))
  let seconds = (ContinuousClock.now - start) / .seconds(1)
  print(
    "1,000 traces, 20 % of calls at fault: \(server.requestCount) requests, \(outcome.words), \(seconds) s")
  #expect(judgements.count == 1000 && outcome.leftCount == 0 && outcome.judgedCount == 1000)
  for (number, judgement) in judgements.enumerated() {
    if number % 200 == 100 {
      #expect(judgement?.failure == "no answer: HTTP 422: too long")
    } else {
      #expect(judgement?.label == MadeJudges.label(of: number), "\(number): \(judgement?.failure ?? "")")
    }
  }
  // No call after an answer.
  #expect(faulty.answerCounts.count == 995 && faulty.answerCounts.values.allSatisfy { $0 == 1 })
  #expect(outcome.cost.callCount == server.requestCount)
  #expect(try answers.count() == 995)
  // And a second run asks only what was never answered.
  let before = server.requestCount
  let second = try MadeJudges.judges(endpoint, answers: answers).all(MadeJudges.traces(1000))
  #expect(server.requestCount == before + 5 && second.outcome.keptAnswerCount == 995)
  #expect(second.judgements.map { $0?.label } == judgements.map { $0?.label })
}
