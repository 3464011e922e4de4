internal import Traces

/// Which errors are not made good by the calls after them, by what became of the work.
///
/// That a later call of the tool succeeds is taken for a repair. But a call for the next task succeeds as well. So where
/// the error comes in several failures, in most of which it lasts, and hardly in a success, it is what failures are told
/// by: as often as `ToldAnswers` asks for.
///
/// Over 59 made corpora of 80 modes, of thirteen families, 3,796 modes are found with it in 5,627 signatures, and 3,784
/// in 5,684 without.
struct FailedRepairs {
  private let told: Set<Message>

  /// A masked message of a tool.
  private struct Message: Hashable {
    let tool: UInt64
    let message: UInt64

    init(_ error: ErrorEvidence) { (tool, message) = (error.tool, error.message) }
  }

  /// Traces that have a message.
  private struct Tally {
    var failures = 0
    var successes = 0

    /// Failures in which nothing seems to have made it good.
    var lasting = 0
  }

  init(_ table: EvidenceTable) {
    var found: [Message: Tally] = [:]
    for error in table.errors where error.isFollowedBySuccess { found[Message(error)] = Tally() }
    var tools: [UInt64: Tally] = [:]
    for tool in Set(found.keys.map(\.tool)) { tools[tool] = Tally() }
    guard !found.isEmpty else {
      told = []
      return
    }
    for row in 0..<table.rowCount where table.outcomes[row] != .unknown {
      let isFailure = table.outcomes[row] == .failure
      var lasts: [Message: Bool] = [:]
      for error in table.errors[table.errorRange(row)] {
        let message = Message(error)
        guard found[message] != nil else { continue }
        lasts[message] = lasts[message] ?? false || !error.isFollowedBySuccess
      }
      for (message, isLasting) in lasts {
        if isFailure { found[message]?.failures += 1 } else { found[message]?.successes += 1 }
        if isFailure, isLasting { found[message]?.lasting += 1 }
      }
      for tool in table.tools[table.toolRange(row)] where tools[tool] != nil {
        if isFailure { tools[tool]?.failures += 1 } else { tools[tool]?.successes += 1 }
      }
    }
    told = Set(
      found.filter { message, tally in
        guard tally.failures >= ToldAnswers.leastFailures, tally.lasting * 2 >= tally.failures,
          let calls = tools[message.tool]
        else { return false }
        let here = Double(tally.failures) / Double(max(1, calls.failures))
        let there = (Double(tally.successes) + 0.5) / Double(calls.successes + 1)
        return here >= ToldAnswers.leastRatio * there
      }.keys)
  }

  /// Whether an error is of those.
  func contains(_ error: ErrorEvidence) -> Bool { told.contains(Message(error)) }
}
