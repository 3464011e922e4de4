internal import JSONBytes

extension SpanJoining {
  /// The turn of an answer with calls.
  struct Answer {
    let turn: Int

    /// The place of the first message with its hash.
    let first: Int
    var isRepeated = false
  }

  /// The calls of an answer that has no ids for them.
  struct NamelessCalls {
    /// The place of the first message with the hash of the answer's, and how many of them the trace had with it.
    let first: Int
    let count: Int
    let calls: Range<Int>
  }

  /// Takes note of an answer whose calls have no ids.
  mutating func noteNameless(_ message: SpanMessage, _ calls: Range<Int>, first: Int, count: Int) {
    guard calls.count == message.calls.count, trace.toolCalls[calls].contains(where: { $0.callID == nil })
    else { return }
    nameless.append(NamelessCalls(first: first, count: count, calls: calls))
  }

  /// Gives the calls of an answer the ids by which a message that repeats it tells them, so that their results are
  /// found by these.
  mutating func nameCalls(by message: SpanMessage, first: Int, count: Int) {
    guard table.calls[message.calls].contains(where: { $0.callID != nil }),
      let place = nameless.firstIndex(where: { $0.first == first && $0.count == count })
    else { return }
    for (index, call) in zip(nameless.remove(at: place).calls, table.calls[message.calls]) {
      trace.toolCalls[index].callID = trace.toolCalls[index].callID ?? call.callID
    }
  }

  /// Whether a message that went in is an answer which the trace has with its calls, told again without them: by its
  /// words, or by smolagents' words for its calls.
  mutating func repeatsAnswer(_ message: SpanMessage, in input: [Int]) -> Bool {
    guard message.role == .assistant, message.calls.isEmpty, !message.text.isEmpty else { return false }
    let words = table.text[message.text.indices]
    if words.starts(with: "Calling tools:".utf8) {
      let text = String(decoding: words, as: UTF8.self)
      return trace.toolCalls.contains { call in
        guard let id = call.callID, !id.isEmpty else { return false }
        return text.contains("'id': '\(String(decoding: table.text[id.indices], as: UTF8.self))'")
      }
    }
    let known = answers.firstIndex { answer in
      !answer.isRepeated && isEqual(trace.turns[answer.turn].text, message.text)
        && !input.contains { firsts[$0] == answer.first }
    }
    guard let known else { return false }
    answers[known].isRepeated = true
    return true
  }

  /// The places in the table of an answer's calls that went into the model already, as where the span of an agent
  /// gathers the calls of all its answers beside the words of the last.
  ///
  /// An id that is the tool's name may come again; and what says nothing but its calls makes them.
  func callsToldAgain(by answer: SpanMessage, after input: [Int]) -> Set<Int> {
    guard !answer.calls.isEmpty, !answer.text.isEmpty else { return [] }
    let told = input.flatMap { Array(table.calls[table.messages[$0].calls]) }
    return Set(
      answer.calls.filter { place in
        let call = table.calls[place]
        return !isEqual(call.callID, call.tool)
          && told.contains { known in
            isEqual(known.callID, call.callID) && isEqual(known.tool, call.tool)
              && table.hash(ofJSON: known.arguments) == table.hash(ofJSON: call.arguments)
          }
      })
  }
}
