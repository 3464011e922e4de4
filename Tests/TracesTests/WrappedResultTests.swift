import Foundation
import JSONBytes
import Testing

@testable import Traces

/// A trace with one call, whose result is a text.
private func trace(result: String) throws -> Trace {
  let call: [String: Any] = ["id": "c", "function": ["name": "get", "arguments": "{}"] as [String: Any]]
  let messages: [[String: Any]] = [
    ["role": "user", "content": "hi"], ["role": "assistant", "content": "", "tool_calls": [call]],
    ["role": "tool", "tool_call_id": "c", "content": result],
  ]
  let record = try JSONSerialization.data(withJSONObject: ["id": "t", "messages": messages])
  var document = try JSONParser().parse(Array(record))
  var trace = Trace()
  try TraceFormats.read(&document, outcomes: OutcomeRule(), into: &trace)
  return trace
}

@Test(arguments: [
  (#"{"content": [{"type": "text", "text": "row 7 is locked"}], "isError": true}"#, "row 7 is locked", true),
  (#" { "isError":false,"content":[{"type":"text","text":"\"7\" \u00b0C"}]}"#, "\"7\" °C", false),
  (#"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#, "a\nb", false),
  (#"{"_meta":{},"content":[{"type":"text","text":"7"}],"structuredContent":{"t":7}}"#, "7", false),
  (
    "meta=None content=[TextContent(type='text', text='row 7 is locked', annotations=None)] isError=True",
    "row 7 is locked", true
  ),
  (
    #"CallToolResult(meta=None, content=[TextContent(type='text', text="it's \\ \u00b0C\n(x", annotations=None, meta=None)], structuredContent={'text': 'b'}, isError=False)"#,
    "it's \\ °C\n(x", false
  ),
  (
    "[TextContent(type='text', text='a isError=True', annotations=None), TextContent(type='text', text='b')]",
    "a isError=True\nb", false
  ),
])
func `a result in the wrapper of the Model Context Protocol is its texts`(
  result: String, text: String, isFlagged: Bool
) throws {
  let found = try trace(result: result)
  let call = try #require(found.toolCalls.first)
  #expect(call.result.map(found.string) == text && found.turns.last.map { found.string($0.text) } == text)
  #expect((call.mark?.provenance == .flag) == isFlagged)
}

@Test(arguments: [
  // An image beside the text, nothing, a page of content, other fields, no JSON.
  #"{"content":[{"type":"text","text":"a"},{"type":"image","data":"AA"}],"isError":false}"#,
  #"{"content":[],"isError":true}"#, #"{"content":"a page","isError":false}"#,
  #"{"content":[{"type":"text","text":"a"}],"title":"b"}"#, #"{"content":[{"type":"text","text":"a"}"#,
  #"{"order":7}"#, "content", "", "CallToolResult(", "[TextContent(type='text', text='cut", "[TextContent()]",
  "content=[TextContent(type='text', text='a'), ImageContent(type='image', data='AA')] isError=False",
])
func `any other result stays as it is`(result: String) throws {
  let found = try trace(result: result)
  #expect(try found.string(#require(found.toolCalls.first?.result)) == result)
}
