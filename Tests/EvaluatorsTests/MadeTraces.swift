import JSONBytes
import Traces

/// A trace read from a chat record.
func trace(_ record: String) throws -> Trace {
  var document = try JSONParser().parse(Array(record.utf8))
  var trace = Trace()
  ChatReader().read(&document, outcomes: OutcomeRule(), into: &trace)
  return trace
}

/// A trace of some messages.
func trace(messages: String) throws -> Trace { try trace(#"{"id":"t","messages":[\#(messages)]}"#) }

/// A user's or assistant's turn.
func said(_ role: String, _ text: String) -> String {
  #"{"role":"\#(role)","content":\#(quoted(text))}"#
}

/// A turn with a call, and its result unless it has none.
func called(_ tool: String, _ arguments: String = "{}", result: String? = "{}", id: String = "c") -> String {
  let call = #"""
    {"role":"assistant","content":null,"tool_calls":[{"id":"\#(id)","type":"function",\#
    "function":{"name":"\#(tool)","arguments":\#(quoted(arguments))}}]}
    """#
  guard let result else { return call }
  return call + #",{"role":"tool","tool_call_id":"\#(id)","name":"\#(tool)","content":\#(quoted(result))}"#
}

func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendQuoted(text)
  return String(decoding: bytes, as: UTF8.self)
}
