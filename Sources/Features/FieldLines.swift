internal import JSONBytes

/// Finds a failure in a short text of fields, one a line: `result: failed`, `reason: closed`.
struct FieldLines {
  let bytes: [UInt8]
  let text: ByteRange

  /// What was seen in the fields.
  private struct Signs {
    var isFailure = false
    var isWeak = false
    var isExitCode = false
    var typeText: [UInt8]?
    var message: [UInt8]?
    var fieldCount = 0
  }

  /// What the fields say of a failure; `nil` if they say none or the text does not begin with two fields.
  func failure() -> Failure? {
    var signs = Signs()
    var start = text.start
    while start < text.end {
      var end = start
      while end < text.end, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      guard note(ByteRange(start: start, count: end - start), &signs) else { break }
      start = end + 1
    }
    guard signs.fieldCount > 1, signs.isFailure || signs.isWeak && signs.message != nil else { return nil }
    return Failure(
      typeText: signs.typeText, message: signs.message ?? signs.typeText, isExitCode: signs.isExitCode)
  }

  /// Whether the first of several fields is one for errors, and says that there is none.
  var deniesFailure: Bool {
    guard bytes[text.start] | 0x20 == UInt8(ascii: "e") else { return false }
    var end = text.start
    while end < text.end, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    guard end < text.end else { return false }
    let line = String(decoding: bytes[text.start..<end], as: UTF8.self).lowercased()
    let parts = line.split(separator: ":", maxSplits: 1)
    guard let name = parts.first, ["error", "errors", "err"].contains(name), line.contains(":") else {
      return false
    }
    let value = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
    guard value.isEmpty else { return BodyFailure.noError.contains(value) }
    // What stands below it may be its value: a list of what is wrong, a heading.
    var next = end + 1
    while next < text.end, bytes[next] == UInt8(ascii: "\n") { next += 1 }
    var rest = Signs()
    let below = (next..<text.end).first { bytes[$0] == UInt8(ascii: "\n") } ?? text.end
    return note(ByteRange(start: next, count: max(0, below - next)), &rest)
  }

  /// Notes a line; `false` if it is no field.
  private func note(_ line: ByteRange, _ signs: inout Signs) -> Bool {
    var place = line.start
    while place < line.end, ErrorPhraseIndex.isNamePart(bytes[place]), place - line.start < Self.nameLimit {
      place += 1
    }
    guard place > line.start, place < line.end,
      bytes[place] == UInt8(ascii: ":") || bytes[place] == UInt8(ascii: "=")
    else { return false }
    signs.fieldCount += 1
    let name = lowered(line.start..<place)
    guard
      let field = BodyField(
        rawValue: BodyField.table.value(of: name.span, ByteRange(start: 0, count: name.count)))
    else { return true }
    var start = place + 1
    while start < line.end, bytes[start] <= 0x20 { start += 1 }
    note(field, Array(bytes[start..<line.end]), &signs)
    return true
  }

  /// A longer name is no field's.
  private static let nameLimit = 24

  private func lowered(_ range: Range<Int>) -> [UInt8] {
    range.map { ErrorPhraseIndex.isUpper(bytes[$0]) ? bytes[$0] | 0x20 : bytes[$0] }
  }

  private func note(_ field: BodyField, _ value: [UInt8], _ signs: inout Signs) {
    let word = String(decoding: value, as: UTF8.self).lowercased()
    switch field {
    case .status, .wrapperOrStatus:
      if BodyFailure.errorWords.contains(word) { signs.isFailure = true }
      if BodyFailure.weakErrorWords.contains(word) { signs.isWeak = true }
    case .success: if word == "false" || word == "no" { signs.isFailure = true }
    case .failed: if word == "true" || word == "yes" { signs.isFailure = true }
    case .exitCode:
      if let code = Int(word), code != 0 { (signs.isFailure, signs.isExitCode) = (true, true) }
    case .error, .errorMessage, .errorType:
      guard !BodyFailure.noError.contains(word), word != "[]", word != "{}", Int(word) == nil else { return }
      signs.isFailure = true
      if word == "true" || word == "yes" { return }
      if value.contains(0x20) { signs.message = value } else { signs.typeText = value }
    case .code: if Int(word) == nil { signs.typeText = signs.typeText ?? value }
    case .message, .words, .title: if !value.isEmpty { signs.message = signs.message ?? value }
    case .aside, .level, .wrapper, .callCode, .diagnostics: break
    }
  }
}
