/// A row of a label file that could not be read as a label or a verdict.
package struct LabelRejection: Sendable, Hashable {
  /// What is wrong with the row, in words for a report.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case noItem = "no item_id"
    case noAnnotator = "no annotator"
    case unknownRole = "role is neither human nor judge"
    case notJSON = "line is no JSON object"
    case cutOff = "a quoted field is still open at the end of the file"
    case badInclusionProbability = "inclusion_probability is no number above 0 and at most 1"
    case badProbabilities = "probabilities are not numbers from 0 to 1"
  }

  package let file: String

  /// The line of the file, from 1.
  package let line: Int
  package let reason: Reason
}

/// A reason why a whole label file cannot be read.
package enum LabelFileError: Error, Sendable, Hashable {
  case empty(file: String)
  case missingColumns(file: String, columns: [String])
  case noRows(file: String)
  case badScales(file: String, reason: String)

  /// More different labels than a scale can have that nobody gave.
  case tooManyLabels(criterion: String, count: Int)
}
