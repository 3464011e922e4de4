import Features
import Signatures
import Testing

@Test func `money weighs most, and what only costs a retry less`() {
  #expect(SeverityRule.severity(of: ErrorType.payment) == .critical)
  #expect(SeverityRule.severity(of: ErrorType.permission) == .high)
  #expect(SeverityRule.severity(of: ErrorType.timeout) == .medium)
  #expect(SeverityRule.severity(of: ErrorType.notFound) == .low)
  #expect(SeverityRule.severity(of: WorkflowSign.promiseWithoutCall) == .critical)
  #expect(SeverityRule.severity(of: WorkflowSign.lastTool) == .low)
}

@Test func `a signature is as severe as the worst that half of its traces show`() {
  func severity(_ errors: [ErrorType: Double], _ signs: [WorkflowSign: (Double, Double)] = [:]) -> Severity {
    SeverityRule.severity(
      errorShares: errors, signShares: signs.mapValues { (here: $0.0, successes: $0.1) })
  }
  #expect(severity([:]) == .low)
  #expect(severity([.payment: 0.49, .timeout: 0.6]) == .medium)
  #expect(severity([.payment: 0.5, .timeout: 0.6]) == .critical)
  #expect(severity([.timeout: 1], [.emptyAnswer: (0.8, 0.1)]) == .high)
}

@Test func `a sign that half as many successes show too tells no harm`() {
  func severity(_ here: Double, _ successes: Double) -> Severity {
    SeverityRule.severity(
      errorShares: [:], signShares: [.promiseWithoutCall: (here: here, successes: successes)])
  }
  #expect(severity(0.8, 0.4) == .critical)
  #expect(severity(0.8, 0.41) == .low)
  #expect(severity(0.39, 0) == .low)
}

@Test
func `two in five are enough where users are told what is not so, or protest, and hardly a success shows it`()
{
  func severity(
    _ here: Double, _ successes: Double, of sign: WorkflowSign = .promiseAfterReadsOnly
  ) -> Severity {
    SeverityRule.severity(errorShares: [:], signShares: [sign: (here: here, successes: successes)])
  }
  #expect(severity(0.45, 0, of: .protest) == .medium)
  #expect(severity(0.45, 0, of: .repeatedSuccess) == .low)
  #expect(severity(0.4, 0.08) == .critical)
  #expect(severity(0.4, 0.09) == .low)
  #expect(severity(0.45, 0) == .critical)
}

@Test func `grades are in order, and their weights double`() {
  #expect(Severity.allCases.sorted() == [.low, .medium, .high, .critical])
  #expect(Severity.allCases.map(\.weight) == [1, 2, 4, 8])
  #expect(Severity.allCases.map(\.oneLess) == [.low, .low, .medium, .high])
}

@Test func `who is handed over is owed no answer, but for a few`() {
  func severity(_ handedOver: Double) -> Severity {
    SeverityRule.severity(
      errorShares: [:],
      signShares: [.noAnswer: (here: 1, successes: 0.1), .handOff: (here: handedOver, successes: 0)])
  }
  #expect(severity(0.9) == .medium)
  #expect(severity(0.7) == .high)
}
