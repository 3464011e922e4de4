import Testing

@testable import DemoCorpus

@Test(arguments: [1, 3, 12, 80, 200, 400])
func `modes have different names and a third shows no tool error`(modeCount: Int) {
  let (modes, others) = ModeCatalogue(modeCount: modeCount, seed: 7).drawn()
  #expect(modes.count == modeCount)
  #expect(Set(modes.map(\.name)).count == modeCount)
  #expect(modes.count { !$0.showsToolError } == (modeCount + 1) / 3)
  #expect(Set(modes.map(\.name)).isDisjoint(with: others.map(\.name)))
  #expect(modes.allSatisfy { !$0.name.contains(",") && !$0.name.contains("\"") })
}

@Test func `one error strikes several tools and one tool has several errors`() {
  let modes = ModeCatalogue(modeCount: 80, seed: 1).drawn().modes.filter(\.showsToolError)
  let parts = modes.map { $0.name.split(separator: "/") }
  let byTool = Dictionary(grouping: parts) { "\($0[0])/\($0[1])" }
  let byCause = Dictionary(grouping: parts) { "\($0[0])/\($0[2])" }
  #expect(byTool.values.count { $0.count > 1 } >= 8)
  #expect(byCause.values.count { $0.count > 1 } >= 4)
}

@Test func `modes spread over several domains`() {
  let modes = ModeCatalogue(modeCount: 80, seed: 1).drawn().modes
  #expect(Set(modes.map(\.domain)).count >= 10)
}
