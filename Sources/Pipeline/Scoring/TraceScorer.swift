internal import ContentHash
internal import Evaluators
internal import JSONBytes
internal import Traces

/// Applies the checks of a suite to one trace after another, with memory of its own; each block has one.
struct TraceScorer: ~Copyable {
  private let parts: [Part?]
  private let variedNames: Set<UInt64>
  private var result = ScoredTraces()
  private var facts = ScoreStencil.TraceFacts()

  // Memory that is used again from trace to trace.
  private var name: [UInt8] = []
  private var canonical = ByteWriter()
  private var hashing = RepeatedHash()
  private var hash: [UInt8] = []
  private var lines = ByteWriter()
  private var memory = ScoreStencil.Memory()

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
    setName(of: trace, identity)
    ShownTrace.writeCanonicalJSON(of: trace, into: &canonical)
    canonical.withBytes { hashing.write(hashOf: $0, to: &hash) }
    facts.set(id: name, hash: hash, trace)
    var isOpen = false
    for place in parts.indices {
      let verdict = score(place, trace)
      isOpen = isOpen || verdict == .open
      result.verdicts.append(verdict)
      result.ends.append(lines.count)
    }
    guard isOpen else { return }
    result.shown[index] = ShownTrace(
      trace, id: String(decoding: name, as: UTF8.self), contentHash: String(decoding: hash, as: UTF8.self))
  }

  private mutating func score(_ place: Int, _ trace: Trace) -> ScoredVerdict {
    guard let part = parts[place] else { return .open }
    let isKept = part.check.isKept(by: trace)
    if isKept, part.isHybrid { return .open }
    part.stencil.append(
      facts, isKept: isKept, rationale: isKept ? nil : part.check.reason(in: trace), to: &lines,
      using: &memory)
    return isKept ? part.verdictOfKept : part.verdictOfBroken
  }

  /// Takes what the trace is called in scores, as in a report of the same traces.
  private mutating func setName(of trace: Trace, _ identity: TraceIdentity) {
    name.removeAll(keepingCapacity: true)
    guard let id = trace.id else { return name += identity.nameOfUnnamed.utf8 }
    name += trace.text[id.indices]
    guard let variant = trace.variant, variedNames.contains(identity.plainName) else { return }
    name.append(UInt8(ascii: "/"))
    name += trace.text[variant.indices]
  }

  /// What came of all traces so far.
  mutating func taken() -> ScoredTraces {
    defer {
      result = ScoredTraces()
      lines.clear()
    }
    result.lines = lines.array
    return result
  }
}
