package import History
internal import Statistics

/// The words for what became of signatures.
package enum ChangeWording {
  /// The kinds that are told, the most urgent first.
  package static let told: [Change.Kind] = [
    .new, .back, .growing, .shrinking, .gone, .split, .merged, .moved,
  ]

  /// A kind in a word or two, such as `growing`.
  package static func word(_ kind: Change.Kind?) -> String {
    switch kind {
    case .first, nil: "—"
    case .some(let kind): kind.rawValue
    }
  }

  /// How many changes there are of each kind that is told, such as `2 new and 1 gone`; empty if there are none.
  ///
  /// - Parameter mark: What stands before and behind each.
  static func counts(_ kinds: [Change.Kind], mark: String = "") -> String {
    Figures.list(
      told.compactMap { kind in
        let count = kinds.count { $0 == kind }
        return count == 0 ? nil : "\(mark)\(count) \(word(kind))\(mark)"
      })
  }

  /// A rate per 1,000 traces; `—` of no traces.
  package static func rate(_ rate: Double?) -> String {
    rate.map { Figures.decimal($0, $0 < 9.95 ? 1 : 0) } ?? "—"
  }

  /// A rate with its interval, such as `12 (8.9–16)`.
  package static func rateWithInterval(_ tally: WeekTally) -> String {
    guard let interval = tally.rateInterval else { return "—" }
    return "\(rate(tally.rate)) (\(rate(interval.lower))–\(rate(interval.upper)))"
  }

  /// A chance, such as `0.012` or `< 0.001`.
  package static func chance(_ value: Double?) -> String {
    guard let value else { return "—" }
    return value < 0.001 ? "< 0.001" : Figures.decimal(value, 3)
  }
}
