import Glibc

/// A file being written, through a buffer.
///
/// Nothing is lost silently: ``close(synchronising:)`` says whether all of it is on the disk.
package final class WrittenFile {
  private static let bufferByteCount = 1 << 18

  /// The path that is named where something goes wrong.
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isClosed = false

  /// Makes a new file.
  ///
  /// - Parameter shownPath: The place that it will take, where it is written under a hidden name.
  init(path: String, shownPath: String? = nil) throws(IngestError) {
    self.path = shownPath ?? path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: self.path, code: errno) }
  }

  deinit {
    if !isClosed { Glibc.close(descriptor) }
  }

  /// Writes bytes after the last.
  package func write(_ bytes: some Sequence<UInt8>) throws(IngestError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferByteCount { try flush() }
  }

  /// Writes text after the last byte.
  package func write(_ text: String) throws(IngestError) {
    try write(text.utf8)
  }

  /// Ends the file; it is on the disk then, unless somebody else sees to that.
  package func close(synchronising: Bool = true) throws(IngestError) {
    guard !isClosed else { return }
    try flush()
    isClosed = true
    let isSynchronised = !synchronising || fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS
    let code = errno
    guard Glibc.close(descriptor) == 0 else { throw .unwritable(path: path, code: errno) }
    guard isSynchronised else { throw .unwritable(path: path, code: code) }
  }

  private func flush() throws(IngestError) {
    let result = unsafe buffer.withUnsafeBytes { bytes in
      Result { () throws(SystemFailure) in try unsafe writeAll(bytes, to: descriptor) }
    }
    buffer.removeAll(keepingCapacity: true)
    if case .failure(let failure) = result { throw .unwritable(path: path, code: failure.code) }
  }
}
