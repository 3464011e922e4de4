/// What became of the verdicts on the same traces from one evaluation to another.
package struct VerdictFlips: Sendable, Hashable {
  /// A trace whose verdict is another one now.
  package struct Flip: Sendable, Hashable {
    package let traceID: String
    package let before: String
    package let after: String

    package init(traceID: String, before: String, after: String) {
      (self.traceID, self.before, self.after) = (traceID, before, after)
    }
  }

  /// The traces with a readable verdict in both.
  package let sharedCount: Int

  /// By the ids of the traces.
  package let flips: [Flip]

  /// The traces whose answer could be read in one of the two alone.
  package let unreadBeforeCount: Int
  package let unreadAfterCount: Int

  /// Holds the scores of one evaluator side by side, by their traces; of several on one trace the last counts.
  ///
  /// - Note: Traces that one of the two has not are left out.
  package init(before: [Score], after: [Score]) {
    let old = Dictionary(before.map { ($0.traceID, $0) }) { _, last in last }
    let new = Dictionary(after.map { ($0.traceID, $0) }) { _, last in last }
    var (flips, shared, unreadBefore, unreadAfter): ([Flip], Int, Int, Int) = ([], 0, 0, 0)
    for (trace, score) in new {
      guard let earlier = old[trace] else { continue }
      switch (earlier.verdict, score.verdict) {
      case (let before?, let after?):
        shared += 1
        if before != after { flips.append(Flip(traceID: trace, before: before, after: after)) }
      case (nil, .some): unreadBefore += 1
      case (.some, nil): unreadAfter += 1
      case (nil, nil): break
      }
    }
    (sharedCount, unreadBeforeCount, unreadAfterCount) = (shared, unreadBefore, unreadAfter)
    self.flips = flips.sorted { $0.traceID < $1.traceID }
  }
}

extension Score {
  /// The label that counts: after the calibration map where one was applied; `nil` where the answer could not be read.
  package var verdict: String? { mappedLabel ?? label }
}
