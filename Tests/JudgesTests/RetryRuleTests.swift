import Foundation
import Testing

@testable import Judges

@Test func `waits double, keep half of themselves random, and are the same for the same call`() {
  let rule = RetryRule(firstWaitSeconds: 1, longestWaitSeconds: 10)
  for seed in UInt64(0)..<200 {
    for (attempt, whole) in [1: 1.0, 2: 2.0, 3: 4.0, 4: 8.0, 5: 10.0, 20: 10.0] {
      let wait = rule.waitSeconds(afterAttempt: attempt, asked: nil, seed: seed)
      #expect(wait >= whole / 2 && wait <= whole)
      #expect(wait == rule.waitSeconds(afterAttempt: attempt, asked: nil, seed: seed))
    }
  }
  let waits = Set((0..<50).map { rule.waitSeconds(afterAttempt: 1, asked: nil, seed: $0) })
  #expect(waits.count == 50)
}

@Test(arguments: [0.0, 0.5, 7, 120]) func `no wait undercuts what the endpoint asks for`(asked: Double) {
  for seed in UInt64(0)..<200 {
    let wait = RetryRule().waitSeconds(afterAttempt: 1, asked: asked, seed: seed)
    #expect(wait >= asked && wait <= asked + 1)
  }
}

@Test(arguments: [
  ("7", 7), (" 0 \r\n", 0), ("1.5", 1.5), ("Sat, 21 Nov 2026 10:00:30 GMT", 30),
  ("Sat, 21 Nov 2026 09:00:00 GMT", 0),
  ("-1", nil), ("soon", nil), ("", nil), ("inf", nil), ("nan", nil),
])
func `what Retry-After asks for is read as seconds or as a date`(header: String, seconds: Double?) {
  let now = Date(timeIntervalSince1970: 1_795_255_200)
  #expect(RetryRule.seconds(retryAfter: header, now: now) == seconds)
}
