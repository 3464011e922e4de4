import Evaluators
import Foundation
import Store
import TestServer
import Testing

@testable import Judges

private let key = "sk-test-0123456789abcdefghijklmnop"

@Test func `a key is sent to its endpoint and stands nowhere else`() throws {
  // Servers that repeat the key in every place they can.
  let replies: [TestServer.Reply] = [
    .whole(
      status: 500, body: "{\"error\":{\"message\":\"\(String(repeating: "x", count: 180)) bad key \(key)\"}}"),
    .whole(
      status: 200,
      body: TestServer.completion("{\"rationale\":\"\(key)\",\"verdict\":\"pass\"}", model: "m \(key)")),
    .whole(status: 400, body: "Bearer \(key)"), .whole(status: 401, body: "{\"detail\":\"\(key) is wrong\"}"),
  ]
  let folder = try TemporaryFolder()
  var said = ""
  for (number, reply) in replies.enumerated() {
    let server = try TestServer { request in request.number == 0 || number > 0 ? reply : replies[1] }
    defer { server.close() }
    let judges = try MadeJudges.judges(
      MadeJudges.endpoint(server.url, keyVariable: "JUDGE_KEY"), environment: ["JUDGE_KEY": key],
      answers: AnswerCache(at: folder.path + "/\(number).db"),
      retries: RetryRule(attemptCount: number == 0 ? 1 : 2, firstWaitSeconds: 0.001))
    let (judgements, outcome) = try judges.all(MadeJudges.traces(3))
    said += "\(judgements) \(outcome) \(outcome.words)\n"
    dump(judges, to: &said)
    #expect(server.allRequests.allSatisfy { $0.head.contains("Authorization: Bearer \(key)") })
    #expect(server.allRequests.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains(key) })
  }
  #expect(said.contains("•••") && said.contains("HTTP 401"))
  #expect(!said.contains(key) && !said.contains("sk-test"))
  for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file))
    #expect(bytes.range(of: Data("sk-test".utf8)) == nil, "\(file)")
  }
}

@Test func `a key does not follow a redirection`() throws {
  let thief = try TestServer { _ in .whole(status: 200, body: TestServer.verdict("pass")) }
  defer { thief.close() }
  let server = try TestServer { _ in
    .whole(status: 302, headers: ["Location": "\(thief.url)/chat/completions"], body: "")
  }
  defer { server.close() }
  let judges = try MadeJudges.judges(
    MadeJudges.endpoint(server.url, keyVariable: "K"), environment: ["K": key])
  let (judgements, outcome) = try judges.all(MadeJudges.traces(2))
  #expect(thief.requestCount == 0 && judgements.allSatisfy { $0 == nil })
  #expect(outcome.stopReason?.contains("redirects") == true)
}

@Test func `errors name the variable and not what it holds`() throws {
  let endpoint = try MadeJudges.endpoint("http://127.0.0.1:1", keyVariable: "JUDGE_KEY")
  do {
    try MadeJudges.judges(endpoint, environment: ["JUDGE_KEY": key + " \n"]).check(MadeJudges.evaluator())
    Issue.record("taken")
  } catch let error as JudgeError {
    #expect(
      error.reason.contains("JUDGE_KEY") && !error.reason.contains("sk-test")
        && !"\(error)".contains("sk-test"))
  }
}

@Test func `a secret does not show itself`() {
  let secret = Secret(key)
  var dumped = ""
  dump(secret, to: &dumped)
  #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("sk-test"))
  #expect(secret.header == "Bearer \(key)" && secret.hidden(in: "a \(key) b") == "a ••• b")
}
