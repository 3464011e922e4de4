internal import JSONBytes

/// A step in the memory of an agent of smolagents: the task that it was given, or a call of the model with the calls of
/// tools that it made and what these brought.
///
/// What the model was told stands in each step anew, in `model_input_messages`; of it only the first words of the system
/// are not in the steps.
enum SmolagentsStep {
  static func isOne(_ node: JSONNode, in document: JSONDocument) -> Bool {
    func has(_ key: StaticString) -> Bool { document.field(key, of: node) != nil }
    return has("step_number") && (has("model_output_message") || has("model_output"))
      || document.text("task", of: node) != nil && has("task_images")
  }

  static func read(_ node: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages) {
    if let task = document.text("task", of: node) {
      _ = reading.addTurn(.user, text: task)
      return
    }
    let number = document.field("step_number", of: node).flatMap { document.number($0) }
    if number == 1, let first = document.elements("model_input_messages", of: node).first {
      readSystem(first, of: &document, into: &reading)
    }
    let turn = reading.addTurn(.assistant)
    let message = document.field("model_output_message", of: node)
    let content =
      message.flatMap { document.field("content", of: $0) } ?? document.field("model_output", of: node)
    reading.setText(
      content.flatMap { reading.readContent($0, turn: turn, of: &document) } ?? .empty, ofTurn: turn)
    let asked = message.map { document.elements("tool_calls", of: $0) } ?? []
    for call in asked.isEmpty ? document.elements("tool_calls", of: node) : asked {
      reading.readCall(call, turn: turn, of: &document)
    }
    readResult(of: node, &document, into: &reading)
  }

  /// Reads what the model was told first, if that is of the system.
  private static func readSystem(
    _ message: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    guard let role = document.text("role", of: message), Role(written: role, in: document) == .system,
      let content = document.field("content", of: message)
    else { return }
    reading.readInstructions(content, of: &document)
  }

  /// Reads what the tools brought, which is one text whatever number of calls there are, and what went wrong.
  private static func readResult(
    of node: JSONNode, _ document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    let error = document.field("error", of: node).flatMap { document.kind($0) == .object ? $0 : nil }
    let words = error.flatMap { document.text("message", of: $0) }
    let text = document.text("observations", of: node)
    guard text != nil || words != nil else { return }
    let mark = error.map {
      ErrorMark(provenance: .typed, type: document.text("type", of: $0), message: words)
    }
    let turn = reading.addTurn(.tool, text: text ?? .empty)
    reading.attachResult(
      ToolResult(text: text ?? .empty, mark: mark, isOfLastCalls: true), turn: turn, in: document)
  }
}
