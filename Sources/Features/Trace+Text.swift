internal import JSONBytes
internal import Traces

/// What is asked of stretches of a trace's text.
extension Trace {
  func isSameText(_ one: ByteRange, _ other: ByteRange) -> Bool {
    one == other || one.count == other.count && text[one.indices].elementsEqual(text[other.indices])
  }

  func isText(_ range: ByteRange, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && string(range) == "\(word)"
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: ByteRange) -> ByteRange {
    var (start, end) = (range.start, range.end)
    while start < end {
      if text[start] <= 0x20 {
        start += 1
      } else if text[start] == 0xC2, start + 1 < end, text[start + 1] == 0xA0 {
        // A space that breaks no line, and a byte order mark, as pages and files have them.
        start += 2
      } else if text[start] == 0xEF, start + 2 < end, text[start + 1] == 0xBB, text[start + 2] == 0xBF {
        start += 3
      } else {
        break
      }
    }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return ByteRange(start: start, count: end - start)
  }
}

extension [UInt8] {
  /// A stretch of a trace's text.
  func string(_ range: ByteRange) -> String { String(decoding: self[range.indices], as: UTF8.self) }
}
