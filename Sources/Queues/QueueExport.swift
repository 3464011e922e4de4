package import Labels
package import Reports

/// A tool in which people label traces.
package enum QueueTool: String, Sendable, Hashable, CaseIterable {
  case labelStudio = "label-studio"
  case argilla, langsmith, langfuse, phoenix, csv, jsonl, markdown
}

/// Writes items for a tool, as the tool takes them in.
///
/// Every file carries our ids and the hash of what is shown; predictions are left out where the review is blind.
package struct QueueExport: Sendable {
  package let items: [QueueItem]
  package let criteria: [Criterion]

  /// What judges said, by the id of the item; empty where the review is blind.
  package let verdicts: [String: [Verdict]]

  /// What the queue is called in the tool.
  package let name: String

  /// What a judge said of an item on a criterion.
  package struct Verdict: Sendable, Hashable {
    package let criterion: String
    package let judge: String
    package let label: String

    /// From 0 to 1; `nil` where the judge gives none.
    package let score: Double?

    package init(criterion: String, judge: String, label: String, score: Double?) {
      (self.criterion, self.judge, self.label, self.score) = (criterion, judge, label, score)
    }
  }

  /// - Parameter isBlind: Whether annotators shall not see what judges said.
  package init(
    items: [QueueItem], criteria: [Criterion], verdicts: [String: [Verdict]] = [:], isBlind: Bool = false,
    name: String
  ) {
    (self.items, self.criteria, self.name) = (items, criteria, name)
    self.verdicts = isBlind ? [:] : verdicts
  }

  /// The files for a tool, by their paths within one folder.
  package func files(for tool: QueueTool) -> [Page] {
    switch tool {
    case .labelStudio: labelStudioFiles
    case .argilla: argillaFiles
    case .langsmith: langSmithFiles
    case .langfuse: langfuseFiles
    case .phoenix: phoenixFiles
    case .csv: [csvFile]
    case .jsonl: [jsonlFile]
    case .markdown: [formFile]
    }
  }

  /// The versions of the criteria asked, which come back with the labels.
  var versions: JSONText { .object(criteria.map { ($0.name, .string($0.version)) }) }

  /// The verdicts of an item on the criteria asked, one judge after the other.
  func verdicts(of item: QueueItem) -> [Verdict] {
    let asked = Set(criteria.map(\.name))
    return (verdicts[item.id] ?? verdicts[item.traceID] ?? []).filter { asked.contains($0.criterion) }
  }
}

extension Criterion {
  /// The numbers of a scale that is one of stars: 1 to *K*; `nil` for other scales.
  var starCount: Int? {
    let stars = (1...max(1, scale.labels.count)).map(String.init)
    return scale.labels.count > 2 && scale.labels == stars ? stars.count : nil
  }

  /// What the annotator reads under the question.
  var guidance: String {
    var parts: [String] = []
    if let passMeaning { parts.append("Pass: \(passMeaning).") }
    if let failMeaning { parts.append("Fail: \(failMeaning).") }
    parts += severityGuide.map { "Severity \($0.grade): \($0.meaning)." }
    parts += examples.map { "Example (\($0.label)): \($0.why)." }
    return parts.joined(separator: " ")
  }

  /// The question and what is to be known for its answer.
  var fullQuestion: String { guidance.isEmpty ? question : question + " " + guidance }

  /// The place of a label on the scale, from 0 to 1, as tools that count in scores have it.
  func score(of label: String) -> Double {
    let place = Double(scale.labels.firstIndex(of: label) ?? 0)
    return scale.labels.count > 1 ? place / Double(scale.labels.count - 1) : 0
  }
}
