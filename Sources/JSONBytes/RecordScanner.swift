/// The records and problems that a scanner has found, in the order of the file.
package struct RecordsFound: Sendable, Hashable {
  package var records: [RecordRange] = []
  package var problems: [RecordProblem] = []

  package init() {}

  /// Adds a record, or a problem where more bytes than the limit had to be held for it.
  mutating func add(_ record: RecordRange, held: Int, limit: Int) {
    guard held > limit else { return records.append(record) }
    problems.append(
      RecordProblem(
        offset: record.offset, length: record.length, line: record.line, reason: .tooLong(limit: limit)))
  }
}

/// Splits the bytes of a file into records, without parsing them.
///
/// The bytes may come in pieces of any size, and the pieces make no difference to what is found. Nothing is
/// judged here that the parser will judge: a record that is cut off or malformed is handed on as far as it
/// goes, and scanning finds its way back to the next. What belongs to no record is a problem, so that every
/// byte that is no blank and no comma or bracket around records is accounted for; of a record that breaks
/// inside a string, the rest up to the next record is accounted for by the broken piece.
package struct RecordScanner {
  /// The longest record that is handed on unless asked otherwise.
  package static let defaultMaximumRecordLength = 1 << 30

  private enum Kind {
    case lines(LineScanner)
    case values(ValueScanner)
  }

  private var kind: Kind

  /// Starts scanning at an offset of a file.
  ///
  /// - Parameters:
  ///   - maximumRecordLength: Longer records are problems and need no memory, in bytes.
  ///   - offset: The offset of the first byte that will be scanned.
  ///   - line: The line of that byte.
  package init(
    layout: RecordLayout, maximumRecordLength: Int = defaultMaximumRecordLength, offset: Int = 0,
    line: Int = 1
  ) {
    switch layout {
    case .lines:
      kind = .lines(LineScanner(maximumRecordLength: maximumRecordLength, offset: offset, line: line))
    case .values:
      kind = .values(ValueScanner(maximumRecordLength: maximumRecordLength, offset: offset, line: line))
    }
  }

  /// The offset of the next byte to be scanned.
  package var offset: Int {
    switch kind {
    case .lines(let scanner): scanner.offset
    case .values(let scanner): scanner.offset
    }
  }

  /// The line of the next byte to be scanned.
  package var line: Int {
    switch kind {
    case .lines(let scanner): scanner.line
    case .values(let scanner): scanner.line
    }
  }

  /// The offset from which bytes are still needed: where the open record begins, or the next byte.
  package var neededOffset: Int {
    switch kind {
    case .lines(let scanner): scanner.neededOffset
    case .values(let scanner): scanner.neededOffset
    }
  }

  /// Takes the next bytes of the file and adds what ends in them.
  ///
  /// - Complexity: O(bytes), whatever they hold.
  package mutating func scan(_ bytes: RawSpan, into found: inout RecordsFound) {
    switch kind {
    case .lines(var scanner):
      scanner.scan(bytes, into: &found)
      kind = .lines(scanner)
    case .values(var scanner):
      scanner.scan(bytes, into: &found)
      kind = .values(scanner)
    }
  }

  /// Says that the file has ended, and adds what was still open.
  package mutating func finish(into found: inout RecordsFound) {
    switch kind {
    case .lines(var scanner):
      scanner.finish(into: &found)
      kind = .lines(scanner)
    case .values(var scanner):
      scanner.finish(into: &found)
      kind = .values(scanner)
    }
  }
}
