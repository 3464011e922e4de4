/// What the tokens of a table look like, by their numbers.
struct StatementWords {
  /// The look of a token.
  private struct Look: OptionSet {
    let rawValue: UInt8
    static let word = Look(rawValue: 1)
    static let name = Look(rawValue: 2)
  }

  private let looks: [Look]
  private let signs: [UInt8]

  init(table: TemplateTable) {
    var looks: [Look] = [.name]
    var signs: [UInt8] = [0]
    for (text, kind) in zip(table.texts, table.kinds).dropFirst() {
      var look: Look = []
      if kind != .punctuation, text.contains(where: { $0.isLetterOrBeyond }) { look.insert(.word) }
      if kind != .punctuation, Self.isName(text) { look.insert(.name) }
      looks.append(look)
      signs.append(kind == .punctuation ? text[0] : 0)
    }
    self.looks = looks
    self.signs = signs
  }

  /// Whether a token is a word: no gap and no sign.
  func isWord(_ id: Int32) -> Bool { looks[Int(id)].contains(.word) }

  /// Whether a token looks like a name or a constant (`READY`, `HomeActivity`, `eu_west`), or is a gap.
  func isName(_ id: Int32) -> Bool { looks[Int(id)].contains(.name) }

  /// The punctuation mark that a token is, 0 if it is none.
  func sign(_ id: Int32) -> UInt8 { signs[Int(id)] }

  private static func isName(_ text: [UInt8]) -> Bool {
    if text.allSatisfy({ $0.isUppercase || $0.isDigit || $0 == 0x5F }) { return text.count > 1 }
    for (index, byte) in text.enumerated() {
      // A placeholder, a digit or a sign inside.
      if byte == 0x3C || byte == 0x7B || byte == 0x24 || byte == 0x40 || byte == 0x5F || byte.isDigit {
        return true
      }
      guard index > 0 else { continue }
      if byte.isUppercase, text[index - 1].isLowercase { return true }
      if byte == 0x2E || byte == 0x2F, index + 1 < text.count, text[index - 1].isLetter,
        text[index + 1].isLetter
      {
        return true
      }
    }
    return false
  }

  // MARK: Runs of tokens

  /// The sign that closes a bracket or quotation mark, 0 if it is none.
  static func closing(_ sign: UInt8) -> UInt8 {
    switch sign {
    case 0x28: 0x29
    case 0x5B, 0x7B, 0x3C: sign + 2
    case 0x22, 0x27, 0x60: sign
    default: 0
    }
  }

  /// Whether brackets and double quotation marks are closed within tokens.
  func areBalanced(_ ids: ArraySlice<Int32>) -> Bool {
    var open: [UInt8] = []
    for id in ids {
      let mark = sign(id)
      if mark == 0x28 || mark == 0x5B || mark == 0x7B || mark == 0x22 && open.last != 0x22 {
        open.append(mark)
      } else if mark == 0x29 || mark == 0x5D || mark == 0x7D || mark == 0x22 {
        guard let last = open.popLast(), Self.closing(last) == mark else { return false }
      }
    }
    return open.isEmpty
  }

  /// The number of words of the clause at the end of tokens, without what stands in round brackets.
  func clauseWordCount(_ ids: ArraySlice<Int32>) -> Int {
    var count = 0
    var depth = 0
    for id in ids.reversed() {
      switch sign(id) {
      case 0x29: depth += 1
      case 0x28 where depth > 0: depth -= 1
      case 0x28 where depth == 0: return count
      case 0x3A, 0x5D, 0x7D, 0x3B: if depth == 0 { return count }
      default: if depth == 0, isWord(id) { count += 1 }
      }
    }
    return count
  }
}
