import Evaluators
import Foundation
import Judges
import Labels
import Store

/// Judges and traces, made for tests.
enum MadeJudges {
  static let criterion = Criterion(
    name: "refund", question: "Was the refund right?", passMeaning: "it was due",
    failMeaning: "it was not due")

  /// Waits so short that tests do not notice them.
  static let quickRetries = RetryRule(attemptCount: 6, firstWaitSeconds: 0.002, longestWaitSeconds: 0.02)

  static func evaluator(
    _ procedure: JudgeSpec.Procedure = .direct, sampleCount: Int = 1, answerTokenLimit: Int = 512,
    endpoint: String = "local", model: String = "m1"
  ) -> Evaluator {
    Evaluator(
      name: "refund-judge", criterion: "refund", kind: .judge,
      judge: JudgeSpec(
        endpoint: endpoint, model: model, procedure: procedure, prompt: JudgePrompt.standard,
        sampleCount: sampleCount, temperature: 0, seed: 1, answerTokenLimit: answerTokenLimit))
  }

  static func endpoint(
    _ url: String, keyVariable: String? = nil, concurrency: Int = 4, requestsPerMinute: Double? = nil,
    timeoutSeconds: Double = 10, prices: (Double, Double)? = nil
  ) throws -> Endpoint {
    guard let url = URL(string: url) else { throw URLError(.badURL) }
    return Endpoint(
      name: "local", url: url, keyVariable: keyVariable, concurrency: concurrency,
      requestsPerMinute: requestsPerMinute, timeoutSeconds: timeoutSeconds, inputPrice: prices?.0,
      outputPrice: prices?.1)
  }

  static func traces(_ count: Int) -> [ShownTrace] {
    (0..<count).map { number in
      ShownTrace(
        id: "t\(number)", contentHash: "h\(number)", agent: nil, startedAt: nil,
        turns: [
          .init(role: "user", text: "Refund of order \(number), please."),
          .init(
            role: "assistant", text: "Done.",
            calls: [.init(tool: "refund", arguments: "{\"order\":\(number)}")]),
        ])
    }
  }

  /// The number of the order in a question about one of the traces.
  static func number(in question: String) -> Int? {
    question.firstMatch(of: /Refund of order (\d+)/).flatMap { Int($0.1) }
  }

  /// What a scripted judge says of a trace.
  static func label(of number: Int) -> String { number % 3 == 0 ? "fail" : "pass" }

  /// Judges made of one endpoint; answers in memory unless others are given.
  static func judges(
    _ endpoint: Endpoint, environment: [String: String] = [:], answers: AnswerCache? = nil,
    budget: JudgeBudget = JudgeBudget(), retries: RetryRule = quickRetries
  ) throws -> Judges {
    try Judges(
      endpoints: [endpoint], environment: environment, answers: answers ?? AnswerCache(), budget: budget,
      retries: retries)
  }
}

extension Judges {
  /// Judges traces and gathers the judgements, in the order of delivery.
  func all(
    _ traces: [ShownTrace], with evaluator: Evaluator = MadeJudges.evaluator(), version: String = "v1"
  ) throws -> (judgements: [Judgement?], outcome: JudgeOutcome) {
    var judgements: [Judgement?] = []
    let outcome = try judge(traces, with: evaluator, version: version, criterion: MadeJudges.criterion) {
      index, judgement in
      precondition(index == judgements.count, "\(index) came in place of \(judgements.count)")
      judgements.append(judgement)
    }
    return (judgements, outcome)
  }
}

/// A folder of a test's own, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "faultline-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
