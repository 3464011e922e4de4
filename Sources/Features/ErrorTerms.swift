internal import JSONBytes

/// What an error term says: any of the parts may be left open.
package struct ErrorTerm: Sendable, Hashable {
  /// The hash of the tool's name.
  package var tool: UInt64?
  package var type: ErrorType?

  /// The hash of a word of the masked message, as `Words` gives it.
  package var word: UInt64?

  /// The key of the term among the others.
  package var key: TermKey {
    var hash = ByteHash(seed: 0x5EED)
    hash.add(tool ?? 0)
    hash.add(type.map { UInt64($0.rawValue) + 1 } ?? 0)
    hash.add(word ?? 0)
    return TermKey(.error, hash: hash.value)
  }
}

/// Finds the error terms of rows: for each unrepaired error its tool, type and words, alone and with the tool.
///
/// The same failure comes in several wrappers ("LockedError: locked by …", "Error: locked by …", a body, a page),
/// so the words of a message tell it better than the whole message does.
struct ErrorTerms {
  private let messages: [UInt64: [UInt8]]
  private var wordsOfMessage: [UInt64: [UInt64]] = [:]

  init(messages: [UInt64: [UInt8]]) {
    self.messages = messages
  }

  /// Calls a closure with the error terms of a row; a term may come more than once.
  mutating func forEach(ofRow row: Int, of table: EvidenceTable, _ body: (ErrorTerm) -> Void) {
    for error in table.errors[table.errorRange(row)] where !error.isRepaired { forEach(of: error, body) }
  }

  private mutating func forEach(of error: ErrorEvidence, _ body: (ErrorTerm) -> Void) {
    body(ErrorTerm(tool: error.tool))
    body(ErrorTerm(type: error.type))
    body(ErrorTerm(tool: error.tool, type: error.type))
    for word in words(of: error.message) {
      body(ErrorTerm(word: word))
      body(ErrorTerm(tool: error.tool, word: word))
    }
  }

  /// Calls a closure with the keys of the terms of a row's unrepaired errors; a key may come more than once.
  mutating func forEachKey(ofRow row: Int, of table: EvidenceTable, _ body: (TermKey) -> Void) {
    for error in table.errors[table.errorRange(row)] where !error.isRepaired {
      let kind = Kind(tool: error.tool, type: error.type, message: error.message)
      if let known = keysOfKind[kind] {
        for key in known { body(key) }
        continue
      }
      var keys: [TermKey] = []
      forEach(of: error) { keys.append($0.key) }
      keysOfKind[kind] = keys
      for key in keys { body(key) }
    }
  }

  /// The terms of the unrepaired errors of rows, by their key.
  mutating func terms(ofRows rows: [Int], of table: EvidenceTable) -> [TermKey: ErrorTerm] {
    var seen: Set<Kind> = []
    var terms: [TermKey: ErrorTerm] = [:]
    for row in rows {
      for error in table.errors[table.errorRange(row)] where !error.isRepaired {
        guard seen.insert(Kind(tool: error.tool, type: error.type, message: error.message)).inserted else {
          continue
        }
        forEach(of: error) { terms[$0.key] = $0 }
      }
    }
    return terms
  }

  /// Errors that have the same terms.
  private struct Kind: Hashable {
    let tool: UInt64
    let type: ErrorType
    let message: UInt64
  }

  private var keysOfKind: [Kind: [TermKey]] = [:]

  private mutating func words(of message: UInt64) -> [UInt64] {
    if let known = wordsOfMessage[message] { return known }
    var found: [UInt64] = []
    let bytes = Self.withoutPlaceholders(messages[message] ?? [])
    Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { found.append($0.hash) }
    let unique = Array(Set(found).sorted().prefix(Self.wordLimit))
    wordsOfMessage[message] = unique
    return unique
  }

  /// The words of a message beyond this many are of its data.
  private static let wordLimit = 40

  /// A message with spaces for its placeholders, such as `<num>`: they say nothing of the failure.
  static func withoutPlaceholders(_ message: [UInt8]) -> [UInt8] {
    var output = message
    var start: Int?
    for (place, byte) in message.enumerated() {
      switch byte {
      case UInt8(ascii: "<"): start = place
      case UInt8(ascii: ">"):
        if let first = start { for index in first...place { output[index] = 0x20 } }
        start = nil
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "*"): break
      default: start = nil
      }
    }
    return output
  }
}
