import Foundation
import Statistics
import Testing

@testable import Gate

/// The causes that can be told apart; other labels teach another calibration, so that those two are one.
private let kinds: [Cause.Kind] = Cause.Kind.allCases
private let alone: [[Cause.Kind]] = kinds.map { [$0] }
private let pairs: [[Cause.Kind]] = kinds.indices.flatMap { first in
  kinds.indices.filter { $0 > first }.map { [kinds[first], kinds[$0]] }
}.filter { $0 != [.labels, .calibration] }

/// In how many of a hundred made cases exactly the causes are named.
private func rightCount(_ causes: [Cause.Kind], isPaired: Bool = false) -> Int {
  (1...100).count { seed in
    let report = MadeReleases(Set(causes), seed: UInt64(seed), isPaired: isPaired).report()
    return Set(report.findings[0].causes.map(\.kind)) == Set(causes)
  }
}

@Test(arguments: alone)
func `a cause alone is named right in 95 of 100 cases`(causes: [Cause.Kind]) {
  let count = rightCount(causes)
  print("named right:", causes.map(\.rawValue).joined(separator: " + "), count)
  #expect(count >= 95, "\(causes)")
}

@Test(arguments: pairs)
func `two causes at once are both named in 95 of 100 cases`(causes: [Cause.Kind]) {
  let count = rightCount(causes)
  print("named right:", causes.map(\.rawValue).joined(separator: " + "), count)
  #expect(count >= 95, "\(causes)")
}

@Test(arguments: [
  [Cause.Kind.agent], [.judge], [.evaluator], [.criterion], [.agent, .judge], [.agent, .evaluator],
])
func `on the same tasks done anew the causes are named too`(causes: [Cause.Kind]) {
  let count = rightCount(causes, isPaired: true)
  print("named right, paired:", causes.map(\.rawValue).joined(separator: " + "), count)
  #expect(count >= 95, "\(causes)")
}

@Test(arguments: [false, true])
func `without a change there are at most 5 false alarms in 100 cases`(isPaired: Bool) {
  let reports = (1...200).map { MadeReleases(seed: UInt64($0), isPaired: isPaired).report() }
  let named = reports.count { !$0.findings[0].causes.isEmpty }
  let blocked = reports.count { $0.decision == .regressed }
  print("false alarms of 200:", named, "causes,", blocked, "regressions; paired:", isPaired)
  #expect(named <= 10 && blocked <= 10)
}
