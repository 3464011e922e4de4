/// A masked message as tokens: words, single punctuation marks and placeholders.
struct TemplateTokens {
  /// What a token is.
  enum Kind: UInt8 {
    /// Letters only, or with digits that were left unmasked.
    case word
    /// A word with `_`, `.`, `$`, a capital inside, or a placeholder inside: the look of a name.
    case name
    /// One placeholder, or several with punctuation between.
    case placeholder
    case punctuation
  }

  struct Token: Hashable {
    var text: [UInt8]
    var kind: Kind
    /// Whether a space stands before the token.
    var isSpaced: Bool
  }

  /// The most tokens that are kept; what follows becomes one placeholder.
  static let tokenLimit = 96

  /// Splits a masked message at spaces and punctuation.
  ///
  /// Lists of placeholders (`<ip>:<num>, <ip>:<num>`) and of names that hold some (`blk_<id>, blk_<id>`) become
  /// one token, so that a list's length does not tell messages apart.
  static func split(_ masked: Span<UInt8>) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    var spaceCount = 0
    while index < masked.count {
      let byte = masked[index]
      if byte.isSpace {
        spaceCount += 1
        index += 1
        continue
      }
      let isSpaced = spaceCount > 0
      if spaceCount == 2, let last = tokens.last, TemplateCues.contains(last.text) {
        // Between two spaces stands a name that is empty: `Invalid user  from 10.0.0.1`.
        tokens.append(Token(text: Array("<*>".utf8), kind: .placeholder, isSpaced: true))
      }
      spaceCount = 0
      guard tokens.count < tokenLimit else {
        tokens.append(Token(text: Array("<*>".utf8), kind: .placeholder, isSpaced: true))
        break
      }
      let end = tokenEnd(masked, index)
      var text: [UInt8] = []
      for position in index..<end { text.append(masked[position]) }
      tokens.append(Token(text: text, kind: kind(masked, index, end), isSpaced: isSpaced))
      index = end
    }
    return joiningLists(tokens)
  }

  // MARK: Steps

  /// The end of the token that starts at an index; full stops, hyphens and slashes join words.
  private static func tokenEnd(_ masked: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < masked.count {
      if let placeholder = masked.placeholderEnd(end) {
        end = placeholder
      } else if masked[end].isWord {
        end = masked.wordEnd(end)
      } else if end > start, joinsWords(masked[end]), isWordStart(masked, end + 1) {
        end += 1
      } else if end > start, masked[end] == 0x2F, masked.byte(end + 1) == 0x2E, isWordStart(masked, end + 2) {
        // A class in a package: `com.example.app/.Main`.
        end += 2
      } else {
        break
      }
    }
    guard end > start else { return start + 1 }
    return objectEnd(masked, end) ?? end
  }

  /// The longest object printed as its name and braces that is one token, in bytes.
  private static let objectLimit = 200

  /// The end of `{…}` right after a name, if it is short and holds no quote: `WorkSource{<num> a.b}`.
  ///
  /// Objects may hold others: `Window{<id> token=Token{<id>}}`.
  private static func objectEnd(_ masked: Span<UInt8>, _ start: Int) -> Int? {
    guard masked.byte(start) == 0x7B else { return nil }
    var end = start
    var depth = 0
    while end < masked.count, end - start < objectLimit, masked[end] != 0x22, masked[end] != 0x0A {
      if masked[end] == 0x7B { depth += 1 }
      if masked[end] == 0x7D { depth -= 1 }
      end += 1
      if depth == 0 { return end }
    }
    return nil
  }

  private static func joinsWords(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x2D || byte == 0x2F || byte == 0x27 || byte == 0x24 || byte == 0x40
  }

  private static func isWordStart(_ masked: Span<UInt8>, _ index: Int) -> Bool {
    masked.byte(index).isWord || masked.placeholderEnd(index) != nil
  }

  private static func kind(_ masked: Span<UInt8>, _ start: Int, _ end: Int) -> Kind {
    if masked.placeholderEnd(start) == end { return .placeholder }
    guard masked[start].isWord || masked[start] == 0x3C && end > start + 1 else { return .punctuation }
    var hasLetter = false
    var isName = false
    for index in start..<end {
      let byte = masked[index]
      if byte == 0x3C || byte == 0x7B || byte == 0x24 || byte == 0x40 || byte == 0x5F || byte.isDigit {
        isName = true
      }
      if byte == 0x2E, end - start > 4 { isName = true }
      if byte.isUppercase, index > start, masked[index - 1].isLowercase { isName = true }
      if byte.isLetter || byte >= 0x80 { hasLetter = true }
    }
    return isName || !hasLetter ? (onlyPlaceholders(masked, start, end) ? .placeholder : .name) : .word
  }

  /// Whether a token is placeholders with punctuation between, such as `<num>-<num>`.
  private static func onlyPlaceholders(_ masked: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end {
      if let placeholder = masked.placeholderEnd(index) {
        index = placeholder
      } else if joinsWords(masked[index]) {
        index += 1
      } else {
        return false
      }
    }
    return true
  }

  /// Makes one placeholder of placeholders with nothing but separators between them.
  private static func joiningLists(_ tokens: [Token]) -> [Token] {
    let tokens = joiningWords(joiningEmptyValues(joiningHashes(tokens)))
    var joined: [Token] = []
    joined.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      joined.append(tokens[index])
      guard tokens[index].kind == .placeholder else {
        index = listEnd(tokens, index)
        continue
      }
      var next = index + 1
      while next < tokens.count {
        var after = next
        while after < tokens.count, after - next < 2, isSeparator(tokens[after]) { after += 1 }
        guard after < tokens.count, tokens[after].kind == .placeholder else { break }
        next = after + 1
      }
      index = next
    }
    return joined
  }

  /// Makes one placeholder of empty brackets that are a value: `data={}`, `pci_stats=[]`.
  private static func joiningEmptyValues(_ tokens: [Token]) -> [Token] {
    var joined: [Token] = []
    joined.reserveCapacity(tokens.count)
    for token in tokens {
      if !token.isSpaced, token.text == [0x5D] || token.text == [0x7D], let opening = joined.last,
        !opening.isSpaced, opening.text == [token.text[0] - 2], joined.dropLast().last?.text == [0x3D]
      {
        joined.removeLast()
        joined.append(Token(text: Array("<*>".utf8), kind: .placeholder, isSpaced: false))
      } else {
        joined.append(token)
      }
    }
    return joined
  }

  /// Makes one name of words with commas and no space between, so that a list is as long as one name: `root,admin`.
  private static func joiningWords(_ tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.text == [0x2C] && !$0.isSpaced }) else { return tokens }
    var joined: [Token] = []
    joined.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let end = wordListEnd(tokens, index)
      guard end > index + 1, tokens[index..<end].contains(where: { $0.kind == .word }) else {
        joined.append(tokens[index])
        index += 1
        continue
      }
      joined.append(
        Token(text: tokens[index..<end].flatMap(\.text), kind: .name, isSpaced: tokens[index].isSpaced))
      index = end
    }
    return joined
  }

  /// The index after words with nothing but commas between, unless the last of them is a key or a call.
  private static func wordListEnd(_ tokens: [Token], _ start: Int) -> Int {
    func isElement(_ token: Token) -> Bool { token.kind != .punctuation }
    guard isElement(tokens[start]) else { return start + 1 }
    var end = start + 1
    while end + 1 < tokens.count, tokens[end].text == [0x2C], !tokens[end].isSpaced,
      !tokens[end + 1].isSpaced,
      isElement(tokens[end + 1])
    {
      end += 2
    }
    guard end < tokens.count, !tokens[end].isSpaced, let sign = tokens[end].text.first else { return end }
    return [0x3D, 0x3A, 0x28, 0x5B, 0x7B, 0x22].contains(sign) ? start + 1 : end
  }

  /// Makes one placeholder of a placeholder between number signs: `#<num>#` stands for a name that was taken out.
  private static func joiningHashes(_ tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.text == [0x23] }) else { return tokens }
    var joined: [Token] = []
    joined.reserveCapacity(tokens.count)
    for token in tokens {
      if token.text == [0x23], !token.isSpaced, joined.count > 1,
        joined[joined.count - 1].kind == .placeholder,
        !joined[joined.count - 1].isSpaced, joined[joined.count - 2].text == [0x23]
      {
        let opening = joined[joined.count - 2]
        joined.removeLast(2)
        joined.append(
          Token(text: Array("<id>".utf8), kind: .placeholder, isSpaced: opening.isSpaced))
      } else {
        joined.append(token)
      }
    }
    return joined
  }

  /// The index after a list of names that hold placeholders (`blk_<id> blk_<id>`, `jobs-<num>, logs-<num>`), or
  /// after the one token.
  private static func listEnd(_ tokens: [Token], _ start: Int) -> Int {
    let first = tokens[start].text
    guard first.contains(0x3C) else { return start + 1 }
    var end = start + 1
    while end < tokens.count {
      let isComma = tokens[end].text == [0x2C]
      if tokens[end].text == first {
        end += 1
      } else if isComma, end + 1 < tokens.count, tokens[end + 1].kind == .name,
        tokens[end + 1].text.contains(0x3C)
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  static func isSeparator(_ token: Token) -> Bool {
    guard token.kind == .punctuation, let byte = token.text.first else { return false }
    return [0x2C, 0x3A, 0x3B, 0x2F, 0x7C, 0x23, 0x2D, 0x2B, 0x2E, 0x5F, 0x2A].contains(byte)
  }
}
