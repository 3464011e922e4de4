import Alignment
import Features
import Pipeline
import Reports
import Testing
import Traces

/// Twenty traces about refunds, on which the judge errs, and forty about opening hours.
private let collection = MadeBlocks.collection(
  [
    (0..<20).map {
      MadeBlocks.chat("r\($0)", "I demand a refund for the broken kettle, order \($0 * 37).", passed: true)
    },
    (0..<40).map {
      MadeBlocks.chat("h\($0)", "When does the shop in street \($0 * 13) open on Sunday?", passed: true)
    },
  ], plan: MiningPlan(scope: .all))

private func clusters(_ disagreements: Disagreements) throws -> [DisagreementCluster]? {
  guard let mined = try DisagreementMining().mined(disagreements, from: collection) else { return nil }
  let frame = ReportFrame(
    title: "", version: "", settings: [],
    inputs: ["a", "b"].map { RunReport.Input(path: $0, byteCount: 0, hash: "") })
  return mined.report(frame, traces: [:]).disagreementClusters()
}

@Test func `disagreements on traces that are alike are one cluster that tells`() throws {
  let wrong = Set((0..<18).map { "r\($0)" })
  let right = Set((18..<20).map { "r\($0)" } + (0..<40).map { "h\($0)" })
  let found = try #require(try clusters(Disagreements(contradicted: wrong, agreed: right)))
  let first = try #require(found.first)
  #expect(first.disagreementCount >= 12)
  #expect(first.isTelling(overall: 18.0 / 60))
  #expect(first.examples.allSatisfy { wrong.contains($0) })
  #expect(!first.examples.isEmpty)
}

@Test func `a few disagreements, or none with a trace, are not mined`() throws {
  #expect(try clusters(Disagreements(contradicted: ["r1", "r2"], agreed: ["h1"])) == nil)
  #expect(try clusters(Disagreements(contradicted: Set((0..<50).map { "x\($0)" }), agreed: [])) == nil)
}

@Test func `the traces chosen keep their evidence and get other outcomes`() {
  let chosen = collection.selecting { $0 == "r1" ? .failure : $0 == "h1" ? .success : nil }
  #expect(chosen.rows.map(\.id).sorted() == ["h1", "r1"])
  #expect(chosen.traceCount == 2)
  #expect(chosen.evidence.rowCount == 2)
  #expect(chosen.outcomeCounts == [.failure: 1, .success: 1])
}
