internal import JSONBytes
internal import Threads

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

/// The error terms of a table's unrepaired errors: of each its tool, type and words, alone and with the tool.
///
/// The same failure comes in several wrappers ("LockedError: locked by …", "Error: locked by …", a body, a page),
/// so the words of a message tell it better than the whole message does.
struct ErrorTerms: Sendable {
  /// The place of each error's kind; −1 for a repaired one.
  private let kindOfError: [Int32]

  /// Where the terms of each kind begin; one more than there are kinds.
  private let offsets: [Int]

  /// The keys of each kind's terms, ascending and each once, and the terms.
  private let keys: [TermKey]
  private let terms: [ErrorTerm]

  /// What each kind of error is of its type, where its words tell.
  private let causes: [ErrorCause?]

  /// Errors that have the same terms.
  private struct Kind: Hashable {
    let tool: UInt64
    let type: ErrorType
    let message: UInt64
  }

  init(_ table: EvidenceTable, threadCount: Int = 1) {
    var places: [Kind: Int32] = [:]
    var kinds: [Kind] = []
    kindOfError = table.errors.map { error in
      guard !error.isRepaired else { return -1 }
      let kind = Kind(tool: error.tool, type: error.type, message: error.message)
      if let known = places[kind] { return known }
      let place = Int32(kinds.count)
      places[kind] = place
      kinds.append(kind)
      return place
    }
    let found = kinds
    causes = kinds.map { kind in
      ErrorKinds.kind(of: table.messages[kind.message] ?? [], type: kind.type)
        .map { ErrorCause(tool: kind.tool, kind: $0) }
    }
    let termsOfKinds = Blocks(itemCount: kinds.count, size: 256).concurrentMap(threadCount: threadCount) {
      _, range in found[range].map { Self.terms(of: $0, table.messages[$0.message] ?? []) }
    }
    var offsets = [0]
    var all: [(key: TermKey, term: ErrorTerm)] = []
    for terms in termsOfKinds.joined() {
      all += terms
      offsets.append(all.count)
    }
    self.offsets = offsets
    keys = all.map(\.key)
    terms = all.map(\.term)
  }

  /// The terms of a kind of error, ascending by key and each once.
  private static func terms(of kind: Kind, _ message: [UInt8]) -> [(key: TermKey, term: ErrorTerm)] {
    var terms = [
      ErrorTerm(tool: kind.tool), ErrorTerm(type: kind.type), ErrorTerm(tool: kind.tool, type: kind.type),
    ]
    for word in words(of: message) {
      terms.append(ErrorTerm(word: word))
      terms.append(ErrorTerm(tool: kind.tool, word: word))
    }
    var ordered = terms.map { (key: $0.key, term: $0) }.sorted { $0.key < $1.key }
    var kept = 0
    for place in ordered.indices where place == 0 || ordered[place].key != ordered[kept - 1].key {
      ordered[kept] = ordered[place]
      kept += 1
    }
    ordered.removeLast(ordered.count - kept)
    return ordered
  }

  /// Calls a closure with each term of a row of the table, each once.
  ///
  /// A tool that fails and answers in a sentence later may say the same word in both.
  func forEachTerm(ofRow row: Int, of table: EvidenceTable, _ body: (TermKey) -> Void) {
    var answers: [TermKey] = []
    for place in table.termRange(row) {
      let term = table.terms[place]
      if term.block == .error { answers.append(term) }
      body(term)
    }
    forEachKey(ofErrors: table.errorRange(row)) { if !answers.contains($0) { body($0) } }
  }

  /// Calls a closure with each key of the terms of a row's unrepaired errors, each once.
  private func forEachKey(ofErrors errors: Range<Int>, _ body: (TermKey) -> Void) {
    var first: Int32 = -1
    var several: [TermKey] = []
    for error in errors {
      let kind = kindOfError[error]
      guard kind >= 0, kind != first else { continue }
      if first < 0 {
        first = kind
      } else {
        several += keys[range(ofKind: kind)]
      }
    }
    guard first >= 0 else { return }
    if several.isEmpty {
      for place in range(ofKind: first) { body(keys[place]) }
      return
    }
    several += keys[range(ofKind: first)]
    several.sort()
    for place in several.indices where place == 0 || several[place] != several[place - 1] {
      body(several[place])
    }
  }

  private func range(ofKind kind: Int32) -> Range<Int> { offsets[Int(kind)]..<offsets[Int(kind) + 1] }

  /// The terms of the unrepaired errors of rows, by their key.
  func terms(ofRows rows: [Int], of table: EvidenceTable) -> [TermKey: ErrorTerm] {
    var isSeen = [Bool](repeating: false, count: offsets.count - 1)
    var output: [TermKey: ErrorTerm] = [:]
    for row in rows {
      for error in table.errorRange(row) where kindOfError[error] >= 0 {
        guard !isSeen[Int(kindOfError[error])] else { continue }
        isSeen[Int(kindOfError[error])] = true
        for place in range(ofKind: kindOfError[error]) { output[keys[place]] = terms[place] }
      }
    }
    return output
  }

  /// The words of a row's unrepaired errors at their tools, ascending and each once.
  func words(ofErrors errors: Range<Int>) -> [TermKey] {
    var found: [TermKey] = []
    for error in errors where kindOfError[error] >= 0 {
      let range = range(ofKind: kindOfError[error])
      found += range.lazy.filter { terms[$0].word != nil && terms[$0].tool != nil }.map { keys[$0] }
    }
    found.sort()
    var kept: [TermKey] = []
    for key in found where key != kept.last { kept.append(key) }
    return kept
  }

  /// What a row's unrepaired errors are of their type, each once.
  func causes(ofErrors errors: Range<Int>) -> [ErrorCause] {
    var found: [ErrorCause] = []
    for error in errors where kindOfError[error] >= 0 {
      if let cause = causes[Int(kindOfError[error])], !found.contains(cause) { found.append(cause) }
    }
    return found
  }

  /// The words of a masked message, ascending and each once.
  private static func words(of message: [UInt8]) -> ArraySlice<UInt64> {
    var found: [UInt64] = []
    let bytes = withoutPlaceholders(message)
    Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { found.append($0.hash) }
    return Set(found).sorted().prefix(wordLimit)
  }

  /// The keys that the words of a message have where the assistant says them.
  static func replyKeys(of message: [UInt8]) -> [TermKey] {
    words(of: message).map { TermKey(.reply, hash: $0) }
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
