internal import JSONBytes
internal import Traces

/// Where the values come from that a tool is given and the user has not said: under which name an earlier answer holds
/// them, and whether in the record that the user described.
///
/// An agent that pays the net sum in place of the gross one, writes to somebody who stands elsewhere in the mail, or takes
/// the second of two customers of one name leaves no error. What shows it is that successes take the value from one field,
/// and from the record that holds what the user has said of it. Nothing here says that they do: see ``WorkflowHabits``.
struct ArgumentSources {
  private let trace: Trace

  /// What the user has said of what it is about, word by word, and the turn of each; found once a list asks for it.
  private lazy var said: [(turn: Int, word: [UInt8])] = saidWords

  /// The limits are chosen by hand: no other values were tried.
  private static let valueLimit = 16
  private static let resultLimit = 12
  private static let resultBytes = 12_000
  private static let occurrenceLimit = 6
  private static let wordLimit = 48
  private static let recordLimit = 24

  /// In how many lists a value's record is looked for.
  private static let listLimit = 2

  /// A shorter value stands anywhere.
  private static let valueBytes = 3...60

  private var valueCount = 0

  init(_ trace: Trace) { self.trace = trace }

  private var saidWords: [(turn: Int, word: [UInt8])] {
    var said: [(turn: Int, word: [UInt8])] = []
    let bytes = trace.text.span
    for (place, turn) in trace.turns.enumerated() where turn.role == .user && said.count < Self.wordLimit {
      for range in Self.words(in: bytes, turn.text) where said.count < Self.wordLimit {
        let word = Array(trace.text[range.indices])
        if !said.contains(where: { $0.word == word }) { said.append((place, word)) }
      }
    }
    return said
  }

  /// Where a value was found.
  struct Found {
    /// The hashes of the names that earlier answers have it under, the names, and the tool of the first such answer.
    var names: [(hash: UInt64, range: ByteRange, tool: ByteRange)] = []

    /// Whether it is of the record of which the user has said most; `nil` where the user has said nothing that tells one
    /// record from another.
    var isOfSaidRecord: Bool?
  }

  /// Looks for a value in what tools answered before a turn; `nil` for one that is not looked for.
  mutating func find(_ value: [UInt8], before turn: Int) -> Found? {
    guard Self.valueBytes.contains(value.count), valueCount < Self.valueLimit else { return nil }
    valueCount += 1
    var found = Found()
    var listCount = 0
    let trace = self.trace
    let bytes = trace.text.span
    let answered = trace.toolCalls.lazy.filter { $0.resultTurn.map { $0 < turn } ?? false }
    for call in answered.filter({ $0.result != nil }).suffix(Self.resultLimit) {
      guard let result = call.result else { continue }
      let shown = ByteRange(start: result.start, count: min(result.count, Self.resultBytes))
      for range in occurrences(of: value, in: shown, limit: Self.occurrenceLimit) {
        if let name = Figure.name(of: range, in: bytes, from: result.start) {
          let hash = ByteHash.of(bytes, name, seed: Lapse.sourceSeed)
          if !found.names.contains(where: { $0.hash == hash }) { found.names.append((hash, name, call.tool)) }
        }
        if found.isOfSaidRecord == nil, listCount < Self.listLimit {
          listCount += 1
          found.isOfSaidRecord = isOfSaidRecord(range, shown, before: turn)
        }
      }
    }
    return found
  }

  /// The places where a value stands as a whole.
  private func occurrences(of value: [UInt8], in range: ByteRange, limit: Int) -> [ByteRange] {
    var found: [ByteRange] = []
    var start = range.start
    while found.count < limit,
      let place = place(of: value, in: ByteRange(start: start, count: range.end - start))
    {
      let stretch = ByteRange(start: place, count: value.count)
      if isWhole(stretch, in: range) { found.append(stretch) }
      start = stretch.end
    }
    return found
  }

  private func place(of value: [UInt8], in range: ByteRange) -> Int? {
    unsafe trace.text.span.bytes.firstPosition(of: value, in: range)
  }

  /// Whether no part of a word stands before or behind some bytes in a range.
  private func isWhole(_ stretch: ByteRange, in range: ByteRange) -> Bool {
    let bytes = trace.text.span
    return (stretch.start == range.start || !Self.isWordByte(bytes[stretch.start - 1]))
      && (stretch.end == range.end || !Self.isWordByte(bytes[stretch.end]))
  }

  // MARK: Records

