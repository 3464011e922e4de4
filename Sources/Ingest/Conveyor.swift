import Foundation

/// Carries results from workers to one consumer, in the order of their numbers.
///
/// The state is touched only while the condition is locked, which is what makes it safe to share.
final class Conveyor<Result: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()

  /// How many numbers may be under way at a time.
  private let roomCount: Int
  private var workerCount: Int
  private var enteredCount = 0
  private var takenCount = 0
  private var lineTurn = 0
  private var lines = LineCount()
  private var results: [Int: Result] = [:]
  private var isStopped = false

  init(workerCount: Int) {
    self.workerCount = workerCount
    roomCount = workerCount * 2
  }

  /// Waits until one more number may be taken.
  ///
  /// - Returns: Whether to go on.
  func waitForRoom() -> Bool {
    locked {
      while enteredCount - takenCount >= roomCount, !isStopped { condition.wait() }
      enteredCount += 1
      return !isStopped
    }
  }

  /// The line of a block's first byte, for which the blocks before are waited for.
  func firstLine(of claim: NumberedClaim, lineCount: Int) -> Int {
    locked {
      while lineTurn != claim.number { condition.wait() }
      lineTurn += 1
      condition.broadcast()
      return lines.firstLine(of: claim, lineCount: lineCount)
    }
  }

  func deliver(_ result: Result, number: Int) {
    locked {
      results[number] = result
      condition.broadcast()
    }
  }

  /// Says that a worker ends.
  func leave() {
    locked {
      workerCount -= 1
      condition.broadcast()
    }
  }

  /// The next result in order, waited for; `nil` after the last.
  func next() -> Result? {
    locked {
      while true {
        if let result = results.removeValue(forKey: takenCount) {
          takenCount += 1
          condition.broadcast()
          return result
        }
        if workerCount == 0 { return nil }
        condition.wait()
      }
    }
  }

  /// Lets the workers end after the work in hand and waits for them.
  func stop() {
    locked {
      isStopped = true
      condition.broadcast()
      while workerCount > 0 { condition.wait() }
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }
}
