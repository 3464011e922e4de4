/// Two or more patterns that begin alike and end alike, with what stands between in each.
///
/// What stands between are values of one place, or the words that tell statements apart. Values are what stands
/// where values are written (after `=` or `:`, in brackets), what looks like a name or a constant, what comes in
/// three versions or more between words that are the same, and what may be missing though it begins as an addition.
struct StatementFrame {
  /// A pattern, and what it has between the beginning and the end.
  struct Member {
    /// The index of the pattern.
    var pattern: Int
    var middle: ArraySlice<Int32>
    /// Whether no space stands after the middle.
    var isJoined: Bool
    /// Whether the pattern was made of many.
    var isWide: Bool
  }

  let words: StatementWords
  let prefix: ArraySlice<Int32>
  let suffix: ArraySlice<Int32>
  private let prefixCount: Int
  private let wordCount: Int
  private let members: [Member]
  private let before: UInt8
  private let after: UInt8

  /// - Parameters:
  ///   - prefixCount: The number of words at the beginning.
  ///   - suffixCount: The number of words at the end.
  init(
    words: StatementWords, prefix: ArraySlice<Int32>, suffix: ArraySlice<Int32>, prefixCount: Int,
    suffixCount: Int, members: [Member]
  ) {
    self.words = words
    self.prefix = prefix
    self.suffix = suffix
    self.prefixCount = prefixCount
    wordCount = prefixCount + suffixCount
    before = prefix.last.map { words.sign($0) } ?? 0
    after = suffix.first.map { words.sign($0) } ?? 0
    self.members = members.filter { words.areBalanced($0.middle) }
  }

  /// The members whose middles are values of one place, if there are two at least.
  func values() -> [Member]? {
    guard Self.differ(members) else { return nil }
    let plain = members.filter { !holds($0, 0x3D) }
    return setApart(plain) ?? reasons(plain) ?? versions(plain) ?? additions()
      ?? names()
  }

  /// Whether middles differ at their beginnings and at their ends, or a gap stands there.
  static func differ(_ members: [Member]) -> Bool {
    func vary(_ end: (ArraySlice<Int32>) -> Int32?) -> Bool {
      guard let first = members.first.map({ end($0.middle) ?? -1 }) else { return false }
      return members.contains { (end($0.middle) ?? -1) != first || end($0.middle) == 0 }
    }
    return members.count > 1 && vary(\.first) && vary(\.last)
  }

  // MARK: Where values are written

  /// Values of a key, all that stands in brackets or quotation marks, and what stands between a colon and the next
  /// mark.
  private func setApart(_ plain: [Member]) -> [Member]? {
    let isEnded = suffix.first.map { !words.isWord($0) } ?? true
    let isBeforeKey = suffix.count > 1 && words.sign(suffix[suffix.startIndex + 1]) == 0x3D
    if before == 0x3D, prefixCount > 0, wordCount > 1, after != 0x3D, isEnded || isBeforeKey,
      Self.differ(plain)
    {
      return plain
    }
    if before != 0, after != 0, StatementWords.closing(before) == after, Self.differ(plain) {
      let areGaps = plain.allSatisfy { $0.middle.allSatisfy { $0 == 0 } }
      if wordCount > 1 || areGaps && wordCount == 1 { return plain }
    }
    guard before == 0x3A, after == 0x2C || after == 0x3B || after == 0x29, wordCount > 1 else { return nil }
    // Where all hold a colon they are keys with values, not texts with one.
    let areTexts = wordCount >= Self.sureContext && !plain.allSatisfy { holds($0, 0x3A) }
    return several(areTexts ? plain : plain.filter { !holds($0, 0x3A) })
  }

  /// What follows the colon of a clause to the end of the message, or to brackets at its end.
  private func reasons(_ plain: [Member]) -> [Member]? {
    guard before == 0x3A, prefixCount > 1,
      suffix.isEmpty || after == 0x5B && words.sign(suffix[suffix.endIndex - 1]) == 0x5D
    else { return nil }
    let clauseCount = words.clauseWordCount(prefix.dropLast())
    guard clauseCount > 0 else { return nil }
    let isClause = clauseCount > 1 && plain.count > 2
    if let found = several(isClause ? plain : plain.filter { !$0.middle.contains(0) }) { return found }
    return suffix.isEmpty && members.contains { isGap($0) } ? members : nil
  }

  // MARK: What looks like values

  /// The least number of words around a place for what stands there in several versions to be values.
  private static let context = 3
  /// The least number of versions where so few words stand around: three or four, as in `VM started`, `VM paused`, may
  /// well be as many statements.
  private static let versionsInFewWords = 6
  /// The least number of words for values of several words, and for three versions of a word to be values.
  private static let textContext = 6
  /// The least number of words that leave no doubt that one statement wrote them.
  static let sureContext = 8
  /// The most tokens that are one value beside others known to be values.
  private static let valueLimit = 6
  /// So many versions that end a message are names of things, whatever stands before.
  static let manyVersions = 8

