internal import JSONBytes

/// A sentence as words by their hashes, with the clauses that they stand in; what is quoted is left out.
struct ClaimSentence {
  struct Token {
    let hash: UInt64

    /// The place of the first word of its clause; a mark such as a comma ends one.
    var clauseStart: Int
  }

  var tokens: [Token] = []

  /// Whether it ends with a question mark, or with an exclamation mark.
  var isQuestion = false
  var isCried = false

  /// Where the clause ends that a word stands in.
  func clauseEnd(_ place: Int) -> Int {
    let start = tokens[place].clauseStart
    var end = place + 1
    while end < tokens.count, tokens[end].clauseStart == start { end += 1 }
    return end
  }

  /// The sentence with a clause begun by each of some words.
  func split(before words: Set<UInt64>) -> ClaimSentence {
    var output = self
    for place in tokens.indices.dropFirst() where words.contains(tokens[place].hash) {
      for later in place..<output.clauseEnd(place) { output.tokens[later].clauseStart = place }
    }
    return output
  }

  /// The sentences of a text.
  static func sentences(of bytes: Span<UInt8>, _ text: ByteRange) -> [ClaimSentence] {
    var words: [(range: ByteRange, hash: UInt64)] = []
    Words.forEach(in: bytes, text) { words.append((range: $0.range, hash: $0.hash)) }
    var reading = Reading()
    var end = text.start
    for word in words {
      reading.take(bytes, from: end, to: word.range.start, textEnd: text.end, isBefore: word.hash)
      reading.take(word.hash)
      end = word.range.end
    }
    reading.take(bytes, from: end, to: text.end, textEnd: text.end, isBefore: nil)
    reading.end()
    return reading.sentences
  }

  /// What was read so far.
  private struct Reading {
    var sentences: [ClaimSentence] = []
    private var sentence = ClaimSentence()
    private var clauseStart = 0
    private var isQuoted = false

    mutating func take(_ hash: UInt64) {
      guard !isQuoted else { return }
      sentence.tokens.append(Token(hash: hash, clauseStart: clauseStart))
    }

    mutating func end() {
      if !sentence.tokens.isEmpty { sentences.append(sentence) }
      (sentence, clauseStart, isQuoted) = (ClaimSentence(), 0, false)
    }

    /// Takes in what stands between two words.
    mutating func take(
      _ bytes: Span<UInt8>, from start: Int, to end: Int, textEnd: Int, isBefore next: UInt64?
    ) {
      // Pairs of characters of a script without spaces overlap.
      for place in start..<max(start, end) {
        let isLast = place + 1 == textEnd || !isWordByte(bytes[place + 1])
        switch bytes[place] {
        case UInt8(ascii: "?"):
          sentence.isQuestion = true
          self.end()
        case UInt8(ascii: "!"):
          sentence.isCried = true
          self.end()
        case UInt8(ascii: "\n"): self.end()
        case UInt8(ascii: ".") where isLast:
          // A German day: “auf den 5. Mai”.
          let isDay = place > start && isDigit(bytes[place - 1]) && next.map(Self.months.contains) ?? false
          if !isDay { self.end() }
        case UInt8(ascii: "\""):
          clauseStart = sentence.tokens.count
          isQuoted.toggle()
        case UInt8(ascii: ",") where isLast, UInt8(ascii: ":") where isLast, UInt8(ascii: ";"),
          UInt8(ascii: "("), UInt8(ascii: ")"):
          clauseStart = sentence.tokens.count
        case UInt8(ascii: "-") where isLast && place > 0 && bytes[place - 1] == UInt8(ascii: " "):
          clauseStart = sentence.tokens.count
        case 0xE2 where place + 2 < end && bytes[place + 1] == 0x80: takeMark(bytes[place + 2])
        case 0xC2 where place + 1 < end && bytes[place + 1] == 0xAB: isQuoted = true
        case 0xC2 where place + 1 < end && bytes[place + 1] == 0xBB: isQuoted = false
        default: break
        }
      }
    }

    /// Takes in a dash or a quotation mark of U+2000 to U+203F by its last byte.
    private mutating func takeMark(_ byte: UInt8) {
      switch byte {
      case 0x93, 0x94: clauseStart = sentence.tokens.count
      // “ ends a German quotation and begins an English one.
      case 0x9C: isQuoted.toggle()
      case 0x9D: isQuoted = false
      case 0x9E: isQuoted = true
      default: break
      }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private func isWordByte(_ byte: UInt8) -> Bool {
      isDigit(byte) || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte >= 0xC3
    }

    private static let months = ClaimGrammar.hashes(
      "januar februar märz april mai juni juli august september oktober november dezember")
  }
}
