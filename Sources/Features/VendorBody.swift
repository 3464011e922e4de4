internal import JSONBytes

/// Finds failures in bodies of shapes that known systems and standards have of their own, where no field says that it
/// is one of an error.
///
/// Shapes: FHIR's OperationOutcome, AWS's `__type`, GitHub's `documentation_url`, Jira's `errorMessages`, PayPal's
/// `debug_id`, FastAPI's and Django REST framework's `detail`, lists of pydantic's and Zod's, SAP's `RETURN`,
/// OpenWeather's `cod`, Google Maps' states, Shopify's `userErrors`, a message that alone would be a failure, a number of
/// a code beside a message and nothing else, and a list of which some parts were refused.
struct VendorBody {
  let document: JSONDocument

  /// What the body says of a failure; `nil` if it has none of the shapes.
  func failure() -> Failure? {
    switch document.kind(document.root) {
    case .object: failure(of: Fields(document))
    case .array: issue(in: document.root)
    default: nil
    }
  }

  private func failure(of fields: Fields) -> Failure? {
    if let failure = failureOfStandard(fields) ?? failureByCode(fields) { return failure }
    for list in fields.lists {
      if let failure = refusedPart(of: list) { return failure }
    }
    return nil
  }

  // MARK: Shapes of whole bodies

  private func failureOfStandard(_ fields: Fields) -> Failure? {
    if let kind = fields.resourceType, document.matches(kind, "OperationOutcome") {
      return fields.issue.flatMap(operationOutcome)
    }
    if let returned = fields.returned { return sapMessage(returned) }
    if let data = fields.data, let refused = userErrors(in: data) { return refused }
    if let messages = fields.errorMessages, let words = firstText(of: messages) {
      return Failure(message: words)
    }
    if let detail = fields.detail, fields.count == 1 {
      guard let words = text(detail) else {
        // So Tavily answers: {"detail": {"error": "words"}}.
        if document.kind(detail) == .object, let words = field("error", of: detail) {
          return Failure(message: words)
        }
        return issue(in: detail)
      }
      return saysFailure(words) || hasType(words) ? Failure(message: words) : nil
    }
    return nil
  }

  private func failureByCode(_ fields: Fields) -> Failure? {
    let message = fields.message.flatMap(text)
    if let type = fields.typeOfAWS.flatMap(text), let message {
      let name = type.lastIndex(of: UInt8(ascii: "#")).map { Array(type[($0 + 1)...]) } ?? type
      return Failure(typeText: name, message: message)
    }
    if let message, fields.hasDocumentation || fields.hasDebugID {
      return Failure(typeText: fields.name.flatMap(text), message: message)
    }
    if let cod = fields.cod.flatMap(number), (400..<600).contains(cod), let message {
      return Failure(status: cod, message: message)
    }
    if let message, fields.count == 1 + fields.asideCount, saysFailure(message) {
      return Failure(message: message)
    }
    // A status of gRPC as its gateways write it in JSON (google/rpc/status.proto).
    if let message, fields.count == 3, let code = fields.code.flatMap(number), (1...16).contains(code),
      let details = fields.details, document.kind(details) == .array
    {
      return Failure(message: message)
    }
    // An error of S3 without words: {"Code": "AccessDenied", "RequestId": "…"}.
    if message == nil, fields.asideCount > 0, fields.count <= Self.mostFieldsOfCode,
      let code = fields.code.flatMap(text), hasType(code)
    {
      return Failure(typeText: code, message: code)
    }
    if let state = fields.status.flatMap(text), let failure = brokenOff(state, fields) { return failure }
    // Codes of success are 0, 1 and those of HTTP.
    if let message, fields.count == 2, let code = fields.code.flatMap(number), code >= 1_000 || code < 0 {
      return Failure(message: message)
    }
    if let state = fields.status.flatMap(text),
      Self.states.contains(String(decoding: state.prefix(Self.stateLimit), as: UTF8.self))
    {
      return Failure(typeText: state, message: message)
    }
    return nil
  }

  private static let mostFieldsOfCode = 5

  /// What a run says that failed in some of its parts, or was broken off at a limit: `{"state": "failed", "tasks":
  /// {"failed": 1}}`, `{"status": "incomplete", "reason": "max_iterations"}`.
  private func brokenOff(_ state: [UInt8], _ fields: Fields) -> Failure? {
    switch String(decoding: state.prefix(Self.stateLimit), as: UTF8.self).lowercased() {
    case "incomplete":
      guard let reason = fields.reason.flatMap(text), reason.starts(with: "max_".utf8) else { return nil }
      return Failure(typeText: reason, message: reason)
    case "failed":
      guard let tasks = fields.tasks, document.kind(tasks) == .object,
        let count = document.field("failed", of: tasks).flatMap(number), count > 0
      else { return nil }
      return Failure(message: state)
    default: return nil
    }
  }

