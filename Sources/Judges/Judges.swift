package import Evaluators
package import Labels
package import Store
internal import Synchronization

/// Asks models for the verdicts of evaluators.
///
/// Endpoints, budget and kept answers are shared by all evaluators of a suite. Several traces are asked about at a time,
/// as many as the endpoint allows; judgements are handed on in the order of the traces all the same.
package final class Judges: Sendable {
  private let endpoints: [Endpoint]

  /// The keys that the environment holds, by the names of their variables; nothing else of it is kept.
  private let keys: [String: Secret]
  private let answers: AnswerCache
  private let retries: RetryRule
  private let purse: Purse
  private let claims = Claims()
  private let callers = Mutex<[String: Caller]>([:])

  /// Why the run stopped; once it has, no evaluator asks any more.
  private let stop = StopSign()

  /// Makes ready to ask.
  ///
  /// - Parameters:
  ///   - endpoints: The endpoints of the workspace.
  ///   - environment: Where the keys are.
  ///   - answers: The answers kept so far.
  package init(
    endpoints: [Endpoint], environment: [String: String], answers: AnswerCache,
    budget: JudgeBudget = JudgeBudget(), retries: RetryRule = RetryRule()
  ) {
    (self.endpoints, self.answers, self.retries) = (endpoints, answers, retries)
    var keys: [String: Secret] = [:]
    for variable in endpoints.compactMap(\.keyVariable) {
      if let key = environment[variable], !key.isEmpty { keys[variable] = Secret(key) }
    }
    self.keys = keys
    purse = Purse(budget)
  }

  /// What all calls so far took.
  package var spent: JudgeCost { purse.spent }

  /// Looks whether an evaluator's model can be asked, before anything is asked.
  ///
  /// - Throws: `JudgeError` for an endpoint or a key that is missing.
  package func check(_ evaluator: Evaluator) throws(JudgeError) {
    _ = try caller(for: evaluator)
  }

  /// Ends the run: no call begins any more, and those under way are waited for.
  package func stop(because reason: String) { stop.raise(reason) }

  /// Judges traces.
  ///
  /// - Parameters:
  ///   - traces: The traces, in the order in which they are handed on.
  ///   - version: The version of the evaluator, by which answers are known again.
  ///   - deliver: Called on this thread for each trace in order, with its judgement; with `nil` for a trace that was
  ///     left because the run stopped. What it throws stops the run.
  /// - Returns: What became of the traces, and what it took.
  /// - Throws: `JudgeError`, and what `deliver` throws.
  package func judge(
    _ traces: [ShownTrace], with evaluator: Evaluator, version: String, criterion: Criterion,
    deliver: (_ index: Int, _ judgement: Judgement?) throws -> Void
  ) throws -> JudgeOutcome {
    let caller = try caller(for: evaluator)
    guard let spec = evaluator.judge else { throw JudgeError.noJudge(evaluator: evaluator.name) }
    let judging = TraceJudging(
      spec: spec, scale: evaluator.scale, version: version,
      prompt: JudgePrompt(criterion: criterion, scale: evaluator.scale, template: spec.prompt),
      caller: caller, answers: answers, claims: claims, stop: stop)
    let desk = Desk(itemCount: traces.count)
    desk.work(threadCount: caller.endpoint.concurrency) { judging.result(for: traces[$0]) }
    var outcome = JudgeOutcome()
    for index in traces.indices {
      let result = desk.result(of: index)
      outcome.count(result)
      do {
        try deliver(index, result.judgement)
      } catch {
        stop.raise("it was stopped")
        throw error
      }
    }
    if let error = judging.storeError { throw JudgeError.answers(error) }
    outcome.stopReason = outcome.leftCount > 0 ? stop.reason ?? "it was stopped" : nil
    return outcome
  }

  private func caller(for evaluator: Evaluator) throws(JudgeError) -> Caller {
    guard let spec = evaluator.judge else { throw .noJudge(evaluator: evaluator.name) }
    guard let endpoint = endpoints.first(where: { $0.name == spec.endpoint }) else {
      throw .unknownEndpoint(
        name: spec.endpoint, evaluator: evaluator.name, known: endpoints.map(\.name))
    }
    if purse.budget.cost != nil, endpoint.inputPrice == nil || endpoint.outputPrice == nil {
      throw .noPrice(endpoint: endpoint.name)
    }
    let key = try key(of: endpoint)
    return callers.withLock { callers in
      if let caller = callers[endpoint.name] { return caller }
      let caller = Caller(endpoint, key: key, retries: retries, purse: purse)
      callers[endpoint.name] = caller
      return caller
    }
  }

  private func key(of endpoint: Endpoint) throws(JudgeError) -> Secret {
    guard let variable = endpoint.keyVariable else { return Secret(nil) }
    guard let key = keys[variable] else { throw .noKey(variable: variable, endpoint: endpoint.name) }
    guard key.isUsable else { throw .badKey(variable: variable, endpoint: endpoint.name) }
    return key
  }
}
