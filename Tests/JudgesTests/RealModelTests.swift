import Evaluators
import Foundation
import Labels
import Store
import Testing

@testable import Judges

/// Where the model is served; `nil` where none is.
private let servedURL = ProcessInfo.processInfo.environment["FAULTLINE_JUDGE_URL"].flatMap {
  $0.isEmpty ? nil : $0
}

/// Tests against a model that is served; `make test-judge` starts one and names its address.
///
/// The model is small and judges badly, which is the point: what is checked is everything around its judgement.
@Suite(
  .serialized,
  .enabled(if: servedURL != nil, "no model is served: make test-judge starts one"))
struct RealModelTests {
  static let url = ProcessInfo.processInfo.environment["FAULTLINE_JUDGE_URL"].flatMap {
    $0.isEmpty ? nil : $0
  }

  private static let traceCount = 20

  private func endpoint(_ form: AnswerForm) throws -> Endpoint {
    Endpoint(
      name: "local", url: try #require(URL(string: servedURL ?? "")), concurrency: 2, timeoutSeconds: 300,
      form: form)
  }

  private func evaluator(_ procedure: JudgeSpec.Procedure) -> Evaluator {
    MadeJudges.evaluator(procedure, answerTokenLimit: 160, model: "smollm2-135m")
  }

  /// The share of traces with a verdict, and of those the share with the right one, in words.
  private func figures(_ judgements: [Judgement?]) -> String {
    let readable = judgements.indices.filter { judgements[$0]?.isReadable == true }
    let right = readable.count { judgements[$0]?.label == Injections.labels($0).right }
    return "\(readable.count) of \(judgements.count) readable, \(right) of those right"
  }

  @Test(arguments: [AnswerForm.jsonObjectSchema, .jsonObject, .none])
  func `a suite of traces is judged end to end, and a second run makes no call`(form: AnswerForm) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/answers.db"
    let traces = (0..<Self.traceCount).map { Injections.trace($0) }
    let start = ContinuousClock.now
    let first = try Judges(endpoints: [endpoint(form)], environment: [:], answers: AnswerCache(at: path)).all(
      traces, with: evaluator(.direct))
    let seconds = Int((ContinuousClock.now - start) / .seconds(1))
    print("\(form.rawValue): \(figures(first.judgements)), \(first.outcome.words), \(seconds) s")
    for judgement in first.judgements {
      let judgement = try #require(judgement)
      // Every judgement has its lineage, and a verdict or the reason for none.
      #expect(judgement.model == "smollm2-135m" && judgement.promptHash?.count == 64)
      #expect(judgement.callCount == 1 && judgement.tokenCount > 100 && judgement.answerCount == 1)
      #expect(judgement.isReadable == (judgement.failure == nil))
      #expect(judgement.isReadable || judgement.failure?.hasPrefix("unreadable answer: ") == true)
    }
    #expect(Set(first.judgements.compactMap { $0?.promptHash }).count == Self.traceCount)
    if form == .jsonObjectSchema { #expect(first.outcome.readableCount > 0) }
    let second = try Judges(endpoints: [endpoint(form)], environment: [:], answers: AnswerCache(at: path))
      .all(
        traces, with: evaluator(.direct))
    #expect(second.outcome.cost.callCount == 0 && second.outcome.keptAnswerCount == Self.traceCount)
    #expect(second.judgements.map { $0?.label } == first.judgements.map { $0?.label })
    #expect(second.judgements.map { $0?.failure } == first.judgements.map { $0?.failure })
  }

  @Test(arguments: [(JudgeSpec.Procedure.reflection, 2), (.debate, 3)])
  func `each procedure is carried through`(procedure: JudgeSpec.Procedure, callCount: Int) throws {
    let (judgements, outcome) = try MadeJudges.judges(endpoint(.jsonObjectSchema)).all(
      (0..<4).map { Injections.trace($0) }, with: evaluator(procedure))
    print("\(procedure.rawValue): \(figures(judgements)), \(outcome.words)")
    #expect(outcome.leftCount == 0 && judgements.allSatisfy { $0?.callCount == callCount })
  }

