import Foundation
import Testing

@testable import DemoCorpus

private func week(_ number: Int, sizes: [Int]) -> DemoWeek {
  DemoWeek(
    startSecond: 1_741_564_800 + number * 7 * 86_400, successCount: 200, oneOffCount: 3, modeSizes: sizes)
}

@Test func `each week has its own sizes, times and ids`() throws {
  let corpus = DemoCorpus(
    weeks: [week(0, sizes: [20, 0, 10]), week(1, sizes: [40, 15, 0])], modeCount: 3, seed: 1)
  let traces = drawn(corpus)
  #expect(traces.count == 233 + 258)
  #expect(Set(traces.map(\.truth.traceID)).count == traces.count)
  for (part, sizes) in [(traces.prefix(233), [20, 0, 10]), (traces.suffix(258), [40, 15, 0])] {
    for (mode, size) in zip(corpus.modes, sizes) {
      #expect(part.count { $0.truth.mode == mode.name } == size)
    }
  }
  let starts = try traces.map { try #require(try object($0.line)["started_at"] as? String) }
  #expect(starts.prefix(233).allSatisfy { $0 < "2025-03-17" })
  #expect(starts.suffix(258).allSatisfy { $0 >= "2025-03-17" })
}

@Test func `a renamed tool keeps its old name out of the week`() throws {
  var renamed = week(0, sizes: [10, 10, 10])
  let tools = Domain.all.flatMap(\.tools).map(\.name)
  renamed.renamedTools = Dictionary(uniqueKeysWithValues: Set(tools).map { ($0, "v2_" + $0) })
  let corpus = DemoCorpus(weeks: [renamed], modeCount: 3, seed: 1)
  for (line, _) in drawn(corpus) {
    for message in try messages(line) {
      for call in message["tool_calls"] as? [[String: Any]] ?? [] {
        let function = try #require(call["function"] as? [String: Any])
        #expect((function["name"] as? String)?.hasPrefix("v2_") == true)
      }
    }
  }
}

@Test func `another wording of an error shares no message with the first where there are enough`() {
  for kind in FaultKind.all where kind.messages.count >= 6 {
    var dice = Dice(seed: 3)
    let old = PlantedFault(.kind(kind), wording: 0, dice: &dice)
    dice = Dice(seed: 3)
    let new = PlantedFault(.kind(kind), wording: 1, dice: &dice)
    let texts = { (fault: PlantedFault) in Set(fault.messages.map { "\($0.parts)" }) }
    #expect(texts(old).isDisjoint(with: texts(new)))
  }
}

@Test func `an agent with no weight has no successes`() throws {
  var quiet = week(0, sizes: [10, 10, 10])
  let corpus = DemoCorpus(weeks: [quiet], modeCount: 3, seed: 1)
  let agents = try drawn(corpus).map { try #require(try object($0.line)["agent"] as? String) }
  let agent = try #require(Set(agents).sorted().first)
  quiet.agentWeights[agent] = 0
  for (line, truth) in drawn(DemoCorpus(weeks: [quiet], modeCount: 3, seed: 1)) where !truth.fails {
    #expect(try object(line)["agent"] as? String != agent)
  }
}
