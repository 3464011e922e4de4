extension SpanJoining {
  /// What went into the trace and what came out of it: as the trace says, else as its outermost steps say.
  func wholeInputAndOutput(of spans: [TraceSpan]) -> (input: [Int], output: [Int]) {
    var (input, output) = (table.input, table.output)
    let frames = spans.filter { $0.kind == .frame || $0.kind == .unknown }
    if input.isEmpty { input = frames.first { !$0.input.isEmpty }?.input ?? [] }
    if output.isEmpty {
      // What a step gave before its root failed is no answer.
      let hasFailed = frames.contains { $0.parent == 0 && $0.mark != nil }
      let roots = frames.filter { $0.parent == 0 && !$0.output.isEmpty }
      output = (roots.first ?? (hasFailed ? nil : frames.last { !$0.output.isEmpty }))?.output ?? []
    }
    return (input, output)
  }

  /// Whether what went in and came out is the conversation, because no call of a model tells it.
  func isTold(byWhole whole: (input: [Int], output: [Int]), besides spans: [TraceSpan]) -> Bool {
    let hasTeller = spans.contains { span in
      (span.kind == .model || span.kind == .line) && !(span.input.isEmpty && span.output.isEmpty)
    }
    guard !hasTeller else { return false }
    return (whole.input + whole.output).contains { place in
      table.messages[place].role == .tool || !table.messages[place].calls.isEmpty
    } || whole.input.contains { table.messages[$0].role == .assistant }
  }
}
