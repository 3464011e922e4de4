import Evaluators
import Foundation
import Store
import Synchronization
import TestServer
import Testing

@testable import Judges

/// What a judge makes of a server that answers the first calls badly and then well.
private func judged(
  _ faults: [TestServer.Reply], timeoutSeconds: Double = 10, retries: RetryRule = MadeJudges.quickRetries
) throws -> (judgement: Judgement?, requestCount: Int, stopReason: String?) {
  let server = try TestServer { request in
    request.number < faults.count
      ? faults[request.number] : .whole(status: 200, body: TestServer.verdict("pass"))
  }
  defer { server.close() }
  let judges = try MadeJudges.judges(
    MadeJudges.endpoint(server.url, concurrency: 1, timeoutSeconds: timeoutSeconds), retries: retries)
  let (judgements, outcome) = try judges.all(MadeJudges.traces(1))
  return (judgements[0], server.requestCount, outcome.stopReason)
}

private let good = TestServer.verdict("pass")

@Test(arguments: [
  TestServer.Reply.whole(status: 429, body: "slow down"),
  .whole(status: 429, headers: ["Retry-After": "0"], body: ""),
  .whole(status: 500, body: "<html>oops</html>"),
  .whole(status: 503, headers: ["Retry-After": "0"], body: "{}"),
  .whole(status: 529, body: ""), .whole(status: 408, body: ""), .cut(body: good, afterByteCount: 0),
  .cut(body: good, afterByteCount: 40), .hangUp, .never, .dripping(body: good, secondsBetweenBytes: 0.05),
  .whole(status: 200, body: "not json"), .whole(status: 200, body: ""),
  .whole(status: 200, body: "{\"choices\":[]}"),
  .whole(status: 200, body: "{\"error\":{\"message\":\"overloaded\"}}"), .raw("SSH-2.0-OpenSSH_9.2\r\n"),
  .raw("HTTP/1.1 200 OK\r\nContent-Length: 5"),
])
func `a fault that may pass is tried again`(fault: TestServer.Reply) throws {
  let (judgement, requestCount, _) = try judged([fault, fault], timeoutSeconds: 4)
  #expect(judgement?.label == "pass" && judgement?.callCount == 3, "\(judgement?.failure ?? "")")
  #expect(requestCount == 3)
}

@Test func `a fault that does not pass is told with the number of attempts, and is neither pass nor fail`()
  throws
{
  let (judgement, requestCount, stopReason) = try judged(
    Array(
      repeating: .whole(status: 500, body: "{\"error\":{\"message\":\"no\\u001b[31m memory\\nleft\"}}"),
      count: 6))
  #expect(requestCount == 6 && stopReason == nil)
  #expect(judgement?.failure == "no answer: HTTP 500: no [31m memory left (6 attempts)")
  #expect(judgement?.label == nil && judgement?.value == nil && judgement?.answerCount == 0)
}

@Test func `a call waits as long as Retry-After asks`() throws {
  let start = ContinuousClock.now
  let (judgement, requestCount, _) = try judged([.whole(status: 429, headers: ["Retry-After": "1"], body: "")]
  )
  #expect(judgement?.label == "pass" && requestCount == 2)
  #expect(ContinuousClock.now - start >= .seconds(1))
}

@Test func `an endpoint that asks for more than a run can wait is not waited for`() throws {
  let (judgement, requestCount, _) = try judged([
    .whole(status: 429, headers: ["Retry-After": "86400"], body: "")
  ])
  #expect(requestCount == 1)
  #expect(judgement?.failure == "no answer: HTTP 429; it asks to wait 86400 s")
}

@Test func `while one call is asked to wait, no other begins`() throws {
  let first = Mutex<ContinuousClock.Instant?>(nil)
  let early = Atomic<Int>(0)
  let server = try TestServer { request in
    if request.number == 0 {
      first.withLock { $0 = .now }
      return .whole(status: 429, headers: ["Retry-After": "1"], body: "")
    }
    if let asked = first.withLock({ $0 }), ContinuousClock.now - asked < .milliseconds(990) {
      early.wrappingAdd(1, ordering: .relaxed)
    }
    return .whole(status: 200, body: good)
  }
  defer { server.close() }
  let judges = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 2))
  let (judgements, _) = try judges.all(MadeJudges.traces(20))
  #expect(judgements.allSatisfy { $0?.label == "pass" })
  // The second thread may have begun its call before the first was told to wait, and calls once more behind it.
  #expect(early.load(ordering: .relaxed) <= 2)
}

