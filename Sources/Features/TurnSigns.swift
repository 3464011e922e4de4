package import Traces

/// Tells which turns of a trace a reader should see, by the same words and names as the signs of the workflow.
package struct TurnSigns {
  let tools = KnownTools()

  package init() {}

  /// The places of the turns in which the user protests, after the assistant's first.
  package func protests(in trace: Trace) -> [Int] {
    var turns: [Int] = []
    UserProtests(trace, tools: tools).forEach(failed: []) { turns.append($0.turn) }
    return turns
  }

  /// The name of the tool whose change the user corrects first; `nil` where the user corrects none.
  ///
  /// - Parameter failed: The calls that failed, and changed nothing.
  package func correctedTool(in trace: Trace, failed: Set<Int>) -> String? {
    var tool: String?
    UserProtests(trace, tools: tools).forEach(failed: failed) { protest in
      if tool == nil { tool = protest.correctedCall.map { trace.string(trace.toolCalls[$0].tool) } }
    }
    return tool
  }

  /// The places of the last turns in which nothing but thanks, wishes and farewells are said: those of the user that
  /// begin with some, and those of the assistant of which every sentence is some.
  package func farewells(in trace: Trace) -> [Int] {
    trace.turns.indices.suffix(Self.lastCount).filter { index in
      let sentences = SmallTalk.sentences(of: trace.turns[index].text, in: trace)
      guard let first = sentences.first else { return false }
      switch trace.turns[index].role {
      case .user: return SmallTalk.holds(trace.text.span, first)
      case .assistant: return sentences.allSatisfy { SmallTalk.holds(trace.text.span, $0) }
      case .system, .tool: return false
      }
    }
  }

  /// People take their leave in the last few turns.
  private static let lastCount = 3

  /// The calls that may have changed something: they do more than read, think, hand over or end.
  package func changes(in trace: Trace) -> [Int] {
    let protests = UserProtests(trace, tools: tools)
    return trace.toolCalls.indices.filter(protests.changes)
  }
}
