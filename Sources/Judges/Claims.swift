import Dispatch
internal import Store
internal import Synchronization

/// Which questions are being asked at the moment, so that no two threads ask the same.
final class Claims: Sendable {
  private let waiting = Mutex<[AnswerCache.Key: [DispatchSemaphore]]>([:])

  /// Claims a question for a thread, once nobody else asks it, and gives it back behind the body.
  func holding<Result>(_ key: AnswerCache.Key, _ body: () throws -> Result) rethrows -> Result {
    while true {
      let turn = waiting.withLock { waiting -> DispatchSemaphore? in
        guard waiting[key] != nil else {
          waiting[key] = []
          return nil
        }
        let turn = DispatchSemaphore(value: 0)
        waiting[key]?.append(turn)
        return turn
      }
      guard let turn else { break }
      turn.wait()
    }
    defer {
      let others = waiting.withLock { $0.removeValue(forKey: key) ?? [] }
      for turn in others { turn.signal() }
    }
    return try body()
  }
}
