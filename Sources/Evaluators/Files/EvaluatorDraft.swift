package import Labels
internal import Traces

/// A first evaluator of a criterion, for a person to finish.
package struct EvaluatorDraft: Sendable {
  package let criterion: Criterion
  package let name: String
  package let kind: Evaluator.Kind
  package let endpoint: String
  package let model: String

  /// The labels that people gave on the criterion.
  package let labels: [Label]

  /// What a person said of an item.
  package struct Label: Sendable, Hashable {
    let item: String
    let annotator: String
    let label: String
    let rationale: String?

    package init(item: String, annotator: String, label: String, rationale: String?) {
      (self.item, self.annotator, self.label, self.rationale) = (item, annotator, label, rationale)
    }
  }

  package init(
    criterion: Criterion, name: String, kind: Evaluator.Kind, endpoint: String, model: String,
    labels: [Label] = []
  ) {
    (self.criterion, self.name, self.kind, self.endpoint) = (criterion, name, kind, endpoint)
    (self.model, self.labels) = (model, labels)
  }

  /// The draft: of a check a rule that every trace keeps until it is written, of a judge the standard prompt.
  package var evaluator: Evaluator {
    let judge = JudgeSpec(endpoint: endpoint, model: model, prompt: JudgePrompt.standard + "\n")
    // That an agent speaks last is the one rule that says little of any criterion and something of every trace.
    let check = Check.all([.lastTurn(Check.TextRule(role: .assistant))])
    return Evaluator(
      name: name, criterion: criterion.name, kind: kind, scale: criterion.scale, target: target,
      check: kind == .judge ? nil : check, judge: kind == .check ? nil : judge)
  }

  /// What the author should know: the question, and what people said on it.
  package var remarks: [String] {
    var lines = [criterion.question]
    if let pass = criterion.passMeaning { lines.append("Pass: \(pass)") }
    if let fail = criterion.failMeaning { lines.append("Fail: \(fail)") }
    lines += labelLines
    if kind != .judge {
      lines.append(
        "Replace the rule under check: by those of this criterion; all rules: faultline evaluators schema")
    }
    return lines.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
  }

  private var labelLines: [String] {
    guard !labels.isEmpty else { return ["No label was given on this criterion yet."] }
    let counts = criterion.scale.labels.map { label in
      "\(labels.filter { $0.label == label }.count) \(label)"
    }
    let people = Set(labels.map(\.annotator)).count
    var lines = [
      "Labels: \(counts.joined(separator: ", ")), by \(people == 1 ? "one person" : "\(people) people")."
    ]
    if let ceiling {
      let share = Int((ceiling.share * 100).rounded())
      lines.append("People agree with one another in \(share) % of \(ceiling.pairCount) pairs of labels.")
    }
    // A few reasons of the label that counts most: where people saw a failure.
    let reasons = labels.filter { $0.label == criterion.scale.labels.first }.compactMap(\.rationale).prefix(3)
    return lines + reasons.map { "Why one failed: \($0.prefix(200))" }
  }

  // MARK: Ceiling

  /// The agreement asked of it: 0.8, or that of people with one another if it is lower.
  private var target: Double {
    let standard = 0.8
    guard let ceiling, ceiling.pairCount >= Self.fewestPairs else { return standard }
    return (min(standard, ceiling.share) * 100).rounded() / 100
  }

  /// Fewer pairs of labels say little of how far people agree.
  private static let fewestPairs = 20

  /// The share of pairs of labels of one item by two people that are equal; `nil` without such a pair.
  private var ceiling: (share: Double, pairCount: Int)? {
    var byItem: [String: [Label]] = [:]
    for label in labels { byItem[label.item, default: []].append(label) }
    var (equal, total) = (0, 0)
    for given in byItem.values {
      for (place, first) in given.enumerated() {
        for second in given[(place + 1)...] where second.annotator != first.annotator {
          total += 1
          if second.label == first.label { equal += 1 }
        }
      }
    }
    return total > 0 ? (Double(equal) / Double(total), total) : nil
  }
}
