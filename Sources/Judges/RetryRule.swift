import Foundation
internal import Statistics

/// When a call that failed is made again.
package struct RetryRule: Sendable, Hashable {
  /// How often a call is made in all.
  package let attemptCount: Int

  /// The first wait; each later one is twice as long, up to the longest.
  package let firstWaitSeconds: Double
  package let longestWaitSeconds: Double

  /// The longest wait that an endpoint may ask for; if it asks for more, the call is given up.
  package let longestAskedSeconds: Double

  package init(
    attemptCount: Int = 6, firstWaitSeconds: Double = 1, longestWaitSeconds: Double = 60,
    longestAskedSeconds: Double = 300
  ) {
    (self.attemptCount, self.firstWaitSeconds) = (attemptCount, firstWaitSeconds)
    (self.longestWaitSeconds, self.longestAskedSeconds) = (longestWaitSeconds, longestAskedSeconds)
  }

  /// How long to wait before the next attempt.
  ///
  /// Half of each wait is random, so that calls that failed together do not come back together. The endpoint's own
  /// word is never undercut.
  ///
  /// - Parameters:
  ///   - attempt: How many attempts failed, 1 or more.
  ///   - asked: What the endpoint asks for, in seconds.
  ///   - seed: Tells one call from another; the same call waits the same time.
  func waitSeconds(afterAttempt attempt: Int, asked: Double?, seed: UInt64) -> Double {
    var generator = SplitMix64(seed: seed &+ UInt64(attempt))
    let share = Double.random(in: 0..<1, using: &generator)
    if let asked { return asked + share * min(firstWaitSeconds, asked) }
    let whole = min(longestWaitSeconds, firstWaitSeconds * pow(2, Double(attempt - 1)))
    return whole * (0.5 + 0.5 * share)
  }

  /// The seconds that a `Retry-After` header asks for: a number, or the date when to come back.
  static func seconds(retryAfter header: String, now: Date) -> Double? {
    let text = header.trimmingCharacters(in: .whitespacesAndNewlines)
    if let seconds = Double(text) { return seconds.isFinite && seconds >= 0 ? seconds : nil }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return format.date(from: text).map { max(0, $0.timeIntervalSince(now)) }
  }
}
