import JSONBytes

extension SourceFile {
  /// The bytes at ranges of offsets, as decompressed.
  ///
  /// A compressed file is decompressed once, up to the end of the last range: ask for all ranges of a file
  /// in one call.
  ///
  /// - Returns: The bytes of each range, in the order of the ranges.
  /// - Throws: `IngestError.changed` where the file no longer has them all.
  package func bytes(at ranges: [Range<Int>]) throws(IngestError) -> [[UInt8]] {
    let file: OpenFile
    do {
      file = try opened()
    } catch {
      throw .unreadable(path: path, code: error.code)
    }
    return compression == .none && !isTable
      ? try plainBytes(at: ranges, in: file) : try streamedBytes(at: ranges, in: file)
  }

  private func plainBytes(at ranges: [Range<Int>], in file: OpenFile) throws(IngestError) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    for range in ranges {
      let bytes: PaddedBytes
      do {
        bytes = try file.bytes(at: range.lowerBound, count: range.count)
      } catch {
        throw .unreadable(path: path, code: error.code)
      }
      guard bytes.count == range.count else { throw .changed(path: path) }
      texts.append(bytes.copy(of: 0..<bytes.count))
    }
    return texts
  }

  private func streamedBytes(at ranges: [Range<Int>], in file: OpenFile) throws(IngestError) -> [[UInt8]] {
    var texts = [[UInt8]](repeating: [], count: ranges.count)
    // The places of ranges not reached yet, the first last, and of those that have begun.
    var ahead = ranges.indices.filter { !ranges[$0].isEmpty }
    ahead.sort { ranges[$0].lowerBound > ranges[$1].lowerBound }
    var begun: [Int] = []
    let stream = ByteStream(file, of: self)
    var offset = 0
    while !ahead.isEmpty || !begun.isEmpty {
      let bytes = PaddedBytes(capacity: 1 << 18)
      // Damage counts as the end: what stands before it can be read all the same.
      let count =
        (try? unsafe bytes.fill { room throws(StreamFailure) in try unsafe stream.read(into: room) })
      guard let count, count > 0 else { throw .changed(path: path) }
      let piece = offset..<offset + count
      while let next = ahead.last, ranges[next].lowerBound < piece.upperBound {
        begun.append(ahead.removeLast())
      }
      for place in begun {
        let part = ranges[place].clamped(to: piece)
        texts[place] += bytes.copy(of: part.lowerBound - offset..<part.upperBound - offset)
      }
      begun.removeAll { ranges[$0].upperBound <= piece.upperBound }
      offset = piece.upperBound
    }
    return texts
  }
}
