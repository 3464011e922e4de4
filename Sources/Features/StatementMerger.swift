/// Joins groups whose messages one statement of a program writes, whatever values it fills in.
///
/// Groups are compared as patterns: those that begin alike and end alike form a frame, and the frames with the most
/// in common are looked at first. Where the middles of a frame are values, its patterns become one with a gap. A
/// pattern that another covers is part of it.
struct StatementMerger {
  let table: TemplateTable
  private let words: StatementWords

  /// The most patterns that are compared, those with the most messages; the rest stay as they are.
  private static let patternLimit = 4_000

  /// The most tokens between a beginning and an end that are alike.
  private static let middleLimit = 24

  init(table: TemplateTable) {
    self.table = table
    words = StatementWords(table: table)
  }

  func merged(_ groups: [TemplateTable.Group]) -> [TemplateTable.Group] {
    let order = groups.indices.sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }
    let compared = order.prefix(Self.patternLimit).map { index in
      var group = groups[index]
      group.statement = TemplateTable.Statement(tokens: table.tokens(of: group), shapes: [group.shape])
      return group
    }
    var patterns = distinct(
      compared.enumerated().map { index, group in
        StatementPattern(
          ids: group.shape, tokens: group.statement?.tokens ?? [], groups: [index], count: group.count,
          words: words)
      })
    var count = Int.max
    while patterns.count < count {
      count = patterns.count
      patterns = covered(framed(patterns))
    }
    let joined = patterns.map { $0.groups.count > 1 ? group(of: $0, compared) : compared[$0.groups[0]] }
    return joined + order.dropFirst(Self.patternLimit).map { groups[$0] }
  }

  /// The group of all messages of a pattern's groups.
  private func group(of pattern: StatementPattern, _ groups: [TemplateTable.Group]) -> TemplateTable.Group {
    let members = pattern.groups.sorted()
    return TemplateTable.Group(
      rows: members.flatMap { groups[$0].rows }.sorted(), shape: pattern.ids, count: pattern.count,
      statement: TemplateTable.Statement(tokens: pattern.tokens, shapes: members.map { groups[$0].shape }))
  }

  /// The patterns in the order of their tokens, equal ones as one.
  private func distinct(_ patterns: [StatementPattern]) -> [StatementPattern] {
    let sorted = patterns.sorted { first, second in
      if first.ids != second.ids { return first.ids.lexicographicallyPrecedes(second.ids) }
      return (second.count, first.groups[0]) < (first.count, second.groups[0])
    }
    var result: [StatementPattern] = []
    for pattern in sorted {
      guard let last = result.indices.last, result[last].ids == pattern.ids else {
        result.append(pattern)
        continue
      }
      result[last].groups += pattern.groups
      result[last].count += pattern.count
      for (index, token) in pattern.tokens.enumerated() where token.text != result[last].tokens[index].text {
        result[last].tokens[index].text = StatementPattern.gap
      }
    }
    return result
  }

  // MARK: Frames

  /// Joins the patterns of frames whose middles are values, until there are no more.
  private func framed(_ patterns: [StatementPattern]) -> [StatementPattern] {
    var patterns = patterns
    while true {
      var isUsed = Array(repeating: false, count: patterns.count)
      var joined: [StatementPattern] = []
      for places in StatementFrames(patterns, middleLimit: Self.middleLimit).places {
        let open = places.filter { !isUsed[$0.pattern] }
        guard open.count > 1, let values = frame(of: open, patterns).values() else { continue }
        let lookup = Dictionary(uniqueKeysWithValues: open.map { ($0.pattern, $0) })
        let chosen = values.compactMap { lookup[$0.pattern] }
        for place in chosen { isUsed[place.pattern] = true }
        joined.append(union(of: chosen, patterns))
      }
      guard !joined.isEmpty else { return patterns }
      patterns = distinct(patterns.indices.filter { !isUsed[$0] }.map { patterns[$0] } + joined)
    }
  }

  private func frame(of places: [StatementFrames.Place], _ patterns: [StatementPattern]) -> StatementFrame {
    let first = places[0]
    let pattern = patterns[first.pattern]
    return StatementFrame(
      words: words, prefix: pattern.ids[..<first.start], suffix: pattern.ids[first.end...],
      prefixCount: pattern.wordCounts[first.start],
      suffixCount: pattern.wordCounts[pattern.ids.count] - pattern.wordCounts[first.end],
      members: places.map { place in
        let one = patterns[place.pattern]
        return StatementFrame.Member(
          pattern: place.pattern, middle: one.ids[place.start..<place.end],
          isJoined: place.end < one.tokens.count && !one.tokens[place.end].isSpaced,
          isWide: one.groups.count >= StatementFrame.manyVersions)
      })
  }

  private func union(of places: [StatementFrames.Place], _ patterns: [StatementPattern]) -> StatementPattern {
    // The tokens are those of the pattern with the most messages that has something at the place.
    let filled = places.filter { $0.start < $0.end }
    let shown = filled.max {
      (patterns[$0.pattern].count, $1.pattern) < (patterns[$1.pattern].count, $0.pattern)
    }
    let place = shown ?? places[0]
    let pattern = patterns[place.pattern]
    let gap = TemplateTokens.Token(
      text: StatementPattern.gap, kind: .placeholder, isSpaced: pattern.tokens[place.start].isSpaced)
    return StatementPattern(
      ids: pattern.ids[..<place.start] + [0] + pattern.ids[place.end...],
      tokens: pattern.tokens[..<place.start] + [gap] + pattern.tokens[place.end...],
      groups: places.flatMap { patterns[$0.pattern].groups },
      count: places.reduce(0) { $0 + patterns[$1.pattern].count }, words: words)
  }

  // MARK: Covering

  /// The most patterns with one beginning that may cover others.
  private static let coveringLimit = 64
  /// The least number of words of a pattern that covers others.
  private static let coveringWords = 3

  /// Joins patterns with the most frequent one that covers them.
  private func covered(_ patterns: [StatementPattern]) -> [StatementPattern] {
    let byFirst = Dictionary(grouping: patterns.indices, by: { patterns[$0].ids.first ?? -1 })
    var result: [StatementPattern] = []
    for first in byFirst.keys.sorted() {
      var members = (byFirst[first] ?? []).map { patterns[$0] }
      members.sort { (-$0.count, $0.groups[0]) < (-$1.count, $1.groups[0]) }
      let covering = members.indices.prefix(Self.coveringLimit).filter { canCover(members[$0]) }
      var isGone = Array(repeating: false, count: members.count)
      for index in members.indices.reversed() {
        guard
          let cover = covering.first(where: {
            $0 != index && !isGone[$0] && members[$0].covers(members[index], words: words)
          })
        else { continue }
        isGone[index] = true
        members[cover].groups += members[index].groups
        members[cover].count += members[index].count
      }
      result += members.indices.filter { !isGone[$0] }.map { members[$0] }
    }
    return distinct(result)
  }

  private func canCover(_ pattern: StatementPattern) -> Bool {
    let gapCount = pattern.ids.count { $0 == 0 }
    let wordCount = pattern.wordCounts[pattern.ids.count]
    return gapCount > 0 && wordCount >= Self.coveringWords && wordCount * 2 >= gapCount
  }
}
