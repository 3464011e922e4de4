internal import Traces

/// Which answers of tools are errors by what became of the work, though no rule knows them.
///
/// A tool that says what is wrong in words of its own says it where the work fails. So the last answer of a tool is
/// taken for an error if several failures have it and hardly a success that calls the tool.
struct ToldAnswers {
  private let told: Set<Answer>

  /// For the first words of answers that go on otherwise each time what all of them begin with.
  private let beginnings: [Answer: [UInt8]]

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
    beginnings = Self.beginnings(table, told)
  }

  /// What the answers begin with of which hardly two go on alike: what stands behind differs from trace to trace.
  private static func beginnings(_ table: EvidenceTable, _ told: Set<Answer>) -> [Answer: [UInt8]] {
    var found: [Answer: (all: Int, distinct: Set<UInt64>)] = [:]
    for row in 0..<table.rowCount where table.outcomes[row] == .failure {
      for answer in table.answers[table.answerRange(row)] {
        let opening = Answer(tool: answer.error.tool, words: answer.opening)
        guard told.contains(opening) else { continue }
        found[opening, default: (0, [])].all += 1
        found[opening, default: (0, [])].distinct.insert(answer.error.message)
      }
    }
    return found.filter {
      $0.value.all >= fewestOpen && Double($0.value.distinct.count) >= openShare * Double($0.value.all)
    }.mapValues { commonWords(of: $0.distinct.compactMap { table.messages[$0] }) }
  }

  /// The words that all of some messages begin with, and a placeholder for what comes behind.
  private static func commonWords(of messages: [[UInt8]]) -> [UInt8] {
    let parts = messages.map { $0.split(separator: 0x20) }
    var common = parts.first.map(Array.init) ?? []
    for words in parts.dropFirst() {
      common = Array(zip(common, words).prefix { $0 == $1 }.map(\.0))
    }
    return Array(common.joined(separator: [0x20])) + Array(" <*>".utf8)
  }

  /// Of fewer answers each may go on otherwise by chance.
  private static let (fewestOpen, openShare) = (12, 0.8)

  /// What the answers that are taken for errors begin with, by their hash.
  var messages: [UInt64: [UInt8]] {
    Dictionary(beginnings.values.map { (ByteHash.of($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What an answer is taken for: with its beginning alone for a message where what stands behind it tells nothing.
  func error(of answer: AnswerEvidence) -> ErrorEvidence {
    let beginning = beginnings[Answer(tool: answer.error.tool, words: answer.opening)]
    return beginning.map { answer.error.saying(ByteHash.of($0)) } ?? answer.error
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
      add(messages: told.messages)
      let table = self
      replaceErrors { row in
        let known = table.errors[table.errorRange(row)]
        let own = table.answers[table.answerRange(row)].filter(told.contains).map(told.error)
        return own.isEmpty ? known : (known + own).sorted { $0.call < $1.call }[...]
      }
    }
    forgetAnswers()
  }
}
