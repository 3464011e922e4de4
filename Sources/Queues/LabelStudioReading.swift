internal import Labels
import Traces

/// Reads Label Studio's JSON export: tasks with their annotations.
///
/// Cancelled annotations are skips. `completed_by` is a number or an object; the address is taken where it is known
/// anywhere in the file, so that both shapes name one person.
struct LabelStudioReading {
  private var reading = ToolReading(.labelStudio)
  private var addresses: [String: String] = [:]

  static func read(_ tasks: [JSONValue]) -> ToolReading {
    var own = LabelStudioReading()
    for task in tasks {
      for annotation in task["annotations"]?.elements ?? [] { own.learnAddress(annotation["completed_by"]) }
    }
    for (index, task) in tasks.enumerated() { own.read(task, number: index + 1) }
    return own.reading
  }

  private mutating func learnAddress(_ person: JSONValue?) {
    guard let id = person?["id"]?.text, let address = person?["email"]?.text else { return }
    addresses[id] = address
  }

  private func annotator(_ person: JSONValue?) -> String? {
    guard let person else { return nil }
    if person.isObject {
      let id = person["id"]?.text
      return person["email"]?.text ?? id.flatMap { addresses[$0] } ?? id.map { "label-studio user \($0)" }
    }
    return person.text.map { addresses[$0] ?? "label-studio user \($0)" }
  }

  private mutating func read(_ task: JSONValue, number: Int) {
    let place = "task \(task["id"]?.text ?? "\(number)")"
    guard let annotations = task["annotations"] else {
      return reading.reject(
        place, "no annotations: this is no JSON export (JSON_MIN and CSV lose what is needed)", task.line)
    }
    if annotations.elements.isEmpty { reading.leaveOut(.open) }
    for annotation in annotations.elements { read(annotation, of: task, place) }
    for _ in task["drafts"]?.elements ?? [] { reading.leaveOut(.draft) }
  }

  private mutating func read(_ annotation: JSONValue, of task: JSONValue, _ taskPlace: String) {
    let place = "\(taskPlace), annotation \(annotation["id"]?.text ?? "?")"
    let source = annotation["id"]?.text.map { "label-studio \($0)" }
    if annotation["was_cancelled"]?.bool == true {
      if let source { reading.withdrawn.append(source) }
      return reading.leaveOut(.skipped)
    }
    let data = task["data"]
    let time = (annotation["updated_at"] ?? annotation["created_at"])?.string
    var answer = Answer(
      place: place, itemIDs: [data?["item_id"]?.text].compactMap { $0 }, criterion: "", value: .label(""),
      annotator: annotator(annotation["completed_by"]), labelledAt: time.flatMap(secondsOfTime),
      durationSeconds: annotation["lead_time"]?.number, shownHash: data?["shown_sha256"]?.text,
      shownTexts: data?["messages"]?.elements.map { $0["content"]?.string ?? "" },
      sourceID: source)
    var found: [(name: String, values: [Answer.Value])] = []
    for result in annotation["result"]?.elements ?? [] {
      let name = result["from_name"]?.text ?? ""
      let values = Self.values(of: result["value"])
      switch name {
      case "severity": answer.severity = Self.text(of: values)
      case "rationale": answer.rationale = Self.text(of: values)
      default: found.append((name, values))
      }
    }
    guard !found.isEmpty else { return reading.reject(place, "no answer to any question", annotation.line) }
    for (name, values) in found {
      guard values.count == 1, found.filter({ $0.name == name }).count == 1 else {
        reading.reject(place, "\(values.isEmpty ? "no" : "more than one") answer to \(name)", annotation.line)
        continue
      }
      answer.criterion = name
      answer.value = values[0]
      answer.criterionVersion = data?["criterion_versions"]?[name]?.text
      reading.answers.append(answer)
    }
  }

  /// The answers in a region's value, whatever control it came from; of a taxonomy the last step.
  private static func values(of value: JSONValue?) -> [Answer.Value] {
    guard let value else { return [] }
    if let rating = value["rating"]?.number { return [.rating(rating)] }
    if let number = value["number"]?.number { return [.score(number)] }
    if let paths = value["taxonomy"] {
      return paths.elements.compactMap { $0.elements.last?.text.map { .label($0) } }
    }
    let list = value["choices"] ?? value["text"]
    guard let list else { return [] }
    return (list.isArray ? list.elements : [list]).compactMap { $0.text.map { .label($0) } }
  }

  private static func text(of values: [Answer.Value]) -> String? {
    let texts = values.compactMap { value in if case .label(let text) = value { text } else { nil } }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }
}

/// The seconds since 1970 of a time as tools write it; `nil` if it is none.
func secondsOfTime(_ text: String) -> Double? { Timestamp.seconds(of: Array(text.utf8)[...]) }
