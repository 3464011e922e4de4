internal import Features

/// The number of turns at which traces were stopped, as it shows in where they end.
///
/// Agents that may take so many turns and no more leave many traces without an answer, all of one length.
extension MinedSignatures {
  /// The most turns that a trace has, if enough traces end there without an answer; else `nil`.
  var turnLimit: Int? {
    let stopped = collection.rows.indices.count { isStopped($0) }
    let needed = max(Self.leastStopped, Self.leastShare * Double(collection.traceCount))
    return Double(stopped) >= needed ? collection.mostTurns : nil
  }

  /// Whether nearly all rows of those that end without an answer were stopped.
  func areStopped(_ rows: [Int]) -> Bool {
    let unanswered = rows.filter(isUnanswered)
    let stopped = unanswered.count { isStopped($0) }
    return !unanswered.isEmpty && Double(stopped) >= Self.nearlyAll * Double(unanswered.count)
  }

  private func isStopped(_ row: Int) -> Bool {
    collection.rows[row].turnCount == collection.mostTurns && isUnanswered(row)
  }

  private func isUnanswered(_ row: Int) -> Bool {
    let table = collection.evidence
    return table.terms[table.termRange(row)].contains(.sign(.noAnswer))
  }

  /// So many traces, and so many of all, do not end at one length by chance.
  private static let leastStopped = 10.0
  private static let leastShare = 0.1
  private static let nearlyAll = 0.8
}
