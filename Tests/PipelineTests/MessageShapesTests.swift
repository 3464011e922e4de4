import JSONBytes
import Testing
import Traces

@testable import Pipeline

/// The shapes in which frameworks and services write the messages of one conversation: two calls of a tool, of which the
/// first fails, and an answer.
private enum Shape: String, CaseIterable {
  case openAI, anthropic, langChain, langChainData, langChainFlat, google, amazon, genAI, vercel, responses,
    pydantic

  static let results = ["Error: order 7 not found", "shipped on Monday"]
  static let (system, user, words, answer) = (
    "You are a clerk.", "Where are orders 7 and 8?", "Let me look at that.", "Order 7 is unknown."
  )

  /// What the model is told at each of its three calls, and what it answers.
  var steps: [(told: [String], says: [String])] {
    let start = said("system", Self.system) + said("user", Self.user)
    let (first, second) = (asks(0, Self.words), asks(1, ""))
    let then = start + first + result(0)
    return [(start, first), (then, second), (then + second + result(1), said("assistant", Self.answer))]
  }

  private func said(_ role: String, _ text: String) -> [String] {
    let short = ["system": "system", "user": "human", "assistant": "ai"][role] ?? role
    switch self {
    case .openAI, .anthropic, .vercel: return [#"{"role":"\#(role)","content":"\#(text)"}"#]
    case .langChain, .langChainData, .langChainFlat: return [chain(short, text, "")]
    case .google:
      return [#"{"role":"\#(role == "assistant" ? "model" : role)","parts":[{"text":"\#(text)"}]}"#]
    case .amazon: return [#"{"role":"\#(role)","content":[{"text":"\#(text)"}]}"#]
    case .genAI: return [#"{"role":"\#(role)","parts":[{"type":"text","content":"\#(text)"}]}"#]
    case .responses:
      let type = role == "assistant" ? "output_text" : "input_text"
      return [#"{"type":"message","role":"\#(role)","content":[{"type":"\#(type)","text":"\#(text)"}]}"#]
    case .pydantic:
      let kind = ["system": "system-prompt", "user": "user-prompt", "assistant": "text"][role] ?? role
      return [
        #"{"kind":"\#(role == "assistant" ? "response" : "request")","parts":[{"part_kind":"\#(kind)","content":"\#(text)"}]}"#
      ]
    }
  }

  private func asks(_ place: Int, _ text: String) -> [String] {
    let (id, arguments) = ("c\(place)", #"{"id":\#(7 + place)}"#)
    let quotedArguments = quoted(arguments)
    func parts(_ words: String, _ call: String) -> String {
      text.isEmpty ? "[\(call)]" : "[\(words),\(call)]"
    }
    switch self {
    case .openAI:
      return [
        #"{"role":"assistant","content":\#(text.isEmpty ? "null" : quoted(text)),"tool_calls":[{"id":"\#(id)","type":"function","function":{"name":"get","arguments":\#(quotedArguments)}}]}"#
      ]
    case .anthropic:
      let call = #"{"type":"tool_use","id":"\#(id)","name":"get","input":\#(arguments)}"#
      return [#"{"role":"assistant","content":\#(parts(#"{"type":"text","text":"\#(text)"}"#, call))}"#]
    case .langChain, .langChainData, .langChainFlat:
      return [chain("ai", text, #","tool_calls":[{"name":"get","args":\#(arguments),"id":"\#(id)"}]"#)]
    case .google:
      let call = #"{"function_call":{"id":"\#(id)","name":"get","args":\#(arguments)}}"#
      return [#"{"role":"model","parts":\#(parts(#"{"text":"\#(text)"}"#, call))}"#]
    case .amazon:
      let call = #"{"toolUse":{"toolUseId":"\#(id)","name":"get","input":\#(arguments)}}"#
      return [#"{"role":"assistant","content":\#(parts(#"{"text":"\#(text)"}"#, call))}"#]
    case .genAI:
      let call = #"{"type":"tool_call","id":"\#(id)","name":"get","arguments":\#(arguments)}"#
      return [#"{"role":"assistant","parts":\#(parts(#"{"type":"text","content":"\#(text)"}"#, call))}"#]
    case .vercel:
      let call = #"{"type":"tool-call","toolCallId":"\#(id)","toolName":"get","input":\#(arguments)}"#
      return [#"{"role":"assistant","content":\#(parts(#"{"type":"text","text":"\#(text)"}"#, call))}"#]
    case .responses:
      let call =
        #"{"id":"fc\#(place)","type":"function_call","call_id":"\#(id)","name":"get","arguments":\#(quotedArguments)}"#
      return (text.isEmpty ? [#"{"type":"reasoning","summary":[]}"#] : said("assistant", text)) + [call]
    case .pydantic:
      let call =
        #"{"part_kind":"tool-call","tool_name":"get","args":\#(arguments),"tool_call_id":"\#(id)"}"#
      return [#"{"kind":"response","parts":\#(parts(#"{"part_kind":"text","content":"\#(text)"}"#, call))}"#]
    }
  }

  private func result(_ place: Int) -> [String] {
    let (id, text) = ("c\(place)", Self.results[place])
    switch self {
    case .openAI: return [#"{"role":"tool","tool_call_id":"\#(id)","content":"\#(text)"}"#]
    case .anthropic:
      return [
        #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"\#(id)","content":"\#(text)","is_error":\#(place == 0)}]}"#
      ]
    case .langChain, .langChainData, .langChainFlat:
      let status = place == 0 ? "error" : "success"
      return [chain("tool", text, #","tool_call_id":"\#(id)","name":"get","status":"\#(status)""#)]
    case .google:
      return [
        #"{"role":"user","parts":[{"function_response":{"id":"\#(id)","name":"get","response":{"result":"\#(text)"}}}]}"#
      ]
    case .amazon:
      return [
        #"{"role":"user","content":[{"toolResult":{"toolUseId":"\#(id)","content":[{"text":"\#(text)"}],"status":"\#(place == 0 ? "error" : "success")"}}]}"#
      ]
    case .genAI:
      return [
        #"{"role":"tool","parts":[{"type":"tool_call_response","id":"\#(id)","response":"\#(text)"}]}"#
      ]
    case .vercel:
      return [
        #"{"role":"tool","content":[{"type":"tool-result","toolCallId":"\#(id)","toolName":"get","output":{"type":"text","value":"\#(text)"}}]}"#
      ]
    case .responses: return [#"{"type":"function_call_output","call_id":"\#(id)","output":"\#(text)"}"#]
    case .pydantic:
      return [
        #"{"kind":"request","parts":[{"part_kind":"\#(place == 0 ? "retry-prompt" : "tool-return")","tool_name":"get","content":"\#(text)","tool_call_id":"\#(id)"}]}"#
      ]
    }
  }

  /// A message of LangChain, as it serialises, dumps or shortens it.
  private func chain(_ type: String, _ text: String, _ more: String) -> String {
    let inner = #""content":"\#(text)","type":"\#(type)"\#(more)"#
    let name = ["system": "System", "human": "Human", "ai": "AI", "tool": "Tool"][type] ?? ""
    switch self {
    case .langChain:
      return
        #"{"lc":1,"type":"constructor","id":["langchain","schema","messages","\#(name)Message"],"kwargs":{\#(inner)}}"#
    case .langChainData: return #"{"type":"\#(type)","data":{\#(inner)}}"#
    default: return #"{\#(inner),"additional_kwargs":{},"response_metadata":{}}"#
    }
  }
}

private func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendQuoted(text)
  return String(decoding: bytes, as: UTF8.self)
}

private func list(_ messages: [String]) -> String { "[\(messages.joined(separator: ","))]" }

/// In what the messages stand that went into a model.
private let wrappersOfInput: [@Sendable ([String]) -> String] = [
  { list($0) }, { #"{"messages":\#(list($0)),"model":"m"}"# }, { #"{"input":\#(list($0))}"# },
  { #"{"messages":[\#(list($0))]}"# }, { quoted(list($0)) }, { #"{"messages":\#(quoted(list($0)))}"# },
  { #"{"input":\#(quoted(#"{"messages":\#(list($0))}"#))}"# },
]

/// In what the messages stand that came out of it; an answer of several items is a list everywhere.
private let wrappersOfOutput: [@Sendable ([String]) -> String] = [
  { list($0) }, { #"{"messages":\#(list($0))}"# }, { #"{"output":\#(one($0))}"# }, { one($0) },
  { #"{"choices":[{"index":0,"message":\#(one($0))}]}"# },
  { #"{"generations":[[{"type":"ChatGeneration","message":\#(one($0))}]]}"# }, { quoted(one($0)) },
]

private func one(_ messages: [String]) -> String { messages.count == 1 ? messages[0] : list(messages) }

/// What an export has of a step: what went into it and came out, as JSON.
private struct Step {
  let name: String
  let kind: String
  let (place, input, output): (Int, String, String)

  private var times: [String] { [2 * place, 2 * place + 1].map { "2026-01-05T10:00:\($0 + 10)Z" } }
  private var parent: String { place == 0 ? "null" : #""r0""# }

  func langSmith(_ id: String) -> String {
    func object(_ value: String, _ key: String) -> String {
      value.hasPrefix("{") ? value : #"{"\#(key)":\#(value)}"#
    }
    return
      #"{"id":"\#(id)-\#(place)","trace_id":"\#(id)","parent_run_id":\#(place == 0 ? "null" : #""\#(id)-0""#),"name":"\#(name)","run_type":"\#(kind)","start_time":"\#(times[0])","end_time":"\#(times[1])","inputs":\#(object(input, "input")),"outputs":\#(object(output, "output")),"error":null}"#
  }

  func langfuse(_ id: String) -> String {
    let type = ["llm": "GENERATION", "tool": "TOOL"][kind] ?? "CHAIN"
    return
      #"{"id":"\#(id)-\#(place)","traceId":"\#(id)","type":"\#(type)","name":"\#(name)","parentObservationId":\#(place == 0 ? "null" : #""\#(id)-0""#),"startTime":"\#(times[0])","endTime":"\#(times[1])","level":"DEFAULT","input":\#(input),"output":\#(output)}"#
  }

  func phoenix(_ id: String) -> String {
    let (input, output) = (text(input), text(output))
    return
      #"{"name":"\#(name)","context":{"trace_id":"\#(id)","span_id":"r\#(place)"},"span_kind":"\#(kind.uppercased())","parent_id":\#(parent),"start_time":"\#(times[0])","end_time":"\#(times[1])","status_code":"OK","attributes":{"openinference.span.kind":"\#(kind.uppercased())","tool.name":"\#(name)","input.value":\#(input),"output.value":\#(output)},"events":[]}"#
  }

  func openLLMetry(_ id: String) -> String {
    let (input, output) = (text(input), text(output))
    let sort = ["llm": "task", "tool": "tool"][kind] ?? "workflow"
    let chat = kind == "llm" ? #"{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},"# : ""
    let parent = place == 0 ? "" : #""parentSpanId":"r0","#
    return
      #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\#(id)","spanId":"r\#(place)",\#(parent)"name":"\#(name)","startTimeUnixNano":"17676072\#(place + 10)000000000","endTimeUnixNano":"17676072\#(place + 10)500000000","attributes":[\#(chat){"key":"traceloop.span.kind","value":{"stringValue":"\#(sort)"}},{"key":"traceloop.entity.name","value":{"stringValue":"\#(name)"}},{"key":"traceloop.entity.input","value":{"stringValue":\#(input)}},{"key":"traceloop.entity.output","value":{"stringValue":\#(output)}}]}]}]}]}"#
  }

  /// A value as an attribute holds it: as text.
  private func text(_ value: String) -> String { value.hasPrefix("\"") ? value : quoted(value) }
}

/// The exports that hold steps.
private let exports: [(name: String, record: @Sendable (Step, String) -> String)] = [
  ("langsmith", { $0.langSmith($1) }), ("langfuse", { $0.langfuse($1) }), ("phoenix", { $0.phoenix($1) }),
  ("openllmetry", { $0.openLLMetry($1) }),
]

/// The steps of a run: the agent around all, each call of the model, and those of the tool.
private func steps(
  of shape: Shape, _ input: ([String]) -> String, _ output: ([String]) -> String
) -> [Step] {
  let told = shape.steps
  let whole = Step(
    name: "agent", kind: "chain", place: 0, input: input(told[0].told), output: output(told[2].says))
  return [whole]
    + told.enumerated().flatMap { index, step -> [Step] in
      let model = Step(
        name: "model", kind: "llm", place: 2 * index + 1, input: input(step.told), output: output(step.says))
      guard index < 2 else { return [model] }
      let tool = Step(
        name: "get", kind: "tool", place: 2 * index + 2, input: #"{"id":\#(7 + index)}"#,
        output: quoted(Shape.results[index]))
      return [model, tool]
    }
}

private let expected = [
  "system: \(Shape.system)", "user: \(Shape.user)", "assistant: \(Shape.words)", #"  → get {"id":7}"#,
  "tool(get): \(Shape.results[0])", "assistant: ", #"  → get {"id":8}"#, "tool(get): \(Shape.results[1])",
  "assistant: \(Shape.answer)",
]

/// What a trace says, however it is known that a call failed.
private func lines(of trace: Trace) -> [String] {
  trace.lines.map { line in line.split(separator: " !")[0] }.map(String.init)
}

@Test func `messages of every shape are read wherever an export holds them`() {
  var records: [String] = []
  var count = 0
  for (place, shape) in Shape.allCases.enumerated() {
    for (turn, input) in wrappersOfInput.enumerated() {
      let output = wrappersOfOutput[(turn + place) % wrappersOfOutput.count]
      let steps = steps(of: shape, input, output)
      for (name, record) in exports {
        records += steps.map { record($0, "\(name)-\(shape.rawValue)-\(turn)") }
        count += 1
      }
    }
  }
  let read = SampleTraces([Array(records.joined(separator: "\n").utf8)])
  #expect(read.addsUp && read.collection.rejections.isEmpty && read.collection.traceCount == count)
  for trace in read.traces() {
    let name = trace.id.map(trace.string) ?? "?"
    #expect(lines(of: trace) == expected, "\(name)")
  }
  #expect(read.inspection.total.errorCounts.values.reduce(0, +) == count)
}

@Test(arguments: Shape.allCases)
private func `messages of every shape are a chat`(shape: Shape) throws {
  let key = shape == .google ? "contents" : "messages"
  let (told, says) = shape.steps[2]
  let trace = try only(#"{"\#(key)":\#(list(told + says))}"#)
  #expect(lines(of: trace) == expected)
}
