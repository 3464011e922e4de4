import Foundation
package import Labels
internal import Reports
internal import Yams

/// A criterion as a file of the workspace, `criteria/<name>.yaml`.
package enum CriterionFile {
  static let folder = "criteria"

  /// The text of a file for a criterion.
  package static func text(of criterion: Criterion) -> String {
    let quoted: (String) -> String = { JSONText.string($0).line }
    var lines = [
      "# A criterion: one question that can be asked of any trace. Each change makes a new version of it.",
      "name: \(criterion.name)", "question: \(quoted(criterion.question))",
      "pass: \(quoted(criterion.passMeaning ?? ""))", "fail: \(quoted(criterion.failMeaning ?? ""))",
      "scale:",
      "  # nominal: labels without an order; ordinal: the worst first.",
      "  kind: \(criterion.scale.kind.rawValue)",
      "  labels: [\(criterion.scale.labels.map(quoted).joined(separator: ", "))]",
      "# When each severity is meant.", "severity:",
    ]
    for grade in Criterion.grades {
      let meaning = criterion.severityGuide.first { $0.grade == grade }?.meaning ?? ""
      lines.append("  \(grade): \(quoted(meaning))")
    }
    lines += ["# Traces with the label that they ought to get, and why.", "examples:"]
    for example in criterion.examples {
      lines.append("  - label: \(quoted(example.label))")
      if let trace = example.traceID { lines.append("    trace: \(quoted(trace))") }
      lines.append("    why: \(quoted(example.why))")
    }
    if criterion.examples.isEmpty { lines[lines.count - 1] += " []" }
    if let signature = criterion.signatureID { lines.append("from: \(quoted(signature))") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads a file.
  ///
  /// - Throws: `StoreError.criterion` for text that is no YAML or says too little.
  package static func criterion(yaml: String, path: String) throws(StoreError) -> Criterion {
    let root: Node?
    do {
      root = try YAMLText(text: yaml).root()
    } catch {
      throw .criterion(path: path, line: error.line, detail: "it is no YAML: \(error.reason)")
    }
    guard let root else { throw .criterion(path: path, line: nil, detail: "it is empty") }
    guard let fields = root.mapping else {
      throw .criterion(path: path, line: root.mark?.line, detail: "it has to begin with name:")
    }
    let known: Set<String> = ["name", "question", "pass", "fail", "scale", "severity", "examples", "from"]
    for (key, _) in fields where !known.contains(key.string ?? "") {
      throw .criterion(
        path: path, line: key.mark?.line, detail: "\(key.string ?? "this"): a criterion has no such part")
    }
    func text(_ name: String) throws(StoreError) -> String? { try self.text(fields[name], name, path) }
    guard let name = try text("name"), Criterion.isName(name) else {
      throw .criterion(
        path: path, line: fields["name"]?.mark?.line,
        detail: "name has to be of small letters, digits, - and _, and not severity or rationale")
    }
    guard let question = try text("question") else {
      throw .criterion(path: path, line: fields["question"]?.mark?.line, detail: "question is missing")
    }
    let scale = try scale(fields["scale"], path)
    return Criterion(
      name: name, question: question, passMeaning: try text("pass"), failMeaning: try text("fail"),
      scale: scale, severityGuide: try severities(fields["severity"], path),
      examples: try examples(fields["examples"], on: scale, path), signatureID: try text("from"))
  }

  /// A text; `nil` where it is empty or not there.
  private static func text(_ node: Node?, _ name: String, _ path: String) throws(StoreError) -> String? {
    guard let node, node.null == nil else { return nil }
    guard let text = node.scalar?.string else {
      throw .criterion(path: path, line: node.mark?.line, detail: "\(name) has to be a text")
    }
    return text.isEmpty ? nil : text
  }

  private static func scale(_ node: Node?, _ path: String) throws(StoreError) -> LabelScale {
    guard let node else { return PassRule.scale }
    let labels = node["labels"]?.sequence?.compactMap { $0.scalar?.string } ?? []
    guard labels.count > 1, Set(labels).count == labels.count,
      let kind = LabelScale.Kind(rawValue: node["kind"]?.string ?? "nominal")
    else {
      throw .criterion(
        path: path, line: node.mark?.line,
        detail: "scale needs two labels or more, each once, and the kind nominal or ordinal")
    }
    return LabelScale(labels: labels, kind: kind)
  }

  private static func severities(_ node: Node?, _ path: String) throws(StoreError) -> [Criterion.Severity] {
    guard let node, node.null == nil else { return [] }
    guard let fields = node.mapping, fields.allSatisfy({ Criterion.grades.contains($0.key.string ?? "") })
    else {
      throw .criterion(
        path: path, line: node.mark?.line,
        detail: "severity has to hold when each is meant of \(Criterion.grades.joined(separator: ", "))")
    }
    var guide: [Criterion.Severity] = []
    for grade in Criterion.grades {
      guard let meaning = try text(fields[grade], "severity: \(grade)", path) else { continue }
      guide.append(Criterion.Severity(grade: grade, meaning: meaning))
    }
    return guide
  }

  private static func examples(
    _ node: Node?, on scale: LabelScale, _ path: String
  ) throws(StoreError) -> [Criterion.Example] {
    guard let node, node.null == nil else { return [] }
    guard let entries = node.sequence else {
      throw .criterion(path: path, line: node.mark?.line, detail: "examples has to be a list")
    }
    var examples: [Criterion.Example] = []
    for entry in entries {
      guard let label = entry["label"]?.scalar?.string, scale.labels.contains(label),
        let why = entry["why"]?.scalar?.string
      else {
        throw .criterion(
          path: path, line: entry.mark?.line,
          detail: "an example needs why: and label:, one of \(scale.labels.joined(separator: ", "))")
      }
      examples.append(
        Criterion.Example(traceID: try text(entry["trace"], "trace", path), label: label, why: why))
    }
    return examples
  }
}

extension Workspace {
  /// The criteria of the workspace by name, and the one that is asked where there is no other.
  package func criteria() throws(StoreError) -> [Criterion] {
    let folder = path + "/" + CriterionFile.folder
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var criteria: [Criterion] = []
    for name in names where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
      let file = folder + "/" + name
      guard let yaml = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw .criterion(path: file, line: nil, detail: StoreError.noText)
      }
      let criterion = try CriterionFile.criterion(yaml: yaml, path: file)
      guard criterion.name + ".yaml" == name else {
        throw .criterion(path: file, line: nil, detail: "its name is \(criterion.name), not that of the file")
      }
      criteria.append(criterion)
    }
    return criteria + (criteria.contains { $0.name == Criterion.overall.name } ? [] : [.overall])
  }

  /// Writes the file of a new criterion.
  ///
  /// - Returns: Its path.
  /// - Throws: `StoreError.criterion` if there is one of this name already.
  package func add(_ criterion: Criterion) throws(StoreError) -> String {
    let file = "\(path)/\(CriterionFile.folder)/\(criterion.name).yaml"
    guard !FileManager.default.fileExists(atPath: file) else {
      throw .criterion(
        path: file, line: nil, detail: "there is such a criterion already; it was left as it is")
    }
    try write(CriterionFile.text(of: criterion), to: file)
    return file
  }
}
