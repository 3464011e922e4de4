import Labels

extension Ratings {
  /// What all criteria together are called.
  package static let pooledName = "*"

  /// Makes one set of ratings of those of several criteria; `nil` if their scales differ.
  ///
  /// An item rated on two criteria is two items. Annotators and judges are the same if their names are.
  init?(pooling parts: [Ratings]) {
    guard let first = parts.first, parts.allSatisfy({ $0.scale.labels == first.scale.labels }) else {
      return nil
    }
    let humans = Ratings.union(parts.map(\.humans))
    let judges = Ratings.union(parts.map(\.judges))
    var items: [ItemKey] = []
    var firstLabel = [0]
    var labels: [HumanLabel] = []
    var verdicts: [[Verdict]] = Array(repeating: [], count: judges.count)
    for part in parts {
      let numbers = part.humans.compactMap(humans.firstIndex)
      firstLabel += part.firstLabel.dropFirst().map { $0 + labels.count }
      labels += part.labels.map {
        HumanLabel(human: numbers[$0.human], position: $0.position, row: $0.row)
      }
      items += part.items
      for (judge, name) in judges.enumerated() {
        let own = part.judges.firstIndex(of: name).map { part.verdicts[$0] }
        verdicts[judge] += own ?? Array(repeating: .notShown, count: part.items.count)
      }
    }
    let isOrdinal = parts.allSatisfy { $0.scale.kind == .ordinal }
    self.init(
      criterion: Ratings.pooledName,
      scale: LabelScale(
        labels: first.scale.labels, kind: isOrdinal ? .ordinal : .nominal,
        isGuessed: parts.contains { $0.scale.isGuessed }),
      humans: humans, judges: judges, items: items, firstLabel: firstLabel, labels: labels,
      verdicts: verdicts, conflicts: parts.flatMap(\.conflicts),
      strayLabelCount: parts.reduce(0) { $0 + $1.strayLabelCount })
  }

  private static func union(_ names: [[String]]) -> [String] {
    Set(names.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
