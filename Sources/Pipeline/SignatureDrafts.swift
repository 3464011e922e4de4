internal import Clustering
internal import Features
internal import Foundation
internal import JSONBytes
internal import Reports
internal import Signatures
internal import Threads
internal import Traces

/// The signatures before they are ranked: evidence with its words, names, impact.
struct SignatureDrafts: Sendable {
  let mined: MinedSignatures
  let traces: [Int: Trace]

  /// Some of all traces, which tell what is usual.
  let sample: [Int]

  init(mined: MinedSignatures, traces: [Int: Trace]) {
    (self.mined, self.traces) = (mined, traces)
    sample = Self.sample(of: mined)
  }

  struct Draft: Sendable {
    let id: String
    let name: String

    /// Whether the name tells what half of the traces have in common.
    let isNamed: Bool

    /// How many traces say what is close to the words that the name quotes; `nil` where it quotes none.
    let quoteCount: Int?

    /// The sign, or the step that is not made, that the name tells; `nil` where it tells none.
    let namedTerm: Term?

    /// What may tell this signature from others of the same name.
    let details: SignatureNaming.NameDetails
    let support: Int

    /// How many of the traces like these fail, or of those that show what the name tells.
    fileprivate(set) var rate: Rate
    fileprivate(set) var impact: Double
    let evidence: SignatureEvidence

    /// What each term is worth in finding the turns that set it apart.
    let scores: TermScores

    var rankKey: RankKey {
      RankKey(isRest: evidence.isRest(of: support), impact: impact, support: support)
    }
  }

  /// How many of some traces fail: of those that have what sets a cluster apart, or show the sign that names it.
  struct Rate: Sendable {
    let found: HeldOutRates.Rate
    let basis: Alike.Basis

    /// From 0 to 1; `nil` where there are no such traces.
    var share: Double? { found.count > 0 ? found.failureCount / found.count : nil }
  }

  /// A draft for each cluster, in the clusters' order.
  var drafts: [Draft] {
    let ids = self.ids
    let said = self.said
    let turnLimit = mined.turnLimit
    let failing = FailingRows(mined.collection.evidence, mined.selection)
    let members = clusterMembers(of: mined.partition.assignments, clusterCount: ids.count)
      .map { $0.map { mined.selection.mined[$0] } }
    let drafts = Blocks(itemCount: ids.count, size: 1).concurrentMap(threadCount: mined.plan.threadCount) {
      cluster, _ in
      let others = SharedQuotes(elsewhere: said.indices.filter { $0 != cluster }.map { said[$0].quotes })
      let rows = members[cluster]
      let reach = reach(of: mined.clusters[cluster], rows, read: said[cluster].read)
      return draft(
        of: cluster, rows, said[cluster].read, id: ids[cluster],
        Quotes(own: said[cluster].quotes, elsewhere: others, reach: reach),
        turnLimit: mined.areStopped(rows) ? turnLimit : nil, failing)
    }
    return rated(drafts, members)
  }

  /// The drafts with the rates of the signs that name them, where these are greater.
  private func rated(_ drafts: [Draft], _ members: [[Int]]) -> [Draft] {
    let rates = mined.signRates(of: zip(drafts, members).map { ($0.namedTerm, $1) })
    var drafts = drafts
    for (cluster, found) in rates.enumerated() {
      guard let found else { continue }
      let ofSign = Rate(found: found, basis: .sign)
      guard (ofSign.share ?? 0) > (drafts[cluster].rate.share ?? 0) else { continue }
      drafts[cluster].rate = ofSign
      drafts[cluster].impact = impact(of: mined.clusters[cluster], ofSign)
    }
    return drafts
  }

  /// Of each cluster the traces that were read back, without personal data, and what is said in them.
  private var said: [(read: [Trace], quotes: SharedQuotes)] {
    Blocks(itemCount: mined.clusters.count, size: 1).concurrentMap(threadCount: mined.plan.threadCount) {
      cluster, _ in
      let read = read(of: cluster)
      return (read, SharedQuotes(read))
    }
  }

  /// The traces of a cluster that were read back, without personal data.
  private func read(of cluster: Int) -> [Trace] {
    let redaction = Redaction(isOn: mined.plan.redacts)
    return mined.samples[cluster].compactMap { traces[$0.row]?.redacted(redaction) }
  }

  /// An id for each cluster, in the clusters' order.
  var ids: [String] {
    var taken: Set<String> = []
    return mined.clusters.indices.map { id(of: $0, avoiding: &taken) }
  }

