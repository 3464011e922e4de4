internal import JSONBytes

/// Finds a failure in a structured body: error fields, status words, HTTP codes, exit codes, flags.
struct BodyFailure {
  let document: JSONDocument

  /// What the body says of a failure; `nil` if it says none.
  ///
  /// - Parameter depth: How many wrappers such as `result` or `data` were opened to get here.
  func failure(of node: JSONNode, depth: Int) -> Failure? {
    guard document.kind(node) == .object else { return failureInFirstElement(of: node, depth: depth) }
    var signs = Signs()
    document.forEachField(of: node) { key, value in note(key, value, &signs) }
    // A state of failure beside a reason in numbers.
    if signs.weakWord != nil, signs.hasCallCode { signs.isFailure = true }
    // What was to be done was not, and the body says why.
    if signs.isUndone, signs.hasReason { signs.isFailure = true }
    if signs.weakWord == Self.failed, signs.aside != nil { signs.isFailure = true }
    if let remark = signs.remark {
      if signs.weakWord != nil || signs.hasCallCode || signs.hasOddCode { signs.isFailure = true }
      signs.message = signs.message ?? remark
    }
    if signs.hasCallCode, signs.hasNoData || signs.message.map({ !Self.saysSuccess($0) }) ?? false {
      signs.isFailure = true
    }
    if signs.hasOddCode, signs.hasNoData, let message = signs.message, !Self.saysSuccess(message) {
      signs.isFailure = true
    }
    if let name = signs.errorClass, signs.message != nil, depth < 2 {
      signs.isFailure = true
      signs.typeText = signs.typeText ?? name
    }
    if signs.isFailure {
      if signs.message == nil, depth < 2 { noteWrapped(depth: depth, &signs) }
      if signs.message == nil { signs.message = BodyProse(document: document).longest(in: node) }
      return finished(signs)
    }
    guard depth < 2 else { return nil }
    for wrapper in signs.wrappers {
      if let failure = failure(of: wrapper, depth: depth + 1) { return failure }
    }
    return nil
  }

  /// The words that a body which is known to tell a failure has for it; `nil` if it has none in its fields.
  func message(of node: JSONNode) -> [UInt8]? {
    guard document.kind(node) == .object else { return nil }
    var signs = Signs()
    document.forEachField(of: node) { key, value in note(key, value, &signs) }
    return signs.said
  }

  /// Whether the first field of the body tells by its value, whatever its name, if there is a failure: it is known, or
  /// says that there is none, as `"error_count": 0`.
  var isJudgedByFirstField: Bool {
    var isJudged: Bool?
    document.forEachField(of: document.root) { key, value in
      isJudged =
        isJudged ?? (BodyField.table.value(of: document.strings.span, key) != 0 || isNone(value))
    }
    return isJudged ?? false
  }

  /// What was seen in the fields of a body.
  private struct Signs {
    var isFailure = false
    var isExitCode = false
    var typeText: [UInt8]?
    var status: Int?
    var message: [UInt8]?
    var weakWord: [UInt8]?

    /// What stands beside the message, such as a hint.
    var aside: [UInt8]?
    var hasWords = false

    /// Whether the body says that what was to be done was not, and whether it has a field for the reason.
    var isUndone = false
    var hasReason = false

    /// Whether the message is a title, which tells less than what stands under it.
    var isTitle = false
    var wrappers: [JSONNode] = []
    var wrappedText: [UInt8]?

    /// The name of a class of errors where others have the kind of a record.
    var errorClass: [UInt8]?

    /// Whether a code stands there that is none of success.
    var hasOddCode = false

    /// Whether a number stands there with which a call says how it went, and it is none of success.
    var hasCallCode = false

    /// Whether what was asked for is `null`.
    var hasNoData = false

    /// Words that say nothing of what failed.
    var vagueWords: [UInt8]?

    /// What a list of remarks says of an error.
    var remark: [UInt8]?

    /// Takes words for the message, unless they say nothing.
    mutating func say(_ words: [UInt8]) {
      if ErrorPhrases.isVague(words) { vagueWords = words } else { message = words }
    }

