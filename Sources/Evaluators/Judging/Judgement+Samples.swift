package import Labels

extension Judgement {
  /// Puts the verdicts of independent samples of one trace together.
  ///
  /// The label is the one that most samples give, of several the worst; the value is the mean position of all that
  /// could be read, from 0 at the worst label to 1 at the best. With more than one sample the shares are the
  /// probabilities. At least half of the samples must be readable, otherwise there is no verdict.
  ///
  /// - Parameter scale: At least two labels, the worst first.
  package init(samples: [Verdict], scale: LabelScale) {
    precondition(scale.labels.count > 1, "\(scale.labels.count) labels are no scale")
    self.init()
    let readable = samples.filter { $0.position != nil }
    (answerCount, readableCount) = (samples.count { !$0.isUnanswered }, readable.count)
    reasoning = samples.first { $0.reasoning != nil }?.reasoning
    guard !readable.isEmpty, 2 * readable.count >= samples.count else {
      let lost = samples.filter { $0.position == nil }
      let reason = (lost.first.map { Self.reason($0) }) ?? "no answer"
      failure = samples.count > 1 ? "\(lost.count) of \(samples.count) samples: \(reason)" : reason
      return
    }
    let positions = readable.compactMap(\.position)
    let counts = scale.labels.indices.map { position in positions.count { $0 == position } }
    let best = counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0
    label = scale.labels[best]
    let chosen = readable.first { $0.position == best }
    rationale = chosen?.rationale.map { String($0.prefix(Self.longestNote)) }
    reasoning = (chosen?.reasoning ?? reasoning).map { String($0.prefix(Self.longestNote)) }
    let highest = Double(scale.labels.count - 1)
    value = Double(positions.reduce(0, +)) / (Double(positions.count) * highest)
    if samples.count > 1 { probabilities = counts.map { Double($0) / Double(positions.count) } }
  }

  private static func reason(_ verdict: Verdict) -> String {
    (verdict.isUnanswered ? "no answer: " : "unreadable answer: ") + (verdict.failure ?? "no reason is known")
  }

  /// A rationale is kept so far, in characters: some models never stop.
  private static let longestNote = 4000
}
