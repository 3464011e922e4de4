internal import JSONBytes

/// Finds failures in texts of shapes that known systems have of their own, where no word says that they are errors.
///
/// Shapes: `(Code) words`, `Code:`, `Message:` of Azure's clients; `(driver.Error) words` of SQLAlchemy; the printed
/// calls of gRPC's Python client; codes of Oracle, Db2, SQL Server, Snowflake and SQLSTATE; SAP's `TYPE=E … MESSAGE=`; boto3's and
/// Go's words around an error of AWS or gRPC; replies with a code and errors of Google's client as Python prints them;
/// chains of Go, `tool: step: call: words`, and its stacks; what Node and Python show before an exception; lines of
/// compilers, `file:3:5: error: words`.
struct VendorText {
  /// The start of the text.
  private let text: [UInt8]

  /// What a text says of a failure; `nil` if it has none of the shapes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that the text is in.
  ///   - tool: The name of the tool whose result the text is.
  ///   - isFailure: Whether the text is known to tell a failure, so that shapes are looked for which begin like others.
  static func failure(
    _ bytes: [UInt8], _ range: ByteRange, tool: ArraySlice<UInt8>, isFailure: Bool
  ) -> Failure? {
    guard isFailure || begins(bytes, range, tool) else { return nil }
    return VendorText(text: Array(bytes[range.indices].prefix(searchedBytes))).failure(tool: tool)
  }

  private static let searchedBytes = 2_000

  /// Whether a text begins as one of the shapes does; nearly all that tools say does not.
  private static func begins(_ bytes: [UInt8], _ range: ByteRange, _ tool: ArraySlice<UInt8>) -> Bool {
    let text = bytes[range.indices]
    switch text.first {
    case UInt8(ascii: "("), UInt8(ascii: "<"): return true
    case .some(let first) where ErrorPhraseIndex.isDigit(first): return wordsOfSnowflake(text) != nil
    default: break
    }
    if beginnings.contains(where: { text.starts(with: $0) }) { return true }
    if !tool.isEmpty, text.count > tool.count, text[text.startIndex + tool.count] == UInt8(ascii: ":"),
      text.starts(with: tool)
    {
      return true
    }
    return namesErrorBehindPlace(text)
  }

  private static let beginnings: [[UInt8]] = [
    "File \"", "/", "file:///", "node:", "Msg ", "SQL", "ORA-", "PLS-", "TNS-", "DPY-", "DPI-", "RETURN",
    "TYPE=",
  ].map { Array($0.utf8) }

  /// Whether `: error` or `) error` stands in the first two lines, behind a path.
  private static func namesErrorBehindPlace(_ text: ArraySlice<UInt8>) -> Bool {
    var lineCount = 1
    for (place, byte) in zip(text.indices, text).prefix(pathLimit) {
      if byte == UInt8(ascii: "\n") { lineCount += 1 }
      if lineCount > 2 { return false }
      if byte == 0x20, place > text.startIndex,
        text[place - 1] == UInt8(ascii: ":") || text[place - 1] == UInt8(ascii: ")"),
        text[(place + 1)...].starts(with: "error".utf8) || text[(place + 1)...].starts(with: "fatal".utf8)
      {
        return true
      }
    }
    return false
  }

  /// What stands behind the number of an error and its SQLSTATE: `000625 (57014): words`, of Snowflake.
  private static func wordsOfSnowflake(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let start = text.startIndex
    guard text.count > 18, text.prefix(6).allSatisfy(ErrorPhraseIndex.isDigit),
      text[start + 6] == 0x20, text[start + 7] == UInt8(ascii: "("), text[start + 13] == UInt8(ascii: ")"),
      text[start + 14] == UInt8(ascii: ":")
    else { return nil }
    return text[(start + 15)...].drop { $0 == 0x20 }
  }

  private func failure(tool: ArraySlice<UInt8>) -> Failure? {
    guard let first = text.first else { return nil }
    if let words = Self.wordsOfSnowflake(text[...]) { return Failure(message: Array(words)) }
    switch first {
    case UInt8(ascii: "("): return bracketedCode ?? printedReply
    case UInt8(ascii: "<"): return printedCall ?? httpErrorOfGoogle
    default:
      return databaseCode ?? sapReturn ?? errorOfAWS ?? errorOfGRPC ?? chain(of: tool) ?? goStack
        ?? nodeStack ?? pythonLines ?? compilerLine
    }
  }

  /// `(BadEncoding) cannot decode…` before lines for code and message, `(psycopg2.errors.UndefinedColumn) column…`.
  private var bracketedCode: Failure? {
    guard let close = text.prefix(Self.codeLimit).firstIndex(of: UInt8(ascii: ")")), close > 3,
      close + 2 < text.count, text[close + 1] == 0x20
    else { return nil }
    let code = Array(text[1..<close])
    guard code.allSatisfy(ErrorPhraseIndex.isNamePart) else { return nil }
    let isClass = code.contains(UInt8(ascii: ".")) && code.contains(where: ErrorPhraseIndex.isUpper)
    guard isClass || offset(of: "\nCode: ") != nil && offset(of: "\nMessage: ") != nil else { return nil }
    return Failure(typeText: code, message: line(from: close + 2))
  }

