import Foundation
import JSONBytes
import Testing
import Traces

/// Traces made from what is said and done in them.
enum MadeTraces {
  /// A turn of a chat, as an object of its messages.
  static func turn(_ role: String, _ text: String) -> [String: Any] { ["role": role, "content": text] }

  /// A call of a tool.
  static func call(_ tool: String, _ arguments: String = "{}", id: String = "c") -> [String: Any] {
    [
      "role": "assistant", "content": "",
      "tool_calls": [["id": id, "function": ["name": tool, "arguments": arguments]] as [String: Any]],
    ]
  }

  /// What came back from a call, with further fields of the message.
  static func result(_ text: String, id: String = "c", _ fields: [String: Any] = [:]) -> [String: Any] {
    fields.merging(["role": "tool", "tool_call_id": id, "content": text]) { given, _ in given }
  }

  static func trace(_ messages: [[String: Any]]) throws -> Trace {
    try trace(of: ["id": "t", "messages": messages])
  }

  /// A trace that is kept as one text, which shows no names of tools.
  static func displayed(_ text: String) throws -> Trace { try trace(of: ["messages_display": text]) }

  private static func trace(of record: [String: Any]) throws -> Trace {
    let record = try JSONSerialization.data(withJSONObject: record)
    var document = try JSONParser().parse(Array(record))
    var trace = Trace()
    try TraceFormats.read(&document, outcomes: OutcomeRule(), into: &trace)
    return trace
  }

  /// A trace with one call of a tool.
  static func trace(result text: String, _ fields: [String: Any] = [:]) throws -> Trace {
    try trace([turn("user", "please help"), call("get_order"), result(text, fields)])
  }
}
