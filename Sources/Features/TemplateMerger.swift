/// Merges groups that differ at one position only, where the words there name things, until nothing changes.
struct TemplateMerger {
  let table: TemplateTable
  private let keywords: TemplateKeywords
  private let similarity: Double

  init(miner: TemplateMiner, table: TemplateTable) {
    self.table = table
    keywords = TemplateKeywords(miner: miner, table: table)
    similarity = miner.similarity
  }

  func merged(_ groups: [TemplateTable.Group]) -> [TemplateTable.Group] {
    var groups = groups
    while true {
      let next = round(groups)
      guard next.count < groups.count else { return next }
      groups = next
    }
  }

  /// Merges once at each position, from left to right.
  private func round(_ groups: [TemplateTable.Group]) -> [TemplateTable.Group] {
    var groups = groups
    let length = groups.map(\.shape.count).max() ?? 0
    for position in 0..<length { groups = merged(groups, at: position) }
    return groups
  }

  private func merged(_ groups: [TemplateTable.Group], at position: Int) -> [TemplateTable.Group] {
    var result: [TemplateTable.Group] = []
    var order: [[Int32]] = []
    var alike: [[Int32]: [TemplateTable.Group]] = [:]
    for group in groups {
      guard position < group.shape.count, !isPunctuation(group.shape[position]) else {
        result.append(group)
        continue
      }
      var key = group.shape
      key[position] = -1
      if alike[key] == nil { order.append(key) }
      alike[key, default: []].append(group)
    }
    for key in order {
      let candidates = alike[key] ?? []
      result +=
        candidates.count > 1 && isMergeable(candidates, key, position) ? [union(candidates)] : candidates
    }
    return result
  }

  private func isMergeable(_ groups: [TemplateTable.Group], _ key: [Int32], _ position: Int) -> Bool {
    var values: TemplateKeywords.Values = [:]
    for group in groups { values[group.shape[position], default: 0] += group.count }
    guard values.count > 1 else { return true }
    var shape = key
    shape[position] = 0
    guard !keywords.areKinds(values, at: position, of: shape) else { return false }
    let placeholders = shape.count { $0 == 0 } - 1
    return keywords.commonShare(of: shape, varying: 1, placeholders: placeholders) > similarity
  }

  private func union(_ groups: [TemplateTable.Group]) -> TemplateTable.Group {
    table.group(groups.flatMap(\.rows).sorted())
  }

  private func isPunctuation(_ id: Int32) -> Bool {
    id > 0 && table.kinds[Int(id)] == .punctuation
  }
}
