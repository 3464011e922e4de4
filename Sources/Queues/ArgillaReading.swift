/// Reads the records of Argilla, best as `to_list(flatten=True)` gives them.
///
/// The nested export has lost the status of each response: discarded answers and drafts look as if they were submitted,
/// so its answers are rejected unless the caller knows better.
struct ArgillaReading {
  private var reading = ToolReading(.argilla)
  private let trustsUnknownStatus: Bool

  static func read(_ records: [JSONValue], trustsUnknownStatus: Bool) -> ToolReading {
    var own = ArgillaReading(trustsUnknownStatus: trustsUnknownStatus)
    for (index, record) in records.enumerated() { own.read(record, number: index + 1) }
    return own.reading
  }

  private init(trustsUnknownStatus: Bool) {
    self.trustsUnknownStatus = trustsUnknownStatus
  }

  /// What one person answered to one question.
  private struct Response {
    let question: String
    let user: String?
    let status: String?
    let value: JSONValue
  }

  private mutating func read(_ record: JSONValue, number: Int) {
    let id = record["id"]?.text
    let place = "record \(id ?? "\(number)")"
    let responses = record["fields"] == nil ? Self.flat(record) : Self.nested(record)
    guard !responses.isEmpty else { return reading.leaveOut(.open) }
    var users: [String?] = []
    for response in responses where !users.contains(response.user) { users.append(response.user) }
    for user in users { read(responses.filter { $0.user == user }, of: record, id, place) }
  }

  /// Reads the responses of one person.
  private mutating func read(_ responses: [Response], of record: JSONValue, _ id: String?, _ place: String) {
    let source = id.map { "argilla \($0) \(responses[0].user ?? "")" }
    switch responses[0].status {
    case "submitted": break
    case "discarded":
      if let source { reading.withdrawn.append(source) }
      return reading.leaveOut(.discarded)
    case "draft": return reading.leaveOut(.draft)
    case nil where trustsUnknownStatus: break
    default:
      let reason =
        "the nested export does not say whether this was submitted, discarded or a draft; "
        + "export with to_list(flatten=True)"
      return reading.reject(place, reason, record.line)
    }
    let metadata = record["metadata"] ?? record
    let text: (String) -> String? = { name in responses.first { $0.question == name }?.value.text }
    let chat = record["fields"]?["conversation"] ?? record["conversation"]
    let questions = responses.filter { !["severity", "rationale"].contains($0.question) }
    if questions.isEmpty { reading.reject(place, "no answer to any question", record.line) }
    for response in questions {
      let value =
        response.value.number.map { Answer.Value.rating($0) } ?? response.value.text.map { .label($0) }
      guard let value else {
        reading.reject(place, "no answer to \(response.question)", record.line)
        continue
      }
      reading.answers.append(
        Answer(
          place: place, itemIDs: [id, metadata["item_id"]?.text].compactMap { $0 },
          criterion: response.question,
          value: value, annotator: response.user.map { "argilla user \($0)" }, severity: text("severity"),
          rationale: text("rationale"), shownHash: metadata["shown_sha256"]?.text,
          shownTexts: chat?.elements.map { $0["content"]?.string ?? "" },
          criterionVersion: metadata["criterion_version_" + response.question]?.text,
          sourceID: source))
    }
  }

  /// Parallel lists: `q.responses`, `q.responses.users` and `q.responses.status`.
  private static func flat(_ record: JSONValue) -> [Response] {
    record.fields.flatMap { name, values -> [Response] in
      guard name.hasSuffix(".responses") else { return [] }
      let users = record[name + ".users"]?.elements ?? []
      let states = record[name + ".status"]?.elements ?? []
      return values.elements.enumerated().map { index, value in
        Response(
          question: String(name.dropLast(".responses".count)),
          user: index < users.count ? users[index].text : nil,
          status: index < states.count ? states[index].text : nil, value: value)
      }
    }
  }

  private static func nested(_ record: JSONValue) -> [Response] {
    (record["responses"]?.fields ?? []).flatMap { name, values in
      values.elements.compactMap { response in
        response["value"].map {
          Response(
            question: name, user: response["user_id"]?.text, status: response["status"]?.text, value: $0)
        }
      }
    }
  }
}
