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

    /// As successes have it.
    var hash: UInt32 { AnswerEvidence.hash(tool: tool, words: words) }
  }

  /// So many failures with an answer are no chance.
  ///
  /// Chosen by hand, as is the ratio below; no others were tried.
  static let leastFailures = 4

  /// So many times as often failures that call the tool have the answer as successes that do.
  static let leastRatio = 20.0

  /// For the hash of what is told, as successes have it, one of the errors that it is.
  private let errors: [UInt32: ErrorEvidence]

  /// Compares the failures of a table with its successes; without them nothing is told.
  init(_ table: EvidenceTable) {
    var counts: [Answer: (count: Int, example: AnswerEvidence)] = [:]
    for row in 0..<table.rowCount where table.outcomes[row] == .failure {
      for answer in table.answers[table.answerRange(row)] {
        for words in Self.words(of: answer) {
          counts[words, default: (0, answer)].count += 1
          // Whichever stands first in the files, the example is the same.
          if answer.isBefore(counts[words]?.example) { counts[words]?.example = answer }
        }
      }
    }
    let candidates = counts.filter { $0.value.count >= Self.leastFailures }
    var passed = Dictionary(candidates.keys.map { ($0.hash, 0) }, uniquingKeysWith: { first, _ in first })
    for hash in table.passedAnswers where passed[hash] != nil { passed[hash, default: 0] += 1 }
    let (failedCalls, passedCalls) = (table.callCounts(.failure), table.callCounts(.success))
    let found = candidates.filter { answer, found in
      let here = Double(found.count) / Double(max(1, failedCalls[answer.tool] ?? 0))
      let there = (Double(passed[answer.hash] ?? 0) + 0.5) / Double((passedCalls[answer.tool] ?? 0) + 1)
      return here >= Self.leastRatio * there
    }
    told = Set(found.keys)
    let beginnings = Self.beginnings(table, told)
    self.beginnings = beginnings
    errors = Dictionary(
      found.map { ($0.key.hash, Self.error(of: $0.value.example, beginnings)) },
      // Of two that share a hash either; which, must not depend on the order.
      uniquingKeysWith: { ($0.tool, $0.message) < ($1.tool, $1.message) ? $0 : $1 })
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
  func error(of answer: AnswerEvidence) -> ErrorEvidence { Self.error(of: answer, beginnings) }

  private static func error(of answer: AnswerEvidence, _ beginnings: [Answer: [UInt8]]) -> ErrorEvidence {
    let beginning = beginnings[Answer(tool: answer.error.tool, words: answer.opening)]
    return beginning.map { answer.error.saying(ByteHash.of($0)) } ?? answer.error
  }

  /// The errors that the answers of a success are, each once.
  func errors(ofPassed hashes: ArraySlice<UInt32>) -> [ErrorEvidence] {
    var found: [ErrorEvidence] = []
    for hash in hashes { if let error = errors[hash], !found.contains(error) { found.append(error) } }
    return found
  }

  var isEmpty: Bool { told.isEmpty }

  func contains(_ answer: AnswerEvidence) -> Bool { Self.words(of: answer).contains(where: told.contains) }

  private static func words(of answer: AnswerEvidence) -> [Answer] {
    [answer.error.message, answer.opening].filter { $0 != 0 }.map {
      Answer(tool: answer.error.tool, words: $0)
    }
  }
}

extension AnswerEvidence {
  fileprivate func isBefore(_ other: AnswerEvidence?) -> Bool {
    guard let other else { return false }
    return (error.message, error.call) < (other.error.message, other.error.call)
  }
}

extension EvidenceTable {
  /// How many rows of an outcome call each tool.
  func callCounts(_ outcome: Outcome) -> [UInt64: Int] {
    var counts: [UInt64: Int] = [:]
    for row in 0..<rowCount where outcomes[row] == outcome {
      for tool in tools[toolRange(row)] { counts[tool, default: 0] += 1 }
    }
    return counts
  }

  /// Takes the answers for errors that hardly any but failures have, and forgets the others.
  package mutating func noteToldAnswers() {
    let told = ToldAnswers(self)
    if !told.isEmpty {
      add(messages: told.messages)
      let table = self
      let passed = passedOffsets
      replaceErrors { row in
        let known = table.errors[table.errorRange(row)]
        let own =
          table.answers[table.answerRange(row)].filter(told.contains).map(told.error)
          + told.errors(ofPassed: table.passedAnswers[passed[row]..<passed[row + 1]])
        return own.isEmpty ? known : (known + own).sorted { $0.call < $1.call }[...]
      }
    }
    forgetAnswers()
  }
}
