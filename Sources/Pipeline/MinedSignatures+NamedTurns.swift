internal import Features
internal import JSONBytes
internal import Traces

/// The turns that show what a signature is named by.
extension MinedSignatures {
  /// Whether a row has a sign, or does not make a step.
  func shows(_ term: Term?, _ row: Int) -> Bool {
    let table = collection.evidence
    let terms = table.terms[table.termRange(row)]
    switch term {
    case .sign(let sign, let tool):
      let hash = tool.map { ByteHash.of(Array($0.utf8)) } ?? 0
      return terms.contains(.sign(sign, toolHash: hash)) || !lapses(meant: term, row).isEmpty
    case .lapse: return !lapses(meant: term, row).isEmpty
    default: return false
    }
  }

  /// The turns of a row's trace in which a sign shows, or a tool is called without a step.
  func turns(showing term: Term?, ofRow row: Int, in trace: Trace) -> Set<Int> {
    guard shows(term, row) else { return [] }
    var turns: Set<Int> = []
    if case .sign(let sign, let tool) = term {
      turns.formUnion(TurnSigns().turns(of: sign, tool: tool, in: trace))
    }
    for lapse in lapses(meant: term, row) {
      guard !lapse.isOfFigure else {
        turns.formUnion(TurnSigns().turns(of: lapse.sign, tool: nil, in: trace))
        continue
      }
      if lapse.kind == .uncalled {
        // What was said in place of the call.
        turns.formUnion(trace.turns.lastIndex { $0.role == .assistant }.map { [$0] } ?? [])
        continue
      }
      let tool = collection.evidence.toolNames[lapse.tool]
      let calls = trace.toolCalls.filter { trace.string($0.tool) == tool }
      // What never follows was to come after the last call.
      let call = lapse.kind == .unfinished ? calls.last : calls.first
      if let call { turns.insert(call.turn) }
    }
    return turns
  }

  /// The steps that a row does not make and that a term means.
  private func lapses(meant term: Term?, _ row: Int) -> [Lapse] {
    let table = collection.evidence
    return table.terms[table.termRange(row)].compactMap { table.lapses[$0] }.filter { isMeant($0, by: term) }
  }

  /// Whether a term tells of a step that is not made.
  func isMeant(_ lapse: Lapse, by term: Term?) -> Bool {
    let names = collection.evidence.toolNames
    return switch term {
    case .sign(let sign, let tool): lapse.sign == sign && (tool == nil || names[lapse.step] == tool)
    case .lapse(let kind, let tool, let step):
      lapse.kind == kind && names[lapse.step] == step && names[lapse.tool] == tool
    default: false
    }
  }
}
