internal import Reports

/// Labels as lines of a label file, which `align` and `calibrate` read.
package enum LabelLines {
  /// A line for each label, in their order.
  ///
  /// - Parameters:
  ///   - isByTrace: Whether items are named by their traces, as judges know them.
  ///   - isStale: Whether their traces or criteria have changed since, which each line then says.
  package static func text(
    of labels: [ReturnedLabel], items: [QueueItem], isByTrace: Bool = false, isStale: Bool = false
  ) -> String {
    let known = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    return labels.map { label in
      let item = known[label.itemID]
      let fields: [(String, JSONText)?] = [
        ("item_id", .string(isByTrace ? item?.traceID ?? label.itemID : label.itemID)),
        ("trace_id", JSONText(item?.traceID)), ("criterion", .string(label.criterion)),
        ("criterion_version", .string(label.criterionVersion)), ("annotator", .string(label.annotator)),
        ("role", .string("human")), ("label", .string(label.label)),
        label.severity.map { ("severity", .string($0)) }, label.rationale.map { ("rationale", .string($0)) },
        label.labelledAt.map { ("labelled_at", .exact($0)) },
        item.map { ("inclusion_probability", .exact($0.inclusionProbability)) },
        ("shown_sha256", .string(label.shownHash)), isStale ? ("stale", .bool(true)) : nil,
      ]
      return JSONText.object(fields.compactMap { $0 }).line + "\n"
    }.joined()
  }
}

/// What two sets of labels have and have not in common.
package struct LabelComparison: Sendable {
  package let added: [ReturnedLabel]
  package let removed: [ReturnedLabel]

  /// Labels of one person on one question that are others now.
  package let changed: [(before: ReturnedLabel, after: ReturnedLabel)]

  package init(before: [ReturnedLabel], after: [ReturnedLabel]) {
    func key(_ label: ReturnedLabel) -> [String] {
      [
        label.itemID, label.criterion, label.annotator,
        label.isAnonymous ? label.sourceID ?? label.label : "",
      ]
    }
    let old = Dictionary(before.map { (key($0), $0) }) { _, last in last }
    let new = Dictionary(after.map { (key($0), $0) }) { _, last in last }
    added = after.filter { old[key($0)] == nil }
    removed = before.filter { new[key($0)] == nil }
    changed = after.compactMap { label in
      old[key(label)].flatMap { known in
        let isSame =
          known.label == label.label && known.severity == label.severity && known.rationale == label.rationale
          && known.criterionVersion == label.criterionVersion && known.shownHash == label.shownHash
        return isSame ? nil : (known, label)
      }
    }
  }
}
