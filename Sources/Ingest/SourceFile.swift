import JSONBytes

/// A file that traces are read from.
package struct SourceFile: Sendable {
  /// How its bytes are stored, found from its first bytes.
  package enum Compression: Sendable, Hashable {
    case none
    case gzip
    case zstd

    /// An archive, of which the entries that hold traces are read as one.
    case zip
  }

  /// Its place in the run's list of files.
  package let index: Int

  /// The path as the user would write it; `-` for standard input.
  package let path: String

  package let compression: Compression

  /// Whether it is a CSV table, whose rows are read as lines of JSON.
  package let isTable: Bool

  /// The number of bytes as stored.
  package let byteCount: Int

  /// The open file, where the path alone does not lead to the bytes: standard input and pipes.
  let kept: OpenFile?

  /// Opens the file for reading.
  func opened() throws(SystemFailure) -> OpenFile {
    if let kept { return kept }
    return try OpenFile(path: path)
  }
}

extension SourceFile.Compression {
  /// Tells from the first four bytes.
  init(firstBytes: [UInt8]) {
    guard firstBytes.count >= 4 else {
      self = firstBytes.starts(with: [0x1F, 0x8B]) ? .gzip : .none
      return
    }
    // Zstandard also has frames to be skipped, which may come first (RFC 8878, section 3.1.2).
    let isSkippable = firstBytes[0] & 0xF0 == 0x50 && firstBytes[1...3] == [0x2A, 0x4D, 0x18]
    if firstBytes[0...1] == [0x1F, 0x8B] {
      self = .gzip
    } else if firstBytes == [0x28, 0xB5, 0x2F, 0xFD] || isSkippable {
      self = .zstd
    } else if firstBytes == [0x50, 0x4B, 0x03, 0x04] || firstBytes == [0x50, 0x4B, 0x05, 0x06] {
      self = .zip
    } else {
      self = .none
    }
  }

  /// Tells from an open file.
  init(of file: OpenFile) throws(SystemFailure) {
    self.init(firstBytes: try file.bytes(at: 0, count: 4).copy(of: 0..<4))
  }
}
