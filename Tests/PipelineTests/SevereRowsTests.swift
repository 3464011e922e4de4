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
}
