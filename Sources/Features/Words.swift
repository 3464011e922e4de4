internal import JSONBytes

/// Splits text into words, as hashes: no `String` is made.
///
/// A word is a run of letters, folded to lower case, without its apostrophes; runs with digits in them are
/// names of things and no words. Text of scripts that put no spaces between words (Chinese, Japanese, Thai, Lao,
/// Khmer, Burmese) gives the pairs of neighbouring characters instead.
struct Words {
  /// What a closure is told of a word.
  struct Word {
    let hash: UInt64
    let range: ByteRange
    /// The hash of this word and the one before it in the same sentence; `nil` for the first of a sentence.
    let pairHash: UInt64?
    /// Where the pair begins.
    let pairStart: Int
  }

  /// Calls a closure with each word of a stretch of UTF-8.
  static func forEach(in bytes: Span<UInt8>, _ range: ByteRange, _ body: (Word) -> Void) {
    var run = Run(start: range.start)
    var place = range.start
    while place < range.end {
      let byte = bytes[place]
      if isLetter(byte) {
        place = run.takeLetters(of: bytes, from: place, to: range.end)
      } else if byte < 0x80 {
        run.take(ascii: byte, at: place, body)
        place += 1
      } else {
        let (scalar, length) = decoded(bytes, place, range.end)
        run.take(scalar: scalar, at: place, length: length, body)
        place += length
      }
    }
    run.finish(at: range.end, body)
  }

  /// Whether a byte is a letter of ASCII.
  @inline(__always) private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// A character beyond ASCII and its length in bytes; U+FFFD of length 1 if the bytes are none.
  private static func decoded(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> (scalar: UInt32, length: Int)
  {
    let first = UInt32(bytes[place])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, place + length <= end else { return (0xFFFD, 1) }
    var scalar = first & (0xFF >> UInt32(length + 1))
    for index in 1..<length {
      let byte = UInt32(bytes[place + index])
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | (byte & 0x3F)
    }
    return (scalar, length)
  }

  /// The word that is being read.
  private struct Run {
    var hash = Run.seed
    var start: Int
    var hasLetters = false
    var hasDigits = false
    /// The word before, within the same sentence.
    var previous: (hash: UInt64, start: Int)?
    /// The character before, if it is of a script without spaces.
    var previousCharacter: (scalar: UInt32, start: Int)?

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    static let prime: UInt64 = 0x0000_0100_0000_01B3

    init(start: Int) {
      self.start = start
    }

    @inline(__always) mutating func add(_ unit: UInt64, at place: Int) {
      if !hasLetters && !hasDigits { start = place }
      hash = (hash ^ unit) &* Run.prime
    }

    /// Takes in letters of ASCII, at least the first; returns where they end.
    @inline(__always) mutating func takeLetters(of bytes: Span<UInt8>, from first: Int, to end: Int) -> Int {
      if !hasLetters && !hasDigits { start = first }
      hasLetters = true
      var hash = hash
      var place = first
      repeat {
        hash = (hash ^ UInt64(bytes[place] | 0x20)) &* Run.prime
        place += 1
      } while place < end && Words.isLetter(bytes[place])
      self.hash = hash
      return place
    }

    /// Takes in a byte of ASCII that is no letter.
    @inline(__always) mutating func take(ascii byte: UInt8, at place: Int, _ body: (Word) -> Void) {
      if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
        add(UInt64(byte), at: place)
        hasDigits = true
      } else if byte == UInt8(ascii: "'") && hasLetters {
        return
      } else {
        finish(at: place, body)
        previousCharacter = nil
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"), UInt8(ascii: ":"),
          UInt8(ascii: ";"):
          previous = nil
        default: break
        }
      }
    }

    mutating func take(scalar: UInt32, at place: Int, length: Int, _ body: (Word) -> Void) {
      if Script.hasNoSpaces(scalar) {
        finish(at: place, body)
        previous = nil
        if let before = previousCharacter {
          let hash = (UInt64(before.scalar) << 32 | UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
          let range = ByteRange(start: before.start, count: place + length - before.start)
          body(Word(hash: hash ^ hash >> 31, range: range, pairHash: nil, pairStart: before.start))
        }
        previousCharacter = (scalar, place)
      } else if scalar == 0x2019 {
        // A typographic apostrophe, as between the letters of "don’t".
        return
      } else if Script.isLetter(scalar) {
        previousCharacter = nil
        add(UInt64(Script.lowercased(scalar)), at: place)
        hasLetters = true
      } else {
        finish(at: place, body)
        previousCharacter = nil
        previous = nil
      }
    }

    mutating func finish(at end: Int, _ body: (Word) -> Void) {
      guard hasLetters || hasDigits else { return }
      if hasLetters && !hasDigits {
        let mixed = hash ^ hash >> 32
        let pair = previous.map { ($0.hash &* 0x9E37_79B9_7F4A_7C15) ^ mixed }
        let range = ByteRange(start: start, count: end - start)
        body(Word(hash: mixed, range: range, pairHash: pair, pairStart: previous?.start ?? start))
        previous = (mixed, start)
      } else {
        previous = nil
      }
      (hash, hasLetters, hasDigits, previousCharacter) = (Run.seed, false, false, nil)
    }
  }
}

/// What must be known of characters beyond ASCII to split text into words.
enum Script {
  /// Whether a character is of a script that puts no spaces between words.
  static func hasNoSpaces(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Whether a character is a letter or mark of a script with spaces: all but punctuation, symbols and emoji.
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2C1, 0x300...0x36F, 0x370...0x373,
      0x376...0x377,
      0x37B...0x37D, 0x386, 0x388...0x481, 0x48A...0x556, 0x560...0x588, 0x5D0...0x5F2, 0x610...0x61A,
      0x620...0x65F, 0x66E...0x6D3, 0x6D5...0x6DC, 0x6FA...0x6FF, 0x710...0x7B1, 0x900...0x963,
      0x971...0xDFF, 0x10A0...0x13FF, 0x1E00...0x1FFF, 0xAC00...0xD7A3, 0x1100...0x11FF:
      true
    default: false
    }
  }

  /// The lower case of a Latin, Greek, Cyrillic or Armenian letter; any other character as it is.
  static func lowercased(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xC0...0xDE where scalar != 0xD7: scalar + 32
    case 0x100...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar + (scalar & 1)
    case 0x391...0x3AB: scalar + 32
    case 0x410...0x42F: scalar + 32
    case 0x400...0x40F: scalar + 80
    case 0x531...0x556: scalar + 48
    case 0x1E00...0x1EFF: scalar | 1
    default: scalar
    }
  }
}
