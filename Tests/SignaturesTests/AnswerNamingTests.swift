import Features
import Testing

@testable import Signatures

@Test func `an answer that only failures hear is quoted, and not called an error of a type`() {
  var odd = SignatureEvidence()
  odd.errors = [SignatureEvidence.ErrorCount(tool: "search", type: .parse, count: 8)]
  odd.isErrorAnAnswer = true
  func name(_ evidence: SignatureEvidence) -> String {
    SignatureNaming().name(evidence, support: 10, quote: nil)
  }
  odd.message = SignatureEvidence.Message(text: "doc | date | account", isCommon: true)
  #expect(name(odd) == "search answers “doc | date | account”")
  odd.message = SignatureEvidence.Message(text: "doc | date | account", isCommon: false)
  #expect(name(odd) == "search answers things like “doc | date | account”")
  odd.errors = [SignatureEvidence.ErrorCount(tool: "search", type: .timeout, count: 8)]
  #expect(name(odd) == "search fails with a timeout error")
  odd.errors = [SignatureEvidence.ErrorCount(tool: "search", type: .parse, count: 8)]
  odd.message = nil
  #expect(name(odd) == "search fails with a parse error")
  odd.terms = [
    SignatureEvidence.DistinctiveTerm(
      term: .state(tool: "search", field: "state", value: "DRAFT"), share: 1, shareElsewhere: 0)
  ]
  #expect(name(odd) == "search answers “state: DRAFT”", "a field with its value says more than the whole")
}
