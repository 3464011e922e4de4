extension Chronicle {
  /// The change of every signature from one week to another, whatever lay between; `nil` for signatures met in
  /// neither.
  ///
  /// - Parameters:
  ///   - before: One of the chronicle's weeks.
  ///   - after: Another.
  package func changes(from before: Week, to after: Week, by test: ChangeTest) -> [Change?]? {
    guard let first = weeks.firstIndex(of: before), let second = weeks.firstIndex(of: after) else {
      return nil
    }
    let met = entries.indices.filter {
      entries[$0].tallies[first].support + entries[$0].tallies[second].support > 0
    }
    let series = met.map { index in
      ChangeTest.Series(
        tallies: [entries[index].tallies[first], entries[index].tallies[second]], earlier: [.first])
    }
    var changes = [Change?](repeating: nil, count: entries.count)
    for (index, change) in zip(met, test.changes(of: series)) { changes[index] = change }
    return changes
  }
}
