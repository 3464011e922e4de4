import JSONBytes

extension SourceFile {
  /// Hands over each line of the file as decompressed, without its line break.
  ///
  /// - Throws: `IngestError.unreadable`; `.damaged` where a compressed file breaks off, after the lines before.
  package func forEachLine(_ body: (_ line: [UInt8]) -> Void) throws(IngestError) {
    var line: [UInt8] = []
    func hand() {
      if line.last == 0x0D { line.removeLast() }
      body(line)
      line.removeAll(keepingCapacity: true)
    }
    try forEachPiece { piece in
      var rest = piece[...]
      while let end = rest.firstIndex(of: 0x0A) {
        line += rest[..<end]
        hand()
        rest = rest[(end + 1)...]
      }
      line += rest
    }
    if !line.isEmpty { hand() }
  }

  /// Hands over the bytes as decompressed, in pieces.
  private func forEachPiece(_ body: ([UInt8]) -> Void) throws(IngestError) {
    let stream: ByteStream
    do {
      stream = ByteStream(try opened(), compression: compression)
    } catch {
      throw .unreadable(path: path, code: error.code)
    }
    while true {
      let bytes = PaddedBytes(capacity: 1 << 18)
      do throws(StreamFailure) {
        let count = try unsafe bytes.fill { room throws(StreamFailure) in try unsafe stream.read(into: room) }
        guard count > 0 else { return }
        body(bytes.copy(of: 0..<count))
      } catch {
        guard case .unreadable(let code) = error.reason else { throw .damaged(path: path) }
        throw .unreadable(path: path, code: code)
      }
    }
  }
}
