import Features
import Testing

@testable import Signatures

/// A signature of ten traces.
private func signature(_ evidence: SignatureEvidence) -> Signature {
  Signature(
    id: "F-1", rank: 1, name: "a name", support: 10, share: 0.1, failureRate: nil, lift: nil, unknownCount: 0,
    severity: .low, impact: 1, stability: nil, evidence: evidence, representatives: [])
}

extension Signature {
  fileprivate func sharesFailure(with other: Signature) -> Bool {
    toldFailure.isShared(with: other.toldFailure)
  }
}

private func failing(_ tool: String, _ type: ErrorType, said words: [String] = [], elsewhere: Double = 0)
  -> Signature
{
  var evidence = SignatureEvidence()
  evidence.errors = [.init(tool: tool, type: type, count: 8)]
  evidence.terms = words.map { .init(term: .words(.reply, $0), share: 0.9, shareElsewhere: elsewhere) }
  return signature(evidence)
}

@Test func `signatures fail alike by one error at one tool`() {
  #expect(failing("pay", .timeout).sharesFailure(with: failing("pay", .timeout)))
  #expect(!failing("pay", .timeout).sharesFailure(with: failing("pay", .conflict)))
  #expect(!failing("pay", .timeout).sharesFailure(with: failing("get", .timeout)))
}

@Test func `signatures fail alike by the sign that both are named by`() {
  var (one, other) = (failing("pay", .timeout), failing("get", .conflict))
  (one.namedTerm, other.namedTerm) = (.sign(.refusal, tool: nil), .sign(.refusal, tool: nil))
  #expect(one.sharesFailure(with: other))
  other.namedTerm = .sign(.cutOffAnswer, tool: nil)
  #expect(!one.sharesFailure(with: other))
  one.namedTerm = .lapse(.unsaid, tool: "irrigate", step: "bay")
  other.namedTerm = .lapse(.unsaid, tool: "dose", step: "bay")
  #expect(one.sharesFailure(with: other))
  other.namedTerm = .lapse(.unsaid, tool: "irrigate", step: "day")
  #expect(!one.sharesFailure(with: other))
}

@Test func `signatures fail alike by what the assistant says in both and hardly elsewhere`() {
  let words = ["margin", "shipper pays", "carrier"]
  let one = failing("pay", .timeout, said: words)
  #expect(one.sharesFailure(with: failing("get", .timeout, said: words)))
  #expect(!one.sharesFailure(with: failing("get", .timeout, said: Array(words.prefix(2)))))
  #expect(!one.sharesFailure(with: failing("get", .timeout, said: words, elsewhere: 0.2)))
}

@Test func `the same tools and the same request are no failure, and a rest is like nothing`() {
  var evidence = SignatureEvidence()
  evidence.errors = [.init(tool: "pay", type: .timeout, count: 8)]
  evidence.terms = [
    .init(term: .step(from: "get", to: "pay"), share: 1, shareElsewhere: 0),
    .init(term: .words(.request, "bill"), share: 1, shareElsewhere: 0),
  ]
  var other = evidence
  other.errors = [.init(tool: "get", type: .conflict, count: 8)]
  #expect(!signature(evidence).sharesFailure(with: signature(other)))
  #expect(!signature(SignatureEvidence()).sharesFailure(with: signature(SignatureEvidence())))
}

private func named(_ term: Term) -> Signature {
  var found = signature(SignatureEvidence())
  (found.namedTerm, found.evidence.terms) = (term, [.init(term: term, share: 1, shareElsewhere: 0)])
  return found
}

@Test func `what may be taken for one another is told with what it shares and what not`() {
  let pay = failing("pay", .timeout)
  #expect(pay.resemblance(to: failing("pay", .conflict), areAlike: false) == .otherError)
  #expect(pay.resemblance(to: failing("get", .conflict), areAlike: false) == nil)
  #expect(pay.resemblance(to: failing("get", .conflict), areAlike: true) == .otherFailure)
  var (mine, theirs) = (pay, pay)
  #expect(mine.resemblance(to: theirs, areAlike: false) == nil, "nothing tells them apart")
  (mine.evidence.templates, theirs.evidence.templates) = (
    [.init(name: "slow", count: 8)], [.init(name: "late", count: 8)]
  )
  #expect(mine.resemblance(to: theirs, areAlike: false) == .otherMessage)
  theirs = failing("get", .timeout)
  #expect(mine.resemblance(to: theirs, areAlike: false) == nil, "of nobody known")
  (mine.evidence.agents, theirs.evidence.agents) = (
    [.init(name: "a", count: 8)], [.init(name: "a", count: 8)]
  )
  #expect(mine.resemblance(to: theirs, areAlike: false) == .otherTool)
}

@Test func `slips are alike by what they are or by their tool`() {
  let unasked = named(.lapse(.unasked, tool: "pay", step: ""))
  #expect(
    unasked.resemblance(to: named(.lapse(.unasked, tool: "book", step: "")), areAlike: false) == .otherPlace)
  #expect(
    unasked.resemblance(to: named(.lapse(.again, tool: "pay", step: "")), areAlike: false) == .otherSlip)
  #expect(unasked.resemblance(to: named(.lapse(.again, tool: "book", step: "")), areAlike: false) == nil)
  #expect(unasked.resemblance(to: unasked, areAlike: true) == nil)
  #expect(
    signature(SignatureEvidence()).resemblance(to: unasked, areAlike: true) == nil, "a rest is like nothing")
}
