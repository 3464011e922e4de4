/// Decides whether the words at a position tell kinds of messages apart, or name things.
struct TemplateKeywords {
  let miner: TemplateMiner
  let table: TemplateTable

  /// The most values of a position that only names of states or deeds (`STARTED`, `stopped`) may have.
  private static let stateLimit = 12

  /// The most values of a position when some look like names (`SCREEN_ON`).
  private static let nameLimit = 3

  /// The least number of messages a value, on average, for the values to count as kinds.
  private static let evidence = 3

  /// The words that a position takes, and in how many messages.
  typealias Values = [Int32: Int]

  /// Whether the words at a position tell kinds apart.
  ///
  /// - Parameters:
  ///   - values: The token numbers at the position with the number of messages of each.
  ///   - shape: What the messages have in common, 0 elsewhere.
  ///   - position: The position in the shape.
  func areKinds(_ values: Values, at position: Int, of shape: [Int32]) -> Bool {
    guard values[0] == nil else { return false }
    if position == 0 { return values.count < 20 }
    if values.keys.contains(where: { table.kinds[Int($0)] == .punctuation }) { return true }
    guard !isAfterCue(position, shape) else { return false }
    let total = values.values.reduce(0, +)
    let areNames = values.keys.contains { table.kinds[Int($0)] == .name }
    let areStates = values.keys.allSatisfy { isState(table.texts[Int($0)]) }
    let limit = areStates ? Self.stateLimit : areNames ? Self.nameLimit : miner.keywordLimit
    guard values.count <= limit else { return false }
    return total >= Self.evidence * values.count
  }

  /// The share of words that a shape keeps, from 0 to 1; placeholders count half, punctuation nothing.
  func commonShare(of shape: [Int32], varying: Int, placeholders: Int) -> Double {
    let words = shape.count { $0 != 0 && table.kinds[Int($0)] != .punctuation }
    guard words > 0 else { return 0 }
    let common = Double(words) + 0.5 * Double(placeholders)
    return common / (common + Double(varying))
  }

  private func isAfterCue(_ position: Int, _ shape: [Int32]) -> Bool {
    var before = position - 1
    while before >= 0, shape[before] != 0, table.kinds[Int(shape[before])] == .punctuation { before -= 1 }
    guard before >= 0, shape[before] != 0 else { return false }
    return TemplateCues.contains(table.texts[Int(shape[before])])
  }

  /// Whether a word is all capitals, or a participle.
  private func isState(_ word: [UInt8]) -> Bool {
    let isCapitals = word.count > 1 && word.allSatisfy { $0.isUppercase || $0 == 0x5F }
    let text = word.suffix(3).map { $0 | 0x20 }
    let isParticiple = text == Array("ing".utf8) || text.suffix(2) == Array("ed".utf8)
    return isCapitals || (word.count > 4 && isParticiple)
  }
}
