/// The label set of a workspace that figures were made with.
package struct LabelSetUse: Sendable, Hashable {
  /// Such as `L-3f2a9c01`.
  package let name: String

  /// How many of its labels were left out, since their trace or criterion has changed.
  package let staleLeftOutCount: Int

  package init(name: String, staleLeftOutCount: Int = 0) {
    (self.name, self.staleLeftOutCount) = (name, staleLeftOutCount)
  }

  /// Which labels the figures are of, in a sentence.
  var words: String {
    let stale = Figures.count(staleLeftOutCount, "stale label")
    return "The labels are those of the label set `\(name)`"
      + (staleLeftOutCount > 0 ? ", without \(stale)." : ".")
  }

  /// The fields of files that programs read; `null` where labels are of plain files.
  static func fields(_ used: LabelSetUse?) -> [(String, JSONText)] {
    [
      ("label_set", .text(used?.name)),
      ("stale_labels_left_out", used.map { .integer($0.staleLeftOutCount) } ?? .null),
    ]
  }
}
