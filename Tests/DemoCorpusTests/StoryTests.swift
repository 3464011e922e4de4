import Foundation
import Testing

@testable import DemoCorpus

/// Whether a tool message is an error, told as a reader would.
private func isError(_ message: [String: Any]) -> Bool {
  if message["is_error"] as? Bool == true || message["error"] as? Bool == true { return true }
  if message["status"] as? String == "error" { return true }
  guard let content = message["content"] as? String else { return false }
  if !content.hasPrefix("{") {
    return content != "[]" && content != "No results found." && content.count < 1_000
  }
  return content.contains("\"error\"") || content.contains("\"errors\"")
    || content.contains("\"success\":false")
    || content.contains("\"statusCode\"") || content.contains("\"http_status\"")
}

private func form(_ message: [String: Any]) -> FaultShape {
  if message.keys.contains(where: { ["is_error", "error", "status"].contains($0) }) { return .flagged }
  return (message["content"] as? String)?.hasPrefix("{") == true ? .structured : .plain
}

private let corpus = DemoCorpus(traceCount: 2_000, modeCount: 60, seed: 12, meanTraceBytes: 4_000)
private let traces = drawn(corpus)

@Test func `errors come plain, structured and flagged`() throws {
  var counts: [FaultShape: Int] = [:]
  for (line, _) in traces {
    for message in try messages(line) where message["role"] as? String == "tool" && isError(message) {
      counts[form(message), default: 0] += 1
    }
  }
  let total = counts.values.reduce(0, +)
  for shape in FaultShape.allCases { #expect(counts[shape, default: 0] > total / 6, "\(shape): \(counts)") }
}

@Test func `good and bad traces hold errors that did no harm`() throws {
  let slips = Set(corpus.modes.filter { !$0.showsToolError }.map(\.name))
  for harmless in [traces.filter { !$0.truth.fails }, traces.filter { slips.contains($0.truth.mode) }] {
    let count = try harmless.count {
      try messages($0.line).contains { $0["role"] as? String == "tool" && isError($0) }
    }
    let share = Double(count) / Double(harmless.count)
    #expect(share > 0.25 && share < 0.70, "share \(share)")
  }
}

@Test func `a mode with a tool error ends with an error of its tool that no later call repairs`() throws {
  for mode in corpus.modes where mode.showsToolError {
    let tool = String(mode.name.split(separator: "/")[1])
    for (line, truth) in traces where truth.mode == mode.name {
      var names: [String: String] = [:]
      var lastFailed: Bool?
      for message in try messages(line) {
        for call in message["tool_calls"] as? [[String: Any]] ?? [] {
          names[call["id"] as? String ?? ""] = (call["function"] as? [String: Any])?["name"] as? String
        }
        if message["role"] as? String == "tool", names[message["tool_call_id"] as? String ?? ""] == tool {
          lastFailed = isError(message)
        }
      }
      #expect(lastFailed == true, "\(mode.name) in \(truth.traceID)")
    }
  }
}

@Test func `some traces are not in English`() throws {
  var scripts: Set<String> = []
  for (line, _) in traces {
    for message in try messages(line) where message["role"] as? String == "user" {
      for scalar in (message["content"] as? String ?? "").unicodeScalars {
        switch scalar.value {
        case 0x0E00...0x0E7F: scripts.insert("Thai")
        case 0x3040...0x30FF: scripts.insert("Japanese")
        case 0x4E00...0x9FFF: scripts.insert("Han")
        case 0x0400...0x04FF: scripts.insert("Cyrillic")
        default: break
        }
      }
    }
  }
  #expect(scripts.count == 4)
}

@Test func `a slip is worded in many ways`() throws {
  let mechanism = Mechanism.wrongRule
  let domain = Domain.shop
  var seen: Set<[UInt8]> = []
  for seed in 0..<500 {
    var expansion = Expansion(
      ink: Ink(dice: Dice(seed: UInt64(seed))), domain: domain, intent: domain.intents[1],
      otherIntent: domain.intents[0])
    expansion.write(oneOf: mechanism.wording.slip)
    seen.insert(expansion.ink.bytes)
  }
  #expect(seen.count > 30)
}