  private static let codeLimit = 80

  /// `<_InactiveRpcError of RPC that terminated with: … details = "…"`.
  private var printedCall: Failure? {
    guard offset(of: " of RPC that terminated with:") != nil else { return nil }
    let state = offset(of: "StatusCode.").map { word(from: $0 + "StatusCode.".utf8.count) }
    let details = offset(of: "details = \"").map { start -> [UInt8] in
      let words = text[(start + "details = \"".utf8.count)...]
      return Array(words.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") })
    }
    return Failure(typeText: state, message: details)
  }

  /// `(1045, "Access denied for user…")`, `(535, b'5.7.8 …')`: what Python prints of a reply with a code.
  private var printedReply: Failure? {
    var place = 1
    while place < text.count, ErrorPhraseIndex.isDigit(text[place]) { place += 1 }
    guard (3...5).contains(place - 1), starts(with: ", ", at: place) else { return nil }
    place += 2
    if place < text.count, text[place] == UInt8(ascii: "b") { place += 1 }
    guard place + 1 < text.count, let close = text.last(where: { $0 > 0x20 }), close == UInt8(ascii: ")"),
      text[place] == UInt8(ascii: "\"") || text[place] == UInt8(ascii: "'")
    else { return nil }
    let quote = text[place]
    return Failure(message: Array(text[(place + 1)...].prefix { $0 != quote && $0 != UInt8(ascii: "\n") }))
  }

  /// `<HttpError 404 when requesting URL returned "words">`, of Google's client.
  private var httpErrorOfGoogle: Failure? {
    guard starts(with: "<HttpError ") else { return nil }
    let status = Int(String(decoding: word(from: "<HttpError ".utf8.count), as: UTF8.self))
    let words = offset(of: "returned \"").map { start in
      Array(text[(start + "returned \"".utf8.count)...].prefix { $0 != UInt8(ascii: "\"") })
    }
    return Failure(status: status, message: words)
  }

  /// `ORA-01555: snapshot too old`, `SQL0204N  …`, `SQLSTATE[23000]: …`, `Msg 208, Level 16, …` and a line more.
  private var databaseCode: Failure? {
    if starts(with: "Msg "), offset(of: ", Level ") != nil {
      let next = text.firstIndex(of: UInt8(ascii: "\n")).map { line(from: $0 + 1) } ?? []
      return Failure(message: next.isEmpty ? line(from: 0) : next)
    }
    if starts(with: "SQLSTATE[") || starts(with: "SQLSTATE ") { return Failure(message: line(from: 0)) }
    for prefix in ["ORA-", "PLS-", "TNS-", "DPY-", "DPI-", "SQL"] where starts(with: prefix) {
      let digits = prefix.utf8.count
      var end = digits
      while end < text.count, ErrorPhraseIndex.isDigit(text[end]) { end += 1 }
      guard (4...5).contains(end - digits), end < text.count else { return nil }
      let isCode =
        prefix == "SQL"
        ? [UInt8(ascii: "N"), UInt8(ascii: "C")].contains(text[end]) : text[end] == UInt8(ascii: ":")
      return isCode ? Failure(message: line(from: end + 1)) : nil
    }
    return nil
  }

  /// `TYPE=E ID=V1 NUMBER=302`, and behind it `MESSAGE=…` to the end of the line.
  private var sapReturn: Failure? {
    guard offset(of: "TYPE=E ") != nil || offset(of: "TYPE=A ") != nil,
      let start = offset(of: "MESSAGE=")
    else { return nil }
    return Failure(message: line(from: start + "MESSAGE=".utf8.count))
  }

  /// `An error occurred (NoSuchKey) when calling the GetObject operation: words`, of boto3.
  private var errorOfAWS: Failure? {
    guard let start = offset(of: "An error occurred ("), offset(of: " when calling the ") != nil,
      let end = offset(of: " operation")
    else { return nil }
    let code = word(from: start + "An error occurred (".utf8.count)
    var rest = text[(end + " operation".utf8.count)...]
    // How often it was tried may stand between.
    if rest.starts(with: " (".utf8), let close = rest.firstIndex(of: UInt8(ascii: ")")) {
      rest = rest[(close + 1)...]
    }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    return Failure(typeText: code, message: line(from: rest.startIndex + 1))
  }

  /// `rpc error: code = NotFound desc = words`, of Go's gRPC.
  private var errorOfGRPC: Failure? {
    guard starts(with: "rpc error: code = "), let desc = offset(of: " desc = ") else { return nil }
    return Failure(
      typeText: word(from: "rpc error: code = ".utf8.count), message: line(from: desc + " desc = ".utf8.count)
    )
  }

  private var goStack: Failure? {
    guard let start = offset(of: "\ngoroutine "), offset(of: "]:\n") != nil else { return nil }
    let words = text[..<start].reversed().drop { $0 <= 0x20 }.reversed()
    return Failure(message: Array(words))
  }

  /// `TypeError: words` before the first frame of a stack, behind the line of the program that Node shows.
  private var nodeStack: Failure? {
    let whole = ByteRange(start: 0, count: text.count)
    let end = ErrorPhraseIndex.stackStart(text.span, whole)
    guard end < text.count, let start = text[..<end].lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }),
      ErrorPhraseIndex.shared.namesException(text.span, ByteRange(start: start, count: end - start))
    else { return nil }
    return Failure(message: Array(text[start..<end]))
  }

  /// `File "a.py", line 2`, the line, and in the last line `SyntaxError: words`.
  private var pythonLines: Failure? {
    guard starts(with: "File \""), let start = text.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }),
      ErrorPhraseIndex.shared.namesException(
        text.span, ByteRange(start: start, count: text.count - start))
    else { return nil }
    return Failure(message: Array(text[start...]))
  }

  /// What a tool of Go returns: its own name and at least two short steps, each before a colon.
  private func chain(of tool: ArraySlice<UInt8>) -> Failure? {
    guard !tool.isEmpty, text.starts(with: tool) else { return nil }
    var place = tool.count
    var steps = 0
    while place + 1 < text.count, text[place] == UInt8(ascii: ":"), text[place + 1] == 0x20 {
      place += 2
      let start = place
      while place < text.count, place - start <= Self.stepLimit, Self.isStepByte(text[place]) { place += 1 }
      let wordCount = text[start..<min(place, text.count)].split(separator: 0x20).count
      guard place < text.count, text[place] == UInt8(ascii: ":"), (1...2).contains(wordCount) else {
        return nil
      }
      steps += 1
      if steps == 2, place + 1 < text.count, text[place + 1] == 0x20 {
        return Failure(message: line(from: place + 2))
      }
    }
    return nil
  }

  private static let stepLimit = 60

  private static func isStepByte(_ byte: UInt8) -> Bool {
    ErrorPhraseIndex.isNamePart(byte) && !ErrorPhraseIndex.isDigit(byte) || byte == 0x20
      || byte == UInt8(ascii: "/")
  }

  /// `src/foo.c:3:5: error: words`, `src/a.ts(3,5): error TS2304: words`.
  private var compilerLine: Failure? {
    for (mark, isBehindBracket) in Self.compilerMarks {
      guard let start = offset(of: mark), start > 0, start <= Self.pathLimit,
        isBehindBracket || ErrorPhraseIndex.isDigit(text[start - 1])
      else { continue }
      return Failure(
        typeText: Array("compile error".utf8), message: line(from: start + mark.utf8CodeUnitCount))
    }
    return nil
  }

  private static let compilerMarks: [(mark: StaticString, isBehindBracket: Bool)] = [
    (": error: ", false), (": fatal error: ", false), ("): error ", true),
  ]

  private static let pathLimit = 200

  // MARK: Bytes

  private func starts(with word: String, at place: Int = 0) -> Bool {
    place <= text.count && text[place...].starts(with: word.utf8)
  }

  private func offset(of word: StaticString) -> Int? {
    unsafe text.span.bytes.firstPosition(of: word, in: ByteRange(start: 0, count: text.count))
  }

  private func line(from start: Int) -> [UInt8] {
    Array(text[min(start, text.count)...].drop { $0 == 0x20 }.prefix { $0 != UInt8(ascii: "\n") })
  }

  private func word(from start: Int) -> [UInt8] {
    Array(text[start...].prefix(while: ErrorPhraseIndex.isNamePart))
  }
}

