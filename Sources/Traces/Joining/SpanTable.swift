internal import JSONBytes

/// Reads parts of traces into spans.
protocol SpanReader: PartReader {
  func read(_ document: inout JSONDocument, into table: inout SpanTable)
}

/// The spans of one trace, and what else is known of it.
struct SpanTable {
  /// The bytes of all texts that were kept; they become the trace's text.
  private(set) var text: [UInt8] = []
  private(set) var spans: [TraceSpan] = []
  private(set) var messages: [SpanMessage] = []
  private(set) var calls: [SpanCall] = []
  var verdicts = Verdicts()

  /// What events outside of the spans tell of them.
  var events: [ToldEvent] = []

  var id: ByteRange?
  var thread: ByteRange?
  var agent: ByteRange?

  /// When the trace began, where something other than a span says so.
  var startedAt: Double?

  /// What went into the trace and what came out as a whole, as messages.
  var input: [Int] = []
  var output: [Int] = []

  /// Whether the run was broken off before its end.
  var isAborted = false

  private let parser = JSONParser()

  /// What went into the last calls of models.
  var histories = MessageHistories()

  /// The messages that are kept already, by their hash: histories repeat them.
  private var places: [UInt64: Int] = [:]

  /// The places of spans by their ids.
  private var spanPlaces: [UInt64: Int] = [:]

  init() {}

  // MARK: Spans

  /// Adds a span.
  ///
  /// One that is there already, as where an export has it in its parent and by itself, is kept once: the one that
  /// says more.
  mutating func add(_ span: TraceSpan) {
    guard span.id != 0, let known = spanPlaces.updateValue(spans.count, forKey: span.id) else {
      return spans.append(span)
    }
    spanPlaces[span.id] = known
    if spans[known].weight.lexicographicallyPrecedes(span.weight) { spans[known] = span }
  }

  /// The place of a span by its id; `nil` if there is none.
  func place(ofSpan id: UInt64) -> Int? { id == 0 ? nil : spanPlaces[id] }

  mutating func setMessages(ofSpan place: Int, input: [Int], output: [Int], mark: ErrorMark?) {
    (spans[place].input, spans[place].output, spans[place].mark) = (input, output, mark)
  }

  // MARK: Texts

  /// Keeps a text of a document and returns its place.
  mutating func copy(_ range: ByteRange, of document: JSONDocument) -> ByteRange {
    let start = text.count
    text.append(contentsOf: document.strings[range.indices])
    return ByteRange(start: start, count: range.count)
  }

  /// Keeps a text; `nil` if there is none or it is empty.
  mutating func keep(_ range: ByteRange?, of document: JSONDocument) -> ByteRange? {
    guard let range, !range.isEmpty else { return nil }
    return copy(range, of: document)
  }

  mutating func keep(_ mark: ErrorMark?, of document: JSONDocument) -> ErrorMark? {
    guard let mark else { return nil }
    return ErrorMark(
      provenance: mark.provenance, type: keep(mark.type, of: document),
      message: keep(mark.message, of: document))
  }

  mutating func keep(_ words: String) -> ByteRange {
    let start = text.count
    text.append(contentsOf: words.utf8)
    return ByteRange(start: start, count: text.count - start)
  }

  /// Two texts as one, with a line end between.
  mutating func joined(_ one: ByteRange, _ other: ByteRange) -> ByteRange {
    let start = text.count
    text.append(contentsOf: Array(text[one.indices]) + [UInt8(ascii: "\n")] + Array(text[other.indices]))
    return ByteRange(start: start, count: text.count - start)
  }