    /// What was said, by what says most.
    var said: [UInt8]? { message ?? typeText ?? aside ?? vagueWords }
  }

  private func finished(_ signs: Signs) -> Failure {
    Failure(
      typeText: signs.typeText ?? signs.weakWord, status: signs.status,
      message: signs.said, isExitCode: signs.isExitCode)
  }

  private func failureInFirstElement(of node: JSONNode, depth: Int) -> Failure? {
    guard document.kind(node) == .array, depth < 2 else { return nil }
    var first: JSONNode?
    document.forEachElement(of: node) { first = first ?? $0 }
    guard let first, document.kind(first) == .object else { return nil }
    // The records of a list have levels of their own: issues, lines of a log.
    var isLeveled = false
    document.forEachField(of: first) { key, _ in
      isLeveled = isLeveled || document.matches(key, "level") || document.matches(key, "severity")
    }
    return isLeveled ? nil : failure(of: first, depth: 2)
  }

  private func note(_ key: ByteRange, _ value: JSONNode, _ signs: inout Signs) {
    guard let field = BodyField(rawValue: BodyField.table.value(of: document.strings.span, key)) else {
      return
    }
    switch field {
    case .error: noteError(value, &signs)
    case .errorMessage:
      guard let words = words(value),
        !Self.noError.contains(String(decoding: words.prefix(Self.codeLimit), as: UTF8.self).lowercased())
      else { return }
      signs.isFailure = true
      signs.say(words)
    case .errorType:
      guard let words = words(value), !words.isEmpty, words != Array("0".utf8) else { return }
      signs.isFailure = true
      signs.typeText = signs.typeText ?? words
    case .status, .level, .code: noteStatus(value, field: field, &signs)
    case .callCode: noteCallCode(value, &signs)
    case .diagnostics: noteDiagnostics(value, &signs)
    case .success: if document.kind(value) == .false { signs.isFailure = true }
    case .failed: if document.kind(value) == .true { signs.isFailure = true }
    case .exitCode:
      guard let code = document.number(value), code != 0 else { return }
      (signs.isFailure, signs.isExitCode) = (true, true)
    case .done: if document.kind(value) == .false { signs.isUndone = true }
    case .blocked: if document.kind(value) == .true { signs.isUndone = true }
    case .refusal: noteRefusal(value, &signs)
    case .message, .words, .reason, .title: noteWords(value, field: field, &signs)
    case .aside: signs.aside = signs.aside ?? words(value)
    case .wrapperOrStatus:
      noteStatus(value, field: field, &signs)
      noteWrapper(value, &signs)
    case .wrapper: noteWrapper(value, &signs)
    }
  }

  /// Notes a field of a refusal: what was refused, which counts beside words, or an object that says why.
  private func noteRefusal(_ value: JSONNode, _ signs: inout Signs) {
    switch document.kind(value) {
    case .object: noteErrorObject(value, &signs)
    case .string:
      guard let words = words(value), !words.isEmpty else { return }
      signs.weakWord = words
      if signs.hasWords || words.contains(0x20) { signs.isFailure = true }
      if words.contains(0x20) { signs.say(words) }
    default: break
    }
  }

  private func noteWords(_ value: JSONNode, field: BodyField, _ signs: inout Signs) {
    guard let words = words(value) ?? remark(in: value), !words.isEmpty else { return }
    signs.hasWords = true
    if field == .reason { signs.hasReason = true }
    if signs.message == nil || signs.isTitle && field != .title || field == .message {
      signs.say(words)
      signs.isTitle = field == .title
    }
    if signs.weakWord != nil { signs.isFailure = true }
  }

  /// What the first of a list of remarks that says anything says in its own field for words:
  /// `[{"loc": ["qty"], "msg": "too many"}]`.
  private func remark(in value: JSONNode) -> [UInt8]? {
    guard document.kind(value) == .array else { return nil }
    var said: [UInt8]?
    document.forEachElement(of: value) { remark in
      guard said == nil, document.kind(remark) == .object else { return }
      said = Self.remarkKeys.lazy.compactMap { document.field($0, of: remark) }.first.flatMap(words)
    }
    return said
  }

