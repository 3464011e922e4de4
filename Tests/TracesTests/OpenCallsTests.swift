import JSONBytes
import Statistics
import Testing
import Traces

/// A call or a result as a test makes it.
private struct Made {
  var id: String?
  var tool: String
}

/// Reads calls of one turn and results behind it, and returns the call that each result went to.
private func places(of calls: [Made], _ results: [Made]) throws -> [Int] {
  let asked = calls.map { call in
    "{\(call.id.map { "\"id\":\"\($0)\"," } ?? "")\"function\":{\"name\":\"\(call.tool)\",\"arguments\":\"{}\"}}"
  }
  let told = results.enumerated().map { place, result in
    "{\"role\":\"tool\",\(result.id.map { "\"tool_call_id\":\"\($0)\"," } ?? "")"
      + "\"name\":\"\(result.tool)\",\"content\":\"\(place)\"}"
  }
  let text =
    "{\"messages\":[{\"role\":\"user\",\"content\":\"go\"},{\"role\":\"assistant\",\"tool_calls\":["
    + "\(asked.joined(separator: ","))]},\(told.joined(separator: ","))]}"
  let trace = try traceRead(text).trace
  var places = [Int](repeating: -1, count: results.count)
  for (place, call) in trace.toolCalls.enumerated() {
    guard let result = call.result.flatMap({ Int(trace.string($0)) }) else { continue }
    places[result] = place
  }
  return places
}

/// The same by the rule itself: the call with the id, else the first of the tool, else the first.
private func placesByRule(of calls: [Made], _ results: [Made]) -> [Int] {
  var open = Array(calls.indices)
  var count = calls.count
  return results.map { result in
    let isOwn = { (place: Int) in result.id != nil && calls[place].id == result.id }
    let fits = open.filter { result.id == nil || calls[$0].id == nil }
    guard
      let found = open.first(where: isOwn) ?? fits.first(where: { calls[$0].tool == result.tool })
        ?? fits.first
    else {
      count += 1
      return count - 1
    }
    open.removeAll { $0 == found }
    return found
  }
}

@Test(arguments: [3, 20, 40, 200])
func `each result finds its call by id, by tool or by order, however many wait`(count: Int) throws {
  var generator = SplitMix64(seed: UInt64(count))
  for _ in 0..<20 {
    let calls = (0..<count).map { place in
      Made(
        id: Bool.random(using: &generator) ? "c\(Int.random(in: 0...place, using: &generator))" : nil,
        tool: "t\(Int.random(in: 0..<4, using: &generator))")
    }
    var results = calls.shuffled(using: &generator)
    for place in results.indices where Int.random(in: 0..<5, using: &generator) == 0 {
      results[place] = Made(
        id: Bool.random(using: &generator) ? "x\(place)" : nil,
        tool: "t\(Int.random(in: 0..<6, using: &generator))")
    }
    #expect(try places(of: calls, results) == placesByRule(of: calls, results))
  }
}