  /// Hands over the bytes of all texts, with the padding that a parser needs behind them.
  mutating func takeText() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &text)
    JSONParser.appendPadding(to: &taken)
    return taken
  }

  /// The hash by which spans name one another; 0 for no name.
  func name(_ range: ByteRange?, in document: JSONDocument) -> UInt64 {
    guard let range, !range.isEmpty else { return 0 }
    var hash = TextHash()
    hash.add(document.strings.span, range)
    return max(hash.value, 1)
  }

  /// The document within a string that holds JSON; `nil` if it holds none.
  func document(within node: JSONNode, of document: JSONDocument) -> JSONDocument? {
    document.text(node).flatMap { document.document(within: $0, parser) }
  }

  // MARK: Messages

  /// Keeps the messages of a trace that was read from a document and returns their places.
  ///
  /// - Parameters:
  ///   - callID: The call that a tool's message answers which does not say so itself.
  ///   - isResumed: Whether the first turn stands for messages that are kept already.
  mutating func keepMessages(
    of trace: Trace, in document: JSONDocument, callID: ByteRange? = nil, isResumed: Bool = false
  ) -> [Int] {
    var resultCalls: [Int: Int] = [:]
    for (index, call) in trace.toolCalls.enumerated() {
      if let turn = call.resultTurn { resultCalls[turn] = index }
    }
    var nextCall = 0
    if isResumed { nextCall = trace.toolCalls.firstIndex { $0.turn > 0 } ?? trace.toolCalls.count }
    return trace.turns.indices.dropFirst(isResumed ? 1 : 0).map { turn in
      var asked: [ToolCall] = []
      while nextCall < trace.toolCalls.count, trace.toolCalls[nextCall].turn <= turn {
        let call = trace.toolCalls[nextCall]
        // A call at the turn of its own result was made up for a result that nobody asked for.
        if call.turn == turn, call.resultTurn != turn { asked.append(call) }
        nextCall += 1
      }
      var answered = resultCalls[turn].map { trace.toolCalls[$0] }
      if answered?.callID == nil { answered?.callID = callID }
      return keepMessage(trace.turns[turn], calls: asked, answered: answered, in: document)
    }
  }

  private mutating func keepMessage(
    _ turn: Turn, calls asked: [ToolCall], answered: ToolCall?, in document: JSONDocument
  ) -> Int {
    var hash = TextHash(seed: UInt64(turn.role.rawValue))
    let strings = document.strings.span
    hash.add(strings, turn.text)
    for call in asked {
      hash.add(strings, call.tool)
      hash.addJSON(strings, call.arguments)
    }
    var own = hash
    for call in asked { own.add(strings, call.callID ?? .empty) }
    own.add(strings, answered?.callID ?? .empty)
    own.add(strings, turn.speaker ?? .empty)
    own.add(answered?.mark == nil ? 0 : 1)
    if let known = places[own.value] { return known }
    let firstCall = calls.count
    for call in asked {
      let (tool, arguments) = (copy(call.tool, of: document), copy(call.arguments, of: document))
      calls.append(SpanCall(tool: tool, arguments: arguments, callID: keep(call.callID, of: document)))
    }
    let message = SpanMessage(
      hash: hash.value, role: turn.role, text: copy(turn.text, of: document),
      speaker: keep(turn.speaker, of: document), calls: firstCall..<calls.count,
      callID: keep(answered?.callID, of: document), mark: keep(answered?.mark, of: document))
    messages.append(message)
    places[own.value] = messages.count - 1
    return messages.count - 1
  }

  /// Keeps one message that is no message in the source.
  mutating func keepMessage(_ role: Role, _ range: ByteRange, in document: JSONDocument) -> Int {
    keepMessage(Turn(role: role, text: range), calls: [], answered: nil, in: document)
  }
}

extension SpanTable {
  /// Whether the message at a place has no word and makes no call.
  func isSilent(_ place: Int) -> Bool { messages[place].text.isEmpty && messages[place].calls.isEmpty }

  func hash(of range: ByteRange) -> UInt64 {
    var hash = TextHash()
    hash.add(text.span, range)
    return hash.value
  }

  /// The hash of a JSON text whatever white space is between its tokens.
  func hash(ofJSON range: ByteRange) -> UInt64 {
    var hash = TextHash()
    hash.addJSON(text.span, range)
    return hash.value
  }
}
