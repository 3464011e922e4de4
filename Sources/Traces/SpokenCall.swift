internal import JSONBytes

/// A call of a tool that is said as a message of its own, as in ShareGPT's conversations: the JSON text of an object with
/// `name` and `arguments`, or of a list of them.
enum SpokenCall {
  /// Whether a word for who speaks stands for such a call.
  static func isOne(_ word: ByteRange, in document: JSONDocument) -> Bool {
    words.contains { document.matches(word, $0) }
  }

  private static let words: [StaticString] = ["function_call", "tool_call", "function-call"]

  /// Reads the calls into the turn of the assistant that is under way; what is no such text is what the turn says.
  static func read(_ value: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages) {
    guard let text = document.textOrJSON(value) else { return }
    guard var inner = document.document(within: text) else {
      _ = reading.addTurn(.assistant, text: text)
      return
    }
    var scratch = Trace()
    var calls = ChatMessages(taking: &scratch)
    for node in inner.kind(inner.root) == .array ? inner.elements(of: inner.root) : [inner.root] {
      let call = WrittenCall(node, in: inner)
      if call.name == nil, call.arguments == nil {
        calls.addCall(tool: .empty, arguments: inner.addText(of: node), turn: 0)
      } else {
        calls.readCall(node, turn: 0, of: &inner)
      }
    }
    guard !calls.trace.toolCalls.isEmpty else {
      _ = reading.addTurn(.assistant, text: text)
      return
    }
    let last = reading.trace.turns.indices.last
    let isOpen = last.map { reading.trace.turns[$0].role == .assistant } ?? false
    let turn = isOpen ? last ?? 0 : reading.addTurn(.assistant)
    let offset = document.add(inner.strings).start
    for call in calls.trace.toolCalls.map({ $0.moved(by: offset) }) {
      reading.addCall(tool: call.tool, arguments: call.arguments, turn: turn, callID: call.callID)
    }
  }
}