/// The words for a failure in a line of fields, `level=error msg="…" err="…"`, as logs have them.
///
/// Source: the logfmt of Heroku and Go's log/slog.
enum LogfmtLine {
  /// The words of the first field that has them; `nil` where the text is no such line.
  static func message(_ text: [UInt8]) -> [UInt8]? {
    let line = text.prefix { $0 != UInt8(ascii: "\n") }
    let head = ByteRange(start: 0, count: line.count)
    guard unsafe text.span.bytes.firstPosition(of: "=\"", in: head) != nil else { return nil }
    for name in ["err", "error", "error.message", "exception", "msg", "message"] {
      if let words = value(of: name, in: line), words.count > leastBytes { return words }
    }
    return nil
  }

  /// Fewer bytes are a code.
  private static let leastBytes = 3

  /// What stands in quotes behind a name and `=`.
  private static func value(of name: String, in line: ArraySlice<UInt8>) -> [UInt8]? {
    let sought = Array("\(name)=\"".utf8)
    guard line.count > sought.count else { return nil }
    for place in line.startIndex..<line.endIndex - sought.count {
      guard line[place] == sought[0], place == line.startIndex || line[place - 1] == 0x20,
        line[place..<place + sought.count].elementsEqual(sought)
      else { continue }
      var output: [UInt8] = []
      var index = place + sought.count
      while index < line.endIndex, line[index] != UInt8(ascii: "\"") {
        if line[index] == UInt8(ascii: "\\"), index + 1 < line.endIndex { index += 1 }
        output.append(line[index])
        index += 1
      }
      return output
    }
    return nil
  }
}
