/// Bytes that are written one after another, in memory that is used again.
///
/// For what is written anew for each of a million traces: an array is asked at every step whether it is shared and
/// has room, and that takes longer than the few bytes of the step.
@safe package struct ByteWriter: ~Copyable {
  /// The number of bytes written.
  package private(set) var count = 0

  private var memory: UnsafeMutableRawBufferPointer

  package init() {
    unsafe memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  deinit { unsafe memory.deallocate() }

  /// Forgets the bytes, and keeps the memory.
  package mutating func clear() { count = 0 }

  /// A copy of the bytes.
  package var array: [UInt8] { unsafe Array(memory[..<count]) }

  /// Calls a function with the bytes, which cannot outlive the call.
  package func withBytes<Result>(_ body: (RawSpan) -> Result) -> Result {
    body(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: memory[..<count])))
  }

  // MARK: As they are

  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe memory[count] = byte
    count += 1
  }

  /// Appends ASCII.
  package mutating func append(_ text: StaticString) {
    unsafe append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  package mutating func append(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe append($0) }
  }

  package mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range) is not within \(bytes.count) bytes")
    unsafe bytes.withUnsafeBytes { unsafe append(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  package mutating func append(_ other: borrowing ByteWriter) {
    unsafe append(UnsafeRawBufferPointer(rebasing: other.memory[..<other.count]))
  }

  /// Appends a text in UTF-8.
  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends a number from 0 on with as many digits as are asked for, those behind the first ones alone if it has more.
  package mutating func append(_ number: Int, digitCount: Int) {
    reserve(digitCount)
    var rest = number
    for place in (count..<count + digitCount).reversed() {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      unsafe memory[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    count += digitCount
  }

  @inline(__always) private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    if let target = unsafe memory.baseAddress {
      unsafe (target + count).copyMemory(from: start, byteCount: bytes.count)
    }
    count += bytes.count
  }

  // MARK: As JSON

  /// Appends a stretch of UTF-8 as a JSON string in quotes, as `[UInt8].appendQuoted` does.
  package mutating func appendQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range) is not within \(bytes.count) bytes")
    unsafe bytes.withUnsafeBytes { unsafe appendQuoted(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Appends a text as a JSON string in quotes.
  package mutating func appendQuoted(_ text: String) {
    var text = text
    text.withUTF8 { unsafe appendQuoted(UnsafeRawBufferPointer($0)) }
  }

  private mutating func appendQuoted(_ bytes: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    var start = 0
    while bytes.count - start > QuotedWords.pieceSize {
      let end = start + QuotedWords.pieceSize
      unsafe appendEscaped(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end
    }
    unsafe appendEscaped(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    // Room for it is left behind the escaped text.
    unsafe memory[count] = UInt8(ascii: "\"")
    count += 1
  }

  private mutating func appendEscaped(_ piece: UnsafeRawBufferPointer) {
    reserve(unsafe QuotedWords.greatestByteCount(of: piece) + 1)
    count += unsafe QuotedWords.write(piece, to: UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
  }

  // MARK: Memory

  /// Makes room for so many bytes more.
  @inline(__always) private mutating func reserve(_ byteCount: Int) {
    if unsafe memory.count - count < byteCount { grow(by: byteCount) }
  }

  @inline(never) private mutating func grow(by byteCount: Int) {
    let room = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(2 * memory.count, count + byteCount, Self.leastByteCount), alignment: 1)
    unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    unsafe memory.deallocate()
    unsafe memory = room
  }

  private static let leastByteCount = 256
}
