internal import Signatures

/// What the error messages of some traces have in common: a run of words, or else the most common message.
struct SharedMessage {
  /// The traces by the templates that each of them meets.
  private let tracesOfTemplates: [(templates: [String], count: Int)]
  private let traceCount: Int

  /// Whether short words and names before a colon tell too, as they do where no type of error tells anything.
  private let isLenient: Bool

  /// - Parameters:
  ///   - templates: For each trace with the error the templates of it, each once.
  ///   - traceCount: How many traces there are, with the error or without.
  init(_ templates: [[String]], of traceCount: Int, isLenient: Bool = false) {
    self.isLenient = isLenient
    var counts: [[String]: Int] = [:]
    for found in templates where !found.isEmpty { counts[found.sorted(), default: 0] += 1 }
    self.traceCount = traceCount
    tracesOfTemplates = Array(
      counts.map { (templates: $0.key, count: $0.value, text: $0.key.joined(separator: "\n")) }
        .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
        .prefix(Self.limit).map { ($0.templates, $0.count) })
  }

  /// More kinds of traces change little of what most have.
  private static let limit = 60

  /// Longer messages are outputs, of which the start tells.
  private static let wordLimit = 40

  /// The least share of the traces for what is said of all, and for an example.
  private static let commonShare = 0.8
  private static let exampleShare = 0.2

  /// The longest run of words, with two that say something, that four in five of the traces meet, else the message that
  /// the most of them meet, as an example; `nil` if there are no messages.
  ///
  /// Two words out of a sentence say less than a sentence, unless they are all of it.
  var message: SignatureEvidence.Message? {
    let common = common
    if let common, !isCrumb(common) { return SignatureEvidence.Message(text: common, isCommon: true) }
    return example ?? common.map { SignatureEvidence.Message(text: $0, isCommon: true) }
  }

  /// Whether a run is one or two words of longer messages.
  private func isCrumb(_ run: String) -> Bool {
    let count = { (text: String) in text.split(whereSeparator: \.isWhitespace).count { !$0.contains("<") } }
    return count(run) < Self.leastWords
      && !tracesOfTemplates.contains { $0.templates.contains { count($0) < Self.leastWords } }
  }

  private static let leastWords = 3

  /// The message that the most of the traces meet.
  private var example: SignatureEvidence.Message? {
    var counts: [String: Int] = [:]
    for (templates, count) in tracesOfTemplates {
      for text in templates { counts[text, default: 0] += count }
    }
    let best = counts.filter { saysSomething($0.key) }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, Double(best.value) >= Self.exampleShare * Double(traceCount) else { return nil }
    return SignatureEvidence.Message(text: best.key, isCommon: false)
  }

  private var common: String? {
    var counts: [[Substring]: Int] = [:]
    var runsOfTemplate: [String: Set<[Substring]>] = [:]
    for (templates, count) in tracesOfTemplates {
      var runs: Set<[Substring]> = []
      for text in templates {
        let own = runsOfTemplate[text] ?? self.runs(of: text)
        runsOfTemplate[text] = own
        runs.formUnion(own)
      }
      for run in runs { counts[run, default: 0] += count }
    }
    let needed = Int((Self.commonShare * Double(traceCount)).rounded(.up))
    let common = counts.filter { $0.value >= needed }.keys.map {
      (run: $0, tellingCount: tellingCount($0), text: $0.joined(separator: " "))
    }
    let best = common.max { one, other in
      (one.tellingCount, one.run.count, other.text) < (other.tellingCount, other.run.count, one.text)
    }
    return best.map { extended($0.run, needed: needed).joined(separator: " ") }
  }

  /// A run with the words of grammar, and the short ones, that stand before and behind it in as many traces.
  private func extended(_ run: [Substring], needed: Int) -> [Substring] {
    var run = run
    while let word = commonNeighbour(of: run, needed: needed, isBefore: true), !word.hasSuffix(":") {
      run.insert(word, at: 0)
    }
    while run.count > Self.leastWords, let word = run.first, isGrammar(word), !isStart(run, needed: needed) {
      run.removeFirst()
    }
    var end = run.count
    while let word = commonNeighbour(of: run, needed: needed, isBefore: false) {
      run.append(word)
      // What only leads to what differs is left out again.
      if !isGrammar(word) { end = run.count }
    }
    return Array(run[..<end])
  }

