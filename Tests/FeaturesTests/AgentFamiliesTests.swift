import Testing
import Traces

@testable import Features

/// A table of some traces of agents that call tools, and the families found in it.
private func families(_ runs: [(agent: Int?, tools: [UInt64])]) -> AgentFamilies {
  var table = EvidenceTable()
  for run in runs {
    var evidence = Evidence()
    for tool in run.tools { evidence.add(tool: tool) }
    table.append(evidence, outcome: .success)
  }
  return AgentFamilies(table, agents: runs.map(\.agent))
}

private func runs(_ agent: Int?, _ tools: [UInt64], count: Int = 10) -> [(agent: Int?, tools: [UInt64])] {
  [(agent: Int?, tools: [UInt64])](repeating: (agent, tools), count: count)
}

@Test func `agents that call the same tools are of one family, whose first has the most traces`() {
  let found = families(runs(0, [1, 2, 3]) + runs(1, [1, 2, 4], count: 30) + runs(2, [7, 8]))
  #expect(found.head(of: 0) == 1 && found.head(of: 1) == 1)
  #expect(found.head(of: 2) == 2)
  #expect(found.head(of: nil) == nil && found.head(of: 9) == 9)
}

@Test func `a tool that all agents call makes no family of them`() {
  let found = families(runs(0, [1, 2, 3]) + runs(1, [1, 4, 5]) + runs(2, [1, 6, 7]))
  #expect((0...2).allSatisfy { found.head(of: $0) == $0 })
}

@Test func `how often a tool is called counts`() {
  // Of each tool one agent calls it in nine traces of ten, the other in one.
  let one = runs(0, [1], count: 9) + runs(0, [2], count: 1)
  let other = runs(1, [1], count: 1) + runs(1, [2], count: 9)
  #expect(families(one + other).head(of: 1) == 1)
  #expect(families(one + runs(1, [1], count: 7) + runs(1, [2], count: 3)).head(of: 1) == 0)
}

@Test func `a family is headed by an agent with a name`() {
  let found = families(runs(nil, [1, 2], count: 50) + runs(4, [1, 2]))
  #expect(found.head(of: nil) == 4 && found.head(of: 4) == 4)
}

@Test func `of more agents than are looked at those with as many traces as the next are all left out`() {
  let many = (0..<300).flatMap { runs($0, [1, 2], count: $0 < 100 ? 3 : 2) }
  let found = families(many)
  #expect(Set((0..<100).map { found.head(of: $0) }).count == 1)
  #expect((100..<300).allSatisfy { found.head(of: $0) == $0 })
}

@Test func `traces that name no agent are of the family of those that do the same`() {
  let found = families(runs(nil, [1, 2]) + runs(4, [1, 2], count: 20) + runs(5, []))
  #expect(found.head(of: nil) == 4)
  #expect(found.head(of: 5) == 5)
}
