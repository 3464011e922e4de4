internal import ContentHash
internal import Evaluators
internal import Labels
internal import Store
internal import Synchronization

/// Asks one evaluator's model about traces, one after the other on each thread.
final class TraceJudging: Sendable {
  private let spec: JudgeSpec
  private let scale: LabelScale
  private let version: String
  private let prompt: JudgePrompt
  private let caller: Caller
  private let answers: AnswerCache
  private let claims: Claims
  private let stop: StopSign
  private let state = Mutex(State())

  private struct State {
    var failedInARow = 0
    var hasAnswer = false
    var storeError: StoreError?
  }

  init(
    spec: JudgeSpec, scale: LabelScale, version: String, prompt: JudgePrompt, caller: Caller,
    answers: AnswerCache, claims: Claims, stop: StopSign
  ) {
    (self.spec, self.scale, self.version, self.prompt) = (spec, scale, version, prompt)
    (self.caller, self.answers, self.claims, self.stop) = (caller, answers, claims, stop)
  }

  /// Why answers could not be read or kept; `nil` if they could.
  var storeError: StoreError? { state.withLock { $0.storeError } }

  /// What became of one trace.
  struct Result: Sendable {
    /// `nil` where the run stopped before there was one.
    var judgement: Judgement?
    var keptAnswerCount = 0
    var cost = JudgeCost()
    var models: Set<String> = []
    var hasPassingFault = false

    /// The hashes of all that was sent, in order.
    var requestHashes: [String] = []
  }

  /// Asks about a trace, as often as the evaluator wants samples.
  func result(for trace: ShownTrace) -> Result {
    var result = Result()
    var verdicts: [Verdict] = []
    for sample in 0..<max(1, spec.sampleCount) {
      guard let verdict = verdict(on: trace, sample: sample, &result) else { return result }
      verdicts.append(verdict)
    }
    var judgement = Judgement(samples: verdicts, scale: scale)
    judgement.model = result.models.isEmpty ? nil : result.models.sorted().joined(separator: ", ")
    judgement.promptHash =
      result.requestHashes.count == 1
      ? result.requestHashes[0]
      : ContentHash.hexadecimal(of: Array(result.requestHashes.joined(separator: "\n").utf8))
    (judgement.callCount, judgement.tokenCount) = (result.cost.callCount, result.cost.tokenCount)
    judgement.mayBeAnsweredLater = result.hasPassingFault && !judgement.isReadable
    result.judgement = judgement
    return result
  }

  /// The verdict of one sample; `nil` if the run stopped.
  private func verdict(on trace: ShownTrace, sample: Int, _ result: inout Result) -> Verdict? {
    let steps = JudgeSteps(prompt: prompt, spec: spec, trace: trace, sample: sample)
    var given: [ChatAnswer] = []
    while let request = steps.next(after: given.map(\.text)) {
      switch answer(to: request, sample: sample, &result) {
      case .answered(let answer): given.append(answer)
      // Nothing was the matter with the trace: it is left for a run after the repair.
      case .failed(.lasting), .stopped: return nil
      case .failed(let fault):
        if case .passing = fault { result.hasPassingFault = true }
        return Verdict(failure: fault.reason, isUnanswered: true)
      }
    }
    return given.last.map { VerdictReader(scale: scale).verdict(in: $0) }
  }

  /// The answer that is kept, or else the one that a call gives, kept before it counts.
  private func answer(to request: ChatRequest, sample: Int, _ result: inout Result) -> Caller.Outcome {
    let endpoint = caller.endpoint
    let body = request.body(as: endpoint.form, tokenLimitField: endpoint.tokenLimitField)
    let hash = ChatRequest.hash(of: body)
    result.requestHashes.append(hash)
    let key = AnswerCache.Key(
      evaluatorVersion: version, model: request.model, requestHash: hash, sample: sample)
    do {
      return try claims.holding(key) {
        if let kept = try answers.answer(for: key) {
          result.keptAnswerCount += 1
          note(kept, &result)
          return .answered(kept)
        }
        if let reason = stop.reason { return .stopped(reason) }
        let seed = UInt64(hash.prefix(15), radix: 16) ?? 0
        let (outcome, cost) = caller.answer(
          to: body, seed: seed &+ UInt64(sample), answerTokenLimit: request.answerTokenLimit, stop)
        result.cost += cost
        switch outcome {
        case .answered(let answer):
          try answers.keep(answer, for: key)
          note(answer, &result)
        case .failed(let fault): note(fault)
        case .stopped(let reason): stop.raise(reason)
        }
        return outcome
      }
    } catch {
      let error = error as? StoreError ?? .database(path: AnswerCache.fileName, detail: "\(error)")
      state.withLock { $0.storeError = $0.storeError ?? error }
      stop.raise(error.reason)
      return .stopped(error.reason)
    }
  }

  private func note(_ answer: ChatAnswer, _ result: inout Result) {
    result.models.insert(answer.model ?? spec.model)
    state.withLock { ($0.failedInARow, $0.hasAnswer) = (0, true) }
  }

  /// Stops the run where going on would be in vain.
  private func note(_ fault: CallFault) {
    let isVain = state.withLock { state in
      state.failedInARow += 1
      if case .lasting = fault { return true }
      // A trace that is refused may be too long; that says nothing of the next, unless none was ever answered.
      if case .refused = fault, state.hasAnswer { return false }
      return state.failedInARow >= Self.mostFailuresInARow
    }
    guard isVain else { return }
    stop.raise("endpoint \(caller.endpoint.name): \(fault.reason)")
  }

  /// After so many traces in a row without an answer, all attempts counted, the endpoint is given up.
  private static let mostFailuresInARow = 10
}
