internal import Evaluators
import Foundation
internal import Store

/// Calls one endpoint, again and again if need be, within the budget.
final class Caller: Sendable {
  let endpoint: Endpoint
  private let key: Secret
  private let client: HTTPClient
  private let pace: Pace
  private let retries: RetryRule
  private let purse: Purse

  init(_ endpoint: Endpoint, key: Secret, retries: RetryRule, purse: Purse) {
    (self.endpoint, self.key, self.retries, self.purse) = (endpoint, key, retries, purse)
    client = HTTPClient(timeoutSeconds: endpoint.timeoutSeconds)
    pace = Pace(requestsPerMinute: endpoint.requestsPerMinute)
  }

  /// What came of a call.
  enum Outcome: Sendable {
    case answered(ChatAnswer)
    case failed(CallFault)

    /// The budget, or the run, is at its end.
    case stopped(String)
  }

  /// Asks until there is an answer or no hope for one.
  ///
  /// - Parameters:
  ///   - body: The request.
  ///   - seed: Tells the call from others, for the waits.
  ///   - answerTokenLimit: The most tokens that the answer can have.
  /// - Returns: What came of it, and what all attempts took.
  func answer(
    to body: [UInt8], seed: UInt64, answerTokenLimit: Int, _ stop: StopSign
  ) -> (outcome: Outcome, cost: JudgeCost) {
    let most = cost(promptTokenCount: body.count, answerTokenCount: answerTokenLimit)
    var total = JudgeCost()
    var attempt = 1
    while true {
      switch purse.setAside(most) {
      case .granted: break
      case .denied(let reason): return (.stopped(reason), total)
      case .later:
        guard Pace.wait(seconds: Self.purseWaitSeconds, stop) else {
          return (.stopped(stop.reason ?? ""), total)
        }
        continue
      }
      guard pace.waitForTurn(stop) else {
        purse.settle(most, for: JudgeCost())
        return (.stopped(stop.reason ?? ""), total)
      }
      let (result, used) = attemptOnce(body)
      purse.settle(most, for: used)
      total += used
      switch result {
      case .success(let answer): return (.answered(answer), total)
      case .failure(let fault):
        guard case .passing(let reason, let asked) = fault, attempt < retries.attemptCount else {
          return (.failed(fault.after(attempt)), total)
        }
        if let asked, asked > retries.longestAskedSeconds {
          return (.failed(.refused("\(reason); it asks to wait \(Int(asked)) s")), total)
        }
        let wait = retries.waitSeconds(afterAttempt: attempt, asked: asked, seed: seed)
        if let asked { pace.pause(seconds: asked) }
        guard Pace.wait(seconds: wait, stop) else { return (.stopped(stop.reason ?? ""), total) }
        attempt += 1
      }
    }
  }

  private static let purseWaitSeconds = 0.01

  private func attemptOnce(_ body: [UInt8]) -> (Result<ChatAnswer, CallFault>, JudgeCost) {
    var used = JudgeCost()
    used.callCount = 1
    switch client.post(body, to: endpoint.chatURL.absoluteString, key: key, isLocal: endpoint.isLocal) {
    case .failure(let fault): return (.failure(fault), used)
    case .success(let reply):
      let fault = CallFault(
        status: reply.status, retryAfter: reply.retryAfter, body: reply.body, hiding: key, now: Date())
      if let fault { return (.failure(fault), used) }
      do throws(ChatAnswerError) {
        var answer = try ChatAnswer(body: reply.body)
        answer.text = key.hidden(in: answer.text)
        answer.reasoning = answer.reasoning.map { key.hidden(in: $0) }
        answer.model = answer.model.map { VisibleLine(key.hidden(in: $0), limit: 200).text }
        return (
          .success(answer),
          // Where the endpoint does not count: four bytes a token, as is usual of English.
          cost(
            promptTokenCount: answer.promptTokenCount ?? (body.count + 3) / 4,
            answerTokenCount: answer.answerTokenCount ?? (answer.text.utf8.count + 3) / 4)
        )
      } catch {
        return (.failure(.passing(error.reason, askedSeconds: nil)), used)
      }
    }
  }

  private func cost(promptTokenCount: Int, answerTokenCount: Int) -> JudgeCost {
    var cost = JudgeCost()
    cost.callCount = 1
    (cost.promptTokenCount, cost.answerTokenCount) = (promptTokenCount, answerTokenCount)
    cost.cost =
      endpoint.cost(promptTokenCount: promptTokenCount, answerTokenCount: answerTokenCount) ?? 0
    return cost
  }
}

extension CallFault {
  /// The fault with the number of attempts, where there were several.
  fileprivate func after(_ attemptCount: Int) -> CallFault {
    guard attemptCount > 1, case .passing(let reason, let asked) = self else { return self }
    return .passing("\(reason) (\(attemptCount) attempts)", askedSeconds: asked)
  }
}
