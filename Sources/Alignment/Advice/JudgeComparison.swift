package import Labels
package import Statistics

/// Two judges, or two versions of one, on the same items.
package struct JudgeComparison: Sendable {
  package let criterion: String
  package let first: String
  package let second: String

  /// The items with a reference and a readable verdict of both.
  package let itemCount: Int
  package let firstAgreement: Double
  package let secondAgreement: Double

  /// The second's agreement less the first's.
  package let difference: Estimate

  /// The items that only one of them got right.
  package let comparison: PairedComparison

  /// The same for the items of each reference label.
  package let byLabel: [(label: String, onlyFirst: Int, onlySecond: Int)]

  /// The items whose verdicts differ, up to a limit, in the order of their names.
  package let flips: [Flip]
  package let flipCount: Int

  /// An item on which the two verdicts differ, with the reference and both labels.
  package struct Flip: Sendable, Hashable {
    package let item: String
    package let reference: String
    package let first: String
    package let second: String
  }
}

extension Ratings {
  /// Compares two judges; `nil` if there is no item on which both can be compared.
  package func comparison(
    of first: Int, with second: Int, in table: LabelTable, level: Double = 0.95, flipLimit: Int = 50
  ) -> JudgeComparison? {
    var (count, firstRight, secondRight, onlyFirst, onlySecond) = (0, 0, 0, 0, 0)
    var byLabel = scale.labels.map { (label: $0, onlyFirst: 0, onlySecond: 0) }
    var flipped: [Int] = []
    for index in items.indices {
      guard let reference = references[index], let one = verdicts[first][index].position,
        let other = verdicts[second][index].position
      else { continue }
      count += 1
      if one == reference { firstRight += 1 }
      if other == reference { secondRight += 1 }
      if one != other { flipped.append(index) }
      if one == reference, other != reference {
        onlyFirst += 1
        byLabel[reference].onlyFirst += 1
      } else if one != reference, other == reference {
        onlySecond += 1
        byLabel[reference].onlySecond += 1
      }
    }
    guard let difference = pairedDifference(won: onlySecond, lost: onlyFirst, of: count, level: level) else {
      return nil
    }
    return JudgeComparison(
      criterion: criterion, first: judges[first], second: judges[second], itemCount: count,
      firstAgreement: Double(firstRight) / Double(count),
      secondAgreement: Double(secondRight) / Double(count),
      difference: difference,
      comparison: PairedComparison(onlyFirstCount: onlyFirst, onlySecondCount: onlySecond), byLabel: byLabel,
      flips: flips(flipped, first, second, table, flipLimit), flipCount: flipped.count)
  }

  private func flips(
    _ indices: [Int], _ first: Int, _ second: Int, _ table: LabelTable, _ limit: Int
  ) -> [JudgeComparison.Flip] {
    let named = indices.map { (index: $0, name: name(ofItem: $0, in: table)) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return named.prefix(limit).compactMap { entry in
      guard let reference = references[entry.index], let one = verdicts[first][entry.index].position,
        let other = verdicts[second][entry.index].position
      else { return nil }
      return JudgeComparison.Flip(
        item: entry.name, reference: scale.labels[reference], first: scale.labels[one],
        second: scale.labels[other])
    }
  }
}
