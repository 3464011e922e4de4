import Testing
import Traces

@testable import Pipeline

/// The traces of files, each of some records, one a line.
private func read(_ files: [String]...) -> SampleTraces {
  SampleTraces(files.map { Array($0.joined(separator: "\n").utf8) })
}

private func row(
  _ content: String, _ role: String = "user", in conversation: String? = nil, at second: Int? = nil
)
  -> String
{
  let name = conversation.map { #""session_id":"\#($0)","# } ?? ""
  let time = second.map { #""timestamp":"2026-01-05T10:00:\#($0 + 10)Z","# } ?? ""
  return #"{\#(name)\#(time)"role":"\#(role)","content":"\#(content)"}"#
}

@Test func `messages by themselves are a conversation a file`() {
  let found = read(
    [#"[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]"#],
    [row("he"), row("hu", "assistant"), row("he")])
  #expect(found.addsUp && found.collection.rejections.isEmpty)
  let expected = [["user: hi", "assistant: ho"], ["user: he", "assistant: hu", "user: he"]]
  #expect(Set(found.traces().map(\.lines)) == Set(expected))
}

@Test func `messages that name a conversation are joined to it, over files and by their times`() {
  let found = read(
    [row("b2", "assistant", in: "b", at: 4), row("a1", in: "a", at: 1), row("b1", in: "b", at: 3)],
    [row("a2", "assistant", in: "a", at: 2), row("a1", in: "a", at: 1)])
  #expect(found.addsUp && found.collection.rejections.isEmpty && found.collection.duplicateCount == 1)
  #expect(
    found.traces().map(\.lines).sorted { $0[0] < $1[0] } == [
      ["user: a1", "assistant: a2"], ["user: b1", "assistant: b2"],
    ])
  #expect(Set(found.collection.rows.map(\.id)) == ["a", "b"])
}

@Test func `what is said twice without a time is kept twice`() {
  let found = read([row("yes", in: "a"), row("sure?", "assistant", in: "a"), row("yes", in: "a")])
  #expect(found.traces().map(\.lines) == [["user: yes", "assistant: sure?", "user: yes"]])
}

@Test func `a list of messages a line is a trace each, as are the conversations of ShareGPT`() {
  let list = #"[{"from":"human","value":"hi"},{"from":"gpt","value":"ho"}]"#
  let found = read([
    list, #"[{"role":"user","content":"he"}]"#, #"{"id":"c","conversations":\#(list)}"#, "[]", "[1,2]",
    #"{"conversations":[1]}"#,
  ])
  #expect(found.addsUp)
  #expect(
    found.traces().map(\.lines) == [
      ["user: hi", "assistant: ho"], ["user: he"], ["user: hi", "assistant: ho"],
    ])
  #expect(found.collection.rejections.count == 3)
}

@Test func `a role that is none of a message's, or says nothing, is no message`() {
  let found = read([
    #"{"role":"editor","content":"x"}"#, #"{"role":"user","name":"ann"}"#, #"{"role":3,"content":"x"}"#,
  ])
  #expect(found.addsUp && found.collection.traceCount == 0 && found.collection.rejections.count == 3)
}

@Test func `tables of messages are read only where they name the conversation`() {
  #expect(TraceFormats.readsTable(withColumns: ["Conversation_ID", "role", "content"]))
  #expect(!TraceFormats.readsTable(withColumns: ["role", "content"]))
  #expect(!TraceFormats.readsTable(withColumns: ["thread_id", "role", "name"]))
  #expect(!TraceFormats.readsTable(withColumns: ["id", "input", "output", "content", "start_time"]))
}

@Test func `messages that name no conversation are told as undivided`() {
  let found = read([row("a"), row("b"), row("c")], [row("d", in: "x"), row("e", in: "y")], [row("f")])
  #expect(found.collection.undivided.map(\.fileIndex) == [0])
  #expect(found.collection.undivided.map(\.count) == [3])
  #expect(found.inspection.files.map(\.undividedCounts) == [[3], [], []])
}

@Test func `a conversation by that name is one, and known by its id`() throws {
  let trace = try only(
    #"{"conversation_id":"c7","model":"m","conversation":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#
  )
  #expect(trace.lines == ["user: hi", "assistant: ho"])
  #expect(trace.id.map(trace.string) == "c7")
}

@Test func `calls that ShareGPT's speakers say are calls, and what is observed then is their result`() throws
{
  let trace = try only(
    #"{"conversations":[{"from":"human","value":"Where are they?"},{"from":"function_call","value":"no call"},"#
      + #"{"from":"human","value":"And?"},{"from":"gpt","value":"I look."},"#
      + #"{"from":"function_call","value":"{\"name\":\"get\",\"arguments\":{\"k\":7}}"},{"from":"human","value":"So?"},"#
      + #"{"from":"function_call","value":"[{\"name\":\"put\",\"arguments\":\"{}\"},{\"k\":8}]"},"#
      + #"{"from":"observation","value":"stored"},{"from":"tool","value":"Error: gone"},{"from":"gpt","value":"Done."}]}"#
  )
  #expect(
    trace.lines == [
      "user: Where are they?", "assistant: no call", "user: And?", "assistant: I look.", #"  → get {"k":7}"#,
      "user: So?", "assistant: ", "  → put {}", #"  →  {"k":8}"#,
      "tool(put): stored", "tool(): Error: gone", "assistant: Done.",
    ])
  #expect(trace.toolCalls.map { $0.result == nil } == [true, false, false])
}
