import JSONBytes

/// The blocks of a plain file with one record a line, as ranges of offsets that end after a line feed.
///
/// Finding them reads a few kilobytes a block, so that the blocks can be read by many threads at once.
struct LineRanges {
  private static let windowByteCount = 1 << 16

  let file: OpenFile
  private let blockByteCount: Int
  private let end: Int
  private var position: Int

  /// - Parameter start: Where the first line begins.
  init(_ file: OpenFile, from start: Int, to end: Int, blockByteCount: Int) {
    self.file = file
    self.blockByteCount = blockByteCount
    self.end = end
    position = start
  }

  /// The next range; `nil` after the last.
  ///
  /// It is longer than a block only where it is one line, or where the file cannot be read on: then it is
  /// all the rest, and who reads it meets the error again and reports it.
  mutating func next() -> Range<Int>? {
    guard position < end else { return nil }
    let cut = (try? nextCut()) ?? end
    defer { position = cut }
    return position..<cut
  }

  /// The last start of a line within a block's length, or the first one after it.
  private func nextCut() throws(SystemFailure) -> Int {
    let target = position + blockByteCount
    guard target < end else { return end }
    var upper = target
    while upper > position {
      let lower = max(upper - Self.windowByteCount, position)
      if let last = try lineStarts(in: lower..<upper).last { return last }
      upper = lower
    }
    var lower = target
    while lower < end {
      let upper = min(lower + Self.windowByteCount, end)
      if let first = try lineStarts(in: lower..<upper).first { return first }
      lower = upper
    }
    return end
  }

  /// The first and last start of a line just after a line feed in a range.
  private func lineStarts(in range: Range<Int>) throws(SystemFailure) -> (first: Int?, last: Int?) {
    let bytes = try file.bytes(at: range.lowerBound, count: range.count)
    return bytes.withBytes { bytes in
      let first = bytes.firstPosition(of: 0x0A)
      let last = bytes.lastPosition(of: 0x0A)
      return (first.map { range.lowerBound + $0 + 1 }, last.map { range.lowerBound + $0 + 1 })
    }
  }
}