  private static let remarkKeys: [StaticString] = ["msg", "message", "reason", "text"]

  /// Notes a number that is 0 where a call went well.
  private func noteCallCode(_ value: JSONNode, _ signs: inout Signs) {
    guard
      let code = words(value).flatMap({ Int(String(decoding: $0.prefix(Self.codeLimit), as: UTF8.self)) }),
      code != 0, !(200..<400).contains(code)
    else { return }
    signs.hasCallCode = true
    if (400..<600).contains(code) { signs.status = code }
  }

  /// Notes the first of a list of remarks that is one of an error; alone it may be what a tool was asked to find.
  private func noteDiagnostics(_ value: JSONNode, _ signs: inout Signs) {
    guard document.kind(value) == .array else { return }
    var remark: JSONNode?
    document.forEachElement(of: value) { element in
      guard remark == nil, document.kind(element) == .object else { return }
      document.forEachField(of: element) { key, level in
        guard Self.levelKeys.contains(where: { document.matches(key, $0) }), let words = words(level) else {
          return
        }
        let word = String(decoding: words.prefix(Self.codeLimit), as: UTF8.self).lowercased()
        if word == "e" || Self.errorWords.contains(word) { remark = element }
      }
    }
    guard let remark else { return }
    var told = Signs()
    noteErrorObject(remark, &told)
    guard let words = told.message ?? BodyProse(document: document).longest(in: remark) else { return }
    signs.remark = words
    signs.typeText = signs.typeText ?? told.typeText
  }

  private static let levelKeys: [StaticString] = ["lvl", "level", "severity", "type", "sev"]

  private func noteWrapper(_ value: JSONNode, _ signs: inout Signs) {
    switch document.kind(value) {
    case .object, .array: signs.wrappers.append(value)
    case .string: signs.wrappedText = signs.wrappedText ?? words(value)
    case .null: signs.hasNoData = true
    default: break
    }
  }

  /// Notes what stands within `body` or `data` of a response that tells the failure by its status alone.
  private func noteWrapped(depth: Int, _ signs: inout Signs) {
    for wrapper in signs.wrappers where signs.message == nil {
      if let failure = failure(of: wrapper, depth: depth + 1), failure.message != nil {
        signs.message = failure.message
        signs.typeText = signs.typeText ?? failure.typeText
      } else if document.kind(wrapper) == .object {
        var wrapped = Signs()
        noteErrorObject(wrapper, &wrapped)
        signs.message = wrapped.message
        signs.typeText = signs.typeText ?? wrapped.typeText
      }
    }
    if let text = signs.wrappedText, !text.isEmpty { signs.message = signs.message ?? text }
  }

  /// Notes an `error` field: an object, a message, a list of either, or a flag.
  private func noteError(_ value: JSONNode, _ signs: inout Signs) {
    switch document.kind(value) {
    case .true: signs.isFailure = true
    case .number: if document.number(value) != 0 { signs.isFailure = true }
    case .string:
      guard let words = words(value),
        !Self.noError.contains(String(decoding: words, as: UTF8.self).lowercased())
      else { return }
      signs.isFailure = true
      let isType = !words.contains(UInt8(ascii: " ")) && !ErrorPhrases.isVague(words)
      if isType { signs.typeText = words } else { signs.say(words) }
    case .array:
      var first: JSONNode?
      document.forEachElement(of: value) { first = first ?? $0 }
      if let first { noteError(first, &signs) }
    case .object: noteErrorObject(value, &signs)
    case .false, .null: break
    }
  }

