import CSVBytes
import JSONBytes

/// The rows of a CSV table as lines of JSON, one object a row with the columns as its fields.
///
/// The line of the header is empty, so that a row stands on the line that its number says.
final class TableStream {
  private let rows: TableRows
  private let cells = TableCells()

  init(_ file: OpenFile, compression: SourceFile.Compression) {
    rows = TableRows(ByteStream(file, compression: compression))
  }

  /// The stored bytes taken so far.
  var storedOffset: Int { rows.storedOffset }

  private var output: [UInt8] = [UInt8(ascii: "\n")]
  private var used = 0
  private var columns: [[UInt8]]?

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamFailure) -> Int {
    guard room.count > 0 else { return 0 }
    while used == output.count {
      output.removeAll(keepingCapacity: true)
      used = 0
      guard try writeRows() else { return 0 }
    }
    let count = min(room.count, output.count - used)
    unsafe output[used..<used + count].withUnsafeBytes { unsafe room.copyMemory(from: $0) }
    used += count
    return count
  }

  /// Writes some rows.
  ///
  /// - Returns: Whether there may be more.
  private func writeRows() throws(StreamFailure) -> Bool {
    while output.count < Self.pieceByteCount {
      let next: [[UInt8]]?
      do throws(StreamFailure) {
        next = try rows.next()
      } catch {
        // What stands before the failure is handed over first; asked once more, the rows say the same.
        guard output.isEmpty else { return true }
        throw error
      }
      guard let row = next else { return !output.isEmpty }
      guard let columns else {
        columns = row
        continue
      }
      cells.appendObject(columns: columns, row, to: &output)
    }
    return true
  }

  private static let pieceByteCount = 1 << 18
}

/// The rows of a CSV table, cell by cell, read a piece at a time.
final class TableRows {
  private let stream: ByteStream
  private var bytes: [UInt8] = []
  private var place = 0
  private var hasEnded = false

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  var storedOffset: Int { stream.storedOffset }

  /// The first row, if it is no longer than some bytes.
  func next(ofAtMost byteCount: Int) throws(StreamFailure) -> [[UInt8]]? {
    try fill()
    while bytes.count < byteCount, try wholeRow() == nil, !hasEnded { try fill() }
    return try wholeRow()?.cells
  }

  /// The next row; `nil` after the last.
  func next() throws(StreamFailure) -> [[UInt8]]? {
    while true {
      if let (row, end) = try wholeRow() {
        place = end
        return row
      }
      guard !hasEnded else { return nil }
      try fill()
    }
  }

  /// The row that begins at the place, if all of it is there.
  private func wholeRow() throws(StreamFailure) -> (cells: [[UInt8]], end: Int)? {
    var rows = CSVRows(of: bytes, from: place)
    var fields: [CSVRows.Field] = []
    guard rows.next(in: bytes, into: &fields) else { return nil }
    if hasEnded, rows.isCutOff { throw StreamFailure(.damaged(detail: "a quoted field is not closed")) }
    // A row that ends with the bytes may go on behind them.
    guard hasEnded || rows.place < bytes.count else { return nil }
    return (fields.map { TableCells.text(of: $0, in: bytes) }, rows.place)
  }

  private func fill() throws(StreamFailure) {
    bytes.removeFirst(place)
    place = 0
    guard bytes.count < Self.rowLimit else {
      throw StreamFailure(.damaged(detail: "a row longer than \(Self.rowLimit >> 20) MiB"))
    }
    // Rows that are long are looked at again from their start: the more there is, the more is read at once.
    let piece = PaddedBytes(capacity: max(1 << 18, bytes.count))
    let count = try unsafe piece.fill { room throws(StreamFailure) in try unsafe stream.read(into: room) }
    hasEnded = count == 0
    bytes.append(contentsOf: piece.copy(of: 0..<count))
  }

  private static let rowLimit = RecordScanner.defaultMaximumRecordLength
}
