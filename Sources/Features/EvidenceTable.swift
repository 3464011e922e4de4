package import Traces

/// The evidence of many traces, a row each, in flat arrays.
package struct EvidenceTable: Sendable {
  /// Where the terms of a row begin in `terms`; one more than there are rows.
  package private(set) var termOffsets = [0]
  package private(set) var terms: [TermKey] = []

  /// Where the errors of a row begin in `errors`; one more than there are rows.
  package private(set) var errorOffsets = [0]
  package private(set) var errors: [ErrorEvidence] = []

  /// Where the answers of a row that may be errors begin in `answers`; one more than there are rows.
  private(set) var answerOffsets = [0]

  /// The last answers of tools that are not known to be errors.
  package private(set) var answers: [AnswerEvidence] = []

  /// How many answers of each row are in `passedAnswers`.
  private(set) var passedCounts: [UInt8] = []

  /// The last answers of the tools of successes, as hashes of tool and words.
  private(set) var passedAnswers: [UInt32] = []

  /// Where the tools of a row begin in `tools`; one more than there are rows.
  private(set) var toolOffsets = [0]

  /// The hashes of the tools that were called, each once a row, by their first calls.
  private(set) var tools: [UInt64] = []

  /// Where the practices of a row begin in `practices`; one more than there are rows.
  private(set) var practiceOffsets = [0]

  /// What rows do, or do not, each time they call a tool.
  private(set) var practices: [Practice] = []

  /// How often tools are called, by the row; of those alone in which a sign tells that one is called again.
  package private(set) var repetitions: [Int: [CallRepetition]] = [:]

  package private(set) var outcomes: [Outcome] = []

  /// The masked messages of the errors, by their hash.
  package private(set) var messages: [UInt64: [UInt8]] = [:]

  /// The names of the tools, and of the fields that they are given, by their hash.
  package private(set) var toolNames: [UInt64: String] = [:]

  /// The steps that rows do not make, by the term of each at its tool.
  package private(set) var lapses: [TermKey: Lapse] = [:]

  /// For each agent the tools that go with the words of a request.
  private var asked: [Int?: AskedTools] = [:]

  /// The terms of the errors, once no more rows are added.
  private var finishedErrorTerms: ErrorTerms?

  package init() {}

  /// The terms of the errors.
  var errorTerms: ErrorTerms { finishedErrorTerms ?? ErrorTerms(self) }

  /// Finds which errors were not made good and the terms of the errors, to be called once all rows are in.
  package mutating func finish(threadCount: Int) {
    let failed = FailedRepairs(self)
    for place in errors.indices where errors[place].isFollowedBySuccess {
      errors[place].isRepaired = !failed.contains(errors[place])
    }
    finishedErrorTerms = ErrorTerms(self, threadCount: threadCount)
  }

  package var rowCount: Int { outcomes.count }

  /// The places of a row's terms in `terms`.
  package func termRange(_ row: Int) -> Range<Int> { termOffsets[row]..<termOffsets[row + 1] }

  /// The places of a row's errors in `errors`.
  package func errorRange(_ row: Int) -> Range<Int> { errorOffsets[row]..<errorOffsets[row + 1] }

  /// Gives the words of a row's unrepaired errors at their tools, ascending and each once.
  package var errorWords: @Sendable (Int) -> [TermKey] {
    let found = errorTerms
    return { found.words(ofErrors: errorRange($0)) }
  }

  /// The keys that the words of a masked message, by its hash, have where the assistant says them.
  package var replyKeys: @Sendable (UInt64) -> [TermKey] {
    { ErrorTerms.replyKeys(of: messages[$0] ?? []) }
  }

  /// Gives what a row's unrepaired errors are of their type where their words tell, each once.
  package var errorCauses: @Sendable (Int) -> [ErrorCause] {
    let found = errorTerms
    return { found.causes(ofErrors: errorRange($0)) }
  }

  /// Gives a row's unrepaired errors, in their order.
  package var unrepairedErrors: @Sendable (Int) -> [ErrorEvidence] {
    { row in errors[errorRange(row)].filter { !$0.isRepaired } }
  }

  /// The places of a row's tools in `tools`.
  func toolRange(_ row: Int) -> Range<Int> { toolOffsets[row]..<toolOffsets[row + 1] }

  /// The hash of the tool that a row calls for the first time last; `nil` for one that calls none.
  package func lastTool(ofRow row: Int) -> UInt64? { tools[toolRange(row)].last }

  /// The hashes of the tools that a row calls, each once, by their first calls.
  package func calledTools(ofRow row: Int) -> ArraySlice<UInt64> { tools[toolRange(row)] }

  /// The places of a row's answers in `answers`.
  package func answerRange(_ row: Int) -> Range<Int> { answerOffsets[row]..<answerOffsets[row + 1] }

  /// The places of a row's practices in `practices`.
  func practiceRange(_ row: Int) -> Range<Int> { practiceOffsets[row]..<practiceOffsets[row + 1] }

  /// Adds a row behind the others.
  package mutating func append(_ evidence: Evidence, outcome: Outcome) {
    finishedErrorTerms = nil
    terms.append(contentsOf: evidence.terms)
    errors.append(contentsOf: evidence.errors)
    tools.append(contentsOf: evidence.tools)
    termOffsets.append(terms.count)
    errorOffsets.append(errors.count)
    toolOffsets.append(tools.count)
    answers.append(contentsOf: evidence.answers)
    answerOffsets.append(answers.count)
    passedAnswers.append(contentsOf: evidence.passedAnswers)
    passedCounts.append(UInt8(evidence.passedAnswers.count))
    practices.append(contentsOf: evidence.practices)
    practiceOffsets.append(practices.count)
    if !evidence.repetitions.isEmpty { repetitions[rowCount] = evidence.repetitions }
    outcomes.append(outcome)
  }

  /// Takes in masked messages by their hash; one that is known stays.
  package mutating func add(messages others: [UInt64: [UInt8]]) {
    messages.merge(others) { known, _ in known }
  }

  /// Takes in steps that rows do not make by their terms.
  package mutating func add(lapses others: [TermKey: Lapse]) {
    lapses.merge(others) { known, _ in known }
  }

  /// Takes in names of tools by their hash; one that is known stays.
  package mutating func add(toolNames others: [UInt64: String]) {
    toolNames.merge(others) { known, _ in known }
  }

  /// Takes in which tools go with the words of a request, by agent; what is known stays.
  package mutating func add(askedOf other: EvidenceTable) { add(asked: other.asked) }

  mutating func add(asked others: [Int?: AskedTools]) { asked.merge(others) { known, _ in known } }

  /// The tools that successes of an agent call where the user asks in such words as in a row, the one that comes last
  /// in the work first; none before the habits are known.
  package func askedTools(ofRow row: Int, agent: Int?) -> [UInt64] {
    asked[agent]?.toolsLastFirst(askedBy: requestWords(row)) ?? []
  }

  /// Forgets what rows do each time they call a tool, once the habits are known.
  mutating func forgetPractices() {
    (practices, practiceOffsets) = ([], [Int](repeating: 0, count: rowCount + 1))
  }

  /// Where the answers of each row begin in `passedAnswers`; one more than there are rows.
  var passedOffsets: [Int] {
    var offsets = [0]
    offsets.reserveCapacity(rowCount + 1)
    for count in passedCounts { offsets.append((offsets.last ?? 0) + Int(count)) }
    return offsets
  }

  /// Forgets the answers that may be errors, once it is known which are.
  mutating func forgetAnswers() {
    (answers, answerOffsets) = ([], [Int](repeating: 0, count: rowCount + 1))
    (passedAnswers, passedCounts) = ([], [UInt8](repeating: 0, count: rowCount))
  }

  /// Gives each row other errors.
  mutating func replaceErrors(_ found: (Int) -> ArraySlice<ErrorEvidence>) {
    finishedErrorTerms = nil
    var (all, offsets): ([ErrorEvidence], [Int]) = ([], [0])
    all.reserveCapacity(errors.count)
    offsets.reserveCapacity(rowCount + 1)
    for row in 0..<rowCount {
      all += found(row)
      offsets.append(all.count)
    }
    (errors, errorOffsets) = (all, offsets)
  }

  /// Gives each row terms for the steps that it does not make.
  mutating func add(lapses found: [[Lapse]]) {
    guard found.contains(where: { !$0.isEmpty }) else { return }
    toolNames[Lapse.asking] = "a question"
    toolNames[Lapse.request] = "such a request"
    toolNames[Lapse.repeating] = "the same again"
    toolNames[Lapse.anyFigure] = "a figure"
    var (all, offsets): ([TermKey], [Int]) = ([], [0])
    all.reserveCapacity(terms.count + 4 * rowCount)
    offsets.reserveCapacity(rowCount + 1)
    for row in 0..<rowCount {
      all.append(contentsOf: terms[termRange(row)])
      var added: Set<TermKey> = []
      for lapse in found[row] {
        lapses[lapse.key] = lapse
        for key in lapse.keys where added.insert(key).inserted { all.append(key) }
      }
      offsets.append(all.count)
    }
    (terms, termOffsets) = (all, offsets)
  }

  /// Adds the rows of another table behind its own, those that a test lets through.
  package mutating func append(_ other: EvidenceTable, where isKept: (Int) -> Bool) {
    finishedErrorTerms = nil
    add(messages: other.messages)
    add(toolNames: other.toolNames)
    add(lapses: other.lapses)
    add(asked: other.asked)
    let kept = (0..<other.rowCount).filter(isKept)
    guard kept.count < other.rowCount else { return append(allOf: other) }
    let passed = other.passedOffsets
    for row in kept {
      passedAnswers.append(contentsOf: other.passedAnswers[passed[row]..<passed[row + 1]])
      passedCounts.append(other.passedCounts[row])
      terms.append(contentsOf: other.terms[other.termRange(row)])
      errors.append(contentsOf: other.errors[other.errorRange(row)])
      tools.append(contentsOf: other.tools[other.toolRange(row)])
      termOffsets.append(terms.count)
      errorOffsets.append(errors.count)
      toolOffsets.append(tools.count)
      answers.append(contentsOf: other.answers[other.answerRange(row)])
      answerOffsets.append(answers.count)
      practices.append(contentsOf: other.practices[other.practiceRange(row)])
      practiceOffsets.append(practices.count)
      if let found = other.repetitions[row] { repetitions[rowCount] = found }
      outcomes.append(other.outcomes[row])
    }
  }

  private mutating func append(allOf other: EvidenceTable) {
    let (termCount, errorCount, toolCount) = (terms.count, errors.count, tools.count)
    let (practiceCount, answerCount) = (practices.count, answers.count)
    terms += other.terms
    errors += other.errors
    tools += other.tools
    termOffsets += other.termOffsets.dropFirst().lazy.map { $0 + termCount }
    errorOffsets += other.errorOffsets.dropFirst().lazy.map { $0 + errorCount }
    toolOffsets += other.toolOffsets.dropFirst().lazy.map { $0 + toolCount }
    practices += other.practices
    answers += other.answers
    passedAnswers += other.passedAnswers
    passedCounts += other.passedCounts
    answerOffsets += other.answerOffsets.dropFirst().lazy.map { $0 + answerCount }
    practiceOffsets += other.practiceOffsets.dropFirst().lazy.map { $0 + practiceCount }
    for (row, found) in other.repetitions { repetitions[rowCount + row] = found }
    outcomes += other.outcomes
  }
}
