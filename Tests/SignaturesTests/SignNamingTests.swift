import Features
import Testing

@testable import Signatures

@Test func `who is handed off through a tool is not told as sent elsewhere`() {
  func name(_ signs: [(sign: WorkflowSign, share: Double)]) -> String {
    var evidence = SignatureEvidence()
    evidence.terms = signs.map {
      SignatureEvidence.DistinctiveTerm(
        term: .sign($0.sign, tool: nil), share: $0.share, shareElsewhere: 0.05)
    }
    return SignatureNaming().name(evidence, support: 10, quote: nil)
  }
  #expect(name([(.sentElsewhere, 1)]) == "assistant sends the user elsewhere")
  #expect(name([(.sentElsewhere, 1), (.handOff, 0.9)]) == "user is handed off through a tool")
  #expect(name([(.sentElsewhere, 1), (.handOff, 0.3)]) == "assistant sends the user elsewhere")
}