  private func noteErrorObject(_ value: JSONNode, _ signs: inout Signs) {
    var isBlank = true
    document.forEachField(of: value) { key, field in
      if !isNone(field) { isBlank = false }
      // Of a message in several languages one.
      let shown = document.kind(field) == .object ? document.field("value", of: field) ?? field : field
      let name = document.string(key).lowercased()
      guard let words = words(shown) ?? (name == "causes" ? remark(in: field) : nil), !words.isEmpty else {
        return
      }
      switch name {
      case "type", "code", "name", "kind", "error_code", "errorcode", "class", "error", "reason_code",
        "faultcode":
        if let number = document.number(field), (400..<600).contains(number) {
          signs.status = Int(number)
        } else if signs.typeText == nil || document.number(field) == nil, !ErrorPhrases.isVague(words) {
          signs.typeText = words
        }
      case "status", "http_status", "statuscode", "status_code":
        if let number = document.number(field), (400..<600).contains(number) { signs.status = Int(number) }
      case "message", "detail", "description", "msg", "error_description", "faultstring", "faulttext",
        "diagnostics", "errormessage", "error_message", "meldung", "mensaje", "mensagem", "messaggio",
        "melding",
        "fehlertext", "beschreibung", "detalle", "détail", "消息", "メッセージ":
        signs.say(words)
      case "reason", "title", "details", "info", "text", "txt", "why", "causes", "grund", "motivo", "motif",
        "texto", "texte",
        "原因", "理由":
        if signs.message == nil { signs.say(words) }
      case "hint", "cause":
        signs.aside = signs.aside ?? words
      default: break
      }
    }
    if !isBlank { signs.isFailure = true }
  }

  /// Notes a status word or code; words such as "failed" count only beside a message, since they may be the
  /// state of an order and not of the call.
  private func noteStatus(_ value: JSONNode, field: BodyField, _ signs: inout Signs) {
    if field == .status, document.kind(value) == .object { signs.wrappers.append(value) }
    guard let words = words(value) else { return }
    if field == .level, Self.isErrorClass(words) { signs.errorClass = words }
    guard words.count <= Self.codeLimit else { return }
    let word = String(decoding: words, as: UTF8.self)
    if field == .code { signs.hasOddCode = !Self.isCodeOfSuccess(word.lowercased()) }
    if let number = Int(word) {
      guard (400..<600).contains(number), field != .level else {
        return
      }
      signs.status = number
      signs.isFailure = true
      return
    }
    let lowered = word.lowercased()
    if Self.errorWords.contains(lowered) {
      signs.isFailure = true
    } else if Self.weakErrorWords.contains(lowered) {
      signs.weakWord = words
      if signs.hasWords { signs.isFailure = true }
    } else if field == .code, document.kind(value) == .string {
      // A code is a type only once something else says that the call failed.
      signs.typeText = signs.typeText ?? words
    }
  }

  /// Whether a name is that of a class of errors, with its modules or without: `UnreadableDocumentError`.
  private static func isErrorClass(_ name: [UInt8]) -> Bool {
    guard name.count <= classLimit,
      name.allSatisfy({ ErrorPhraseIndex.isNamePart($0) || classJoints.contains($0) })
    else { return false }
    return classEndings.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
  }

  private static let classLimit = 120
  private static let classJoints = Array(".$:".utf8)
  private static let classEndings = ["Error", "Exception", "Fault", "_exception", "_error"].map {
    Array($0.utf8)
  }
  private static let failed = Array("failed".utf8)

  /// The bytes of a string, or the digits of a number.
  func words(_ value: JSONNode) -> [UInt8]? {
    if let range = document.text(value) { return Array(document.strings[range.indices]) }
    guard document.kind(value) == .number else { return nil }
    var output: [UInt8] = []
    document.appendText(of: value, to: &output)
    return output
  }

  /// Whether a code, in lower case, says that all is well.
  private static func isCodeOfSuccess(_ code: String) -> Bool {
    if let number = Int(code) { return number == 0 || (100..<400).contains(number) }
    return codesOfSuccess.contains(code)
  }

  /// Whether a message is one of success alone, beside whatever code.
  private static func saysSuccess(_ message: [UInt8]) -> Bool {
    codesOfSuccess.contains(String(decoding: message.prefix(codeLimit), as: UTF8.self).lowercased())
  }

  private static let codeLimit = 40

  private static let codesOfSuccess: Set<String> = [
    "ok", "s", "success", "succeeded", "successful", "accepted", "created", "done", "completed", "成功", "操作成功",
    "请求成功", "",
  ]
}
