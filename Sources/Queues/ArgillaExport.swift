internal import Labels
internal import Reports

/// Argilla's folder of a dataset, as `rg.Dataset.from_disk` reads it: settings and records.
extension QueueExport {
  var argillaFiles: [Page] {
    [
      Page(path: ".argilla/dataset.json", text: argillaDataset.page),
      Page(path: ".argilla/settings.json", text: argillaSettings.page),
      Page(path: "records.json", text: JSONText.array(items.map(argillaRecord)).page),
    ]
  }

  private var argillaDataset: JSONText {
    .object([
      ("name", .string(name)), ("guidelines", .string("Read the conversation, then answer each question.")),
    ])
  }

  private var argillaSettings: JSONText {
    let grades = question(
      "severity", title: "Severity, if it failed", note: "", isRequired: false, options(Criterion.grades))
    let rationale = question(
      "rationale", title: "Why?", note: "", isRequired: false,
      [("type", .string("text")), ("use_markdown", .bool(false))])
    let conversation: [(String, JSONText)] = [("type", .string("chat")), ("use_markdown", .bool(false))]
    return .object([
      ("guidelines", .string("Read the conversation, then answer each question.")),
      ("questions", .array(criteria.map(argillaQuestion) + [grades, rationale])),
      (
        "fields",
        .array([
          .object([
            ("name", .string("conversation")), ("title", .string("Conversation")), ("required", .bool(true)),
            ("settings", .object(conversation)),
          ])
        ])
      ),
      ("vectors", .array([])), ("metadata", .array([])), ("allow_extra_metadata", .bool(true)),
      ("distribution", .object([("strategy", .string("overlap")), ("min_submitted", .integer(1))])),
    ])
  }

  private func argillaQuestion(_ criterion: Criterion) -> JSONText {
    guard let stars = criterion.starCount else {
      return question(
        criterion.name, title: criterion.question, note: criterion.guidance, isRequired: true,
        options(criterion.scale.labels))
    }
    let values = JSONText.array((1...stars).map { .object([("value", .integer($0))]) })
    return question(
      criterion.name, title: criterion.question, note: criterion.guidance, isRequired: true,
      [("type", .string("rating")), ("options", values)])
  }

  private func options(_ labels: [String]) -> [(String, JSONText)] {
    let options = labels.map { JSONText.object([("value", .string($0)), ("text", .string($0))]) }
    return [("type", .string("label_selection")), ("options", .array(options))]
  }

  private func question(
    _ name: String, title: String, note: String, isRequired: Bool, _ settings: [(String, JSONText)]
  ) -> JSONText {
    .object([
      ("name", .string(name)), ("title", .string(title)),
      ("description", note.isEmpty ? .null : .string(note)),
      ("required", .bool(isRequired)), ("settings", .object(settings)),
    ])
  }

  private func argillaRecord(_ item: QueueItem) -> JSONText {
    let chat = item.turns.map { turn in
      JSONText.object([("role", .string(turn.role)), ("content", .string(turn.text))])
    }
    let versions = criteria.map { ("criterion_version_" + $0.name, JSONText.string($0.version)) }
    // A question holds one suggestion: of several judges the last would stand alone, so the first is taken.
    var suggestions: [(String, JSONText)] = []
    for verdict in verdicts(of: item) where !suggestions.contains(where: { $0.0 == verdict.criterion }) {
      let stars = criteria.first { $0.name == verdict.criterion }?.starCount
      let value =
        stars == nil ? .string(verdict.label) : Int(verdict.label).map { JSONText.integer($0) } ?? .null
      suggestions.append(
        (
          verdict.criterion,
          .object([
            ("value", value), ("score", JSONText(verdict.score)), ("agent", .string(verdict.judge)),
          ])
        ))
    }
    return .object([
      ("id", .string(item.id)), ("fields", .object([("conversation", .array(chat))])),
      ("metadata", .object(item.identity + versions)), ("suggestions", .object(suggestions)),
      ("responses", .object([])), ("vectors", .object([])),
    ])
  }
}
