import Evaluators
import Foundation
import Glibc
import Statistics
import Store
import Synchronization
import TestServer
import Testing

@testable import Judges

/// How the process that is killed learns what to do; it shares no memory with the test.
private enum Message {
  static let url = "FAULTLINE_TEST_JUDGE_URL"
  static let answers = "FAULTLINE_TEST_JUDGE_ANSWERS"
  static let milliseconds = "FAULTLINE_TEST_JUDGE_MILLISECONDS"
}

private let traceCount = 300
private let concurrency = 4

@Test func `a run killed at any point goes on without loss and without a second call`() async throws {
  let served = Mutex<[String: Int]>([:])
  let server = try TestServer { request in
    Thread.sleep(forTimeInterval: 0.004)
    served.withLock { $0[ChatRequest.hash(of: request.body), default: 0] += 1 }
    return .whole(
      status: 200,
      body: TestServer.verdict(MadeJudges.label(of: MadeJudges.number(in: request.question) ?? 0)))
  }
  defer { server.close() }
  let folder = try TemporaryFolder()
  let path = folder.path + "/answers.db"
  unsafe setenv(Message.url, server.url, 1)
  unsafe setenv(Message.answers, path, 1)
  var generator = SplitMix64(seed: 11)
  var (keptCounts, askedAgainCount): ([Int], Int) = ([], 0)
  while keptCounts.last ?? 0 < traceCount, keptCounts.count < 40 {
    // What is on the disk now must never be asked again.
    let kept = try AnswerCache(at: path).count()
    let before = served.withLock { $0 }
    unsafe setenv(Message.milliseconds, "\(Int.random(in: 30..<400, using: &generator))", 1)
    await #expect(processExitsWith: .signal(SIGKILL)) { try judgeUntilKilled() }
    let after = served.withLock { $0 }
    let now = try AnswerCache(at: path).count()
    // Asked again are only questions whose answers were under way when the process died.
    let again = after.keys.filter { (before[$0] ?? 0) > 0 && (after[$0] ?? 0) > (before[$0] ?? 0) }
    #expect(again.count <= before.count - kept)
    #expect(now >= kept)
    askedAgainCount += again.count
    keptCounts.append(now)
  }
  let killCount = keptCounts.count
  let before = server.requestCount
  let rest = try MadeJudges.judges(MadeJudges.endpoint(server.url), answers: AnswerCache(at: path)).all(
    MadeJudges.traces(traceCount))
  #expect(rest.judgements.map { $0?.label } == (0..<traceCount).map { MadeJudges.label(of: $0) })
  #expect(server.requestCount - before == traceCount - (keptCounts.last ?? 0))
  #expect(askedAgainCount <= killCount * concurrency && killCount >= 3)
  print(
    "killed \(killCount) times over \(traceCount) traces: answers kept \(keptCounts), asked again \(askedAgainCount), all answers that were under way"
  )
}

/// Judges traces in a process of its own until it is killed; waits for that if it is done before.
private func judgeUntilKilled() throws {
  let environment = ProcessInfo.processInfo.environment
  let milliseconds = Double(environment[Message.milliseconds] ?? "") ?? 0
  Thread.detachNewThread {
    Thread.sleep(forTimeInterval: milliseconds / 1000)
    kill(getpid(), SIGKILL)
  }
  let endpoint = try MadeJudges.endpoint(environment[Message.url] ?? "", concurrency: concurrency)
  let answers = try AnswerCache(at: environment[Message.answers] ?? "")
  _ = try MadeJudges.judges(endpoint, answers: answers).all(MadeJudges.traces(traceCount))
  Thread.sleep(forTimeInterval: 60)
}
