internal import JSONBytes
internal import Traces

/// Whether a trace keeps to what may be a habit of its agent each time it calls a tool: asks the user before, gives it
/// what the user said in the user's unit, tells what it answers.
package struct Practice: Sendable, Hashable {
  /// The hash of the tool that is called.
  let tool: UInt64

  /// The hash of what goes with it: of a field that it is given, of the name of a figure that it answers with, or
  /// ``Lapse/asking``.
  let step: UInt64

  /// The hash of the tool whose answer a field is taken from; 0 where it is taken from none.
  let source: UInt64

  /// How it is missed.
  let kind: Lapse.Kind
  var isKept: Bool

  /// The small ones stand last, so that of the many millions each takes four words and not five.
  init(kind: Lapse.Kind, tool: UInt64, step: UInt64, isKept: Bool, source: UInt64 = 0) {
    (self.kind, self.tool, self.step, self.isKept, self.source) = (kind, tool, step, isKept, source)
  }
}

/// Finds the practices of a trace: for each tool whether the user was asked before its first call, which fields it is
/// given, and for each field whether the user has said every value, and whether a figure has the user's unit.
///
/// A slip in what a tool is given, such as another day or another order than asked for, or cents for euros, leaves no
/// error. What shows it is that successes give what the user said. Nothing here says that they do: see ``WorkflowHabits``.
struct Practices {
  let trace: Trace
  let parser: JSONParser

  private let heard: Heard

  /// What the user said.
  fileprivate struct Heard {
    /// The user's turns in lower case, one behind the other with a break between them.
    var text: [UInt8] = []

    /// For each turn of the user its place among the turns, and the end of what was said up to it.
    var ends: [(turn: Int, end: Int)] = []

    /// The figures that the user said, and the turn of each.
    var figures: [(turn: Int, figure: Figure)] = []

    /// Where no part of a word stands before, ascending.
    var starts: [Int] = []
  }

  /// The limits are chosen by hand: no other values were tried.
  private static let callLimit = 64
  private static let argumentBytes = 2_000
  private static let saidBytes = 8_000
  private static let practiceLimit = 32
  private static let givenLimit = 64

  /// Of lists of ids the first tell; each value is looked for in all that was said.
  private static let valueLimit = 128

  init(trace: Trace, parser: JSONParser) {
    (self.trace, self.parser) = (trace, parser)
    var heard = Heard()
    for (place, turn) in trace.turns.enumerated()
    where turn.role == .user && heard.text.count < Self.saidBytes {
      let start = heard.text.count
      heard.text += trace.text[turn.text.indices.prefix(Self.saidBytes - start)]
      for index in start..<heard.text.count { heard.text[index] = Self.lowered(heard.text[index]) }
      let shown = ByteRange(start: turn.text.start, count: min(turn.text.count, Self.saidBytes))
      Figure.forEach(in: trace.text.span, shown) { heard.figures.append((place, $0)) }
      heard.text.append(0x0A)
      heard.ends.append((place, heard.text.count))
    }
    heard.findStarts()
    self.heard = heard
  }

