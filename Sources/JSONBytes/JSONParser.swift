internal import CJSON

/// Parses JSON documents one after the other, reusing its memory.
///
/// What JSON allows but no text or number can hold is read rather than refused: half a surrogate pair becomes
/// U+FFFD, and a number out of range becomes a string of its digits.
@safe package final class JSONParser {
  private var parser: OpaquePointer?

  package init() {
    unsafe parser = cjson_parser_make()
  }

  deinit {
    unsafe cjson_parser_free(parser)
  }

  /// The bytes that must be readable behind a document.
  package static let padding = cjson_padding()

  /// Appends the bytes that must be readable behind a document, all zero.
  package static func appendPadding(to bytes: inout [UInt8]) {
    var count = 0
    let zeros: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    while count < padding {
      unsafe withUnsafeBytes(of: zeros) { unsafe bytes.append(contentsOf: $0) }
      count += MemoryLayout.size(ofValue: zeros)
    }
    bytes.removeLast(count - padding)
  }

  /// Reads a document into one whose memory is reused.
  ///
  /// - Parameters:
  ///   - bytes: The buffer that holds the document.
  ///   - range: Where in it the document is; `padding` bytes must follow it in the buffer.
  ///   - document: What was read; empty after an error.
  /// - Throws: `JSONError` if the bytes are no whole JSON document in UTF-8.
  package func parse(
    _ bytes: UnsafeRawBufferPointer, _ range: ByteRange, into document: inout JSONDocument
  ) throws(JSONError) {
    precondition(
      range.start >= 0 && range.end + JSONParser.padding <= bytes.count,
      "\(range) and the padding behind it are not within \(bytes.count) bytes")
    let error = unsafe read(bytes, range, into: &document)
    guard var error else { return }
    if error == .malformed, unsafe isCutOff(bytes[range.indices]) { error = .cutOff }
    guard let mended = unsafe JSONMending(bytes, range, after: error).mended() else { throw error }
    let failure = unsafe mended.withUnsafeBytes {
      unsafe read($0, ByteRange(start: 0, count: $0.count - JSONParser.padding), into: &document)
    }
    if let failure { throw failure }
  }

  /// Reads a document that lies in an array of bytes.
  package func parse(
    _ bytes: [UInt8], _ range: ByteRange, into document: inout JSONDocument
  ) throws(JSONError) {
    let result = unsafe bytes.withUnsafeBytes { (buffer) -> Result<Void, JSONError> in
      do throws(JSONError) {
        return .success(try unsafe parse(buffer, range, into: &document))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Reads a document of its own; slower, for documents that nothing follows.
  package func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONDocument {
    var document = JSONDocument()
    let padded = bytes + Array(repeating: 0, count: JSONParser.padding)
    try parse(padded, ByteRange(start: 0, count: bytes.count), into: &document)
    return document
  }

  private func read(
    _ bytes: UnsafeRawBufferPointer, _ range: ByteRange, into document: inout JSONDocument
  ) -> JSONError? {
    document.tape.removeAll(keepingCapacity: true)
    document.strings.removeAll(keepingCapacity: true)
    guard range.count > 0 else { return .empty }
    guard let parser = unsafe parser, let base = bytes.baseAddress else { return .noMemory }
    let start = unsafe base.advanced(by: range.start).assumingMemoryBound(to: UInt8.self)
    let parsed = unsafe cjson_parse(parser, start, range.count)
    guard unsafe parsed.error == 0 else { return JSONError(code: unsafe parsed.error) }
    // At once and with the padding: to make room for that alone would copy all strings of a new document.
    let stringCount = unsafe parsed.string_count + JSONParser.padding
    if document.strings.capacity < stringCount { document.strings.reserveCapacity(stringCount) }
    unsafe document.tape.append(
      contentsOf: UnsafeBufferPointer(start: parsed.tape, count: parsed.tape_count))
    unsafe document.strings.append(
      contentsOf: UnsafeBufferPointer(start: parsed.strings, count: parsed.string_count))
    JSONParser.appendPadding(to: &document.strings)
    forgetLargeMemory(after: range.count)
    return nil
  }

  /// Whether bytes begin an object or array and do not end as one.
  private func isCutOff(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    guard let first = unsafe bytes.first(where: { !isSpace($0) }),
      let last = unsafe bytes.last(where: { !isSpace($0) })
    else { return false }
    return switch first {
    case UInt8(ascii: "{"): last != UInt8(ascii: "}")
    case UInt8(ascii: "["): last != UInt8(ascii: "]")
    default: false
    }
  }

  /// Gives back what one huge document made the parser take.
  private func forgetLargeMemory(after byteCount: Int) {
    guard byteCount > JSONParser.keptByteCount else { return }
    unsafe cjson_parser_free(parser)
    unsafe parser = cjson_parser_make()
  }

  /// Above it a document's memory is not kept for the next one; a parser takes about 14 bytes a byte read.
  private static let keptByteCount = 16 << 20
}

/// Why bytes could not be read as JSON.
package enum JSONError: Error, Sendable, Hashable {
  case empty
  case noMemory
  case tooDeep
  case notUTF8
  case controlCharacterInString
  case badString
  case badNumber
  case numberOutOfRange
  case cutOff
  case malformed

  init(code: Int32) {
    switch code {
    case 1, 2: self = .noMemory
    case 4: self = .tooDeep
    case 5: self = .badString
    case 9: self = .badNumber
    case 10: self = .notUTF8
    case 12: self = .empty
    case 13: self = .controlCharacterInString
    case 14: self = .cutOff
    case 17: self = .numberOutOfRange
    case 27: self = .cutOff
    default: self = .malformed
    }
  }

  /// What is wrong, in words for a list of rejections.
  package var reason: String {
    switch self {
    case .empty: "empty record"
    case .noMemory: "not enough memory for a record of this size"
    case .tooDeep: "nested more than 1,024 levels deep"
    case .notUTF8: "not valid UTF-8"
    case .controlCharacterInString: "an unescaped control character in a string"
    case .badString: "a string with a bad escape"
    case .badNumber: "a malformed number"
    case .numberOutOfRange: "a number out of range"
    case .cutOff: "the record is cut off"
    case .malformed: "not valid JSON"
    }
  }
}

extension JSONParser {
  /// Reads a document that lies in a block's bytes.
  package func parse(
    _ bytes: PaddedBytes, _ positions: Range<Int>, into document: inout JSONDocument
  ) throws(JSONError) {
    let range = ByteRange(start: positions.lowerBound, count: positions.count)
    let result = unsafe bytes.withUnsafeBytes { (buffer) -> Result<Void, JSONError> in
      // The padding lies behind the buffer's end.
      let padded = unsafe UnsafeRawBufferPointer(
        start: buffer.baseAddress, count: buffer.count + PaddedBytes.padding)
      do throws(JSONError) {
        return .success(try unsafe parse(padded, range, into: &document))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
