import Features
import Signatures
import Testing

@testable import Reports

private func page(of report: RunReport) throws -> String {
  try #require(report.pages(redacting: true).first { $0.path == "signatures/SIG-4F2A.md" }).text
}

@Test func `a sign that hardly a success shows tells by all traces that show it, and is not loose`() throws {
  var report = SampleRun.report
  report.signatures[0].namedTerm = .lapse(.leftOut, tool: "refund", step: "verify")
  report.signatures[0].alike = Alike(failureCount: 33, count: 33, isChance: false, basis: .sign)
  report.signatures[0].meanDistance = 0.7
  let told = try page(of: report)
  #expect(
    told.contains(
      "**How telling**: 33 of the 33 traces that show it failed (`refund` is called without `verify`"))
  #expect(told.contains("(95 % interval 90 % to 100 %)"))
  #expect(!told.contains("loosely"))
  report.signatures[0].alike = Alike(failureCount: 33, count: 33, isChance: false)
  #expect(try page(of: report).contains("loosely"))
}

@Test func `a rate of all traces with an error is told as that`() throws {
  var report = SampleRun.report
  report.signatures[0].alike = Alike(failureCount: 9, count: 18, isChance: false, basis: .error)
  #expect(
    try page(of: report).contains("**How telling**: 9 of the 18 traces with this error failed, against"))
}