  private func draft(
    of cluster: Int, _ rows: [Int], _ read: [Trace], id: String, _ quotes: Quotes, turnLimit: Int?,
    _ failing: FailingRows
  ) -> Draft {
    let counts = mined.clusters[cluster]
    let extractor = EvidenceExtractor()
    var names: [TermKey: Term] = [:]
    for trace in read { names.merge(extractor.names(of: trace)) { known, _ in known } }
    names.merge(lapseNames) { known, _ in known }
    var evidence = evidence(of: cluster, rows, names)
    evidence.answer = answer(of: evidence, in: read, extractor)
    evidence.step = step(before: evidence.errors.first, in: read, extractor).flatMap {
      isCommon($0, before: evidence.errors.first?.tool, of: rows) ? $0 : nil
    }
    evidence.isStepUsual = isStepUsual(evidence, of: rows)
    evidence.repetitions = repetitions(in: rows, of: evidence.terms)
    let signs = evidence.terms.compactMap { if case .sign(let sign, _) = $0.term { sign } else { nil } }
    if signs.contains(.repeatedCall) { evidence.retried = retried(rows, in: read) }
    if signs.contains(.otherLanguage) { evidence.foreignLanguage = Self.foreignLanguage(in: read) }
    evidence.turnLimit = turnLimit
    let slots = SlotValues(of: read, extractor)
    for place in evidence.templates.indices.prefix(SignatureEvidence.shownTemplateCount) {
      let template = evidence.templates[place]
      evidence.templates[place] = .init(name: slots.filled(template.name), count: template.count)
    }
    evidence.message = evidence.message.map { .init(text: slots.filled($0.text), isCommon: $0.isCommon) }
    let scores = scores(of: counts)
    var quotes = quotes
    quotes.rare = rareReplies(of: counts, names)
    let quote = quote(from: read, scores, quotes)
    if quote == nil { evidence.wordReach = wordReach(of: counts, rows) }
    let name = SignatureNaming(hasOutcomes: mined.selection.hasOutcomes).naming(
      evidence, support: counts.support, quote: quote,
      answer: quote?.isRequest == true ? answer(in: read, counts, quotes) : nil,
      example: quote == nil ? example(in: read, scores, quotes) : nil)
    let template = evidence.templates.first.flatMap { $0.count * 2 >= counts.support ? $0.name : nil }
    let details = SignatureNaming.NameDetails(
      template: template, quote: quote, request: request(in: read, counts, quotes))
    let rate = rate(of: counts, rows, orBy: evidence.namedErrors(of: counts.support), failing)
    return Draft(
      id: id, name: name.text, isNamed: name.tellsCause, quoteCount: name.closeCount,
      namedTerm: name.term, details: details, support: mined.support(of: counts), rate: rate,
      impact: impact(of: counts, rate), evidence: evidence, scores: scores)
  }

  /// The rate of the traces like those of a cluster, or where it is less that of all that show the error in its name.
  private func rate(
    of counts: ClusterCounts, _ rows: [Int], orBy errors: [SignatureEvidence.ErrorCount],
    _ failing: FailingRows
  ) -> Rate {
    let alike = Rate(found: counts.rate, basis: .likeness)
    guard let found = mined.errorRate(of: errors, in: rows, failing: failing) else { return alike }
    let ofError = Rate(found: found, basis: .error)
    return (ofError.share ?? 1) < (alike.share ?? 0) ? ofError : alike
  }

  /// An id made from the terms that set the cluster apart.
  private func id(of cluster: Int, avoiding ids: inout Set<String>) -> String {
    var hash = ByteHash(seed: 7)
    let terms = mined.clusters[cluster].columns.prefix(8).map {
      mined.partition.space.columns[$0.column].term
    }
    for term in terms.sorted() { hash.add(UInt64(term.rawValue)) }
    while true {
      let id = "F-" + Self.letters(of: hash.value)
      if ids.insert(id).inserted { return id }
      hash.add(1)
    }
  }

  /// Six letters and digits of a hash, without those that are easily taken for others.
  private static func letters(of hash: UInt64) -> String {
    let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")
    var rest = hash
    return String(
      (0..<6).map { _ in
        defer { rest /= UInt64(alphabet.count) }
        return alphabet[Int(rest % UInt64(alphabet.count))]
      })
  }

  /// Support × weight of the severity × failure rate; where no outcome is known the share of the traces whose
  /// evidence points to a failure stands for the rate: behaviour without any sign of failure comes last.
  private func impact(of counts: ClusterCounts, _ rate: Rate) -> Double {
    let rate = (mined.selection.hasOutcomes ? rate.share : nil) ?? counts.failureEvidenceShare
    return Double(mined.support(of: counts)) * counts.severity.weight * rate
  }

