import Foundation
internal import Synchronization

/// Says why a run has to stop, once something has said so.
final class StopSign: Sendable {
  private let stated = Mutex<String?>(nil)

  /// Why the run stops; `nil` while it goes on.
  var reason: String? { stated.withLock { $0 } }

  /// Stops the run; the first reason stays.
  func raise(_ reason: String) {
    stated.withLock { $0 = $0 ?? reason }
  }
}

/// When the calls to one endpoint may begin: evenly spaced, and not before it asked to be called again.
final class Pace: Sendable {
  private let secondsBetweenCalls: Double
  private let next: Mutex<ContinuousClock.Instant>

  init(requestsPerMinute: Double?) {
    secondsBetweenCalls = requestsPerMinute.map { 60 / $0 } ?? 0
    next = Mutex(.now)
  }

  /// Waits for the next place in the row.
  ///
  /// - Returns: Whether the call may begin; `false` if the run stops.
  func waitForTurn(_ stop: StopSign) -> Bool {
    let turn = next.withLock { next in
      let turn = max(next, .now)
      next = turn.advanced(by: .seconds(secondsBetweenCalls))
      return turn
    }
    return Self.wait(until: turn, stop)
  }

  /// Lets no call begin before some seconds have passed.
  func pause(seconds: Double) {
    let end = ContinuousClock.now.advanced(by: .seconds(seconds))
    next.withLock { $0 = max($0, end) }
  }

  /// Waits; `false` if the run stops meanwhile.
  static func wait(seconds: Double, _ stop: StopSign) -> Bool {
    wait(until: ContinuousClock.now.advanced(by: .seconds(seconds)), stop)
  }

  private static func wait(until end: ContinuousClock.Instant, _ stop: StopSign) -> Bool {
    while stop.reason == nil {
      let left = ContinuousClock.now.duration(to: end) / .seconds(1)
      guard left > 0 else { return true }
      Thread.sleep(forTimeInterval: min(left, longestSleepSeconds))
    }
    return false
  }

  /// A wait looks this often whether the run stops.
  private static let longestSleepSeconds = 0.05
}
