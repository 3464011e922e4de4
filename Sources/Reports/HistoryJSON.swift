package import History
internal import Statistics

/// A chronicle for programs.
package struct HistoryJSON: Sendable {
  package let chronicle: Chronicle

  package init(chronicle: Chronicle) {
    self.chronicle = chronicle
  }

  /// Weeks, signatures with a figure a week, and which were alike.
  package var text: String {
    JSONText.object([
      ("schema_version", .integer(1)), ("weeks", .array(chronicle.weeks.map { .string($0.text) })),
      ("signatures", .array(chronicle.entries.map(value))),
      ("kinships", .array(chronicle.kinships.map(value))),
    ]).page
  }

  private func value(of entry: Chronicle.Entry) -> JSONText {
    .object([
      ("id", .string(entry.id)), ("name", .string(entry.name)), ("severity", .string(entry.severity)),
      ("owner", JSONText(entry.remarks.owner)), ("note", JSONText(entry.remarks.note)),
      ("criterion", JSONText(entry.remarks.criterion)),
      ("weeks", .array(chronicle.weeks.indices.map { value(of: entry, week: $0) })),
    ])
  }

  private func value(of entry: Chronicle.Entry, week: Int) -> JSONText {
    let (tally, change) = (entry.tallies[week], entry.changes[week])
    return .object([
      ("week", .string(chronicle.weeks[week].text)), ("support", .integer(tally.support)),
      ("traces", .integer(tally.traceCount)), ("rate_per_1000", JSONText(tally.rate)),
      ("low", JSONText(tally.rateInterval?.lower)), ("high", JSONText(tally.rateInterval?.upper)),
      ("change", JSONText(change?.kind.rawValue)), ("p", JSONText(change?.pValue)),
      ("p_adjusted", JSONText(change?.adjustedPValue)), ("ratio", JSONText(change?.ratio)),
    ])
  }

  private func value(of kinship: Chronicle.Kinship) -> JSONText {
    .object([
      ("week", .string(kinship.week.text)), ("one", .string(kinship.one)), ("other", .string(kinship.other)),
    ])
  }
}
