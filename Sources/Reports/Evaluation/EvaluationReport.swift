package import Evaluators
package import Gate
internal import Statistics

/// What a suite of evaluators said of traces, and all that it was made of.
package struct EvaluationReport: Sendable {
  /// `E-` and digits.
  package var run: String

  /// When it was made, in ISO 8601.
  package var time: String

  /// The version of the tool.
  package var version: String

  /// The label set whose traces were scored; `nil` where they came from files.
  package var labelSet: String?
  package var inputs: [RunReport.Input]
  package var counts: Counts

  /// The evaluators in the order of the suite, with what each said.
  package var members: [Member]

  /// Each two evaluators of the suite.
  package var pairs: [EvaluatorPair]

  /// How far evaluators agree with people; none where labels were not looked at.
  package var standings: [EvaluatorStanding] = []

  /// The traces that were scored besides, to see whether judges drift.
  package var canaryCount = 0

  /// Reasons why records are no traces, each with how many and where the first stands.
  package var rejections: [Rejection]

  /// What was read.
  package struct Counts: Sendable, Hashable {
    package var records: Int
    package var traces: Int
    package var joined: Int
    package var duplicates: Int
    package var conflicts: Int
    package var rejections: Int

    /// Records of traces that were not drawn, where a sample is scored.
    package var undrawn = 0

    package init(
      records: Int, traces: Int, joined: Int, duplicates: Int, conflicts: Int, rejections: Int
    ) {
      (self.records, self.traces, self.joined) = (records, traces, joined)
      (self.duplicates, self.conflicts, self.rejections) = (duplicates, conflicts, rejections)
    }
  }

  /// An evaluator of the suite.
  package struct Member: Sendable {
    package var version: Evaluator.Version
    package var tally: EvaluatorTally

    /// What calls cost; `nil` where it is not known or nothing was called.
    package var cost: Double?

    /// Whether it is fit to gate and why, as JSON; null where that was not looked at.
    package var fitness: JSONText = .null

    package init(version: Evaluator.Version, tally: EvaluatorTally) {
      (self.version, self.tally) = (version, tally)
    }
  }

  /// Records refused for one reason.
  package struct Rejection: Sendable, Hashable {
    package var reason: String
    package var count: Int

    /// Where the first of them stands.
    package var path: String
    package var line: Int

    package init(reason: String, count: Int, path: String, line: Int) {
      (self.reason, self.count, self.path, self.line) = (reason, count, path, line)
    }
  }

  package init(
    run: String, time: String, version: String, labelSet: String? = nil, inputs: [RunReport.Input],
    counts: Counts, members: [Member], pairs: [EvaluatorPair], rejections: [Rejection] = []
  ) {
    (self.run, self.time, self.version, self.labelSet) = (run, time, version, labelSet)
    (self.inputs, self.counts, self.members) = (inputs, counts, members)
    (self.pairs, self.rejections) = (pairs, rejections)
  }

  /// Two evaluators with the correlation of their verdicts.
  struct Doubling {
    let pair: EvaluatorPair
    let phi: Double
    let interval: (lower: Double, upper: Double)?
    let isDouble: Bool
  }

  /// The pairs of which it can be said whether they move together.
  var doublings: [Doubling] {
    pairs.compactMap { pair in
      guard let phi = pair.phi else { return nil }
      let interval = pair.interval()
      return Doubling(
        pair: pair, phi: phi, interval: interval.map { ($0.lower, $0.upper) },
        isDouble: pair.isDouble(interval: interval))
    }
  }
}
