import Features
import Reports
import Signatures
import Testing
import Traces

@testable import Pipeline

/// Failures of one kind that is seen often, and a few that are seen once.
private func lines(_ odd: [String]) -> [String] {
  let common = (0..<40).map { index in
    MadeBlocks.chat("c\(index)", "where is my parcel, it has not arrived and nobody answers the phone")
  }
  return common + odd
}

private func failure(_ id: String, _ tool: String, _ result: String, passed: Bool = false) -> String {
  #"""
  {"id":"\#(id)","outcome":\#(passed),"messages":[{"role":"user","content":"please help"},{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"\#(tool)","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"\#(result)"},{"role":"assistant","content":"Sorry."}]}
  """#
}

@Test func `a single failed payment comes before a single denied access, and a mere miss is left out`() throws
{
  let odd = [
    failure("denied", "open_vault", "Error: permission denied for this vault"),
    failure("miss", "find_shoe", "Error: shoe not found"),
    failure("paid", "charge_card", "Error: payment declined by the issuer"),
    failure("fine", "charge_tab", "Error: payment declined by the bank", passed: true),
  ]
  let collection = MadeBlocks.collection([lines(odd)])
  let mined = try MadeBlocks.mined(collection, plan: MiningPlan())
  let severe = mined.severeRows.map { (mined.collection.rows[$0.row].id, $0.severity) }
  #expect(severe.map(\.0) == ["paid", "denied"])
  #expect(severe.map(\.1) == [.critical, .high])
  #expect(mined.severeCount == 2)
}

@Test func `an error that successes have as often is no severe one`() throws {
  let fine = (0..<20).map { failure("fine\($0)", "save_note", "Error: internal server error", passed: true) }
  let odd = [
    failure("noted", "save_note", "Error: internal server error"),
    failure("denied", "open_vault", "Error: permission denied for this vault"),
  ]
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines(odd + fine)]), plan: MiningPlan())
  #expect(mined.severeRows.map { mined.collection.rows[$0.row].id } == ["denied"])
}

@Test func `that all is done though a tool beside the point failed makes no trace severe`() throws {
  let done = { (id: String, passed: Bool) in
    failure(id, "save_note", "Error: internal server error", passed: passed).replacing(
      "Sorry.", with: "Your room has been booked.")
  }
  let odd = [done("noted", false)] + (0..<20).map { done("fine\($0)", true) }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines(odd)]), plan: MiningPlan())
  #expect(mined.severeRows.isEmpty)
}

@Test func `every trace without a signature is shown as severe or can be drawn by lot`() throws {
  let words = ["goose", "tulip", "anvil", "comet", "fjord", "lemon", "quilt", "rivet", "sable", "zebra"]
  let odd =
    (0..<30).map { failure("denied\($0)", "open_\(words[$0 % 10])\($0 / 10)", "Error: permission denied") }
    + words.map { failure("miss-\($0)", "find_\($0)", "Error: \($0) not found") }
  let collection = MadeBlocks.collection([lines(odd)])
  let mined = try MadeBlocks.mined(collection, plan: MiningPlan(signatureCount: 1))
  let unassigned = mined.selection.mined.indices.filter { mined.partition.assignments[$0] < 0 }.count
  let (shown, drawn) = (mined.severeRows.map(\.row), mined.unassignedSample)
  #expect(shown.count == min(20, mined.severeCount))
  #expect(drawn.count == min(5, unassigned - shown.count))
  #expect(Set(shown).isDisjoint(with: drawn.map(\.row)))
  #expect(drawn.allSatisfy { $0.role == .random })
  #expect(drawn.allSatisfy { $0.draw?.stratumSize == unassigned - shown.count })
  // The chance in the stratum, that to be in the lane taken out.
  let weights = drawn.map {
    (1 - ($0.draw?.laneProbability ?? 1)) / ($0.inclusionProbability - ($0.draw?.laneProbability ?? 0))
  }
  #expect(abs(weights.reduce(0, +) - Double(unassigned - shown.count)) < 1e-9)
  #expect(Set(mined.wantedRows).isSuperset(of: shown + drawn.map(\.row)))
}

@Test func `an error that work went on after weighs a grade less, and so does what was said of it`() {
  #expect(SevereRows.severity(of: .permission, isOnTheWay: false) == .high)
  #expect(SevereRows.severity(of: .permission, isOnTheWay: true) == .medium)
  #expect(SevereRows.severity(of: .doneDespiteError, isOnTheWay: false) == .high)
  #expect(SevereRows.severity(of: .doneDespiteError, isOnTheWay: true) == .medium)
  #expect(SevereRows.severity(of: .promiseWithoutCall, isOnTheWay: true) == .high)
}

@Test func `the reason of a severe trace is what has its grade, not the milder error beside it`() throws {
  let claim = failure("claimed", "book_room", "Error: out of memory").replacing(
    "Sorry.", with: "Your room has been booked.")
  let odd = [claim, failure("denied", "open_vault", "Error: permission denied for this vault")]
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines(odd)]), plan: MiningPlan())
  let rows = mined.severeRows.map(\.row)
  let texts = Dictionary(
    uniqueKeysWithValues: odd.map { ($0.contains("claimed") ? "claimed" : "denied", $0) })
  let traces = try Dictionary(
    uniqueKeysWithValues: rows.map { ($0, try MadeBlocks.trace(texts[mined.collection.rows[$0].id] ?? "")) })
  let frame = ReportFrame(
    title: "", version: "", settings: [], inputs: [.init(path: "f", byteCount: 0, hash: "")])
  let reasons = mined.report(frame, traces: traces).rareButSevere.map { "\($0.severity.name): \($0.reason)" }
  #expect(
    reasons == [
      "high: assistant says it is done though book_room failed",
      "high: open_vault fails with a permission error",
    ])
}

@Test func `a single trace in which the user corrects what was changed is severe`() throws {
  let corrected = #"""
    {"id":"corrected","outcome":false,"messages":[{"role":"user","content":"one of my orders"},{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"cancel_order","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"ok"},{"role":"assistant","content":"Both are cancelled."},{"role":"user","content":"I only wanted to cancel the lamp, not both."}]}
    """#
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines([corrected])]), plan: MiningPlan())
  let row = try #require(mined.severeRows.first)
  #expect(mined.collection.rows[row.row].id == "corrected" && row.severity == .high)
  let frame = ReportFrame(
    title: "", version: "", settings: [], inputs: [.init(path: "f", byteCount: 0, hash: "")])
  let report = mined.report(frame, traces: [row.row: try MadeBlocks.trace(corrected)])
  #expect(report.rareButSevere.map(\.reason) == ["user corrects what cancel_order has changed"])
  #expect(report.rareButSevere[0].excerpt.turns.filter(\.isDecisive).map(\.number) == [4, 5])
}
