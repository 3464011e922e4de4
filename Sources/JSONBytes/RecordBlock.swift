/// Where a record stands in its file, all counted in the file as decompressed.
package struct RecordRange: Sendable, Hashable {
  /// The bytes before the record.
  package let offset: Int

  /// The record's bytes, without the blanks around it.
  package let length: Int

  /// The line it begins on, from 1.
  package var line: Int

  package init(offset: Int, length: Int, line: Int) {
    self.offset = offset
    self.length = length
    self.line = line
  }

  /// The first byte after the record.
  package var end: Int { offset + length }
}

/// Bytes of a file that are no record, and why.
package struct RecordProblem: Sendable, Hashable {
  /// Why bytes were not handed on as a record.
  package enum Reason: Sendable, Hashable {
    /// Text outside any object: a word, a bracket too many, a number.
    case strayText

    /// A record longer than the limit, in bytes, that was passed over.
    case tooLong(limit: Int)

    /// The file ends before the array that holds its records does.
    case unclosedArray

    /// The file holds bytes that are no text.
    case binary

    /// The file is a Parquet table.
    case parquet

    /// The file is text in UTF-16, not UTF-8.
    case utf16

    /// The file is text in UTF-32, not UTF-8.
    case utf32

    /// The file is text, but nothing in it begins like an object or an array.
    case noJSON

    /// Compressed data that ends too early; the records before the cut were read.
    case cutShort

    /// Compressed data that is damaged; the records before the damage were read.
    case damaged(detail: String)

    /// The file could not be read on, with the system's error number.
    case unreadable(code: Int32)

    /// The file became shorter while it was read.
    case shrunk
  }

  /// The bytes before it in the file as decompressed.
  package let offset: Int

  /// The bytes it covers; 0 where there is no more to cover.
  package let length: Int

  /// The line it begins on, from 1.
  package var line: Int

  package let reason: Reason

  package init(offset: Int, length: Int, line: Int, reason: Reason) {
    self.offset = offset
    self.length = length
    self.line = line
    self.reason = reason
  }
}

/// Bytes of one file, cut at record borders, and where the records in them stand.
package struct RecordBlock: Sendable {
  /// The place of the file in the run's list of files.
  package let fileIndex: Int

  /// The offset of the first byte in the file as decompressed.
  package let offset: Int

  package let bytes: PaddedBytes

  /// The records, in the order of the file.
  package var records: [RecordRange]

  /// What is no record, in the order of the file.
  package var problems: [RecordProblem]

  package init(
    fileIndex: Int, offset: Int, bytes: PaddedBytes, records: [RecordRange], problems: [RecordProblem]
  ) {
    self.fileIndex = fileIndex
    self.offset = offset
    self.bytes = bytes
    self.records = records
    self.problems = problems
  }

  /// The positions of a record's bytes in ``bytes``.
  package func positions(of record: RecordRange) -> Range<Int> {
    record.offset - offset..<record.end - offset
  }

  /// A copy of a record's bytes, for tests and messages.
  package func copy(of record: RecordRange) -> [UInt8] {
    bytes.copy(of: positions(of: record))
  }
}
