/// Splits the distinct masked messages into groups of one kind, from the top down.
struct TemplateSplitter {
  let table: TemplateTable
  private let keywords: TemplateKeywords
  private let similarity: Double

  /// The deepest recursion; groups below it are left whole.
  private static let depthLimit = 48

  init(miner: TemplateMiner, table: TemplateTable) {
    self.table = table
    keywords = TemplateKeywords(miner: miner, table: table)
    similarity = miner.similarity
  }

  /// Groups of rows of equal length and kind, in an order that does not depend on the messages' order.
  func groups() -> [TemplateTable.Group] {
    let byLength = Dictionary(grouping: table.rows.indices, by: { table.rows[$0].ids.count })
    return byLength.keys.sorted().flatMap { split(byLength[$0] ?? [], depth: 0) }
  }

  private func split(_ members: [Int], depth: Int) -> [TemplateTable.Group] {
    let whole = table.group(members)
    guard members.count > 1, depth < Self.depthLimit else { return [whole] }
    let varying = positions(of: members, whole.shape)
    guard !varying.isEmpty else { return [whole] }
    let kinds = withoutValuesOfOneSet(
      varying.filter { keywords.areKinds($0.values, at: $0.position, of: whole.shape) }, of: members)
    let first = kinds.first { $0.position == 0 }
    if let best = first ?? kinds.min(by: { ($0.values.count, $0.position) < ($1.values.count, $1.position) })
    {
      return parts(members, at: best.position, depth)
    }
    let placeholders = whole.shape.count { $0 == 0 } - varying.count
    let share = keywords.commonShare(of: whole.shape, varying: varying.count, placeholders: placeholders)
    if share >= similarity { return [whole] }
    guard let least = varying.min(by: { ($0.values.count, $0.position) < ($1.values.count, $1.position) }),
      least.values.count < members.count || members.count <= 64
    else { return parts(members, at: varying[0].position, depth) }
    return parts(members, at: least.position, depth)
  }

  /// A position with the words there.
  private typealias Position = (position: Int, values: TemplateKeywords.Values)

  /// The positions without those that take the same words as another in any combination: where `failed on`,
  /// `on failed` and `on on` come, they are two values each, and no kinds.
  private func withoutValuesOfOneSet(_ kinds: [Position], of members: [Int]) -> [Position] {
    kinds.filter { one in
      !kinds.contains { other in
        guard other.position != one.position, Self.areOfOneSet(one.values, other.values) else { return false }
        let pairs = Set(
          members.map { row in
            let ids = table.rows[row].ids
            return Pair(first: ids[one.position], second: ids[other.position])
          })
        return Double(pairs.count) >= Self.independence * Double(one.values.count * other.values.count)
      }
    }
  }

  private struct Pair: Hashable {
    let first: Int32
    let second: Int32
  }

  /// The share of all pairs of words that must come for the words to stand in any combination; steps from one state
  /// to another are few of them.
  private static let independence = 0.7

  /// Whether two positions take the same words, but for one.
  private static func areOfOneSet(
    _ one: TemplateKeywords.Values, _ other: TemplateKeywords.Values
  ) -> Bool {
    let common = one.keys.count { other[$0] != nil }
    return common > 1 && common + 1 >= max(one.count, other.count)
  }

  private func parts(_ members: [Int], at position: Int, _ depth: Int) -> [TemplateTable.Group] {
    let byWord = Dictionary(grouping: members, by: { table.rows[$0].ids[position] })
    return byWord.keys.sorted().flatMap { split(byWord[$0] ?? [], depth: depth + 1) }
  }

  /// The positions where the rows differ, with the words there.
  private func positions(of members: [Int], _ shape: [Int32]) -> [Position] {
    var result: [Position] = []
    for position in shape.indices where shape[position] == 0 {
      var values: TemplateKeywords.Values = [:]
      for row in members { values[table.rows[row].ids[position], default: 0] += table.rows[row].count }
      if values.count > 1 { result.append((position, values)) }
    }
    return result
  }
}
