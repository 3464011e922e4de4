internal import JSONBytes

/// What an answer looks like, whatever it says.
enum AnswerShape: Sendable {
  /// Sentences, or nothing that tells.
  case text
  /// Data as a program writes it: JSON or `key=value`.
  case data
  /// Sentences with names in braces where values were meant to stand, as `{name}`, `{{order.id}}`, `%NAME%` or `[NAME]`.
  case unfilled

  /// The shape of a stretch of text.
  ///
  /// Code between fences is meant to be shown.
  init(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var (markCount, count, fence) = (0, 0, 0)
    var isUnfilled = false
    for place in range.indices.prefix(Self.searchedBytes) {
      let byte = bytes[place]
      fence = byte == UInt8(ascii: "`") ? fence + 1 : 0
      if fence == 3 {
        self = .text
        return
      }
      guard byte > 0x20 else { continue }
      count += 1
      if Self.isMark(bytes, place, range) { markCount += 1 }
      if !isUnfilled { isUnfilled = Self.isPlaceholder(bytes, place, range) }
    }
    // Of data an eighth of the bytes at least are marks of it.
    let isData = count >= Self.leastBytes && markCount * 8 >= count
    self = isUnfilled ? .unfilled : isData ? .data : .text
  }

  private static func isMark(_ bytes: Span<UInt8>, _ place: Int, _ range: ByteRange) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""),
      UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ":"):
      true
    case UInt8(ascii: "'"):
      // Between letters it is an apostrophe.
      place == range.start || place + 1 == range.end || !bytes[place - 1].isLetterOrBeyond
        || !bytes[place + 1].isLetterOrBeyond
    default: false
    }
  }

  /// Whether a mark opens a name and nothing else, and no argument, as in `\frac{a}`, or link, as in `[a](b)`.
  ///
  /// Between other marks than braces a name has capitals alone.
  private static func isPlaceholder(_ bytes: Span<UInt8>, _ open: Int, _ range: ByteRange) -> Bool {
    let close: UInt8
    switch bytes[open] {
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    case UInt8(ascii: "["): close = UInt8(ascii: "]")
    case UInt8(ascii: "<"): close = UInt8(ascii: ">")
    case UInt8(ascii: "%"): close = UInt8(ascii: "%")
    default: return false
    }
    if open > range.start {
      let before = bytes[open - 1]
      if before.isLetterOrBeyond || before.isDigit || before == close { return false }
    }
    var length = 0
    for place in open + 1..<min(range.end, open + 1 + longestName) {
      let byte = bytes[place]
      if byte == close {
        let isLink = place + 1 < range.end && bytes[place + 1] == UInt8(ascii: "(")
        return length >= shortestName && !isLink
      }
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      let isFirst = isCapital || close == UInt8(ascii: "}") && byte.isLetterOrBeyond
      let isLater =
        length > 0 && (byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "."))
      if isFirst || isLater { length += 1 } else if byte != UInt8(ascii: " ") { return false }
    }
    return false
  }

  /// A shorter answer is an id or a time.
  private static let leastBytes = 20

  private static let searchedBytes = 600

  /// A single letter is a set or an index.
  private static let shortestName = 2
  private static let longestName = 40
}
