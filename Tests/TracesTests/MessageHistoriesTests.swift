import JSONBytes
import Statistics
import Testing

@testable import Traces

/// A conversation as messages in JSON, made at random, and the spans of calls of models in which it is repeated.
private struct MadeConversation {
  private var generator: SplitMix64
  private var messages: [String] = []

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    for _ in 0..<(4 + draw(16)) { messages.append(message()) }
  }

  private mutating func draw(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }

  private mutating func pick(_ words: [String]) -> String { words[draw(words.count)] }

  /// Few words, so that messages, ids and tools are often the same.
  private mutating func text() -> String {
    pick(["", "yes", " yes ", "no\\n", "späť \\u00e9", "\\ud83d\\ude00 [1]"])
  }

  private mutating func id() -> String { pick(["", #""id":"c1","#, #""id":"c2","#, #""id":" c2","#]) }

  private mutating func callID() -> String {
    pick(["", #","tool_call_id":"c1""#, #","tool_call_id":"c2""#, #","id":"c1""#, #","name":"get""#])
  }

  private mutating func message() -> String {
    let (text, tool) = (text(), pick(["get", "put", " get"]))
    switch draw(12) {
    case 0: return #"{"role":"system","content":"\#(text)"}"#
    case 1, 2: return #"{"role":"user","content":"\#(text)"}"#
    case 3: return #"{"role":"assistant","content":"\#(text)"}"#
    case 4, 5:
      let calls = (0...draw(2)).map { _ in
        #"{\#(id())"function":{"name":"\#(tool)","arguments":"{\"n\":\#(draw(2))}"}}"#
      }
      return #"{"role":"assistant","content":"\#(text)","tool_calls":[\#(calls.joined(separator: ","))]}"#
    case 6, 7: return #"{"role":"tool","content":"\#(text)"\#(callID())}"#
    case 8:
      return #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"\#(text)"}]}"#
    case 9: return #"{"type":"function_call","call_id":"c1","name":"\#(tool)","arguments":"{}"}"#
    case 10: return #"{"type":"function_call_output","call_id":"c1","output":"\#(text)"}"#
    default:
      return pick([
        #"{"type":"reasoning"}"#, #"{"type":"text","text":"a part"}"#, #"{"n":[1.5,-2,true]}"#,
      ])
    }
  }

  /// What a call of a model is told: mostly the start of the conversation, at times with one message changed, its
  /// first messages left out, or others behind.
  private mutating func history() -> [String] {
    var told = Array(messages.prefix(draw(messages.count) + 1))
    switch draw(8) {
    case 0: told[draw(told.count)] = message()
    case 1: told.removeFirst(draw(told.count))
    case 2: told += [message(), message()]
    default: break
    }
    return told
  }

  /// Spans in the shape of Phoenix, mostly in the order in which the conversation grows.
  mutating func spans(isFlat: Bool) -> [String] {
    var told = (0..<(3 + draw(8))).map { _ in history() }
    if draw(4) > 0 { told.sort { $0.count < $1.count } }
    return told.enumerated().map { place, messages in
      let list = "[\(messages.joined(separator: ","))]"
      let value = draw(5) == 0 ? #"{"messages":\#(list)}"# : list
      let input = isFlat ? flat(messages) : #""input.value":\#(quoted(value))"#
      let context = #""context":{"trace_id":"t","span_id":"\#(place)"}"#
      return #"{\#(context),"start_time":"2026-01-05T10:00:\#(10 + place)Z","#
        + #""attributes":{"openinference.span.kind":"LLM",\#(input),"output.value":"fine"}}"#
    }
  }

  /// Attributes of messages in the order of their places, or not quite.
  private mutating func flat(_ messages: [String]) -> String {
    var attributes: [String] = []
    for (place, message) in messages.enumerated() {
      let name = #""llm.input_messages.\#(place).message"#
      attributes.append(#"\#(name).role":"\#(pick(["user", "assistant", "tool"]))""#)
      attributes.append(#"\#(name).content":\#(quoted(message))"#)
      guard message.contains("tool_calls") else { continue }
      attributes.append(#"\#(name).tool_calls.0.tool_call.function.name":"get""#)
    }
    if draw(6) == 0 { attributes.swapAt(draw(attributes.count), draw(attributes.count)) }
    if draw(6) == 0 { attributes.insert(#""other":1"#, at: draw(attributes.count)) }
    return attributes.joined(separator: ",")
  }
}

private func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendQuoted(text)
  return String(decoding: bytes, as: UTF8.self)
}

/// Everything that a trace says of turns and calls.
private func facts(of trace: Trace) -> [String] {
  let turns = trace.turns.map { turn in
    "\(turn.role) \(turn.speaker.map(trace.string) ?? "-"): \(trace.string(turn.text))"
  }
  let calls = trace.toolCalls.map { call in
    "\(trace.string(call.tool)) \(trace.string(call.arguments)) \(call.result.map(trace.string) ?? "-") \(call.turn) "
      + "\(call.resultTurn ?? -1) \(call.callID.map(trace.string) ?? "-") \(call.mark?.provenance.name ?? "-")"
  }
  return turns + calls
}

/// The trace of spans, each of which is read with what is remembered of those before it, or without.
private func joined(_ spans: [String], isRemembering: Bool) throws -> Trace {
  var table = SpanTable()
  for span in spans {
    var document = try JSONParser().parse(Array(span.utf8))
    if !isRemembering { table.histories = MessageHistories() }
    SpanRecordReader().read(&document, into: &table)
  }
  var trace = Trace()
  var joining = SpanJoining(table: table)
  joining.join(into: &trace)
  return trace
}

@Test(arguments: [false, true])
func `a trace is the same whether or not the start of a history is known again`(isFlat: Bool) throws {
  for seed in 0..<1_500 {
    var conversation = MadeConversation(seed: UInt64(seed))
    let spans = conversation.spans(isFlat: isFlat)
    let (with, without) = (
      try joined(spans, isRemembering: true), try joined(spans, isRemembering: false)
    )
    #expect(facts(of: with) == facts(of: without), "seed \(seed)")
    #expect(with.text == without.text, "seed \(seed)")
  }
}

/// What is found in a list after another was read: its messages, and whether it goes on with the other.
private func found(_ list: String, after earlier: String) throws -> (turns: [String], goesOn: Bool) {
  var table = SpanTable()
  var document = try JSONParser().parse(Array(earlier.utf8))
  _ = table.messages(in: document.root, of: &document, role: .user)
  document = try JSONParser().parse(Array(list.utf8))
  var finding = MessageFinding(role: .user)
  finding.histories = table.histories
  finding.find(in: document.root, of: &document, depth: 0)
  let goesOn = finding.head != nil && !finding.reading.hasChangedHead
  let messages = table.messages(in: document.root, of: &document, role: .user).map { table.messages[$0] }
  return (messages.map { String(decoding: table.text[$0.text.indices], as: UTF8.self) }, goesOn)
}

@Test func `a list that begins with an earlier one goes on with it, whatever white space is in it`() throws {
  let (turns, goesOn) = try found(
    #"[{"role":"user","content":"a"}, {"role":"user","content":"b"}]"#,
    after: #"[ {"role": "user", "content":"a"} ]"#)
  #expect(turns == ["a", "b"])
  #expect(goesOn)
}

@Test func `a list that differs in one byte, one number or the order of fields goes on with nothing`() throws
{
  let earlier = #"[{"role":"user","content":"abc","n":1.5}]"#
  for other in [
    #"{"role":"user","content":"abd","n":1.5}"#, #"{"role":"user","content":"abc","n":2.5}"#,
    #"{"role":"user","n":1.5,"content":"abc"}"#, #"{"role":"user","content":"abc","n":1.5,"m":1}"#,
  ] {
    let (turns, goesOn) = try found(#"[\#(other),{"role":"user","content":"b"}]"#, after: earlier)
    #expect(turns.last == "b")
    #expect(!goesOn)
  }
}

@Test func `a result behind the known start goes to a call in it`() throws {
  let ask =
    #"{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"get"}},"#
    + #"{"id":"c2","function":{"name":"put"}}]}"#
  let result = #"{"role":"tool","tool_call_id":"c2","content":"stored"}"#
  var table = SpanTable()
  for list in ["[\(ask)]", "[\(ask),\(result)]"] {
    var document = try JSONParser().parse(Array(list.utf8))
    _ = table.messages(in: document.root, of: &document, role: .user)
  }
  let message = try #require(table.messages.last)
  #expect(message.callID.map { String(decoding: table.text[$0.indices], as: UTF8.self) } == "c2")
  #expect(message.speaker.map { String(decoding: table.text[$0.indices], as: UTF8.self) } == "put")
}

@Test func `a call that goes on with the last message of the known start is read with it`() throws {
  let answer = #"{"role":"assistant","content":"wait"}"#
  let call = #"{"type":"function_call","call_id":"c1","name":"get","arguments":"{}"}"#
  let (turns, goesOn) = try found("[\(answer),\(call)]", after: "[\(answer)]")
  #expect(turns == ["wait"])
  #expect(!goesOn)
}