  /// Calls a closure with each practice, each once, and the name of the field that it is about.
  ///
  /// - Parameters:
  ///   - document: Room for what is parsed.
  ///   - isNamed: Whether the name of a field is known, by the hash that goes with it, so that it is not asked for.
  func forEach(
    _ document: inout JSONDocument, isNamed: (UInt64) -> Bool = { _ in false },
    _ body: (Practice, _ field: () -> String) -> Void
  ) {
    guard !heard.ends.isEmpty else { return }
    // The trace's own parts are not taken along to each value.
    let heard = self.heard
    var found: [Practice] = []
    var fields: [String?] = []
    func note(_ kind: Lapse.Kind, _ tool: UInt64, _ step: UInt64, _ isKept: Bool, _ field: () -> String?) {
      if let known = found.firstIndex(where: { $0.kind == kind && $0.tool == tool && $0.step == step }) {
        if kind != .unasked, !isKept { found[known].isKept = false }
      } else if found.count < Self.practiceLimit {
        found.append(Practice(kind: kind, tool: tool, step: step, isKept: isKept))
        fields.append(isNamed(step) ? nil : field())
      }
    }
    var given: [Practice] = []
    var givenFields: [String] = []
    func give(_ tool: UInt64, _ step: UInt64, _ field: () -> String) {
      guard given.count < Self.givenLimit, !given.contains(where: { $0.tool == tool && $0.step == step })
      else {
        return
      }
      given.append(Practice(kind: .ungiven, tool: tool, step: step, isKept: true))
      givenFields.append(isNamed(step) ? "" : field())
    }
    var sources = SourcePractices(trace)
    let corrections = ValueCorrections(trace)
    let asked = askedTurn
    var valueCount = 0
    for call in trace.toolCalls.prefix(Self.callLimit) where !call.tool.isEmpty {
      let tool = ByteHash.of(trace.text.span, call.tool)
      note(.unasked, tool, Lapse.asking, asked.map { $0 < call.turn } ?? false) { nil }
      let isRead = forEachValue(of: call, &document) { field, document in
        give(tool, ByteHash.of(document.strings.span, field, seed: Lapse.fieldSeed)) {
          document.string(field)
        }
      } list: { field, count, document in
        let step = ByteHash.of(document.strings.span, field, seed: Lapse.fieldSeed)
        note(.several, tool, step, count == 1) { document.string(field) }
      } value: { field, raw, document in
        let value = raw.map(Self.lowered)
        valueCount += 1
        guard valueCount <= Self.valueLimit else { return }
        if let isKept = corrections.keeps(value, before: call.turn) {
          let step = ByteHash.of(document.strings.span, field, seed: Lapse.fieldSeed)
          note(.superseded, tool, step, isKept) { document.string(field) }
        }
        if let isKept = heard.keepsUnit(value, before: call.turn) {
          let step = ByteHash.of(document.strings.span, field, seed: Lapse.unitSeed)
          note(.otherUnit, tool, step, isKept) { document.string(field) }
        }
        let said = heard.said(value, before: call.turn)
        for (isSaid, seed) in [
          (said.value, Lapse.fieldSeed), (said.words, Lapse.wordsSeed), (said.anyWord, Lapse.anyWordSeed),
        ] {
          guard let isSaid else { continue }
          let step = ByteHash.of(document.strings.span, field, seed: seed)
          note(.unsaid, tool, step, isSaid) { document.string(field) }
        }
        if said.value == false {
          sources.note(tool, field, raw, before: call.turn, document, isNamed: isNamed)
        }
      }
      if isRead { give(tool, Lapse.arguments) { "" } }
    }
    for (practice, field) in zip(found, fields) { body(practice) { field ?? "" } }
    for (practice, field) in zip(given, givenFields) { body(practice) { field } }
    sources.forEach(body)
  }

  // MARK: Asking

  /// The turn in which the user first answers a question that the assistant asks once it has called a tool; a greeting
  /// asks nothing of what is to be done.
  ///
  /// Whoever says `please confirm and I will book it` asks without a question mark: that the user says a word or two and
  /// a tool is called at once shows it.
  private var askedTurn: Int? {
    guard let first = trace.toolCalls.first?.turn else { return nil }
    let calling = Set(trace.toolCalls.map(\.turn))
    for (place, turn) in trace.turns.enumerated() where turn.role == .user && place > first + 1 {
      let before = trace.turns[place - 1]
      guard before.role == .assistant, !calling.contains(place - 1), !before.text.isEmpty else { continue }
      let isConsent =
        turn.text.count <= Self.consentBytes && before.text.count >= Self.proposalBytes
        && calling.contains(place + 1)
      if asks(before.text) || isConsent { return place }
    }
    return nil
  }

