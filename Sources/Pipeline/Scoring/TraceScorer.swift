internal import ContentHash
internal import Evaluators
internal import JSONBytes
internal import Traces

/// Applies the checks of a suite to one trace after another, with memory of its own; each block has one.
struct TraceScorer {
  private let parts: [Part?]
  private let variedNames: Set<UInt64>
  private var result = ScoredTraces()
  private var facts = ScoreStencil.TraceFacts()

  // Memory that is used again from trace to trace.
  private var canonical: [UInt8] = []
  private var hash: [UInt8] = []
  private var idMemory: [UInt8] = []

  init(_ plan: ScoringPlan) {
    variedNames = plan.variedNames
    parts = plan.suite.map { version in
      let evaluator = version.evaluator
      guard let check = evaluator.check else { return nil }
      func verdict(_ isKept: Bool) -> ScoredVerdict {
        evaluator.passes(evaluator.judgement(ofCheck: isKept, rationale: nil).value ?? 0) ? .pass : .fail
      }
      return Part(
        check: CheckRun(check), stencil: ScoreStencil(version, plan), isHybrid: evaluator.kind == .hybrid,
        verdictOfKept: verdict(true), verdictOfBroken: verdict(false))
    }
  }

  /// An evaluator with a check; `nil` in place of one without.
  private struct Part {
    let check: CheckRun
    let stencil: ScoreStencil

    /// Whether a trace that keeps the rule is still a question for the model.
    let isHybrid: Bool
    let verdictOfKept: ScoredVerdict
    let verdictOfBroken: ScoredVerdict
  }

  /// Scores a trace: what a check decides has its line, what a program or a model decides stays open.
  mutating func score(_ trace: Trace, _ identity: TraceIdentity) {
    let index = result.ends.count / max(parts.count, 1)
    if trace.variant != nil { result.variants[index] = identity.name }
    let id = name(of: trace, identity)
    ShownTrace.writeCanonicalJSON(of: trace, into: &canonical)
    hash.removeAll(keepingCapacity: true)
    ContentHash.append(hashOf: canonical, to: &hash)
    facts.set(id: id, hash: hash, trace)
    var isOpen = false
    for place in parts.indices {
      let verdict = score(place, trace)
      isOpen = isOpen || verdict == .open
      result.verdicts.append(verdict)
      result.ends.append(result.lines.count)
    }
    guard isOpen else { return }
    result.shown[index] = ShownTrace(
      trace, id: String(decoding: id, as: UTF8.self), contentHash: String(decoding: hash, as: UTF8.self))
  }

  private mutating func score(_ place: Int, _ trace: Trace) -> ScoredVerdict {
    guard let part = parts[place] else { return .open }
    let isKept = part.check.isKept(by: trace)
    if isKept, part.isHybrid { return .open }
    part.stencil.append(
      facts, isKept: isKept, rationale: isKept ? nil : part.check.reason(in: trace), to: &result.lines,
      using: &idMemory)
    return isKept ? part.verdictOfKept : part.verdictOfBroken
  }

  /// What the trace is called in scores, as in a report of the same traces.
  private func name(of trace: Trace, _ identity: TraceIdentity) -> [UInt8] {
    guard let id = trace.id else { return Array(identity.nameOfUnnamed.utf8) }
    var name = Array(trace.text[id.indices])
    if let variant = trace.variant, variedNames.contains(identity.plainName) {
      name.append(UInt8(ascii: "/"))
      name += trace.text[variant.indices]
    }
    return name
  }

  /// What came of all traces so far.
  mutating func taken() -> ScoredTraces {
    defer { result = ScoredTraces() }
    return result
  }
}
