package import Traces

/// Tells which turns of a trace a reader should see, by the same words and names as the signs of the workflow.
package struct TurnSigns {
  private let tools = KnownTools()

  package init() {}

  /// The places of the turns in which the user protests, after the assistant's first.
  package func protests(in trace: Trace) -> [Int] {
    let phrases = WorkflowPhraseIndex.shared
    let firstReply = trace.turns.firstIndex { $0.role == .assistant } ?? trace.turns.count
    return trace.turns.indices[firstReply...].filter {
      trace.turns[$0].role == .user && phrases.holds(.protest, trace, trace.turns[$0].text)
    }
  }

  /// The calls that may have changed something: they do more than read, think, hand over or end.
  package func changes(in trace: Trace) -> [Int] {
    trace.toolCalls.indices.filter { call in
      let tool = trace.toolCalls[call].tool
      let traits = tools.traits(of: tool, hash: ByteHash.of(trace.text.span, tool), in: trace)
      return !traits.reads && !traits.thinks && !traits.handsOff && !traits.ends
    }
  }
}
