/// Finds the records of a file with one record a line.
///
/// A record is a line without the blanks around it; blank lines are none. What stands on a line stays on
/// it: a broken line never spoils the next.
struct LineScanner {
  let maximumRecordLength: Int

  /// The offset of the next byte to be scanned.
  private(set) var offset: Int

  /// The line of the next byte to be scanned.
  private(set) var line: Int

  /// Where the first byte of the open line that is no blank stands.
  private var first: Int?

  /// Just after the last byte of the open line that is no blank.
  private var end = 0

  init(maximumRecordLength: Int, offset: Int, line: Int) {
    self.maximumRecordLength = maximumRecordLength
    self.offset = offset
    self.line = line
  }

  /// Where the bytes begin that are still needed; those of a line that is already too long are not.
  var neededOffset: Int {
    guard let first, offset - first <= maximumRecordLength else { return offset }
    return first
  }

  /// Takes the next bytes of the file.
  mutating func scan(_ bytes: RawSpan, into found: inout RecordsFound) {
    var start = 0
    while start < bytes.byteCount {
      let stop = bytes.firstPosition(of: .lineFeed, from: start)
      extendLine(bytes, start..<stop)
      guard stop < bytes.byteCount else { break }
      closeLine(at: offset + stop, into: &found)
      line += 1
      start = stop + 1
    }
    offset += bytes.byteCount
  }

  /// Ends the last line, which may lack its line feed.
  mutating func finish(into found: inout RecordsFound) {
    closeLine(at: offset, into: &found)
  }

  private mutating func extendLine(_ bytes: RawSpan, _ range: Range<Int>) {
    var last = range.upperBound
    while last > range.lowerBound, bytes.byte(at: last - 1).isBlank { last -= 1 }
    guard last > range.lowerBound else { return }
    end = offset + last
    guard first == nil else { return }
    var start = range.lowerBound
    while bytes.byte(at: start).isBlank { start += 1 }
    first = offset + start
  }

  /// Ends the open line; blanks at its end count against the limit, since they had to be held.
  private mutating func closeLine(at lineEnd: Int, into found: inout RecordsFound) {
    guard let first else { return }
    let record = RecordRange(offset: first, length: end - first, line: line)
    found.add(record, held: lineEnd - first, limit: maximumRecordLength)
    self.first = nil
  }
}
