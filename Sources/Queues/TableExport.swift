internal import Labels
internal import Reports

/// Items as rows: a table for spreadsheets, and lines for programs of one's own.
extension QueueExport {
  /// The columns of a table to be filled in; the last four are the annotator's.
  static let columns = [
    "item_id", "trace_id", "signature_id", "role", "stratum", "inclusion_probability", "shown_sha256",
    "criterion", "criterion_version", "question", "labels", "judge", "verdict", "conversation", "annotator",
    "label", "severity", "rationale",
  ]

  /// A row for each item and criterion.
  var csvFile: Page {
    var text = CSV.row(Self.columns)
    for item in items {
      let conversation = item.turns.map { "\($0.role): \($0.text)" }.joined(separator: "\n\n")
      for criterion in criteria {
        let verdict = verdicts(of: item).first { $0.criterion == criterion.name }
        text += CSV.row([
          item.id, item.traceID, item.signatureID ?? "", item.role, item.stratum,
          "\(item.inclusionProbability)",
          item.shownHash, criterion.name, criterion.version, criterion.fullQuestion,
          criterion.scale.labels.joined(separator: " | "), verdict?.judge ?? "", verdict?.label ?? "",
          conversation, "", "", "", "",
        ])
      }
    }
    return Page(path: "queue.csv", text: text)
  }

  /// An item a line, with the criteria, and a list that labels are put in.
  var jsonlFile: Page {
    let asked = JSONText.array(
      criteria.map { criterion in
        .object([
          ("name", .string(criterion.name)), ("version", .string(criterion.version)),
          ("question", .string(criterion.fullQuestion)),
          ("labels", .array(criterion.scale.labels.map { .string($0) })),
        ])
      })
    let lines = items.map { item in
      let predictions = verdicts(of: item).map { verdict in
        JSONText.object([
          ("criterion", .string(verdict.criterion)), ("judge", .string(verdict.judge)),
          ("label", .string(verdict.label)), ("score", JSONText(verdict.score)),
        ])
      }
      var fields =
        item.identity + [("criterion_versions", versions), ("criteria", asked), ("messages", item.messages)]
      if !predictions.isEmpty { fields.append(("predictions", .array(predictions))) }
      return JSONText.object(fields + [("annotations", .array([]))]).line + "\n"
    }
    return Page(path: "queue.jsonl", text: lines.joined())
  }
}
