/// One kind of personal data, and what is written in its place.
package struct RedactionRule: Sendable {
  package let name: String
  package let placeholder: String

  /// How it is recognised, for the table that users read.
  package let meaning: String

  /// Texts that it masks and the masked texts, and texts like them that it must leave alone.
  package let examples: [(text: String, redacted: String)]
  package let nearMisses: [String]

  /// Returns the bytes to mask of a match whose first word or sign starts at an index.
  let match: @Sendable (Span<UInt8>, Int) -> Range<Int>?
  let placeholderBytes: [UInt8]

  /// Whether it masks what nobody may know, rather than who somebody is.
  var isOfSecrets: Bool { placeholder == "<secret>" || placeholder == "<private key>" }

  init(
    _ name: String, _ placeholder: String, _ meaning: String, examples: [(text: String, redacted: String)],
    nearMisses: [String], match: @escaping @Sendable (Span<UInt8>, Int) -> Range<Int>?
  ) {
    self.name = name
    self.placeholder = placeholder
    self.meaning = meaning
    self.examples = examples
    self.nearMisses = nearMisses
    self.match = match
    self.placeholderBytes = Array(placeholder.utf8)
  }
}

/// Masks personal data and secrets in text that is written for people.
///
/// Works on any bytes, leaves all others as they are, and changes nothing when applied again.
package struct Redaction: Sendable {
  /// Whether anything is masked; off for `--no-redact`.
  package let isOn: Bool

  /// The most passes; a pass after the first is needed only where a mask laid bare another match.
  private static let passLimit = 8

  /// A rule that is tried.
  private struct TriedRule: Sendable {
    /// Its place in the table.
    let place: Int

    /// What recognises what it masks; kept here, since rules are tried at each word.
    let match: @Sendable (Span<UInt8>, Int) -> Range<Int>?
  }

  private let rules: [TriedRule]

  /// - Parameter secretsOnly: Whether only keys, tokens and passwords are masked.
  package init(isOn: Bool = true, secretsOnly: Bool = false) {
    self.isOn = isOn
    rules = RedactionRules.table.enumerated().filter { !secretsOnly || $1.isOfSecrets }.map {
      TriedRule(place: $0, match: $1.match)
    }
  }

  /// The text with placeholders in place of personal data.
  package func redacted(_ text: String) -> String {
    guard isOn else { return text }
    let bytes = Array(text.utf8)
    let masked = redacted(bytes)
    return masked == bytes ? text : String(decoding: masked, as: UTF8.self)
  }

  /// The bytes with placeholders in place of personal data.
  package func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard isOn else { return bytes }
    var bytes = bytes
    for _ in 0..<Self.passLimit {
      guard let next = pass(bytes.span) ?? unescapedPass(bytes) else { return bytes }
      bytes = next
    }
    return bytes
  }

  /// The quote that a placeholder needs to stay JSON: a number behind a name in quotes had none.
  private static func missingQuote(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var index = range.lowerBound - 1
    while bytes.byte(index) == 0x20 { index -= 1 }
    guard bytes.byte(index) == 0x3A, bytes.byte(index - 1) == 0x22 else { return [] }
    // A value in quotes has its own; a number ends where the next field begins.
    let next = bytes.byte(bytes.end(from: range.upperBound) { $0 == 0x20 || $0 == 0x0A })
    guard bytes[range.lowerBound].isDigit || bytes[range.lowerBound] == 0x2D, next == 0x2C || next == 0x7D
    else {
      return []
    }
    var start = index - 1
    while bytes.byte(start - 1) == 0x5C { start -= 1 }
    return (start..<index).map { bytes[$0] }
  }

  /// The bytes after one pass, or `nil` if nothing was masked.
  private func pass(_ bytes: Span<UInt8>) -> [UInt8]? {
    let found = matches(in: bytes)
    guard !found.isEmpty else { return nil }
    var output: [UInt8] = []
    var copied = 0
    for (range, rule) in found {
      for position in copied..<range.lowerBound { output.append(bytes[position]) }
      let quote = Self.missingQuote(bytes, range)
      output += quote + RedactionRules.table[rule].placeholderBytes + quote
      copied = range.upperBound
    }
    for position in copied..<bytes.count { output.append(bytes[position]) }
    return output
  }

  /// The bytes after a pass that reads escapes as what they stand for, or `nil` if nothing was masked.
  private func unescapedPass(_ bytes: [UInt8]) -> [UInt8]? {
    guard let unescaped = UnescapedBytes(bytes.span) else { return nil }
    let found = matches(in: unescaped.bytes.span)
    guard !found.isEmpty else { return nil }
    var output: [UInt8] = []
    var copied = 0
    for (range, rule) in found {
      let range = unescaped.original(range)
      output += bytes[copied..<range.lowerBound] + RedactionRules.table[rule].placeholderBytes
      copied = range.upperBound
    }
    return output + bytes[copied...]
  }

  /// What is to be masked, in order, and the rule that says so.
  private func matches(in bytes: Span<UInt8>) -> [(range: Range<Int>, rule: Int)] {
    // A span is not counted, as an array would be at each rule by all threads.
    let rules = rules.span
    var matches: [(range: Range<Int>, rule: Int)] = []
    var index = 0
    while index < bytes.count {
      guard RedactionRules.canStart(bytes, index) else {
        index += 1
        continue
      }
      var found: (range: Range<Int>, rule: Int)?
      for place in rules.indices where found == nil {
        if let range = rules[place].match(bytes, index) { found = (range, rules[place].place) }
      }
      if let found {
        matches.append(found)
        index = found.range.upperBound
      } else {
        let end = max(index + 1, bytes.end(from: index) { $0.isAlphanumeric })
        // What stands before it may be the rest of an escape.
        index = min(end, bytes.escapeEnd(from: index - 1) ?? end)
      }
    }
    return matches
  }
}
