package import JSONBytes

/// Trajectories in Harbor's interchange format (ATIF).
///
/// There is no field for errors: those stand in the text of the results. Steps that were copied from an
/// earlier session are not read again.
package struct HarborReader: TraceReader {
  package let name = "atif"
  package let summary = "Harbor ATIF trajectories: `schema_version` and `steps`"
  package let signs = [FormatSign(arrays: [.steps], strings: [.schemaVersion])]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.name("trajectory_id", of: root) ?? document.name("session_id", of: root)
    trace.thread = document.name("session_id", of: root)
    trace.agent = document.field("agent", of: root).flatMap { document.name("name", of: $0) }
    trace.outcome = outcomes.outcome(in: document) ?? .unknown
    let steps = document.elements("steps", of: root)
    for step in steps where trace.startedAt == nil { trace.startedAt = document.time("timestamp", of: step) }
    var reading = ChatMessages(taking: &trace)
    for step in steps { readStep(step, of: &document, &reading) }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  func readStep(_ step: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages) {
    let isCopied = document.field("is_copied_context", of: step).map { document.kind($0) == .true } ?? false
    guard !isCopied else { return }
    let role = document.text("source", of: step).map { Role(written: $0, in: document) } ?? .assistant
    let turn = reading.addTurn(role)
    if let text = document.field("message", of: step).flatMap({
      reading.readContent($0, turn: turn, of: &document)
    }) {
      reading.setText(text, ofTurn: turn)
    }
    if let calls = document.field("tool_calls", of: step) {
      reading.readToolCalls(calls, turn: turn, of: &document)
    }
    guard let observation = document.field("observation", of: step) else { return }
    for result in document.elements("results", of: observation) {
      readResult(result, of: &document, &reading)
    }
  }

  private func readResult(
    _ result: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let turn = reading.addTurn(.tool)
    let text =
      document.field("content", of: result).flatMap { reading.readContent($0, turn: turn, of: &document) }
      ?? .none
    reading.setText(text, ofTurn: turn)
    reading.attachResult(
      ToolResult(
        text: text, callID: document.name("source_call_id", of: result), tool: nil,
        mark: ErrorMarkReading.mark(in: result, of: &document)), turn: turn, in: document)
  }
}
