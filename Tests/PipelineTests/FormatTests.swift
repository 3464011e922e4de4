import Testing
import Traces

@testable import Pipeline

/// What a reader must make of its sample.
struct FormatSample: Sendable, CustomTestStringConvertible {
  let name: String
  let lines: [String]
  let outcome: Outcome
  let source: OutcomeSource?
  var thread: String?
  var id = "t1"
  var duplicateCount = 0
  var hasTime = true

  var testDescription: String { name }

  /// The conversation that the samples tell, with what marks the failed result.
  static func conversation(
    _ provenance: String, hasSystem: Bool = true, lookup: String = #"lookup {"id":7}"#,
    search: String = #"search {"q":"order7"}"#
  ) -> [String] {
    let tools = [lookup, search].map { String($0.prefix { $0 != " " }) }
    return (hasSystem ? ["system: You help with orders."] : []) + [
      "user: Where is order 7?", "assistant: ", "  → " + lookup,
      "tool(\(tools[0])): Error: not found" + provenance, "assistant: Let me search.", "  → " + search,
      #"tool(\#(tools[1])): [{"id":77}]"#, "assistant: There is no order 7.",
    ]
  }

  static let all = [
    Self(name: "chat", lines: conversation(""), outcome: .failure, source: nil),
    Self(
      name: "langsmith-api", lines: conversation(""), outcome: .failure, source: nil, thread: "th1",
      id: "00000000-0000-4000-8000-000000000001", duplicateCount: 1),
    Self(
      name: "langsmith-cli", lines: conversation(" !typed"), outcome: .failure, source: nil, thread: "th1",
      id: "00000000-0000-4000-8000-000000000001"),
    Self(
      name: "langsmith-tree",
      lines: conversation(" !typed").map { $0.replacing("Error: not found", with: "KeyError(7)") },
      outcome: .failure, source: .human, thread: "th1", id: "00000000-0000-4000-8000-000000000001"),
    Self(
      name: "langfuse-blob", lines: conversation(""), outcome: .failure, source: .human, thread: "th1",
      duplicateCount: 2),
    Self(name: "langfuse-pages", lines: conversation(""), outcome: .failure, source: nil, thread: "th1"),
    Self(name: "langfuse-api", lines: conversation(""), outcome: .failure, source: .judge, thread: "th1"),
    Self(
      name: "phoenix", lines: conversation(" !exception event"), outcome: .failure, source: .judge,
      thread: "th1", id: "a1"),
    Self(
      name: "mlflow", lines: conversation(" !exception event"), outcome: .failure, source: .judge,
      thread: "th1"),
    Self(name: "litellm", lines: conversation(""), outcome: .unknown, source: nil, thread: "t1"),
    Self(name: "braintrust", lines: conversation(" !flag"), outcome: .failure, source: nil, thread: "th1"),
    Self(name: "weave", lines: conversation(" !flag"), outcome: .unknown, source: nil, thread: "th1"),
    Self(name: "opik", lines: conversation(" !exception event"), outcome: .failure, source: nil),
    Self(name: "agents-sdk", lines: conversation(" !flag"), outcome: .unknown, source: nil, thread: "th1"),
    Self(
      name: "phoenix-otlp", lines: conversation(" !exception event"), outcome: .unknown, source: nil,
      thread: "th1", id: "0af7651916cd43dd8448eb211c8031a1"),
    Self(
      name: "otlp-genai", lines: conversation(" !typed"), outcome: .failure, source: .judge, thread: "th1",
      id: "5b8efff798038103d269b633813fc60c"),
    Self(
      name: "otlp-indexed", lines: conversation(""), outcome: .unknown, source: nil,
      id: "5b8efff798038103d269b633813fc60c"),
    Self(
      name: "otlp-events", lines: conversation(""), outcome: .failure, source: .code, thread: "th1",
      id: "5b8efff798038103d269b633813fc60c"),
    Self(
      name: "otlp-logs", lines: conversation(""), outcome: .failure, source: .judge, thread: "th1",
      id: "5b8efff798038103d269b633813fc60c"),
    Self(name: "inspect-json", lines: conversation(" !typed"), outcome: .failure, source: .code),
    Self(
      name: "tau-bench", lines: conversation(""), outcome: .failure, source: .code, id: "3", hasTime: false),
    Self(name: "tau2", lines: conversation(" !flag"), outcome: .failure, source: .code),
    Self(
      name: "swe-agent", lines: conversation("", lookup: "lookup lookup7", search: "search searchorder7"),
      outcome: .failure, source: .code, id: "", hasTime: false),
    Self(
      name: "claude-code", lines: conversation(" !flag", hasSystem: false), outcome: .unknown, source: nil,
      thread: "t1"),
    Self(name: "codex", lines: conversation(" !exit code"), outcome: .failure, source: .code),
    Self(
      name: "codex-plain", lines: conversation(" !exit code", hasSystem: false), outcome: .unknown,
      source: nil
    ),
    Self(
      name: "message-rows", lines: conversation(""), outcome: .unknown, source: nil, duplicateCount: 1),
    Self(name: "atif", lines: conversation(""), outcome: .unknown, source: nil),
  ]
}

@Test(arguments: FormatSample.all)
func `one conversation is the same trace from every format`(sample: FormatSample) throws {
  let read = try SampleTraces(sample.name)
  let traces = read.traces()
  #expect(traces.count == 1 && read.collection.traceCount == 1)
  #expect(read.collection.rejections.map(\.reason) == [])
  #expect(read.collection.duplicateCount == sample.duplicateCount)
  #expect(read.addsUp)
  let trace = try #require(traces.first)
  #expect(trace.lines == sample.lines)
  #expect(trace.outcome == sample.outcome)
  #expect(trace.outcomeSource == sample.source)
  #expect(trace.thread.map(trace.string) == sample.thread)
  #expect(trace.id.map(trace.string) ?? "" == sample.id)
  #expect((trace.startedAt != nil) == sample.hasTime)
}
