/// Decides whether the words at a position tell kinds of messages apart, or name things.
struct TemplateKeywords {
  let miner: TemplateMiner
  let table: TemplateTable

  /// The most values of a position that only names of states or deeds (`STARTED`, `stopped`) or keys may have.
  private static let stateLimit = 12

  /// The most values of a position when some look like names (`SCREEN_ON`).
  private static let nameLimit = 3

  /// The least number of messages a value, on average, for the values to count as kinds.
  private static let evidence = 3

  /// At most one in so many values of kinds comes only once; names often do, kinds recur.
  private static let onceShare = 3

  /// The words that a position takes, and in how many messages.
  typealias Values = [Int32: Int]

  /// Whether the words at a position tell kinds apart.
  ///
  /// - Parameters:
  ///   - values: The token numbers at the position with the number of messages of each.
  ///   - shape: What the messages have in common, 0 elsewhere.
  ///   - position: The position in the shape.
  func areKinds(_ values: Values, at position: Int, of shape: [Int32]) -> Bool {
    guard values[0] == nil, !areNumbered(values) else { return false }
    // Lists of words are values.
    guard !values.keys.contains(where: { table.texts[Int($0)].dropFirst().contains(0x2C) }) else {
      return false
    }
    if position == 0 {
      return values.count < 20 && !values.keys.allSatisfy { isPathLike(table.texts[Int($0)]) }
    }
    if values.keys.contains(where: { table.kinds[Int($0)] == .punctuation }) { return true }
    guard !values.keys.contains(where: { isMissing(table.texts[Int($0)]) }) else { return false }
    guard !values.keys.allSatisfy({ isBooleanOrLetter(table.texts[Int($0)]) }) else { return false }
    let areStates = values.keys.allSatisfy { isState(table.texts[Int($0)]) }
    guard areStates || !isAfterCue(position, shape) else { return false }
    guard !isIndexed(position, shape), !isBetweenCues(position, shape) else { return false }
    let total = values.values.reduce(0, +)
    let areNames = values.keys.contains { table.kinds[Int($0)] == .name }
    let areKeys = isKey(position, shape)
    guard areKeys || !values.keys.contains(where: { isPathLike(table.texts[Int($0)]) }) else { return false }
    let onceCount = values.values.count { $0 == 1 }
    guard onceCount * Self.onceShare <= values.count else { return false }
    let limit = areStates || areKeys ? Self.stateLimit : areNames ? Self.nameLimit : miner.keywordLimit
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

  /// Whether a word before the position announces a name: `user bob`, `file: x`, `packageName = y`.
  ///
  /// A key such as `user=` alone announces none, for its values may well be kinds (`user=root`).
  private func isAfterCue(_ position: Int, _ shape: [Int32]) -> Bool {
    var before = position - 1
    var isKey = false
    while before >= 0, shape[before] != 0, table.kinds[Int(shape[before])] == .punctuation {
      isKey = isKey || table.texts[Int(shape[before])] == [0x3D]
      before -= 1
    }
    guard before >= 0, shape[before] != 0 else { return false }
    let word = table.texts[Int(shape[before])]
    return TemplateCues.endsInCue(word) || (!isKey && TemplateCues.contains(word))
  }

  /// Whether a position is all that stands in square brackets right after a word: `WWEN[disabled]`, `sshd[root]`.
  private func isIndexed(_ position: Int, _ shape: [Int32]) -> Bool {
    position > 1 && position + 1 < shape.count && isText("[", shape[position - 1])
      && isText("]", shape[position + 1]) && shape[position - 2] != 0
      && table.kinds[Int(shape[position - 2])] != .punctuation
  }

  /// Whether a position is who did something, or whom it was done for: `password for bob from`, `login for bob by`.
  private func isBetweenCues(_ position: Int, _ shape: [Int32]) -> Bool {
    position > 0 && position + 1 < shape.count && isText("for", shape[position - 1])
      && (isText("from", shape[position + 1]) || isText("by", shape[position + 1]))
  }

  private func isText(_ text: String, _ id: Int32) -> Bool {
    id > 0 && text.utf8.elementsEqual(table.texts[Int(id)])
  }

  /// Whether an equals sign stands right after a position, so that the words there are keys.
  private func isKey(_ position: Int, _ shape: [Int32]) -> Bool {
    position + 1 < shape.count && isText("=", shape[position + 1])
  }

  /// Whether all words are letters and digits, as `eth0` and `sda1` are: they number things.
  private func areNumbered(_ values: Values) -> Bool {
    values.keys.allSatisfy { value in
      let word = table.texts[Int(value)]
      return word.contains { $0.isDigit } && word.contains { $0.isLetter } && !word.contains(0x3C)
    }
  }

  /// Whether a word answers yes or no, or is a letter that numbers things: values, whatever is asked.
  private func isBooleanOrLetter(_ word: [UInt8]) -> Bool {
    word.count == 1 || TemplateCues.booleans.contains { $0.utf8.elementsEqual(word) }
  }

  /// Whether a word stands for a value that is missing, so that others there are values, not kinds.
  private func isMissing(_ word: [UInt8]) -> Bool {
    TemplateCues.missingValues.contains { $0.utf8.elementsEqual(word) }
  }

  /// Whether a word is joined by dots or slashes, as names of packages and settings are, and no constant
  /// in capitals stands at its end.
  private func isPathLike(_ word: [UInt8]) -> Bool {
    guard let joint = word.lastIndex(where: { $0 == 0x2E || $0 == 0x2F }) else { return false }
    return word[(joint + 1)...].contains { $0.isLowercase }
  }

  /// Whether a word is all capitals, or a participle.
  private func isState(_ word: [UInt8]) -> Bool {
    let isCapitals = word.count > 1 && word.allSatisfy { $0.isUppercase || $0 == 0x5F }
    let text = word.suffix(3).map { $0 | 0x20 }
    let isParticiple = text == Array("ing".utf8) || text.suffix(2) == Array("ed".utf8)
    return isCapitals || (word.count > 4 && isParticiple)
  }
}