  // MARK: Evidence

  private func evidence(
    of cluster: Int, _ rows: [Int], _ names: [TermKey: Term]
  ) -> SignatureEvidence {
    let counts = mined.clusters[cluster]
    let toolNames = mined.collection.evidence.toolNames
    let toolOfKey = Dictionary(
      toolNames.sorted { $0.value < $1.value }.map { (TermKey(.tool, hash: $0.key), $0.value) },
      uniquingKeysWith: { known, _ in known })
    var evidence = SignatureEvidence()
    evidence.tools = Self.ranked(counts.tools.compactMap { key, count in toolOfKey[key].map { ($0, count) } })
    evidence.errors = errors(of: counts)
    evidence.ordinaryErrorCount = evidence.errors.count(where: isOrdinary)
    evidence.kind = kind(of: evidence.errors.first, counts)
    evidence.provenances = Self.ranked(counts.provenances.map { ($0.key.name, $0.value) })
    evidence.isErrorAnAnswer =
      (counts.provenances[.outcome] ?? 0) * 2 > evidence.errors.first?.count ?? .max
    evidence.templates = Self.ranked(
      mined.templates.counts(ofRows: rows, in: mined.collection.evidence))
    evidence.message = message(
      of: evidence.errors.first, in: rows, isAnswer: evidence.isErrorAnAnswer)
    evidence.agents = Self.ranked(counts.agents.map { (mined.collection.agents[$0.key], $0.value) })
    evidence.days = counts.days.sorted { $0.key < $1.key }
      .map { SignatureEvidence.Count(name: CalendarDay(number: $0.key).text, count: $0.value) }
    // Where an error is known, the words of tools are its words.
    let isErrorKnown = (evidence.errors.first?.count ?? 0) * 2 >= counts.support
    evidence.terms = counts.columns.compactMap { column in
      let feature = mined.partition.space.columns[column.column]
      // What the agents say in successes of this work too sets nothing apart.
      guard mined.partition.wordParts[column.column] >= Self.leastWordPart else { return nil }
      let term = feature.errorTerm.flatMap { Self.term(of: $0, toolNames) } ?? names[feature.term]
      if isErrorKnown, case .answer = term { return nil }
      return term.map {
        SignatureEvidence.DistinctiveTerm(
          term: $0, share: column.share, shareElsewhere: column.shareElsewhere)
      }
    }
    evidence.areErrorsOrdinary = areOrdinary(evidence.errors.first, of: rows, among: evidence.terms)
    evidence.repairedCount = repairedCount(of: rows)
    evidence.missed = counts.missedTool.flatMap { missed in
      toolNames[missed.tool].map {
        .init(tool: $0, callingCount: missed.callingCount, successCount: missed.nearCount)
      }
    }
    return evidence
  }

  /// How many rows have tool errors, all of them repaired.
  private func repairedCount(of rows: [Int]) -> Int {
    let table = mined.collection.evidence
    return rows.count { row in
      let errors = table.errors[table.errorRange(row)]
      return !errors.isEmpty && errors.allSatisfy(\.isRepaired)
    }
  }

  /// Of the failures with a word, the part that must be beyond what successes of the same work lead to expect.
  private static let leastWordPart: Float = 0.2

  /// Fewer traces do not tell what is ordinary.
  private static let leastOrdinary = 10

  /// Whether an error is none of what sets a cluster apart: successes have it half as often at least, or where there
  /// are none the other traces.
  private func areOrdinary(
    _ error: SignatureEvidence.ErrorCount?, of rows: [Int], among terms: [SignatureEvidence.DistinctiveTerm]
  ) -> Bool {
    guard let error else { return false }
    if isOrdinary(error) { return true }
    let isTold = terms.contains { term in
      switch term.term {
      case .error(let tool, let type, _): tool.map { $0 == error.tool } ?? (type == error.type)
      case .sign(.gaveUpAfterError, _): true
      default: false
      }
    }
    guard !isTold else { return false }
    let table = mined.collection.evidence
    var others = mined.selection.background
    if others.isEmpty {
      let own = Set(rows)
      others = mined.selection.mined.filter { !own.contains($0) }
    }
    guard others.count >= Self.leastOrdinary else { return false }
    let count = others.count { row in
      table.errors[table.errorRange(row)].contains {
        !$0.isRepaired && $0.type == error.type && table.toolNames[$0.tool] == error.tool
      }
    }
    return Double(count) / Double(others.count) >= 0.5 * Double(error.count) / Double(max(1, rows.count))
  }