  /// Whether a word only leads to what is said.
  private func isGrammar(_ word: Substring) -> Bool {
    word == word.lowercased() && !word.contains("<") && TellingWords.core(of: String(word)) == nil
      && !Self.denials.contains(String(word))
  }

  /// Whether as many messages as are needed begin with a run.
  private func isStart(_ run: [Substring], needed: Int) -> Bool {
    let count = tracesOfTemplates.reduce(0) { sum, found in
      let begins = found.templates.contains { $0.split(whereSeparator: \.isWhitespace).starts(with: run) }
      return begins ? sum + found.count : sum
    }
    return count >= needed
  }

  /// The word right before or behind a run in as many traces as are needed; no placeholder.
  private func commonNeighbour(of run: [Substring], needed: Int, isBefore: Bool) -> Substring? {
    var counts: [Substring: Int] = [:]
    for (templates, count) in tracesOfTemplates {
      var found: Set<Substring> = []
      for text in templates {
        let words = Array(text.split(whereSeparator: \.isWhitespace).prefix(Self.wordLimit))
        guard words.count > run.count else { continue }
        for start in 0...(words.count - run.count) where words[start..<start + run.count].elementsEqual(run) {
          let place = isBefore ? start - 1 : start + run.count
          if words.indices.contains(place), !words[place].contains("<") { found.insert(words[place]) }
        }
      }
      for word in found { counts[word, default: 0] += count }
    }
    return counts.filter { $0.value >= needed }.keys.min()
  }

  /// The runs of words of a template with two that say something: from one of these, or what denies it, to another, or
  /// to a placeholder.
  private func runs(of text: String) -> Set<[Substring]> {
    let words = Array(text.split(whereSeparator: \.isWhitespace).prefix(Self.wordLimit))
    let areTelling = words.map(isTelling)
    var runs: Set<[Substring]> = []
    for start in words.indices
    where areTelling[start] || Self.denials.contains(words[start].lowercased()) {
      var count = 0
      for end in words.indices[start...] {
        if areTelling[end] { count += 1 } else if !words[end].contains("<") { continue }
        if count >= Self.leastTellingCount { runs.insert(Array(words[start...end])) }
      }
    }
    return runs
  }

  private static let leastTellingCount = 2
  private static let denials: Set<String> = ["not", "no", "never", "cannot", "can't", "isn't", "doesn't"]

  private func saysSomething(_ text: String) -> Bool {
    tellingCount(text.split(whereSeparator: \.isWhitespace)) >= Self.leastTellingCount
  }

  private func tellingCount(_ words: [Substring]) -> Int { words.count(where: isTelling) }

  /// Whether a word says what went wrong: it is none of grammar, no placeholder, no name before a colon, and none that
  /// says only that something failed.
  private func isTelling(_ word: Substring) -> Bool {
    if isLenient {
      let letters = word.lowercased().filter(\.isLetter)
      return letters.count >= Self.leastLetters && !word.contains("<") && !TellingWords.isCrumb(word)
        && !Self.failing.contains(letters)
    }
    guard !word.hasSuffix(":"), !word.contains("<"), let core = TellingWords.core(of: String(word)) else {
      return false
    }
    let letters = core.lowercased().filter { $0.isLetter }
    return !Self.failing.contains(letters)
  }

  /// A shorter word says nothing even there.
  private static let leastLetters = 3

  /// What programs write before or behind what went wrong.
  private static let failing: Set<String> = [
    "error", "errors", "failed", "failure", "fails", "exception", "execution", "executing", "call", "recent",
    "last",
    "exitcode", "exit", "code", "output", "traceback", "status", "tool", "request",
  ]
}
