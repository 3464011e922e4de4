internal import Labels
internal import Reports

/// Label Studio's task list, with the labelling configuration beside it.
///
/// The conversation is shown by `Paragraphs`: the `Chat` tag is not in the free edition. Our ids stand in `data`, since
/// the server numbers tasks itself.
extension QueueExport {
  var labelStudioFiles: [Page] {
    [
      Page(path: "tasks.json", text: JSONText.array(items.map(labelStudioTask)).page),
      Page(path: "config.xml", text: labelStudioConfiguration),
    ]
  }

  private func labelStudioTask(_ item: QueueItem) -> JSONText {
    let messages = item.turns.map { turn in
      JSONText.object([("role", .string(turn.role)), ("content", .string(turn.text))])
    }
    let data = item.identity + [("criterion_versions", versions), ("messages", .array(messages))]
    var task: [(String, JSONText)] = [("data", .object(data))]
    let verdicts = verdicts(of: item)
    if !verdicts.isEmpty { task.append(("predictions", .array(predictions(verdicts)))) }
    return .object(task)
  }

  /// One prediction a judge, with its answers to all criteria.
  private func predictions(_ verdicts: [Verdict]) -> [JSONText] {
    var judges: [String] = []
    for verdict in verdicts where !judges.contains(verdict.judge) { judges.append(verdict.judge) }
    return judges.map { judge in
      let own = verdicts.filter { $0.judge == judge }
      var fields: [(String, JSONText)] = [
        ("model_version", .string(judge)), ("result", .array(own.compactMap(result))),
      ]
      // Only one score has a place in a prediction.
      if own.count == 1, let score = own[0].score { fields.append(("score", .number(score))) }
      return .object(fields)
    }
  }

  private func result(_ verdict: Verdict) -> JSONText? {
    guard let criterion = criteria.first(where: { $0.name == verdict.criterion }) else { return nil }
    let stars = criterion.starCount == nil ? nil : Int(verdict.label)
    let value: (String, JSONText) =
      stars.map { ("rating", .integer($0)) } ?? ("choices", .array([.string(verdict.label)]))
    return .object([
      ("from_name", .string(verdict.criterion)), ("to_name", .string("dialogue")),
      ("type", .string(stars == nil ? "choices" : "rating")), ("value", .object([value])),
    ])
  }

  private var labelStudioConfiguration: String {
    var lines = [
      "<View>",
      "  <Paragraphs name=\"dialogue\" value=\"$messages\" layout=\"dialogue\" nameKey=\"role\" textKey=\"content\"/>",
    ]
    for criterion in criteria {
      lines.append("  <Header value=\"\(Self.attribute(criterion.fullQuestion))\"/>")
      if let count = criterion.starCount {
        lines.append(
          "  <Rating name=\"\(criterion.name)\" toName=\"dialogue\" maxRating=\"\(count)\" required=\"true\"/>"
        )
      } else {
        lines += choices(criterion.name, criterion.scale.labels, isRequired: true)
      }
    }
    lines.append("  <Header value=\"Severity, if it failed\"/>")
    lines += choices("severity", Criterion.grades, isRequired: false)
    lines.append(
      "  <TextArea name=\"rationale\" toName=\"dialogue\" rows=\"3\" maxSubmissions=\"1\" placeholder=\"Why?\"/>"
    )
    return (lines + ["</View>"]).joined(separator: "\n") + "\n"
  }

  private func choices(_ name: String, _ labels: [String], isRequired: Bool) -> [String] {
    let head = "  <Choices name=\"\(name)\" toName=\"dialogue\" choice=\"single\" showInline=\"true\""
    return [head + (isRequired ? " required=\"true\">" : ">")]
      + labels.map { "    <Choice value=\"\(Self.attribute($0))\"/>" } + ["  </Choices>"]
  }

  /// A text within the quotes of an attribute; a dollar sign at its start would name a field of the task.
  private static func attribute(_ text: String) -> String {
    let visible = VisibleText.singleLine(text)
    let safe = visible.hasPrefix("$") ? " " + visible : visible
    return safe.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
