import JSONBytes

/// What a scanner finds in a text, with the records' texts.
struct ScannedText: Equatable {
  let records: [String]
  let lines: [Int]
  let problems: [RecordProblem]

  /// The problems' reasons, in order.
  var reasons: [RecordProblem.Reason] { problems.map(\.reason) }

  /// Looks at bytes and scans them in pieces of a length.
  init(_ bytes: [UInt8], pieceLength: Int = .max, maximumRecordLength: Int = 1 << 30) {
    let look = PaddedBytes(bytes).withBytes { FirstLook(at: $0.extracting(first: FirstLook.enoughCount)) }
    guard case .records(let layout, let start) = look else {
      guard case .nothing(let reason) = look else { preconditionFailure("no such look") }
      (records, lines) = ([], [])
      problems = [RecordProblem(offset: 0, length: bytes.count, line: 1, reason: reason)]
      return
    }
    var found = RecordsFound()
    var scanner = RecordScanner(
      layout: layout, maximumRecordLength: maximumRecordLength, offset: start)
    var position = start
    while position < bytes.count {
      let end = min(bytes.count, pieceLength < bytes.count ? position + pieceLength : bytes.count)
      PaddedBytes(bytes[position..<end]).withBytes { scanner.scan($0, into: &found) }
      position = end
    }
    scanner.finish(into: &found)
    records = found.records.map { String(decoding: bytes[$0.offset..<$0.end], as: UTF8.self) }
    lines = found.records.map(\.line)
    problems = found.problems
  }

  init(_ text: String, pieceLength: Int = .max, maximumRecordLength: Int = 1 << 30) {
    self.init(Array(text.utf8), pieceLength: pieceLength, maximumRecordLength: maximumRecordLength)
  }
}
