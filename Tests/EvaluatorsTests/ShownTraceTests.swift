import ContentHash
import Foundation
import JSONBytes
import Statistics
import Testing
import Traces

@testable import Evaluators

@Test func `the canonical JSON of a trace is that of its messages`() throws {
  let made = try trace(
    messages: [
      said("user", "pay \"now\"\n"), called("pay", #"{"n":1}"#, result: "done é\u{1}"), said("assistant", ""),
    ].joined(separator: ","))
  let shown = ShownTrace(made, id: "t1")
  let text = String(decoding: shown.canonicalJSON, as: UTF8.self)
  #expect(
    text == """
      [{"content":"pay \\"now\\"\\n","role":"user"},\
      {"content":"","role":"assistant","tool_calls":[{"function":{"arguments":"{\\"n\\":1}","name":"pay"},\
      "type":"function"}]},{"content":"done é\\u0001","name":"pay","role":"tool"},\
      {"content":"","role":"assistant"}]
      """)
  #expect(shown.shownHash == ContentHash.hexadecimal(of: Array(text.utf8)))
  #expect(shown.contentHash == shown.shownHash)
}

@Test func `a trace and what is shown of it have the same canonical JSON`() throws {
  var generator = SplitMix64(seed: 5)
  let words = ["a", "\"", "\\", "\n", "é", "漢字", "\u{0}", "😀", "order 12", "{\"x\":[1,2]}", " "]
  func text() -> String {
    (0..<generator.integer(below: 6)).map { _ in words[generator.integer(below: words.count)] }.joined()
  }
  var writer = ByteWriter()
  for _ in 0..<300 {
    let turns = (0..<generator.integer(below: 7)).map { index in
      switch generator.integer(below: 4) {
      case 0: said("user", text())
      case 1: said("assistant", text())
      case 2: called("tool\(generator.integer(below: 3))", text(), result: nil, id: "c\(index)")
      default: called("get", text(), result: text(), id: "c\(index)")
      }
    }
    let made = try trace(messages: turns.joined(separator: ","))
    let shown = ShownTrace(made, id: "t")
    ShownTrace.writeCanonicalJSON(of: made, into: &writer)
    let bytes = writer.array
    #expect(bytes == shown.canonicalJSON)
    #expect(shown.contentHash == shown.shownHash)
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]]
    #expect(object?.compactMap { $0["content"] as? String } == made.turns.map { made.string($0.text) })
  }
}

@Test func `calls out of order stand with the turn that made them`() throws {
  var made = try trace(messages: [called("a", id: "1"), called("b", id: "2")].joined(separator: ","))
  made.toolCalls.reverse()
  var writer = ByteWriter()
  ShownTrace.writeCanonicalJSON(of: made, into: &writer)
  #expect(writer.array == ShownTrace(made, id: "t").canonicalJSON)
}

@Test func `a program is shown the trace on one line`() throws {
  let record = #"""
    {"id":"t 1","started_at":"2025-03-15T13:34:24Z","agent":"a\nb","messages":[{"role":"user","content":"x\ny"}]}
    """#
  let shown = ShownTrace(try trace(record), id: "t 1")
  let line = String(decoding: shown.programLine, as: UTF8.self)
  #expect(
    line == #"""
      {"trace_id":"t 1","agent":"a\nb","started_at":"2025-03-15T13:34:24Z","messages":[{"content":"x\ny","role":"user"}]}
      """#)
  #expect(!line.contains("\n"))
  let bare = ShownTrace(try trace(messages: said("user", "x")), id: "t")
  #expect(String(decoding: bare.programLine, as: UTF8.self).contains(#""agent":null,"started_at":null"#))
}

@Test func `the hash changes with the words, the roles and the calls, and with nothing else`() throws {
  func hash(_ record: String) throws -> String { ShownTrace(try trace(record), id: "t").contentHash }
  let base = try hash(#"{"id":"1","messages":[{"role":"user","content":"x"}]}"#)
  #expect(try hash(#"{"agent":"b","messages":[{"content":"x","role":"user"}],"id":"2"}"#) == base)
  #expect(try hash(#"{"id":"1","messages":[{"role":"user","content":"y"}]}"#) != base)
  #expect(try hash(#"{"id":"1","messages":[{"role":"assistant","content":"x"}]}"#) != base)
  #expect(
    try hash(#"{"id":"1","messages":[{"role":"user","content":"x"},{"role":"user","content":""}]}"#) != base)
}