@Test(arguments: [400, 413, 422]) func `a question that is refused is asked once, and the others go on`(
  status: Int
) throws {
  let server = try TestServer { request in
    MadeJudges.number(in: request.question).map { $0 % 10 == 5 } == true
      ? .whole(status: status, body: "{\"error\":{\"message\":\"maximum context length is 4096 tokens\"}}")
      : .whole(status: 200, body: good)
  }
  defer { server.close() }
  let (judgements, outcome) = try MadeJudges.judges(MadeJudges.endpoint(server.url)).all(
    MadeJudges.traces(200))
  #expect(server.requestCount == 200 && outcome.leftCount == 0 && outcome.readableCount == 180)
  #expect(judgements[5]?.failure == "no answer: HTTP \(status): maximum context length is 4096 tokens")
}

@Test(arguments: [
  (401, "Incorrect API key"), (403, "not allowed"), (404, "model not found"), (402, "pay"), (307, ""),
  (429, "insufficient_quota"),
])
func `what no call can mend stops the run, and the traces are left`(status: Int, message: String) throws {
  let server = try TestServer { _ in
    .whole(
      status: status, headers: status == 307 ? ["Location": "http://127.0.0.1:1/steal"] : [:],
      body: "{\"error\":{\"message\":\"\(message)\"}}")
  }
  defer { server.close() }
  let (judgements, outcome) = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 3)).all(
    MadeJudges.traces(300))
  #expect(judgements.count == 300 && judgements.allSatisfy { $0 == nil })
  #expect(server.requestCount <= 3 && outcome.leftCount == 300 && outcome.judgedCount == 0)
  #expect(
    outcome.stopReason?.hasPrefix("endpoint local: HTTP \(status)") == true, "\(outcome.stopReason ?? "")")
}

@Test func `an endpoint that is not there is given up after a few traces`() throws {
  let judges = try MadeJudges.judges(
    MadeJudges.endpoint("http://127.0.0.1:\(TestServer.freePort())/v1"),
    retries: RetryRule(attemptCount: 2, firstWaitSeconds: 0.001)
  )
  let (judgements, outcome) = try judges.all(MadeJudges.traces(500))
  let reported = judgements.compactMap { $0 }
  #expect(reported.count >= 6 && reported.count < 20 && outcome.leftCount == 500 - reported.count)
  #expect(reported.allSatisfy { $0.failure?.contains("2 attempts") == true })
  #expect(outcome.stopReason?.contains("endpoint local: the connection failed") == true)
}

@Test func `a reply without end is cut off`() throws {
  let huge = TestServer.completion(String(repeating: "pass ", count: 2 << 20))
  let (judgement, requestCount, _) = try judged([.whole(status: 200, body: huge)])
  #expect(requestCount == 1 && judgement?.failure == "no answer: the reply is longer than 4 MB")
}

@Test func `an answer that is no verdict is kept and not asked for again`() throws {
  let server = try TestServer { _ in
    .whole(status: 200, body: TestServer.completion("I would rather not say."))
  }
  defer { server.close() }
  let answers = try AnswerCache()
  let endpoint = try MadeJudges.endpoint(server.url)
  for _ in 0..<2 {
    let (judgements, outcome) = try MadeJudges.judges(endpoint, answers: answers).all(MadeJudges.traces(10))
    #expect(judgements.allSatisfy { $0?.failure == "unreadable answer: it names no verdict" })
    #expect(judgements.allSatisfy { $0?.answerCount == 1 && $0?.readableCount == 0 && $0?.label == nil })
    #expect(outcome.readableCount == 0 && outcome.leftCount == 0)
  }
  #expect(server.requestCount == 10)
}

@Test func `calls begin no faster than the endpoint allows`() throws {
  let server = try TestServer { _ in .whole(status: 200, body: good) }
  defer { server.close() }
  let judges = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 8, requestsPerMinute: 1200))
  let start = ContinuousClock.now
  _ = try judges.all(MadeJudges.traces(21))
  // The first at once, then one each 50 ms.
  #expect(ContinuousClock.now - start >= .milliseconds(1000))
}

@Test func `no more calls are under way than the endpoint allows`() throws {
  let now = Atomic<Int>(0)
  let most = Atomic<Int>(0)
  let server = try TestServer { _ in
    let count = now.wrappingAdd(1, ordering: .relaxed).newValue
    most.max(count, ordering: .relaxed)
    Thread.sleep(forTimeInterval: 0.01)
    now.wrappingSubtract(1, ordering: .relaxed)
    return .whole(status: 200, body: good)
  }
  defer { server.close() }
  _ = try MadeJudges.judges(MadeJudges.endpoint(server.url, concurrency: 5)).all(MadeJudges.traces(60))
  #expect(most.load(ordering: .relaxed) <= 5 && most.load(ordering: .relaxed) > 1)
}
