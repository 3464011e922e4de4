package import Labels

/// A criterion drafted from what is known of a signature, for an expert to finish.
package struct CriterionDraft: Sendable {
  package let name: String
  package let signatureID: String

  /// What fails, in a line.
  package let signatureName: String

  /// What people said of the signature.
  package let note: String?

  /// The items of the signature that were sent out.
  package let items: [QueueItem]
  package let labels: [ReturnedLabel]

  package init(
    name: String, signatureID: String, signatureName: String, note: String?, items: [QueueItem],
    labels: [ReturnedLabel]
  ) {
    (self.name, self.signatureID, self.signatureName) = (name, signatureID, signatureName)
    (self.note, self.items, self.labels) = (note, items, labels)
  }

  /// A few labelled traces say more than many.
  private static let exampleCount = 4

  /// The draft: it asks whether a trace is free of the failure, with what annotators wrote as examples.
  package var criterion: Criterion {
    let traces = Dictionary(items.map { ($0.id, $0.traceID) }) { first, _ in first }
    var examples = told(of: traces).prefix(Self.exampleCount).map { label in
      Criterion.Example(traceID: traces[label.itemID], label: label.label, why: label.rationale ?? "")
    }
    if examples.isEmpty, let typical = items.first(where: { $0.role == "medoid" }) {
      examples = [
        .init(traceID: typical.traceID, label: "fail", why: "the most typical trace; say what is wrong in it")
      ]
    }
    return Criterion(
      name: name, question: "Is the conversation free of this failure: \(signatureName)?",
      passMeaning: "it does not happen, or the agent repairs it before it does harm",
      failMeaning: note.map { "it happens: \($0)" } ?? "it happens and is not repaired", examples: examples,
      signatureID: signatureID)
  }

  /// A label with its reason of each trace that all who read it label alike: what people disagree on teaches nobody.
  private func told(of traces: [String: String]) -> [ReturnedLabel] {
    let sided = labels.filter { traces[$0.itemID] != nil && ["pass", "fail"].contains($0.label) }
    var shown: Set<String> = []
    return sided.filter { label in
      guard label.rationale != nil, let trace = traces[label.itemID] else { return false }
      let isAgreed = sided.allSatisfy { traces[$0.itemID] != trace || $0.label == label.label }
      return isAgreed && shown.insert(trace).inserted
    }
  }
}
