internal import JSONBytes

/// Finds a failure in a short text of a shape that many systems share though none of them owns it.
///
/// `book_seat: commit: the row is taken`, `<409 a81c: the row is taken>`, a line of a mainframe that begins with
/// a message's number and ends in E (`DFH0017E …`), or a table whose row for a record says that it was rejected.
struct HouseText {
  let bytes: [UInt8]
  let text: ByteRange
  let tool: ByteRange

  /// The rows of a longer table are records that were asked for.
  private static let mostRows = 6

  func failure() -> Failure? {
    if let failure = failureInBrackets { return failure }
    let lines = bytes[text.indices].split(separator: UInt8(ascii: "\n")).prefix(Self.lineLimit)
    if lines.count == 1, let words = wordsBehindTool(lines[0]) { return Failure(message: words) }
    for line in lines {
      if let words = Self.wordsBehindNumber(line) { return Failure(message: words) }
    }
    return (2...Self.mostRows).contains(lines.count) ? failureInTable(Array(lines)) : nil
  }

  private static let lineLimit = 40

  // MARK: Lines

  /// What stands behind a status in pointed brackets, as clients show a response: `<409 a81c: words>`.
  private var failureInBrackets: Failure? {
    let line = bytes[text.indices]
    guard line.count > 6, line.first == UInt8(ascii: "<"), line.last == UInt8(ascii: ">"),
      let status = Int(String(decoding: line.dropFirst().prefix(3), as: UTF8.self)),
      (400..<600).contains(status),
      line[line.startIndex + 4] == UInt8(ascii: " ")
    else { return nil }
    let words = line.dropFirst(5).dropLast()
    let colon = words.firstIndex(of: UInt8(ascii: ":")) ?? words.startIndex - 1
    return Failure(status: status, message: Self.trimmed(words[(colon + 1)...]))
  }

  /// What stands behind the name of the called tool and a step of it, as Go wraps errors: `book_seat: commit: words`.
  private func wordsBehindTool(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard !tool.isEmpty, line.count > tool.count + 2, line[line.startIndex + tool.count] == UInt8(ascii: ":"),
      zip(line, bytes[tool.indices]).allSatisfy({ Self.folded($0) == Self.folded($1) })
    else { return nil }
    let rest = line.dropFirst(tool.count + 1)
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let step = Self.trimmed(rest[..<colon])
    guard (2...Self.stepBytes).contains(step.count), step.allSatisfy({ Self.isLower($0) || $0 == 0x20 })
    else {
      return nil
    }
    let words = Self.trimmed(rest[(colon + 1)...])
    // What comes through a call of gRPC is known by its own shape.
    return words.contains(0x20) && !words.starts(with: Self.remote) ? words : nil
  }

  private static let stepBytes = 24
  private static let remote = Array("rpc ".utf8)

  /// What stands behind the number of a message of an error, as IBM's systems number theirs: three to eight capitals,
  /// three to five digits, and E for an error or S for a severe one.
  private static func wordsBehindNumber(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    let letters = line.prefix { ErrorPhraseIndex.isUpper($0) }
    let digits = line.dropFirst(letters.count).prefix { ErrorPhraseIndex.isDigit($0) }
    let rest = line.dropFirst(letters.count + digits.count)
    guard (3...8).contains(letters.count), (3...5).contains(digits.count), rest.count > 2,
      rest.first == UInt8(ascii: "E") || rest.first == UInt8(ascii: "S"),
      rest[rest.startIndex + 1] == 0x20
    else { return nil }
    return trimmed(rest.dropFirst(2))
  }

  // MARK: Tables

  /// What a table says of a record that was not taken: a column for how it went, and one for the reason.
  private func failureInTable(_ lines: [ArraySlice<UInt8>]) -> Failure? {
    guard let header = lines.first,
      let separator = [UInt8(ascii: "|"), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")].first(
        where: {
          header.contains($0)
        })
    else { return nil }
    let names = Self.cells(header, separator).map(Self.word)
    guard let state = names.firstIndex(where: Self.states.contains),
      let reason = names.lastIndex(where: Self.reasons.contains), state != reason
    else { return nil }
    for line in lines.dropFirst() {
      let cells = Self.cells(line, separator)
      guard cells.count == names.count, Self.refusals.contains(Self.word(cells[state])),
        !cells[reason].isEmpty
      else { continue }
      return Failure(message: cells[reason])
    }
    return nil
  }

  private static let states: Set<String> = ["status", "state", "result", "outcome", "ok"]
  private static let reasons: Set<String> = [
    "remark", "remarks", "comment", "message", "reason", "text", "note", "detail", "details", "error",
  ]

  /// How a table says in a cell that a record was not taken.
  private static let refusals: Set<String> = [
    "rej", "err", "error", "nok", "ko", "failed", "fail", "f", "rejected", "refused", "denied", "declined",
    "x",
    "no", "stopped", "❌", "✗", "✘", "✖",
  ]

  /// The cells of a row without white space around them and without those before the first and behind the last bar.
  private static func cells(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [[UInt8]] {
    var row = trimmed(line)[...]
    if separator == UInt8(ascii: "|") {
      if row.first == separator { row = row.dropFirst() }
      if row.last == separator { row = row.dropLast() }
    }
    return row.split(separator: separator, omittingEmptySubsequences: false).map { trimmed($0) }
  }

  // MARK: Bytes

  private static func word(_ cell: [UInt8]) -> String {
    cell.count <= 24 ? String(decoding: cell, as: UTF8.self).lowercased() : ""
  }

  private static func trimmed(_ range: ArraySlice<UInt8>) -> [UInt8] {
    let rest = range.drop { $0 <= 0x20 }
    guard let last = rest.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return Array(rest[...last].prefix(ErrorRecogniser.messageLimit))
  }

  /// A byte of a tool's name as small letter, with one joint for all.
  private static func folded(_ byte: UInt8) -> UInt8 {
    if byte == UInt8(ascii: "-") { return UInt8(ascii: "_") }
    return ErrorPhraseIndex.isUpper(byte) ? byte | 0x20 : byte
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
}