  /// States of a call, as Google's services write them.
  private static let states: Set<String> = [
    "OVER_QUERY_LIMIT", "OVER_DAILY_LIMIT", "REQUEST_DENIED", "INVALID_REQUEST", "UNKNOWN_ERROR",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "UNAUTHENTICATED", "DEADLINE_EXCEEDED", "FAILED_PRECONDITION",
    "INVALID_ARGUMENT",
  ]
  private static let stateLimit = 24

  /// Whether the only words of a body are those of a failure, as they would be without a body around them.
  private func saysFailure(_ words: [UInt8]) -> Bool {
    guard words.count <= Self.messageLimit else { return false }
    let (phrases, whole) = (ErrorPhraseIndex.shared, ByteRange(start: 0, count: words.count))
    return phrases.httpStatus(in: words.span, whole) != nil || phrases.beginsAsFailure(words.span, whole)
      || phrases.holdsFailure(words.span, whole, isShort: true)
  }

  /// Whether words are those of a type of errors, where they are known to be all that is said.
  private func hasType(_ words: [UInt8]) -> Bool {
    words.count <= Self.messageLimit && ErrorPhraseIndex.shared.type(of: Failure(message: words)) != .other
  }

  private static let messageLimit = 300

  /// What Shopify's mutations refuse: `userErrors` beside a result that is null.
  private func userErrors(in data: JSONNode) -> Failure? {
    guard document.kind(data) == .object else { return nil }
    var found: Failure?
    document.forEachField(of: data) { _, result in
      guard found == nil, document.kind(result) == .object,
        let errors = document.field("userErrors", of: result), document.kind(errors) == .array
      else { return }
      document.forEachElement(of: errors) { error in
        found =
          found
          ?? field("message", of: error).map { Failure(typeText: field("code", of: error), message: $0) }
      }
    }
    return found
  }

  private func operationOutcome(_ issues: JSONNode) -> Failure? {
    var found: Failure?
    document.forEachElement(of: issues) { issue in
      guard found == nil,
        let severity = document.field("severity", of: issue).flatMap({ document.text($0) }),
        document.matches(severity, "error") || document.matches(severity, "fatal")
      else { return }
      let details = document.field("details", of: issue)
      let words =
        field("diagnostics", of: issue) ?? details.flatMap { field("text", of: $0) }
        ?? field("code", of: issue)
      found = Failure(typeText: field("code", of: issue), message: words)
    }
    return found
  }

  /// The first message of SAP's of type E (error) or A (abort), in a list or alone.
  private func sapMessage(_ value: JSONNode) -> Failure? {
    guard document.kind(value) == .array else { return sapFailure(of: value) }
    var found: Failure?
    document.forEachElement(of: value) { found = found ?? sapFailure(of: $0) }
    return found
  }

  private func sapFailure(of value: JSONNode) -> Failure? {
    guard document.kind(value) == .object,
      let type = document.field("TYPE", of: value).flatMap({ document.text($0) }),
      document.matches(type, "E") || document.matches(type, "A"), let words = field("MESSAGE", of: value)
    else { return nil }
    return Failure(message: words)
  }

  /// The first of a list of what is wrong with what was given: where, and what.
  private func issue(in list: JSONNode) -> Failure? {
    guard document.kind(list) == .array else { return nil }
    var first: JSONNode?
    document.forEachElement(of: list) { first = first ?? $0 }
    guard let first, document.kind(first) == .object else { return nil }
    guard let place = document.field("loc", of: first) ?? document.field("path", of: first),
      document.kind(place) == .array,
      let words = field("msg", of: first) ?? field("message", of: first),
      let type = field("type", of: first) ?? field("code", of: first)
    else { return nil }
    var path: [UInt8] = []
    document.forEachElement(of: place) { part in
      guard let name = text(part) else { return }
      path += (path.isEmpty ? [] : [UInt8(ascii: ".")]) + name
    }
    return Failure(
      typeText: Array("validation error: ".utf8) + type, message: path + Array(": ".utf8) + words)
  }

  // MARK: Parts

  /// What is said of the first part of a list that was refused while others went well.
  ///
  /// In a list of orders some have failed too; but there each has the same fields, and here only what was refused
  /// says why.
  private func refusedPart(of list: JSONNode) -> Failure? {
    var refused: Failure?
    var (hasGood, isOther, count) = (false, false, 0)
    document.forEachElement(of: list) { element in
      count += 1
      guard count <= Self.partLimit, !isOther else { return }
      let part = Part(element, in: document)
      let state = part.state.flatMap(text).map { String(decoding: $0, as: UTF8.self).lowercased() }
      let words = part.reason.flatMap(text)
      if part.code != nil || state.map(Self.isRefusal) == true, let words {
        refused = refused ?? Failure(typeText: part.code.flatMap(text), message: words)
      } else if part.isObject, words == nil, state == nil || state.map(Self.isSuccess) == true {
        hasGood = true
      } else {
        isOther = true
      }
    }
    return hasGood && !isOther && count <= Self.partLimit ? refused : nil
  }

