import JSONBytes

/// The names of a CSV table's columns, as its first line has them.
struct TableColumns {
  let names: [String]

  /// - Returns: `nil` for a file that is no table: one that begins like JSON, or with a line of one cell.
  init?(of file: OpenFile, compression: SourceFile.Compression) {
    guard let start = try? file.bytes(at: 0, count: 4).copy(of: 0..<4) else { return nil }
    let first = start.drop { $0 <= 0x20 || $0 >= 0x80 }.first
    if compression == .none, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return nil }
    let rows = TableRows(ByteStream(file, compression: compression))
    guard let cells = try? rows.next(ofAtMost: Self.byteLimit), cells.count > 1 else { return nil }
    names = cells.map { String(decoding: $0, as: UTF8.self) }
    let isHeader = names.allSatisfy { name in
      !name.isEmpty && !name.contains { "{}[]\n".contains($0) }
    }
    guard isHeader else { return nil }
  }

  /// A header is shorter than this.
  private static let byteLimit = 1 << 16
}