  private func asks(_ text: ByteRange) -> Bool {
    let tail = text.indices.suffix(Self.questionBytes)
    return tail.contains { place in
      trace.text[place] == UInt8(ascii: "?")
        || trace.text[place] == 0x9F && place >= text.start + 2 && trace.text[place - 1] == 0xBC
          && trace.text[place - 2] == 0xEF
    }
  }

  /// A question further from the end is followed by what is no question.
  private static let questionBytes = 300

  /// A longer answer may be another request, and who says less says not what is to be done.
  private static let (consentBytes, proposalBytes) = (24, 20)

  // MARK: What was said

  /// Calls a closure with each text and number among a call's arguments, and the innermost field that it stands in.
  ///
  /// - Parameters:
  ///   - fieldBody: Called with each field that is not empty.
  ///   - listBody: Called with each field that is a list, and how many it has.
  /// - Returns: Whether the arguments could be read.
  private func forEachValue(
    of call: ToolCall, _ document: inout JSONDocument, field fieldBody: (ByteRange, JSONDocument) -> Void,
    list listBody: (_ field: ByteRange, _ count: Int, JSONDocument) -> Void,
    value body: (_ field: ByteRange, _ value: [UInt8], JSONDocument) -> Void
  ) -> Bool {
    let range = trace.trimmed(call.arguments)
    guard range.count > 2, range.count <= Self.argumentBytes, trace.text[range.start] == UInt8(ascii: "{"),
      (try? parser.parse(trace.text, range, into: &document)) != nil
    else { return false }
    let parsed = document
    func isEmpty(_ node: JSONNode) -> Bool {
      switch parsed.kind(node) {
      case .null: true
      case .string: parsed.text(node)?.isEmpty ?? true
      default: false
      }
    }
    func visit(_ node: JSONNode, _ field: ByteRange, _ depth: Int) {
      switch parsed.kind(node) {
      case .object:
        guard depth < Self.depthLimit else { return }
        parsed.forEachField(of: node) { key, value in
          if !isEmpty(value) { fieldBody(key, parsed) }
          visit(value, key, depth + 1)
        }
      case .array:
        guard depth < Self.depthLimit else { return }
        var count = 0
        parsed.forEachElement(of: node) { element in
          count += 1
          visit(element, field, depth + 1)
        }
        if count > 0, !field.isEmpty { listBody(field, count, parsed) }
      case .string:
        guard let text = parsed.text(node) else { return }
        body(field, Array(parsed.strings[text.indices]), parsed)
      case .number:
        var digits: [UInt8] = []
        parsed.appendText(of: node, to: &digits)
        body(field, digits, parsed)
      default: break
      }
    }
    visit(parsed.root, ByteRange(start: 0, count: 0), 0)
    return true
  }

  private static let depthLimit = 4

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}

extension Practices.Heard {
  /// Whether the user has said a value before a turn, and the words in it; `nil` where there is nothing that could be
  /// said.
  ///
  /// A short value is looked for as it stands; one without digits may be said with other words between its own. Of an
  /// id such as `credit_card_4711` the words may be said, and the number be known from elsewhere. Of a longer text,
  /// such as a query, its years and names with digits are looked for.
  func said(_ value: [UInt8], before turn: Int) -> (value: Bool?, words: Bool?, anyWord: Bool?) {
    let end = ends.last { $0.turn < turn }?.end ?? 0
    let tokens = Self.tokens(value)
    guard !tokens.isEmpty || figure(of: value) != nil else { return (nil, nil, nil) }
    let isText = value.count > Self.valueBytes || value.count { $0 == 0x20 } > Self.valueSpaces
    if isText {
      let telling = tokens.filter { Self.isTelling(value[$0]) }
      return (telling.isEmpty ? nil : telling.allSatisfy { holds(value[$0], before: end) }, nil, nil)
    }
    guard value.count >= Self.tokenBytes else { return (nil, nil, nil) }
    let isSaid = holds(value[...], before: end) || saysFigure(value, before: turn)
    let hasDigits = value.contains(where: ErrorPhraseIndex.isDigit)
    let isOfWords = tokens.count > 1
    if isSaid, !hasDigits { return (true, nil, isOfWords ? true : nil) }
    let isAnySaid = isOfWords ? isSaid || tokens.contains { holds(value[$0], before: end) } : nil
    let words = tokens.lazy.filter { !hasDigits || !value[$0].contains(where: ErrorPhraseIndex.isDigit) }
    let areSaid = isSaid || words.allSatisfy { holds(value[$0], before: end) }
    return hasDigits
      ? (isSaid, words.isEmpty ? nil : areSaid, isAnySaid) : (areSaid, nil, isAnySaid)
  }

