/// What can still be read of a record that is no JSON as a whole.
extension RecordBlock {
  /// The values that stand side by side in a record, as where a file without a last line end was put before another;
  /// what stands between them is a problem, but for byte order marks.
  package func pieces(of record: RecordRange) -> RecordsFound {
    scanned(from: record.offset, of: record)
  }

  /// The elements of the first list in a record that is an object, cut off or broken within that list.
  ///
  /// - Parameter names: The fields that may hold the list.
  /// - Returns: Nothing where no such field is at the top of the record.
  package func elements(ofBroken record: RecordRange, in names: [StaticString]) -> RecordsFound {
    let known = Set(names.map { Array("\($0)".utf8) })
    let range = positions(of: record)
    let list = bytes.withBytes { bytes -> Int? in
      var position = range.lowerBound + 1
      while position < range.upperBound {
        position = bytes.firstPositionAfterBlanks(from: position)
        guard position < range.upperBound, bytes.byte(at: position) == .quote,
          let keyEnd = bytes.stringEnd(from: position + 1, to: range.upperBound)
        else { return nil }
        let key = (position + 1..<keyEnd - 1).map { bytes.byte(at: $0) }
        position = bytes.firstPositionAfterBlanks(from: keyEnd)
        guard position < range.upperBound, bytes.byte(at: position) == .colon else { return nil }
        position = bytes.firstPositionAfterBlanks(from: position + 1)
        guard position < range.upperBound else { return nil }
        if bytes.byte(at: position) == .openBracket, known.contains(key) { return position }
        guard let comma = bytes.comma(behindValueFrom: position, to: range.upperBound) else { return nil }
        position = comma + 1
      }
      return nil
    }
    return list.map { scanned(from: offset + $0, of: record) } ?? RecordsFound()
  }

  private func scanned(from start: Int, of record: RecordRange) -> RecordsFound {
    var found = RecordsFound()
    bytes.withBytes { bytes in
      let head = bytes.extracting(record.offset - offset..<start - offset)
      var lineCount = 0
      for position in 0..<head.byteCount where head.byte(at: position) == .lineFeed { lineCount += 1 }
      var scanner = RecordScanner(layout: .values, offset: start, line: record.line + lineCount)
      scanner.scan(bytes.extracting(start - offset..<record.end - offset), into: &found)
      scanner.finish(into: &found)
    }
    return found
  }
}

extension RawSpan {
  /// The comma behind a value; `nil` where the value or what stands behind it is cut off or another byte.
  fileprivate func comma(behindValueFrom start: Int, to end: Int) -> Int? {
    var position: Int
    switch byte(at: start) {
    case .openBrace, .openBracket:
      guard let valueEnd = valueEnd(from: start, to: end) else { return nil }
      position = valueEnd
    case .quote:
      guard let valueEnd = stringEnd(from: start + 1, to: end) else { return nil }
      position = valueEnd
    default:
      position = start
      while position < end, byte(at: position) != .comma, !byte(at: position).isBlank { position += 1 }
    }
    position = firstPositionAfterBlanks(from: position)
    return position < end && byte(at: position) == .comma ? position : nil
  }
}