  /// Whether what stands at a place is of the record among its like of which the user has said most.
  private mutating func isOfSaidRecord(_ range: ByteRange, _ result: ByteRange, before turn: Int) -> Bool? {
    guard let list = list(around: range.start, in: result) else { return nil }
    let said = self.said
    guard !said.isEmpty else { return nil }
    let records = self.records(of: list, in: result)
    guard records.count > 1, let own = records.firstIndex(where: { $0.indices.contains(range.start) }) else {
      return nil
    }
    var counts = [Int](repeating: 0, count: records.count)
    var holding: [Int] = []
    for (_, word) in said.prefix(while: { $0.turn < turn }) {
      holding.removeAll(keepingCapacity: true)
      note(word, in: records, &holding)
      // What all of them hold tells none.
      if holding.count < records.count { for index in holding { counts[index] += 1 } }
    }
    let most = counts.max() ?? 0
    return most == 0 ? nil : counts[own] == most
  }

  /// Notes the records that hold a word as a whole, by one look through all of them: no word reaches over a bracket.
  private func note(_ word: [UInt8], in records: [ByteRange], _ holding: inout [Int]) {
    let end = records[records.count - 1].end
    var (index, start) = (0, records[0].start)
    while let place = place(of: word, in: ByteRange(start: start, count: end - start)) {
      while records[index].end <= place { index += 1 }
      start = place + word.count
      if place >= records[index].start,
        isWhole(ByteRange(start: place, count: word.count), in: records[index])
      {
        holding.append(index)
        start = records[index].end
      }
    }
  }

  /// Where the innermost list of records around a place begins.
  private func list(around place: Int, in result: ByteRange) -> Int? {
    var open: [(byte: UInt8, place: Int)] = []
    Self.forEachBracket(in: trace.text.span, ByteRange(start: result.start, count: place - result.start)) {
      byte, place in
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        open.append((byte, place))
      } else {
        _ = open.popLast()
      }
      return true
    }
    for index in open.indices.dropFirst().reversed()
    where open[index].byte == UInt8(ascii: "{") && open[index - 1].byte == UInt8(ascii: "[") {
      return open[index - 1].place
    }
    return nil
  }

  /// The records of a list that begins at a place.
  private func records(of list: Int, in result: ByteRange) -> [ByteRange] {
    var (depth, start): (Int, Int) = (0, 0)
    var records: [ByteRange] = []
    Self.forEachBracket(in: trace.text.span, ByteRange(start: list, count: result.end - list)) {
      byte, place in
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
        if depth == 2 { start = place }
      } else {
        if depth == 2 { records.append(ByteRange(start: start, count: place + 1 - start)) }
        depth -= 1
      }
      return depth > 0 && records.count < Self.recordLimit
    }
    return records
  }

  /// Calls a closure with each bracket of JSON outside of its strings, until it says no.
  private static func forEachBracket(
    in bytes: Span<UInt8>, _ range: ByteRange, _ body: (UInt8, Int) -> Bool
  ) {
    var place = range.start
    var isInString = false
    while place < range.end {
      if isInString {
        place = unsafe bytes.bytes.firstStringStop(from: place)
        guard place < range.end else { return }
        switch bytes[place] {
        case UInt8(ascii: "\\"): place += 1
        case UInt8(ascii: "\""): isInString = false
        default: break
        }
      } else {
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"):
          guard body(byte, place) else { return }
        default: break
        }
      }
      place += 1
    }
  }

  // MARK: Words

  /// The words of a text that may tell a record: those with digits, and those of some length.
  private static func words(in bytes: Span<UInt8>, _ text: ByteRange) -> [ByteRange] {
    var words: [ByteRange] = []
    var (start, digits): (Int?, Int) = (nil, 0)
    for place in text.start...text.end {
      // A date and an id keep their inner marks.
      let isPart =
        place < text.end
        && (isWordByte(bytes[place])
          || start != nil && place + 1 < text.end && isMark(bytes[place]) && isWordByte(bytes[place + 1]))
      if isPart {
        if start == nil { (start, digits) = (place, 0) }
        if ErrorPhraseIndex.isDigit(bytes[place]) { digits += 1 }
      } else if let first = start {
        let count = place - first
        if digits > 0 ? count >= tellingDigits : count >= tellingLetters {
          words.append(ByteRange(start: first, count: count))
        }
        start = nil
      }
    }
    return words
  }

  private static let (tellingDigits, tellingLetters) = (3, 4)

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || ErrorPhraseIndex.isDigit(byte) || ErrorPhraseIndex.isLetter(byte)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"),
      UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
