internal import Features

extension SignatureEvidence {
  /// The values of one field of a tool's last answer.
  private struct FieldStates {
    let tool: String
    let field: String
    var values: [String] = []

    /// A field has one value at a time, so that the shares add up.
    var share = 0.0
    var shareElsewhere = 0.0

    var difference: Double { share - shareElsewhere }
  }

  /// The tool, and the values of one of its fields, that most traces have and others hardly do; `nil` if there are
  /// none.
  package var stated: (tool: String, states: [String])? {
    var fields: [FieldStates] = []
    for term in terms {
      guard case .state(let tool, let field, let value) = term.term, term.share >= Self.valueShare else {
        continue
      }
      let known = fields.firstIndex { $0.tool == tool && $0.field == field }
      let place = known ?? fields.count
      if known == nil { fields.append(FieldStates(tool: tool, field: field)) }
      guard fields[place].values.count < Self.valueLimit else { continue }
      fields[place].values.append("\(field): \(value)")
      fields[place].share += term.share
      fields[place].shareElsewhere += term.shareElsewhere
    }
    // Of equals the first: terms come the most telling first.
    let telling = fields.filter {
      $0.share >= SignatureNaming.commonShare && $0.difference >= SignatureNaming.tellingDifference
    }
    let best = telling.enumerated().max {
      ($0.element.difference, -$0.offset) < ($1.element.difference, -$1.offset)
    }
    return best.map { ($0.element.tool, $0.element.values) }
  }

  /// A value that fewer have is not shown, and so many values at most.
  private static let valueShare = 0.15
  private static let valueLimit = 3

  /// What is said of a step that does not follow a tool where none of the traces calls it at all: that it does not follow
  /// in the few that call that tool would say too little.
  func neverCalled(at kind: Lapse.Kind, tool: String, step: String) -> String? {
    let names = Set(tools.map(\.name))
    guard kind == .uncalled || kind == .unfinished && names.contains(tool), !names.contains(step) else {
      return nil
    }
    return "\(step) is never called"
  }
}