  /// What one part of a list says of how it went.
  private struct Part {
    var state: JSONNode?
    var code: JSONNode?
    var reason: JSONNode?
    let isObject: Bool

    init(_ node: JSONNode, in document: JSONDocument) {
      isObject = document.kind(node) == .object
      guard isObject else { return }
      document.forEachField(of: node) { key, value in
        switch Self.names.value(of: document.strings.span, key) {
        case 1: state = value
        case 2: code = value
        case 3: reason = reason ?? value
        default: break
        }
      }
    }

    private static let names = ByteTable(
      [("status", 1), ("errorcode", 2)]
        + ["info", "reason", "message", "error", "detail", "error_message", "errormessage"].map { ($0, 3) })
  }

  /// Longer lists are data.
  private static let partLimit = 50

  private static func isRefusal(_ state: String) -> Bool {
    BodyFailure.errorWords.contains(state) || BodyFailure.weakErrorWords.contains(state)
      || ["not applied", "not_applied", "refused"].contains(state)
  }

  private static func isSuccess(_ state: String) -> Bool {
    ["ok", "success", "succeeded", "done", "applied", "accepted", "created", "completed", "updated"]
      .contains(state)
  }

  // MARK: Values

  /// The fields of a body that tell its shape.
  private struct Fields {
    var count = 0
    var message: JSONNode?
    var code: JSONNode?
    var status: JSONNode?
    var name: JSONNode?
    var detail: JSONNode?
    var resourceType: ByteRange?
    var issue: JSONNode?
    var typeOfAWS: JSONNode?
    var errorMessages: JSONNode?
    var returned: JSONNode?
    var cod: JSONNode?
    var data: JSONNode?
    var details: JSONNode?
    var reason: JSONNode?
    var tasks: JSONNode?
    var hasDocumentation = false
    var hasDebugID = false

    /// How many fields only say of which request and when to try again.
    var asideCount = 0

    /// Lists whose parts may each have gone well or not.
    var lists: [JSONNode] = []

    init(_ document: JSONDocument) {
      document.forEachField(of: document.root) { key, value in
        count += 1
        switch Name(rawValue: Name.table.value(of: document.strings.span, key)) {
        case .message: message = value
        case .code: code = value
        case .status: status = value
        case .name: name = value
        case .detail: detail = value
        case .resourceType: resourceType = document.text(value)
        case .issue: issue = value
        case .typeOfAWS: typeOfAWS = value
        case .errorMessages: errorMessages = value
        case .returned: returned = value
        case .cod: cod = value
        case .documentation: hasDocumentation = true
        case .debugID: hasDebugID = true
        case .data: data = value
        case .details: details = value
        case .reason: reason = value
        case .tasks: tasks = value
        case .aside: asideCount += 1
        case .list: if document.kind(value) == .array { lists.append(value) }
        case nil: break
        }
      }
    }
  }

  /// What the name of a field says of the shape of its body.
  private enum Name: UInt8, CaseIterable {
    case message = 1
    case code, status, name, detail, resourceType, issue, typeOfAWS, errorMessages, returned, cod
    case documentation, debugID, data, aside, list, details, reason, tasks

    static let table = ByteTable(
      allCases.flatMap { name in name.keys.map { (name: $0, value: name.rawValue) } })

    private var keys: [String] {
      switch self {
      case .message: ["message", "msg", "information", "note"]
      case .code: ["code"]
      case .status: ["status", "state"]
      case .name: ["name"]
      case .detail: ["detail"]
      case .resourceType: ["resourcetype"]
      case .issue: ["issue"]
      case .typeOfAWS: ["__type"]
      case .errorMessages: ["errormessages"]
      case .returned: ["return", "et_return", "bapiret2", "t_return"]
      case .cod: ["cod"]
      case .documentation: ["documentation_url"]
      case .debugID: ["debug_id"]
      case .data: ["data"]
      case .details: ["details"]
      case .reason: ["reason"]
      case .tasks: ["tasks", "task_counts", "counts"]
      case .aside: ["request_id", "requestid", "retry_after", "global", "trace_id", "timestamp"]
      case .list: ["items", "results", "entries", "records", "responses", "parts", "outcomes"]
      }
    }
  }

  private func text(_ value: JSONNode) -> [UInt8]? {
    guard let range = document.text(value), !range.isEmpty else { return nil }
    return Array(document.strings[range.indices])
  }

  private func field(_ name: StaticString, of value: JSONNode) -> [UInt8]? {
    document.field(name, of: value).flatMap(text)
  }

  private func firstText(of list: JSONNode) -> [UInt8]? {
    guard document.kind(list) == .array else { return nil }
    var found: [UInt8]?
    document.forEachElement(of: list) { found = found ?? text($0) }
    return found
  }

  /// A whole number, also one in quotes.
  private func number(_ value: JSONNode) -> Int? {
    if let number = document.number(value) { return Int(exactly: number) }
    return text(value).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}
