internal import Traces

/// Which answers of tools are errors by what became of the work, though no rule knows them.
///
/// A tool that says what is wrong in words of its own says it where the work fails. So the last answer of a tool is
/// taken for an error if several failures have it and hardly a success that calls the tool.
struct ToldAnswers {
  private let told: Set<Answer>

  /// A masked message of a tool, or its first words.
  private struct Answer: Hashable {
    let tool: UInt64
    let words: UInt64
  }

  /// So many failures with an answer are no chance.
  ///
  /// Chosen by hand, as is the ratio below; no others were tried.
  static let leastFailures = 4

  /// So many times as often failures that call the tool have the answer as successes that do.
  static let leastRatio = 20.0

  /// Compares the failures of a table with its successes; without them nothing is told.
  init(_ table: EvidenceTable) {
    let (failed, passed) = (Self.counts(table, .failure), Self.counts(table, .success))
    told = Set(
      failed.answers.filter { answer, count in
        guard count >= Self.leastFailures, let calls = failed.tools[answer.tool] else { return false }
        let here = Double(count) / Double(max(1, calls))
        let there =
          (Double(passed.answers[answer] ?? 0) + 0.5) / Double((passed.tools[answer.tool] ?? 0) + 1)
        return here >= Self.leastRatio * there
      }.keys)
  }

  var isEmpty: Bool { told.isEmpty }

  func contains(_ answer: AnswerEvidence) -> Bool { Self.words(of: answer).contains(where: told.contains) }

  private static func words(of answer: AnswerEvidence) -> [Answer] {
    [answer.error.message, answer.opening].filter { $0 != 0 }.map {
      Answer(tool: answer.error.tool, words: $0)
    }
  }

  /// How many rows of an outcome have each answer, and how many call each tool.
  private static func counts(
    _ table: EvidenceTable, _ outcome: Outcome
  ) -> (answers: [Answer: Int], tools: [UInt64: Int]) {
    var (answers, tools): ([Answer: Int], [UInt64: Int]) = ([:], [:])
    for row in 0..<table.rowCount where table.outcomes[row] == outcome {
      for answer in table.answers[table.answerRange(row)] {
        for words in words(of: answer) { answers[words, default: 0] += 1 }
      }
      for tool in table.tools[table.toolRange(row)] { tools[tool, default: 0] += 1 }
    }
    return (answers, tools)
  }
}

extension EvidenceTable {
  /// Takes the answers for errors that hardly any but failures have, and forgets the others.
  package mutating func noteToldAnswers() {
    let told = ToldAnswers(self)
    if !told.isEmpty {
      let table = self
      replaceErrors { row in
        let known = table.errors[table.errorRange(row)]
        let own = table.answers[table.answerRange(row)].filter(told.contains).map(\.error)
        return own.isEmpty ? known : (known + own).sorted { $0.call < $1.call }[...]
      }
    }
    forgetAnswers()
  }
}
