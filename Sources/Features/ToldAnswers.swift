/// Which answers of tools are errors by what became of the work, though no rule knows them.
///
/// A tool that says what is wrong in a sentence of its own says it where the work fails. So an answer is taken for an
/// error if several failures end on it and hardly a success that calls the tool.
struct ToldAnswers {
  private let told: Set<Answer>

  /// A masked message of a tool.
  private struct Answer: Hashable {
    let tool: UInt64
    let message: UInt64
  }

  /// So many failures with an answer are no chance.
  ///
  /// Chosen by hand, as is the ratio below; no others were tried.
  static let leastFailures = 4

  /// So many times as often failures that call the tool have the answer as successes that do.
  static let leastRatio = 20.0

  /// - Parameters:
  ///   - failures: Rows of the table that failed.
  ///   - successes: Rows that did not; without them nothing is told.
  init(_ table: EvidenceTable, failures: [Int], successes: [Int]) {
    let (failed, passed) = (Self.counts(table, failures), Self.counts(table, successes))
    told = Set(
      failed.answers.filter { answer, count in
        guard count >= Self.leastFailures, let calls = failed.tools[answer.tool] else { return false }
        let here = Double(count) / Double(max(1, calls))
        let there =
          (Double(passed.answers[answer] ?? 0) + 0.5) / Double((passed.tools[answer.tool] ?? 0) + 1)
        return here >= Self.leastRatio * there
      }.keys)
  }

  func contains(_ answer: ErrorEvidence) -> Bool {
    told.contains(Answer(tool: answer.tool, message: answer.message))
  }

  /// How many of some rows have each answer, and how many call each tool.
  private static func counts(
    _ table: EvidenceTable, _ rows: [Int]
  ) -> (answers: [Answer: Int], tools: [UInt64: Int]) {
    var (answers, tools): ([Answer: Int], [UInt64: Int]) = ([:], [:])
    for row in rows {
      for answer in table.answers[table.answerRange(row)] {
        answers[Answer(tool: answer.tool, message: answer.message), default: 0] += 1
      }
      for tool in table.tools[table.toolRange(row)] { tools[tool, default: 0] += 1 }
    }
    return (answers, tools)
  }
}

extension EvidenceTable {
  /// Gives a row's unrepaired errors, in their order, and behind them its answers that only failures have.
  ///
  /// - Parameters:
  ///   - failures: The rows that failed.
  ///   - successes: Rows of the same agents that did not.
  package func failures(
    toldBy failures: [Int], successes: [Int]
  ) -> @Sendable (Int) -> [ErrorEvidence] {
    let told = ToldAnswers(self, failures: failures, successes: successes)
    let kept = Dictionary(
      uniqueKeysWithValues: failures.map { row in (row, answers[answerRange(row)].filter(told.contains)) }
    ).filter { !$0.value.isEmpty }
    let errors = unrepairedErrors
    return { row in errors(row) + (kept[row] ?? []) }
  }
}
