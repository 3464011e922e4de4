internal import Features
internal import JSONBytes
internal import Traces

/// By what a trace is known again: its id and what is in it.
struct TraceIdentity: Sendable, Hashable {
  /// The hash of the id and variant; of the content where there is no id.
  let name: UInt64

  /// The hash of the id alone; 0 where there is no variant.
  let plainName: UInt64
  let content: UInt64

  init(of trace: Trace) {
    var hash = ByteHash(seed: 1)
    let text = trace.text.span
    for turn in trace.turns {
      hash.add(UInt64(turn.role.rawValue))
      hash.add(text, turn.text)
    }
    for call in trace.toolCalls {
      hash.add(text, call.tool)
      hash.add(text, call.arguments)
      // Where it is the text of a turn it has been added.
      let isTurn = call.resultTurn.map { trace.turns[$0].text == call.result } ?? false
      if let result = call.result, !isTurn { hash.add(text, result) }
    }
    hash.add(UInt64(trace.outcome.rawValue))
    content = hash.value
    guard let id = trace.id else {
      (name, plainName) = (content, 0)
      return
    }
    let idHash = ByteHash.of(text, id, seed: 2)
    if let variant = trace.variant {
      plainName = idHash
      name = ByteHash.of(text, variant, seed: idHash)
    } else {
      plainName = 0
      name = idHash
    }
  }

  /// Whether the trace is in a sample of a share of all, by its name alone.
  func isSampled(share: Double) -> Bool {
    share >= 1 || Double((name &* 0x9E37_79B9_7F4A_7C15) >> 11) < share * Double(1 << 53)
  }

  /// What a trace without an id is called.
  var nameOfUnnamed: String {
    let digits = String(content, radix: 16)
    return "h-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