  /// What looks like values by itself, or by how many versions there are.
  private func versions(_ plain: [Member]) -> [Member]? {
    guard prefixCount > 0 else { return nil }
    let single = members.filter { $0.middle.count == 1 }
    if wordCount > 1, let names = several(single.filter { isAll($0, words.isName) }) { return names }
    let versions = single.filter { isAll($0) { $0 == 0 || words.isWord($0) } }
    let least = wordCount >= Self.textContext ? 3 : Self.versionsInFewWords
    if wordCount >= Self.context, versions.count >= least, Self.differ(versions) { return versions }
    let texts = plain.filter {
      !$0.middle.isEmpty && $0.middle.count <= Self.valueLimit && (isGap($0) || !$0.middle.contains(0))
    }
    if wordCount >= Self.context, texts.contains(where: isGap), Self.differ(texts) { return texts }
    guard let last = prefix.last, words.isWord(last) else { return nil }
    let filled = plain.filter { !$0.middle.isEmpty }
    let versionCount = suffix.isEmpty ? max(3, Self.context + 5 - wordCount) : 3
    let enough = suffix.isEmpty ? Self.context + 1 : Self.textContext
    if wordCount >= enough, filled.count >= versionCount, Self.differ(filled) { return filled }
    guard suffix.isEmpty || after == 0x2E else { return nil }
    if filled.contains(where: { $0.isWide && isGap($0) }), Self.differ(filled) { return filled }
    let things = filled.filter { !$0.middle.contains(0) }
    return things.count >= Self.manyVersions ? several(things) : nil
  }

  // MARK: What may be missing

  /// What begins as an addition (with a comma, bracket or key) and may be missing.
  private func additions() -> [Member]? {
    let empty = members.filter(\.middle.isEmpty)
    guard !empty.isEmpty, prefixCount > 0 else { return nil }
    let found = members.filter { !$0.middle.isEmpty && (isAddition($0.middle) || isOwnClause($0.middle)) }
    return found.isEmpty ? nil : empty + found
  }

  private func isAddition(_ middle: ArraySlice<Int32>) -> Bool {
    let opening = words.sign(middle[middle.startIndex])
    if wordCount >= Self.context, [0x2C, 0x3B, 0x28, 0x5B].contains(opening) { return true }
    if wordCount >= Self.sureContext, middle.count == 1, words.isName(middle[middle.startIndex]) {
      return true
    }
    // One more of the keys with commas between.
    func holdsKey(_ ids: ArraySlice<Int32>) -> Bool { ids.contains { words.sign($0) == 0x3D } }
    if opening == 0x2C, suffix.isEmpty, holdsKey(middle), holdsKey(prefix) { return true }
    // The rest of a value: `12(7)`, `node[3]`.
    return prefix.last == 0 && (opening == 0x28 || opening == 0x5B) && !middle.contains { words.isWord($0) }
  }

  /// Whether a middle at the end is a clause behind a value: words, or keys and values where there were none.
  ///
  /// A message of keys and values that has one key more is of another statement.
  private func isOwnClause(_ middle: ArraySlice<Int32>) -> Bool {
    guard suffix.isEmpty, middle.count > 2, prefix.last == 0 || before == 0x5D || before == 0x29 else {
      return false
    }
    if words.sign(middle[middle.startIndex + 1]) == 0x3D {
      return wordCount > 1 && !prefix.contains { words.sign($0) == 0x3D }
    }
    return wordCount > Self.context && words.isWord(middle[middle.startIndex])
  }

  /// Names right before a bracket that holds a value, such as programs with their process ids: `sshd[7]`, `root(0)`.
  private func names() -> [Member]? {
    guard after == 0x28 || after == 0x5B, suffix.count > 2, wordCount > 1,
      suffix[suffix.startIndex + 1] == 0 || prefixCount > 0
    else { return nil }
    let found = members.filter { member in
      member.middle.count <= 4 && ![0x3D, 0x3A, 0x2C].contains { holds(member, $0) }
    }
    guard prefixCount > 0 || found.allSatisfy({ !$0.middle.isEmpty }),
      found.contains(where: { !$0.middle.isEmpty && $0.isJoined })
    else { return nil }
    return several(found)
  }

  // MARK: Questions of a member

  private func several(_ members: [Member]) -> [Member]? { Self.differ(members) ? members : nil }

  private func holds(_ member: Member, _ sign: UInt8) -> Bool {
    member.middle.contains { words.sign($0) == sign }
  }

  private func isAll(_ member: Member, _ holds: (Int32) -> Bool) -> Bool { member.middle.allSatisfy(holds) }

  private func isGap(_ member: Member) -> Bool { member.middle.count == 1 && member.middle.first == 0 }
}
