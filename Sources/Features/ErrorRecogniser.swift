internal import JSONBytes
package import Traces

/// A tool call that failed, with how we know and what sort of failure it is.
package struct ToolError: Sendable, Hashable {
  /// The place of the call among the trace's tool calls.
  package let call: Int
  package let provenance: ErrorProvenance
  package var type: ErrorType

  /// The words of the failure, taken out of whatever body or flag carried them.
  package let message: [UInt8]

  /// Whether a later call of the same tool succeeded.
  package var isRepaired = false

  /// Whether the assistant's last answer tells of it.
  package var isReported = false
}

/// What came back from a tool call.
enum CallResult {
  case success
  case empty
  case failure(ToolError)
}

/// Tells failed tool calls from others, by what the record says of them, else by the result's body, else by its
/// text.
package final class ErrorRecogniser {
  private let phrases = ErrorPhraseIndex.shared
  private let parser = JSONParser()
  private var document = JSONDocument()
  private let runners = RunningTools()
  private var knownTypes = KnownTypes()

  /// The states in the results of the trace that was looked at last, in the order of the calls.
  private(set) var states: [ToolStates.State] = []

  /// The words for each of them; kept only if `isExplaining`.
  private(set) var wordsOfStates: [UInt64: (field: String, value: String)] = [:]

  /// Whether somebody asks what the states mean.
  var isExplaining = false

  package init() {}

  /// The trace's tool errors, in the order of the calls, and the calls that came back empty.
  package func results(of trace: Trace) -> (errors: [ToolError], emptyCalls: [Int]) {
    var errors: [ToolError] = []
    var emptyCalls: [Int] = []
    states.removeAll(keepingCapacity: true)
    wordsOfStates.removeAll()
    var isSuccess = [Bool](repeating: false, count: trace.toolCalls.count)
    for call in trace.toolCalls.indices {
      switch result(of: call, in: trace) {
      case .success: isSuccess[call] = true
      case .empty: emptyCalls.append(call)
      case .failure(var error):
        if UnknownTool.isSaid(error.message, of: trace.text[trace.toolCalls[call].tool.indices]) {
          error.type = .unknownTool
        }
        errors.append(error)
      }
    }
    Repairs(trace: trace, isSuccess: isSuccess, runners: runners).note(in: &errors)
    return (errors, emptyCalls)
  }

  private func result(of index: Int, in trace: Trace) -> CallResult {
    let call = trace.toolCalls[index]
    let whole = trace.trimmed(call.result ?? ByteRange(start: 0, count: 0))
    let behind = BehindLines(bytes: trace.text, text: whole).behindMark
    let text = behind ?? whole
    let body = failureInBody(trace, text)
    if let mark = call.mark {
      let given = mark.message.map { BehindLines(bytes: trace.text, text: $0).behindMark ?? $0 }
      let message = given ?? body?.message.map { _ in text } ?? text
      let vendor = body == nil ? failureOfVendor(trace, message, call, isFailure: true) : nil
      let words =
        body?.message ?? wordsOfBody(trace, message) ?? vendor?.message ?? wordsOfText(trace, message)
      let typeText =
        mark.type.map { Array(trace.text[$0.indices]) } ?? body?.typeText ?? vendor?.typeText
      let failure = Failure(typeText: typeText, status: body?.status, message: words)
      var error = error(index, mark.provenance, failure)
      if error.type == .other { error.type = typeSeen(mark, text, in: trace) }
      return .failure(error)
    }
    if let body = body ?? failureOfPage(trace, call) {
      return .failure(error(index, body.isExitCode ? .exitCode : .body, body))
    }
    guard call.result != nil else { return .success }
    noteStates(of: index, text)
    if let failure = failureInText(trace, text, call)
      ?? failureOfVendor(trace, text, call, isFailure: behind != nil)
    {
      return .failure(error(index, failure.isExitCode ? .exitCode : .text, failure))
    }
    if behind != nil {
      return .failure(error(index, .text, Failure(message: wordsOfText(trace, text))))
    }
    if let failure = failureBehindLines(trace, text, call) {
      return .failure(error(index, .text, failure))
    }
    return isEmpty(trace, text) ? .empty : .success
  }

  /// The type of a failure whose own words say none: by the other words for it, that of the mark and what the model
  /// saw as result.
  private func typeSeen(_ mark: ErrorMark, _ text: ByteRange, in trace: Trace) -> ErrorType {
    for seen in [mark.message, text].compactMap(\.self) where !seen.isEmpty {
      // The lines of the source that a stack quotes hold any word.
      let range = thrown(trace, seen) ?? seen
      let head = Array(trace.text[range.indices].prefix(Self.messageLimit))
      let status = phrases.httpStatus(in: head.span, ByteRange(start: 0, count: head.count))
      let type = knownTypes.type(of: Failure(status: status, message: head), phrases)
      if type != .other { return type }
    }
    return .other
  }

  /// Notes what the body that was parsed a moment ago says of how things stand.
  private func noteStates(of call: Int, _ text: ByteRange) {
    guard isParsed, text.count <= ToolStates.answerBytes else { return }
    let found = ToolStates(document: document)
    found.forEach { hash, field, value in
      states.append(ToolStates.State(call: call, hash: hash))
      if isExplaining { wordsOfStates[hash] = (document.string(field), found.text(of: value)) }
    }
  }

  private func error(_ call: Int, _ provenance: ErrorProvenance, _ failure: Failure) -> ToolError {
    var failure = failure
    if let said = failure.message, let start = LogErrorLine.behindDate(said[...]) {
      failure.message = Array(said[start...])
    }
    if let said = failure.message,
      let words = ThrownLine(bytes: said, text: ByteRange(start: 0, count: said.count)).words()
    {
      failure.message = Array(said[words.indices])
    }
    let message = named(failure)
    return ToolError(
      call: call, provenance: provenance, type: knownTypes.type(of: failure, phrases),
      message: Array(message.prefix(Self.messageLimit)))
  }

  /// The words of a failure; one or two that only say of what come behind the tool's own code for it:
  /// `course_full: Fire safety`.
  private func named(_ failure: Failure) -> [UInt8] {
    guard let message = failure.message else { return failure.typeText ?? [] }
    guard let code = failure.typeText, code.count <= Self.codeLimit, isCode(code), !message.isEmpty,
      message.count(where: { $0 == UInt8(ascii: " ") }) < Self.sentenceSpaces,
      phrases.type(of: Failure(typeText: code)) == .other,
      !String(decoding: message, as: UTF8.self).lowercased()
        .contains(String(decoding: code, as: UTF8.self).lowercased())
    else { return message }
    return code + Array(": ".utf8) + message
  }

  /// Whether a type is a code in words, such as `course_full`, and no class or state.
  private func isCode(_ type: [UInt8]) -> Bool {
    let isJoint = { (byte: UInt8) in byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") }
    return type.contains(where: isJoint) && type.allSatisfy { isJoint($0) || ErrorPhraseIndex.isLetter($0) }
  }

  private static let codeLimit = 40

  /// A message of so many spaces says itself what failed.
  private static let sentenceSpaces = 2

  /// More of a message tells no more of its kind.
  static let messageLimit = 600

  // MARK: Structured bodies

  /// Whether the last text that was looked at is a body.
  private var isParsed = false

  private func failureInBody(_ trace: Trace, _ text: ByteRange) -> Failure? {
    isParsed = false
    guard text.count > 1, text.count <= Self.bodyLimit else { return nil }
    let first = trace.text[text.start]
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    do throws(JSONError) {
      try parser.parse(trace.text, text, into: &document)
    } catch {
      return nil
    }
    isParsed = true
    return BodyFailure(document: document).failure(of: document.root, depth: 0)
      ?? VendorBody(document: document).failure()
  }

  /// A body beyond this size is data; failures are short.
  private static let bodyLimit = 256 << 10

  // MARK: Plain text

  private func failureInText(_ trace: Trace, _ text: ByteRange, _ call: ToolCall) -> Failure? {
    guard text.count > 2 else { return nil }
    let bytes = trace.text.span
    let first = bytes[text.start]
    if beginsWithSuccess(trace.text, text) { return nil }
    if !isStructured(trace.text, text) {
      let line = ExitCodeLine(bytes: trace.text, text: text)
      if let failure = line.failure() { return failure }
      // Of what a program prints that ends well only a traceback tells that it did not, or that it begins so.
      if let output = line.output, !phrases.beginsAsFailure(bytes, output),
        !holdsTraceback(trace.text, output)
      {
        return nil
      }
    }
    if text.count <= Self.shortBodyLimit, !isStructured(trace.text, text),
      let failure = HouseText(bytes: trace.text, text: text, tool: call.tool).failure()
    {
      return failure
    }
    let page = PageWall(bytes: trace.text, text: text)
    if first == UInt8(ascii: "<") {
      return MarkupFailure(bytes: trace.text, text: text).failure()
        ?? page.failure(arguments: trace.text[call.arguments.indices])
    }
    if text.count <= Self.shortBodyLimit {
      let lines = FieldLines(bytes: trace.text, text: text)
      if let failure = lines.failure() { return failure }
      if lines.deniesFailure { return nil }
    }
    let isStructured = isStructured(trace.text, text)
    if !isStructured, isLogAskedFor(trace, text, call) { return nil }
    let readsLogs = { self.readsLogs(trace.text[call.tool.indices]) }
    // The line of a program comes before the last one, which often only sums it up.
    let told =
      (isStructured ? nil : wordsOfProgram(trace, text, call)) ?? lastWords(trace.text, text)
      ?? (isStructured ? nil : LogErrorLine(bytes: trace.text, text: text).words())
    if let told, !readsLogs() {
      return Failure(message: told)
    }
    if !isStructured, !readsLogs(), let failure = page.failure(arguments: trace.text[call.arguments.indices])
    {
      return failure
    }
    let status = text.count <= Self.shortTextLimit && !isParsed ? phrases.httpStatus(in: bytes, text) : nil
    // A long body that says nothing of a failure in its fields is data, and may quote what it likes.
    let isSearched = !isStructured || text.count <= Self.shortBodyLimit
    let isFailure =
      status != nil || !(isStructured && isJudged(text)) && phrases.beginsAsFailure(bytes, text)
      || isSearched
        && phrases.holdsFailure(bytes, text, isShort: text.count <= Self.shortTextLimit && !isStructured)
        && !readsLogs() && !isSaidInText(trace, text, call)
    guard isFailure else { return nil }
    if status != nil, let words = wordsBehindHeaders(trace, text) {
      return Failure(status: status, message: words)
    }
    if let failure = failureOfVendor(trace, text, call, isFailure: true) { return failure }
    return Failure(status: status, message: wordsOfText(trace, text))
  }

  /// What the last line says, unless the text begins with what failed, so that the last line only sums it up.
  private func lastWords(_ bytes: [UInt8], _ text: ByteRange) -> [UInt8]? {
    LastLine(bytes: bytes, text: text).words().flatMap {
      phrases.beginsAsFailure(bytes.span, text) ? nil : $0
    }
  }

  /// What a known program says in a line of its own, of a text that does not begin as a failure.
  private func wordsOfProgram(_ trace: Trace, _ text: ByteRange, _ call: ToolCall) -> [UInt8]? {
    guard let words = ProgramLine(bytes: trace.text, text: text).words(),
      !phrases.beginsAsFailure(trace.text.span, text),
      !BehindLines.readsTexts(String(decoding: trace.text[call.tool.indices], as: UTF8.self))
    else { return nil }
    return words
  }

  /// A failure in a body that is a page in place of the one that was asked for.
  private func failureOfPage(_ trace: Trace, _ call: ToolCall) -> Failure? {
    guard isParsed else { return nil }
    return PageWall.failure(in: document, arguments: trace.text[call.arguments.indices])
  }

  /// A failure behind lines that say nothing of one themselves: a body that is one, or, behind a line with a word
  /// for a failure, words that begin as one.
  private func failureBehindLines(_ trace: Trace, _ text: ByteRange, _ call: ToolCall) -> Failure? {
    let lines = BehindLines(bytes: trace.text, text: text)
    guard let rest = lines.behindWords,
      !BehindLines.readsTexts(String(decoding: trace.text[call.tool.indices], as: UTF8.self))
    else { return nil }
    switch trace.text[rest.start] {
    case UInt8(ascii: "{"): return failureInBody(trace, rest)
    case UInt8(ascii: "<"): return MarkupFailure(bytes: trace.text, text: rest).failure()
    default: return phrases.beginsAsFailure(trace.text.span, rest) ? failureInText(trace, rest, call) : nil
    }
  }

  /// What an exception says whose stack a text holds.
  private func thrown(_ trace: Trace, _ text: ByteRange) -> ByteRange? {
    ThrownLine(bytes: trace.text, text: text).words()
  }

  /// What a plain text that tells a failure says of it: of a program that broke off the exception, of a command that
  /// ended with a code what it said last, of others all but the frames of a stack; without the fields of a log.
  private func wordsOfText(_ trace: Trace, _ text: ByteRange) -> [UInt8] {
    let message =
      thrown(trace, text) ?? ExitCodeLine(bytes: trace.text, text: text).messageOfFailure
      ?? ByteRange(
        start: text.start, count: ErrorPhraseIndex.stackStart(trace.text.span, text) - text.start)
    let words = Array(trace.text[message.indices].prefix(Self.messageLimit))
    return LogfmtLine.message(words) ?? words
  }

  /// What a text of a known system's own shape says of a failure.
  private func failureOfVendor(
    _ trace: Trace, _ text: ByteRange, _ call: ToolCall, isFailure: Bool
  ) -> Failure? {
    guard text.count > 2, !isParsed else { return nil }
    return VendorText.failure(
      trace.text, text, tool: trace.text[call.tool.indices], isFailure: isFailure)
  }

  /// What the body of a reply says whose status and headers stand before an empty line or a brace; `nil` for others.
  private func wordsBehindHeaders(_ trace: Trace, _ text: ByteRange) -> [UInt8]? {
    let bytes = trace.text[text.indices]
    var (gap, lineLength) = (0, 0)
    for (place, byte) in zip(bytes.indices, bytes) {
      if byte == UInt8(ascii: "\n") {
        if lineLength == 0 || place + 1 < text.end && trace.text[place + 1] == UInt8(ascii: "{") {
          gap = place
          break
        }
        lineLength = 0
      } else if byte > 0x20 {
        lineLength += 1
      }
    }
    guard gap > 0 else { return nil }
    let body = trace.trimmed(ByteRange(start: gap, count: text.end - gap))
    guard !body.isEmpty else { return nil }
    guard trace.text[body.start] == UInt8(ascii: "{"),
      (try? parser.parse(trace.text, body, into: &document)) != nil
    else { return Array(trace.text[body.indices].prefix(Self.messageLimit)) }
    return BodyFailure(document: document).message(of: document.root)
      ?? Array(trace.text[body.indices].prefix(Self.messageLimit))
  }

  /// The words for a failure in a body that is known to tell one by its mark alone; `nil` if it has no field for them.
  private func wordsOfBody(_ trace: Trace, _ text: ByteRange) -> [UInt8]? {
    guard text.count > 1, text.count <= Self.shortBodyLimit, trace.text[text.start] == UInt8(ascii: "{"),
      (try? parser.parse(trace.text, text, into: &document)) != nil
    else { return nil }
    return BodyFailure(document: document).message(of: document.root)
  }

  /// Whether the body's first field was looked at as one, so that its name alone is no sign: `{"error": null}`.
  private func isJudged(_ text: ByteRange) -> Bool {
    text.count <= Self.bodyLimit && !document.isBlank && BodyFailure(document: document).isJudgedByFirstField
  }

  private static let shortBodyLimit = 1_000

  /// A plain text that is no longer than this may be an error for a phrase within it.
  private static let shortTextLimit = 400

  /// How programs and frameworks print that nothing came back.
  private static let nothing: [StaticString] = [
    "None", "null", "nil", "undefined", "b\"\"", "b''", "\"\"", "''", "(no output)", "<no output>", "(empty)",
  ]

  private func isEmpty(_ trace: Trace, _ text: ByteRange) -> Bool {
    if text.count <= 2 { return text.isEmpty || trace.isText(text, "[]") || trace.isText(text, "{}") }
    if Self.nothing.contains(where: { trace.isText(text, $0) }) { return true }
    guard text.count <= Self.shortTextLimit else { return false }
    let first = trace.text[text.start]
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      // The document is the one that was parsed for failures a moment ago; a text that is none is not empty.
      guard !document.isBlank else { return false }
      return BodyFailure(document: document).isEmptyResult(document.root)
    }
    return phrases.isEmptyResult(trace.text.span, text) || phrases.saysNothingFound(trace.text.span, text)
  }
}

/// What a body or text says of a failure.
struct Failure {
  /// A type, name or code as the source writes it.
  var typeText: [UInt8]?
  var status: Int?
  var message: [UInt8]?
  var isExitCode = false
}