  /// Whether a value is a figure that the user has said, however it was written: `48.5` as `48.50 €`.
  private func saysFigure(_ value: [UInt8], before turn: Int) -> Bool {
    guard let figure = figure(of: value) else { return false }
    return figures.contains { $0.turn < turn && $0.figure.value == figure.value }
  }

  /// Whether a value is a figure that the user has said, and not the same digits with the decimal point elsewhere, as of
  /// cents for euros; `nil` where the user has said no such digits.
  func keepsUnit(_ value: [UInt8], before turn: Int) -> Bool? {
    guard let figure = figure(of: value), figure.digits != 0 else { return nil }
    var isKept: Bool?
    for said in figures where said.turn < turn && said.figure.digits == figure.digits {
      isKept = isKept ?? false || said.figure.value == figure.value
    }
    return isKept
  }

  private func figure(of value: [UInt8]) -> Figure? {
    guard !figures.isEmpty, value.first.map(ErrorPhraseIndex.isDigit) ?? false else { return nil }
    var found: Figure?
    let whole = ByteRange(start: 0, count: value.count)
    Figure.forEach(in: value.span, whole) { if $0.range == whole { found = $0 } }
    return found
  }

  /// Whether a word of a text names what it is about: a year, or a name or number of some length with digits.
  private static func isTelling(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.contains(where: ErrorPhraseIndex.isDigit) else { return false }
    let isYear = word.count == 4 && (word.starts(with: "19".utf8) || word.starts(with: "20".utf8))
    return isYear || word.count >= Self.nameBytes
  }

  /// A shorter number in a text is a count or a limit.
  private static let nameBytes = 5

  /// A longer value is a text.
  private static let valueBytes = 40
  private static let valueSpaces = 3

  /// A shorter number or word stands in any text.
  private static let tokenBytes = 3

  /// The places of the words and numbers of a value, those of some length.
  private static func tokens(_ value: [UInt8]) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    tokens.reserveCapacity(8)
    var start: Int?
    for place in 0...value.count {
      let isPart = place < value.count && isWordByte(value[place])
      if isPart, start == nil { start = place }
      if !isPart, let first = start {
        if place - first >= tokenBytes { tokens.append(first..<place) }
        start = nil
      }
    }
    return tokens
  }

  /// Whether what was said up to a place holds some bytes as a whole word.
  private func holds(_ bytes: ArraySlice<UInt8>, before end: Int) -> Bool {
    guard let first = bytes.first, bytes.count <= end else { return false }
    for place in starts where text[place] == first {
      guard place + bytes.count <= end else { return false }
      if place + bytes.count == text.count || !Self.isWordByte(text[place + bytes.count]),
        text[place..<place + bytes.count].elementsEqual(bytes)
      {
        return true
      }
    }
    return false
  }

  fileprivate mutating func findStarts() {
    var isInWord = false
    starts.reserveCapacity(text.count / 2)
    for (place, byte) in text.enumerated() {
      if !isInWord { starts.append(place) }
      isInWord = Self.isWordByte(byte)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    ErrorPhraseIndex.isDigit(byte) || ErrorPhraseIndex.isLetter(byte)
  }
}
