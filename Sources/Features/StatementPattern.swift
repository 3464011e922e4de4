/// The messages of one statement of a program, as far as they are known to be: its tokens, with gaps for values.
struct StatementPattern {
  /// The number of each token in the table, 0 for a gap.
  var ids: [Int32]
  /// The same tokens, to be shown.
  var tokens: [TemplateTokens.Token]
  /// The indices of the groups that it is made of.
  var groups: [Int]
  /// The number of messages.
  var count: Int

  /// The number of words before each token, and before the end.
  private(set) var wordCounts: [Int] = []

  /// Makes a pattern; gaps with nothing but separators between them become one, for they may be a list.
  init(ids: [Int32], tokens: [TemplateTokens.Token], groups: [Int], count: Int, words: StatementWords) {
    self.ids = []
    self.tokens = []
    self.groups = groups
    self.count = count
    var index = 0
    while index < ids.count {
      let end = ids[index] == 0 ? Self.listEnd(ids, tokens, index) : index + 1
      self.ids.append(ids[index])
      self.tokens.append(tokens[index])
      if end > index + 1 { self.tokens[self.tokens.count - 1].text = Self.gap }
      index = end
    }
    wordCounts.reserveCapacity(self.ids.count + 1)
    var wordCount = 0
    for id in self.ids {
      wordCounts.append(wordCount)
      wordCount += words.isWord(id) ? 1 : 0
    }
    wordCounts.append(wordCount)
  }

  /// What stands for values of several kinds or lengths.
  static let gap = Array("<*>".utf8)

  /// The index after a gap and those that follow it with at most two separators between.
  private static func listEnd(_ ids: [Int32], _ tokens: [TemplateTokens.Token], _ start: Int) -> Int {
    var end = start + 1
    while end < ids.count {
      var after = end
      while after < ids.count, after - end < 2, TemplateTokens.isSeparator(tokens[after]) { after += 1 }
      guard after < ids.count, ids[after] == 0 else { break }
      end = after + 1
    }
    return end
  }

  /// Whether another pattern is this one with its gaps filled.
  ///
  /// A gap is filled by another, or by up to six tokens without gap or equals sign; in a pattern of many words, by up
  /// to fourteen tokens without equals sign.
  func covers(_ other: StatementPattern, words: StatementWords) -> Bool {
    guard other.ids.count >= ids.count else { return false }
    let isSure = wordCounts[ids.count] >= StatementFrame.sureContext
    var reached: [Int] = [0]
    for id in ids {
      var next: [Int] = []
      for start in reached where start < other.ids.count {
        let ends =
          id == 0 ? Self.fillings(other.ids, start, isSure, words) : other.ids[start] == id ? [start + 1] : []
        for end in ends where next.last.map({ $0 < end }) ?? true { next.append(end) }
      }
      guard !next.isEmpty else { return false }
      reached = next
    }
    return reached.last == other.ids.count
  }

  /// The indices at which what fills a gap may end.
  private static func fillings(
    _ ids: [Int32], _ start: Int, _ isSure: Bool, _ words: StatementWords
  ) -> [Int] {
    guard isSure || ids[start] != 0 else { return [start + 1] }
    var ends: [Int] = []
    for index in start..<min(start + (isSure ? 14 : 6), ids.count) {
      guard isSure || ids[index] != 0, words.sign(ids[index]) != 0x3D else { break }
      ends.append(index + 1)
    }
    return ends
  }
}
