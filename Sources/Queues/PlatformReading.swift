/// Reads what platforms keep beside their traces: LangSmith's feedback, Langfuse's scores, Phoenix's annotations.
///
/// Each holds one answer a record, with verdicts of judges among them; a severity or a rationale is a record of its
/// own, and goes to the answers that the same person gave for the same trace.
struct PlatformReading {
  private var reading: ToolReading

  /// What a person said of a trace beside the answers.
  private var asides: [Aside: String] = [:]

  /// Whose words on what.
  private struct Aside: Hashable {
    let name: String
    let itemIDs: [String]
    let annotator: String?
  }

  static func read(_ records: [JSONValue], tool: QueueTool) -> ToolReading {
    var own = PlatformReading(reading: ToolReading(tool))
    for (index, record) in records.enumerated() {
      let place = "record \(record["id"]?.text ?? "\(index + 1)")"
      switch tool {
      case .langsmith: own.readFeedback(record, place)
      case .langfuse: own.readScore(record, place)
      default: own.readAnnotation(record, place)
      }
    }
    return own.finished
  }

  private var finished: ToolReading {
    var result = reading
    for index in result.answers.indices {
      let answer = result.answers[index]
      func said(_ name: String) -> String? {
        asides[Aside(name: name, itemIDs: answer.itemIDs, annotator: answer.annotator)]
      }
      result.answers[index].severity = said("severity") ?? answer.severity
      result.answers[index].rationale = said("rationale") ?? answer.rationale
    }
    return result
  }

  private mutating func readFeedback(_ record: JSONValue, _ place: String) {
    let source = record["feedback_source"]
    let metadata = source?["metadata"]
    switch source?["type"]?.text {
    case "app": break
    case "model", "evaluator": return reading.leaveOut(.judge)
    case "api" where metadata?["annotator"] != nil: break
    case let kind:
      return reading.reject(
        place, "feedback of the source \(kind ?? "unknown"), behind which no annotator is named", record.line)
    }
    let value = record["value"].flatMap(Self.value) ?? record["score"].flatMap(Self.value)
    add(
      record, place, name: record["key"]?.text,
      itemIDs: [record["run_id"]?.text, record["trace_id"]?.text],
      annotator: metadata?["annotator"]?.text ?? source?["user_id"]?.text.map { "langsmith user \($0)" },
      value: value, comment: record["comment"]?.text, time: record[anyOf: "modified_at", "created_at"])
  }

  private mutating func readScore(_ record: JSONValue, _ place: String) {
    switch record["source"]?.text {
    case "ANNOTATION": break
    case "EVAL": return reading.leaveOut(.judge)
    case let source:
      return reading.reject(
        place, "a score of the source \(source ?? "unknown") is no annotator's", record.line)
    }
    let person =
      record[anyOf: "authorUserName", "author_user_name"]?.text
      ?? record[anyOf: "authorUserId", "author_user_id"]?.text.map { "langfuse user \($0)" }
    let text = record[anyOf: "stringValue", "string_value"]?.text.map { Answer.Value.label($0) }
    add(
      record, place, name: record["name"]?.text,
      itemIDs: [
        record["metadata"]?["item_id"]?.text, record[anyOf: "traceId", "trace_id"]?.text,
        record["subject"]?["id"]?.text, record[anyOf: "sessionId", "session_id"]?.text,
      ], annotator: person, value: text ?? record["value"].flatMap(Self.value),
      comment: record["comment"]?.text,
      time: record[anyOf: "updatedAt", "updated_at", "timestamp", "createdAt", "created_at"])
  }

  private mutating func readAnnotation(_ record: JSONValue, _ place: String) {
    guard record["annotator_kind"]?.text == "HUMAN" else { return reading.leaveOut(.judge) }
    let metadata = record["metadata"]
    let result = record["result"]
    let person =
      record["identifier"]?.text ?? metadata?["annotator"]?.text
      ?? record["user_id"]?.text.map { "phoenix user \($0)" }
    add(
      record, place, name: record["name"]?.text,
      itemIDs: [metadata?["item_id"]?.text, record["trace_id"]?.text, record["span_id"]?.text],
      annotator: person,
      value: result?["label"].flatMap(Self.value) ?? result?["score"].flatMap(Self.value),
      comment: result?["explanation"]?.text, time: record[anyOf: "updated_at", "created_at"])
  }

  private mutating func add(
    _ record: JSONValue, _ place: String, name: String?, itemIDs: [String?], annotator: String?,
    value: Answer.Value?, comment: String?, time: JSONValue?
  ) {
    let itemIDs = itemIDs.compactMap { $0 }
    guard let name else { return reading.reject(place, "it names no criterion", record.line) }
    if name == "severity" || name == "rationale" {
      if case .label(let text) = value {
        asides[Aside(name: name, itemIDs: itemIDs, annotator: annotator)] = text
      } else {
        reading.reject(place, "\(name) holds no text", record.line)
      }
      return
    }
    guard let value else { return reading.reject(place, "it holds neither a value nor a score", record.line) }
    reading.answers.append(
      Answer(
        place: place, itemIDs: itemIDs, criterion: name, value: value, annotator: annotator,
        rationale: comment,
        labelledAt: time?.string.flatMap(secondsOfTime),
        sourceID: record["id"]?.text.map { "\(reading.tool.rawValue) \($0)" }))
  }

  private static func value(_ value: JSONValue) -> Answer.Value? {
    if let flag = value.bool { return .thumb(flag) }
    if let number = value.number { return .score(number) }
    return value.text.map { .label($0) }
  }
}