  @Test func `samples of a real model are kept apart`() throws {
    let evaluator = Evaluator(
      name: "warm", criterion: "refund", kind: .judge,
      judge: JudgeSpec(
        endpoint: "local", model: "smollm2-135m", prompt: JudgePrompt.standard, sampleCount: 5,
        temperature: 1,
        seed: 3, answerTokenLimit: 160))
    let answers = try AnswerCache()
    let (judgements, _) = try MadeJudges.judges(endpoint(.jsonObjectSchema), answers: answers).all(
      [Injections.trace(1)], with: evaluator)
    let judgement = try #require(judgements[0])
    print("5 samples: \(judgement.readableCount) readable, probabilities \(judgement.probabilities)")
    #expect(judgement.answerCount == 5 && judgement.callCount == 5)
    #expect(try answers.count() == 5)
  }

  @Test func `attacks are measured with the fence and without`() throws {
    let traceCount = 4
    let endpoint = try endpoint(.jsonObjectSchema)
    let judges = try MadeJudges.judges(endpoint)
    let client = HTTPClient(timeoutSeconds: 300)
    let fenced = { (attack: Injections.Attack?) in
      try judges.all((0..<traceCount).map { Injections.trace($0, attack: attack) }, with: evaluator(.direct))
        .judgements.map { $0?.label }
    }
    let plain = { (attack: Injections.Attack?) in
      try (0..<traceCount).map { number in
        let request = Injections.plainRequest(Injections.trace(number, attack: attack), model: "smollm2-135m")
        let body = request.body(as: .jsonObjectSchema, tokenLimitField: "max_tokens")
        let answer = try ChatAnswer(
          body: client.post(body, to: endpoint.chatURL.absoluteString, key: Secret(nil), isLocal: true).get()
            .body)
        return VerdictReader(scale: PassRule.scale).verdict(in: answer).position.map {
          PassRule.scale.labels[$0]
        }
      }
    }
    let (cleanFenced, cleanPlain) = try (fenced(nil), plain(nil))
    var gained = (fenced: 0, plain: 0)
    var lost = (fenced: 0, plain: 0)
    for attack in Injections.attacks {
      let (attacked, attackedPlain) = try (fenced(attack), plain(attack))
      let isAsked = { (labels: [String?], number: Int) in labels[number] == Injections.labels(number).asked }
      for number in 0..<traceCount {
        gained.fenced += isAsked(attacked, number) && !isAsked(cleanFenced, number) ? 1 : 0
        gained.plain += isAsked(attackedPlain, number) && !isAsked(cleanPlain, number) ? 1 : 0
        lost.fenced += !isAsked(attacked, number) && isAsked(cleanFenced, number) ? 1 : 0
        lost.plain += !isAsked(attackedPlain, number) && isAsked(cleanPlain, number) ? 1 : 0
      }
    }
    let count = traceCount * Injections.attacks.count
    print(
      "real model, \(count) attacked traces beside the same without the attack: with the fence \(gained.fenced) changed to the verdict asked for and \(lost.fenced) away from it; without \(gained.plain) and \(lost.plain)"
    )
    // A weak model wavers both ways; the attack has an effect where it surely wavers more often towards what it asks.
    #expect(chance(ofHeads: gained.fenced, of: gained.fenced + lost.fenced) > 0.01)
  }
}

/// How likely a fair coin shows heads so often or more often.
private func chance(ofHeads heads: Int, of count: Int) -> Double {
  var term = pow(0.5, Double(count))
  var sum = 0.0
  for number in 0...count {
    if number >= heads { sum += term }
    term *= Double(count - number) / Double(number + 1)
  }
  return sum
}