  /// What most traces' errors are of a type and at a tool, where their words tell.
  private func kind(of error: SignatureEvidence.ErrorCount?, _ counts: ClusterCounts) -> ErrorKind? {
    let found = counts.causes.filter { cause, count in
      mined.collection.evidence.toolNames[cause.tool] == error?.tool && cause.kind.type == error?.type
        && count * 2 > counts.support
    }
    return found.max { ($0.value, $1.key.kind.rawValue) < ($1.value, $0.key.kind.rawValue) }?.key.kind
  }

  /// What the terms of steps that were not made mean.
  private var lapseNames: [TermKey: Term] {
    let table = mined.collection.evidence
    var names: [TermKey: Term] = [:]
    for (key, lapse) in table.lapses {
      guard let tool = table.toolNames[lapse.tool], let step = table.toolNames[lapse.step] else { continue }
      names[key] = .lapse(lapse.kind, tool: tool, step: step)
      names[lapse.signKey] = .sign(lapse.sign, tool: step)
      names[.sign(lapse.sign)] = .sign(lapse.sign, tool: nil)
    }
    return names
  }

  /// What a tool says in plain words, if several of its words set the signature apart.
  private func answer(
    of evidence: SignatureEvidence, in traces: [Trace], _ extractor: EvidenceExtractor
  ) -> (tool: String, template: String)? {
    let tools = evidence.terms.compactMap { term -> String? in
      guard case .answer(let tool, _) = term.term, term.share >= Self.answerShare else { return nil }
      return tool
    }
    guard let tool = tools.first, tools.count(where: { $0 == tool }) >= Self.answerWordCount else {
      return nil
    }
    let words = evidence.terms.compactMap { term -> String? in
      if case .answer(tool, let word) = term.term, term.share >= Self.answerShare { word } else { nil }
    }
    // The same tool says other things in some of the traces; a word may stand where the mask is.
    let heard = traces.compactMap { extractor.answer(of: tool, in: $0)?.masked }.map { answer in
      let text = String(decoding: answer, as: UTF8.self)
      return (answer: answer, count: words.count { text.contains($0) })
    }
    // What differs is masked, so that the same is heard where all goes well.
    guard let most = heard.map(\.count).max(), most > 0 else { return nil }
    let answers = heard.filter { $0.count * 2 > most }.map(\.answer)
    let templates = TemplateMiner().mine(messages: answers.map { TemplateMiner.Message(bytes: $0) })
    return templates.templates.first.map { (tool, $0.text) }
  }

  private static let answerShare = 0.5
  private static let answerWordCount = 2

  private static func term(of error: ErrorTerm, _ toolNames: [UInt64: String]) -> Term? {
    guard error.word == nil else { return nil }
    return .error(tool: error.tool.flatMap { toolNames[$0] }, type: error.type, template: nil)
  }

  private static func ranked(_ counts: [(String, Int)]) -> [SignatureEvidence.Count] {
    counts.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { SignatureEvidence.Count(name: $0.0, count: $0.1) }
  }

  /// The tool that most of the traces read called right before the decisive failure.
  private func step(
    before error: SignatureEvidence.ErrorCount?, in traces: [Trace], _ extractor: EvidenceExtractor
  ) -> String? {
    guard let error else { return nil }
    var counts: [String: Int] = [:]
    for trace in traces {
      let found = extractor.errors(of: trace).last { failure in
        !failure.isRepaired && failure.type == error.type
          && trace.string(trace.toolCalls[failure.call].tool) == error.tool
      }
      guard let found else { continue }
      let before = trace.toolCalls[..<found.call].last { trace.string($0.tool) != error.tool }
      if let before { counts[trace.string(before.tool), default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value * 2 > traces.count, !best.key.isEmpty else { return nil }
    return best.key
  }
}

extension ClusterCounts {
  /// The share of the traces whose evidence points to a failure: an unrepaired error, or a sign that others do not show
  /// as often.
  ///
  /// The greatest of the shares, since what one trace shows together is not kept.
  var failureEvidenceShare: Double {
    let fromErrors = Double(errors.values.max() ?? 0) / Double(max(support, 1))
    let fromSigns = signShares.filter {
      SeverityRule.severity(of: $0.key) >= .medium && SeverityRule.isTelling($0.key, signShares)
    }.map(\.value.here).max()
    return min(1, max(fromErrors, fromSigns ?? 0))
  }
}
