import Testing
import Traces

@testable import Features

/// The errors of a trace with calls of tools and what comes back from each.
private func errors(_ calls: [(tool: String, arguments: String, result: String)]) throws -> [ToolError] {
  let messages = calls.enumerated().flatMap { number, call in
    [
      MadeTraces.call(call.tool, call.arguments, id: "\(number)"),
      MadeTraces.result(call.result, id: "\(number)"),
    ]
  }
  return ErrorRecogniser().results(of: try MadeTraces.trace(messages)).errors
}

@Test(
  arguments: [
    ("fetch_atlas", "No such tool available: fetch_atlas"), ("fetch_atlas", "KeyError: 'fetch_atlas'"),
    ("fetch_atlas", "Error: tool 'fetch_atlas' not found"), ("x.y-z", "Error: Tool x.y-z does not exist."),
    ("fetch_atlas", "MCP error -32601: Method not found: fetch_atlas"),
    ("f", #"{"error":"Unknown tool: f"}"#),
    ("fetch_atlas", "Error: fetch_atlas is not a valid tool, try one of [search, read]."),
    ("ask", "ValueError: no handler registered for ask"), ("runQuery", "Error: Unknown function `runQuery`"),
  ])
func `a tool that there is not is told in many ways`(tool: String, result: String) throws {
  #expect(try errors([(tool, "{}", result)]).map(\.type) == [.unknownTool])
}

@Test(
  arguments: [
    ("get_order", "Error: order 'get_order' not found"), ("get_order", "KeyError: 'order_id'"),
    ("get_order", "Error: tool 'get_orders' is blunt"), ("order", "Error: order not found"),
    ("get_order", "Error: tool get_order is not permitted for your role"), ("", "Error: order not found"),
  ])
func `a thing that there is not is no tool`(tool: String, result: String) throws {
  let types = try errors([(tool, "{}", result)]).map(\.type)
  #expect(types.count == 1 && types != [.unknownTool])
}

@Test func `names that are made up are one tool`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.call("get_falcon"), MadeTraces.result("No such tool: get_falcon"),
    MadeTraces.call("get_harbor"), MadeTraces.result("No such tool: get_harbor"),
  ])
  let extractor = EvidenceExtractor()
  var evidence = Evidence()
  extractor.find(in: trace, into: &evidence)
  #expect(evidence.errors.map(\.tool) == [UnknownTool.hash, UnknownTool.hash])
  #expect(extractor.takeToolNames()[UnknownTool.hash] == UnknownTool.name)
}

@Test func `a call of a tool that there is not is made good by the same call of another`() throws {
  let (asked, unknown) = (#"{"city":"Oslo","days":"three"}"#, "No such tool: weather")
  let isRepaired = { try errors([("weather", asked, unknown), $0]).first?.isRepaired }
  #expect(try isRepaired(("get_weather", asked, "rain")) == true)
  #expect(try isRepaired(("get_weather", asked, "Error: the station is shut")) == false)
  #expect(try isRepaired(("add_note", #"{"text":"none known"}"#, "noted")) == false)
}
