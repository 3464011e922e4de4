internal import LinearAlgebra

/// How much of each word is of a slip, and not of what is said after any failure.
///
/// Users are as annoyed, and assistants as sorry, after a tool's error as after a slip of the assistant's own. So a word
/// that failures told by errors have as often as the others tells no slip from another, and leads from any to any.
struct ReactionContrast {
  /// Whether each failure has a tool error.
  let isErrorTold: [Bool]

  /// Failures with errors without the word that are thought to be there besides, so that few decide little.
  ///
  /// Chosen by hand: no other value was tried.
  private static let priorCount = 20.0

  /// The part of each column's failures without errors that is beyond what those with errors lead to expect, 0 to 1.
  ///
  /// - Parameters:
  ///   - isAsked: Which columns are asked for; the others are 1.
  ///   - failures: The failures as points.
  func parts(of isAsked: [Bool], failures: SparseMatrix) -> [Float] {
    var (told, untold) = (
      [Double](repeating: 0, count: isAsked.count), [Double](repeating: 0, count: isAsked.count)
    )
    for row in 0..<failures.rowCount {
      for place in failures.elementRange(ofRow: row) {
        if isErrorTold[row] {
          told[Int(failures.columns[place])] += 1
        } else {
          untold[Int(failures.columns[place])] += 1
        }
      }
    }
    let toldCount = Double(isErrorTold.count { $0 })
    let untoldCount = Double(isErrorTold.count) - toldCount
    return isAsked.indices.map { column in
      guard isAsked[column], untold[column] > 0 else { return 1 }
      let expected = told[column] / (toldCount + Self.priorCount) * untoldCount
      return Float(max(0, 1 - expected / untold[column]))
    }
  }
}
