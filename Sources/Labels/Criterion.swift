internal import ContentHash

/// One question that is asked of a trace, with the answers that it allows.
package struct Criterion: Sendable, Hashable {
  /// Lower-case letters, digits, `-` and `_`; what it is called in every tool.
  package let name: String
  package let question: String

  /// What a pass means, for the annotator; `nil` where the question says it.
  package let passMeaning: String?
  package let failMeaning: String?
  package let scale: LabelScale

  /// What each severity means, from low to critical; empty where nothing is said.
  package let severityGuide: [Severity]
  package let examples: [Example]

  /// The signature that it came from.
  package let signatureID: String?

  /// A grade of severity, and when it is meant.
  package struct Severity: Sendable, Hashable {
    package let grade: String
    package let meaning: String

    package init(grade: String, meaning: String) {
      (self.grade, self.meaning) = (grade, meaning)
    }
  }

  /// A trace with the label that it ought to get.
  package struct Example: Sendable, Hashable {
    package let traceID: String?
    package let label: String
    package let why: String

    package init(traceID: String?, label: String, why: String) {
      (self.traceID, self.label, self.why) = (traceID, label, why)
    }
  }

  package init(
    name: String, question: String, passMeaning: String? = nil, failMeaning: String? = nil,
    scale: LabelScale = PassRule.scale, severityGuide: [Severity] = [], examples: [Example] = [],
    signatureID: String? = nil
  ) {
    (self.name, self.question, self.scale) = (name, question, scale)
    (self.passMeaning, self.failMeaning) = (passMeaning, failMeaning)
    (self.severityGuide, self.examples, self.signatureID) = (severityGuide, examples, signatureID)
  }

  /// The criterion of items that are sent out before there is any other.
  package static let overall = Criterion(
    name: LabelTable.unnamedCriterion, question: "Did the agent do what the user needed, within its rules?",
    passMeaning: "the user got it, or was rightly refused",
    failMeaning: "the user did not get it, or harm was done")

  /// The grades of severity, the least first.
  package static let grades = ["low", "medium", "high", "critical"]

  /// The content known again: 12 hexadecimal digits that change with every word that an annotator is shown.
  package var version: String {
    let fields =
      [name, question, passMeaning ?? "", failMeaning ?? "", scale.kind.rawValue]
      + [scale.labels.joined(separator: "\u{1E}")]
      + severityGuide.map { $0.grade + "\u{1E}" + $0.meaning }
      + examples.map { [$0.traceID ?? "", $0.label, $0.why].joined(separator: "\u{1E}") }
    return String(ContentHash.hexadecimal(of: Array(fields.joined(separator: "\u{1F}").utf8)).prefix(12))
  }

  /// Whether a text can be the name of a criterion: tools use it for controls, columns and files.
  package static func isName(_ text: String) -> Bool {
    let isPart = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    return !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy(isPart) && !reserved.contains(text)
  }

  /// Names that tools' controls beside the criteria have.
  private static let reserved: Set<String> = ["severity", "rationale", "dialogue", "id", "status"]
}
