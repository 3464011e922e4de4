internal import JSONBytes

/// Finds a failure in a short text of fields, one a line: `result: failed`, `reason: closed`.
struct FieldLines {
  private let bytes: [UInt8]
  private let text: ByteRange

  /// What the fields say that the text begins with.
  private var signs = Signs()

  init(bytes: [UInt8], text: ByteRange) {
    (self.bytes, self.text) = (bytes, text)
    // No field begins with a brace.
    if bytes[text.start] != UInt8(ascii: "{") { signs = foundSigns() }
  }

  /// What was seen in the fields.
  private struct Signs {
    var isFailure = false
    var isWeak = false
    var isExitCode = false
    var isSettled = false
    var typeText: [UInt8]?
    var message: [UInt8]?
    var fieldCount = 0
  }

  /// What the fields say of a failure; `nil` if they say none or the text does not begin with two fields.
  func failure() -> Failure? {
    guard signs.fieldCount > 1, signs.isFailure || signs.isWeak && signs.message != nil else { return nil }
    return Failure(
      typeText: signs.typeText, message: signs.message ?? signs.typeText, isExitCode: signs.isExitCode)
  }

  private func foundSigns() -> Signs {
    var signs = Signs()
    var start = text.start
    while start < text.end {
      let rest = ByteRange(start: start, count: text.end - start)
      let end = unsafe bytes.span.bytes.firstPosition(of: UInt8(ascii: "\n"), in: rest) ?? text.end
      let line = ByteRange(start: start, count: end - start)
      guard isGap(line) || note(withoutIndent(line), &signs) else { break }
      start = end + 1
    }
    if signs.fieldCount == 1 { notePairs(&signs) }
    return signs
  }

  private static let settled: Set<String> = [
    "ok", "resolved", "done", "healthy", "running", "ready", "success", "succeeded", "active",
  ]

  /// Whether a line is blank or the name of a section: `[result]`.
  private func isGap(_ line: ByteRange) -> Bool {
    let words = bytes[line.indices].drop { $0 <= 0x20 }
    guard let first = words.first, let last = words.last(where: { $0 > 0x20 }) else { return true }
    return first == UInt8(ascii: "[") && last == UInt8(ascii: "]") && !words.contains(UInt8(ascii: ","))
  }

  /// A line without the spaces and the mark of a list before it, as fields within fields have them in YAML.
  private func withoutIndent(_ line: ByteRange) -> ByteRange {
    var start = line.start
    while start < line.end, bytes[start] == 0x20 { start += 1 }
    if start + 1 < line.end, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == 0x20 { start += 2 }
    return ByteRange(start: start, count: line.end - start)
  }

  /// Notes the pairs of the first line, `result=refused rc=7 text="no sample"`, if it has two at least.
  private func notePairs(_ signs: inout Signs) {
    var pairs: [(name: [UInt8], value: [UInt8])] = []
    var place = text.start
    while place < text.end, bytes[place] != UInt8(ascii: "\n") {
      var end = place
      var isQuoted = false
      while end < text.end, bytes[end] >= 0x20, isQuoted || bytes[end] != 0x20 {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      guard let sign = bytes[place..<end].firstIndex(of: UInt8(ascii: "=")), sign > place,
        bytes[place..<sign].allSatisfy(ErrorPhraseIndex.isNamePart)
      else { return }
      pairs.append((lowered(place..<sign), bytes[sign + 1..<end].filter { $0 != UInt8(ascii: "\"") }))
      place = end
      while place < text.end, bytes[place] == 0x20 { place += 1 }
    }
    guard pairs.count > 1 else { return }
    for (name, value) in pairs {
      signs.fieldCount += 1
      let known = BodyField.table.value(of: name.span, ByteRange(start: 0, count: name.count))
      if let field = BodyField(rawValue: known) { note(field, value, &signs) }
    }
  }

  /// Whether the fields say that all is well: the first of several is one for errors and tells of none, or one is for
  /// how things stand and tells that they are settled.
  var deniesFailure: Bool {
    signs.fieldCount > 1 && signs.isSettled || firstDeniesFailure
  }

  private var firstDeniesFailure: Bool {
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
    note(field, unquoted(start..<line.end), &signs)
    return true
  }

  /// The bytes of a value, without quotation marks around all of it, as YAML has them.
  private func unquoted(_ value: Range<Int>) -> [UInt8] {
    let quote = bytes[value].first ?? 0
    let end = bytes[value].lastIndex { $0 > 0x20 } ?? value.lowerBound
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), end > value.lowerBound + 1,
      bytes[end] == quote
    else {
      return Array(bytes[value])
    }
    let inner = bytes[value.lowerBound + 1..<end]
    return Array(inner.contains(quote) ? bytes[value] : inner)
  }

  /// A longer name is no field's.
  private static let nameLimit = 24

  private func lowered(_ range: Range<Int>) -> [UInt8] {
    range.map { ErrorPhraseIndex.isUpper(bytes[$0]) ? bytes[$0] | 0x20 : bytes[$0] }
  }

  private static let quotes = Array("\"'".utf8)

  /// Whether a value is a number, alone or before other fields: `0 warnings=1`.
  private func isCount(_ word: String) -> Bool {
    let digits = word.prefix { $0.isNumber }
    return !digits.isEmpty && (digits.endIndex == word.endIndex || word[digits.endIndex...].contains("="))
  }

  private func note(_ field: BodyField, _ value: [UInt8], _ signs: inout Signs) {
    let word = String(decoding: value.filter { !Self.quotes.contains($0) }, as: UTF8.self).lowercased()
    switch field {
    case .status, .wrapperOrStatus:
      // So a condition of Kubernetes says that it does not hold.
      if word == "false" { signs.isWeak = true }
      if Self.settled.contains(word) { signs.isSettled = true }
      if BodyFailure.errorWords.contains(word) { signs.isFailure = true }
      if BodyFailure.weakErrorWords.contains(word) { signs.isWeak = true }
    case .success: if word == "false" || word == "no" { signs.isFailure = true }
    case .failed: if word == "true" || word == "yes" { signs.isFailure = true }
    case .exitCode:
      if let code = Int(word), code != 0 { (signs.isFailure, signs.isExitCode) = (true, true) }
    case .error, .errorMessage, .errorType:
      guard !BodyFailure.noError.contains(word), word != "[]", word != "{}", !isCount(word) else { return }
      signs.isFailure = true
      if word == "true" || word == "yes" { return }
      if value.contains(0x20) { signs.message = value } else { signs.typeText = value }
    case .code: if Int(word) == nil { signs.typeText = signs.typeText ?? value }
    case .message, .words, .reason, .title: if !value.isEmpty { signs.message = signs.message ?? value }
    case .refusal:
      guard !BodyFailure.noError.contains(word), Int(word) == nil, word != "[]", word != "{}" else { return }
      signs.isWeak = true
      if word != "true" { signs.typeText = signs.typeText ?? value }
    case .callCode: if let code = Int(word), code != 0, !(200..<400).contains(code) { signs.isWeak = true }
    case .aside, .level, .wrapper, .diagnostics, .done, .blocked: break
    }
  }
}
