package import Labels

/// An item on which a judge contradicts people.
package struct MisalignedItem: Sendable, Hashable {
  package let item: String
  package let reference: String
  package let verdict: String

  /// The people who gave the reference label, and those who labelled the item.
  package let supportCount: Int
  package let labelCount: Int

  /// How far apart the two are, how united people are and how sure the judge was, from 0 to 1.
  package let strength: Double

  /// What the judge said, and what people said.
  package let judgeRationale: String?
  package let humanRationale: String?
}

extension Ratings {
  /// The items on which a judge contradicts people, the most instructive first: far apart, people united, the
  /// judge sure; equal ones in the order of their names.
  package func misalignedItems(ofJudge judge: Int, in table: LabelTable, limit: Int) -> [MisalignedItem] {
    var found: [(index: Int, strength: Double)] = []
    for index in items.indices {
      guard let reference = references[index], let verdict = verdicts[judge][index].position,
        verdict != reference
      else { continue }
      found.append((index, strength(ofItem: index, reference, verdicts[judge][index], table)))
    }
    found.sort { left, right in
      if left.strength != right.strength { return left.strength > right.strength }
      return name(ofItem: left.index, in: table).utf8
        .lexicographicallyPrecedes(name(ofItem: right.index, in: table).utf8)
    }
    return found.prefix(limit).compactMap { found in
      guard let reference = references[found.index], let verdict = verdicts[judge][found.index].position
      else {
        return nil
      }
      let labels = labels(ofItem: found.index)
      let agreeing = labels.filter { $0.position == reference }
      return MisalignedItem(
        item: name(ofItem: found.index, in: table), reference: scale.labels[reference],
        verdict: scale.labels[verdict], supportCount: agreeing.count, labelCount: labels.count,
        strength: found.strength,
        judgeRationale: table.note(\.rationale, row: Int(verdicts[judge][found.index].row)),
        humanRationale: agreeing.lazy.compactMap { table.note(\.rationale, row: $0.row) }.first)
    }
  }

  private func strength(ofItem item: Int, _ reference: Int, _ verdict: Verdict, _ table: LabelTable) -> Double
  {
    guard let position = verdict.position else { return 0 }
    let span = Double(max(1, scale.labels.count - 1))
    let distance = scale.kind == .ordinal ? Double(abs(position - reference)) / span : 1
    let labels = labels(ofItem: item)
    let support = Double(labels.count { $0.position == reference }) / Double(labels.count)
    let row = Int(verdict.row)
    let sureness =
      table.note(\.probabilities, row: row).flatMap(LabelProbabilities.init(text:))?
      .values(for: scale.labels).map { $0[position] } ?? 1
    return distance * support * sureness
  }
}
