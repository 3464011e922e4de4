internal import Features
internal import Signatures
internal import Traces

/// What is told of the error that a signature is named by, and of calls that are made again.
extension SignatureDrafts {
  /// The errors of a cluster, the most frequent first; behind all others those that come about as often where all goes
  /// well, which name nothing.
  func errors(of counts: ClusterCounts) -> [SignatureEvidence.ErrorCount] {
    let toolNames = mined.collection.evidence.toolNames
    let ranked = counts.errors.map { key, count in
      SignatureEvidence.ErrorCount(
        tool: toolNames[key.tool] ?? "", type: key.type, count: count,
        openCount: counts.openErrors[key] ?? 0)
    }.sorted { ($1.count, $0.tool, $0.type.rawValue) < ($0.count, $1.tool, $1.type.rawValue) }
    return ranked.filter { !isOrdinary($0) } + ranked.filter(isOrdinary)
  }

  /// Whether an error comes about as often where all goes well.
  func isOrdinary(_ error: SignatureEvidence.ErrorCount) -> Bool {
    mined.partition.space.ordinaryErrors.contains(
      tool: ByteHash.of(Array(error.tool.utf8)), type: error.type)
  }

  /// What the messages of an error say in some rows.
  func message(
    of error: SignatureEvidence.ErrorCount?, in rows: [Int], areRepairedShown: Bool = false,
    isAnswer: Bool = false
  ) -> SignatureEvidence.Message? {
    guard let error else { return nil }
    let table = mined.collection.evidence
    let templates = mined.templates.templates(
      ofRows: rows, tool: ByteHash.of(Array(error.tool.utf8)), type: error.type, in: table,
      areRepairedShown: areRepairedShown)
    let message = SharedMessage(templates, of: rows.count).message
    guard message == nil, error.type == .other || isAnswer else { return message }
    return SharedMessage(templates, of: rows.count, isLenient: true).message
  }

  /// Whether a step comes before the failing tool in other traces too, more than half as often as in these.
  func isStepUsual(_ evidence: SignatureEvidence, of rows: [Int]) -> Bool {
    guard let step = evidence.step, let tool = evidence.errors.first?.tool else { return false }
    let others = others(than: rows)
    guard let here = share(of: step, before: tool, in: rows),
      let elsewhere = share(of: step, before: tool, in: others)
    else { return false }
    return here < 2 * elsewhere
  }

  /// Whether a step comes right before a tool in more than half of some rows: the few that are read may be others.
  func isCommon(_ step: String, before tool: String?, of rows: [Int]) -> Bool {
    guard let tool else { return false }
    let table = mined.collection.evidence
    let stepped = TermKey.step(from: ByteHash.of(Array(step.utf8)), to: ByteHash.of(Array(tool.utf8)))
    return rows.count { table.terms[table.termRange($0)].contains { $0 == stepped } } * 2 > rows.count
  }

  /// Successes and failures besides some rows, about a thousand.
  func others(than rows: [Int]) -> [Int] {
    let own = Set(rows)
    return sample.filter { !own.contains($0) }
  }

  /// About as many successes and failures as tell what is usual, by their ids, so that no name depends on the order of
  /// files.
  static func sample(of mined: MinedSignatures) -> [Int] {
    let rows = mined.selection.background + mined.selection.mined
    let step = UInt64(max(1, rows.count / otherCount))
    return rows.filter { ByteHash.of(Array(mined.collection.rows[$0].id.utf8)) % step == 0 }
  }

  /// The share of the rows that call a tool in which it comes right behind a step; `nil` where too few call it.
  private func share(of step: String, before tool: String, in rows: [Int]) -> Double? {
    let table = mined.collection.evidence
    let (from, to) = (ByteHash.of(Array(step.utf8)), ByteHash.of(Array(tool.utf8)))
    let (called, stepped) = (TermKey(.tool, hash: to), TermKey.step(from: from, to: to))
    let calling = rows.filter { table.terms[table.termRange($0)].contains { $0 == called } }
    guard calling.count >= Self.leastCalling else { return nil }
    let count = calling.count { table.terms[table.termRange($0)].contains { $0 == stepped } }
    return Double(count) / Double(calling.count)
  }

  /// About as many others are looked at: a share of them is a share of all.
  private static var otherCount: Int { 1_000 }

  /// Fewer traces do not tell what is usual.
  private static var leastCalling: Int { 3 }

  /// How often the calls are made that signs are about, in the rows that show them.
  func repetitions(
    in rows: [Int], of terms: [SignatureEvidence.DistinctiveTerm]
  ) -> [SignatureEvidence.Repetition] {
    let table = mined.collection.evidence
    return terms.compactMap { term in
      guard case .sign(let sign, let tool?) = term.term, sign.isOfRepetition else { return nil }
      let hash = ByteHash.of(Array(tool.utf8))
      let key = TermKey.sign(sign, toolHash: hash)
      let counts = rows.filter { table.terms[table.termRange($0)].contains { $0 == key } }.compactMap { row in
        table.repetitions[row]?.first { $0.tool == hash }.map {
          Int(sign == .manyCalls ? $0.callCount : $0.sameCount)
        }
      }
      guard let least = counts.min(), let most = counts.max() else { return nil }
      return SignatureEvidence.Repetition(sign: sign, tool: tool, times: least...most)
    }
  }

  /// The error after which most of some traces made a call again, with what it says in the rows.
  func retried(
    _ rows: [Int], in traces: [Trace]
  ) -> (error: SignatureEvidence.ErrorCount, message: SignatureEvidence.Message?)? {
    var counts: [String: Int] = [:]
    for trace in traces { for tool in Self.retriedTools(in: trace) { counts[tool, default: 0] += 1 } }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let most, most.value * 2 >= traces.count, !most.key.isEmpty else { return nil }
    let (table, hash) = (mined.collection.evidence, ByteHash.of(Array(most.key.utf8)))
    var types: [ErrorType: Int] = [:]
    for row in rows {
      let own = table.errors[table.errorRange(row)].filter { $0.tool == hash }.map(\.type)
      for type in Set(own) { types[type, default: 0] += 1 }
    }
    let type = types.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    guard let type, type.value * 2 >= rows.count else { return nil }
    let error = SignatureEvidence.ErrorCount(tool: most.key, type: type.key, count: type.value)
    return (error, message(of: error, in: rows, areRepairedShown: true))
  }

  /// The tools that a trace calls three times with the same arguments, less often without the calls that came right
  /// after a failure of the same.
  private static func retriedTools(in trace: Trace) -> Set<String> {
    let failed = Set(ErrorRecogniser().results(of: trace).errors.map(\.call))
    let same = Dictionary(grouping: trace.toolCalls.indices) { call in
      [trace.string(trace.toolCalls[call].tool), trace.string(trace.toolCalls[call].arguments)]
    }
    return Set(
      same.filter {
        $0.value.count >= 3 && $0.value.count - $0.value.dropLast().count(where: failed.contains) < 3
      }
      .map { $0.key[0] })
  }

  /// The language that most of some traces are answered in, of those that are not answered in the user's.
  static func foreignLanguage(in traces: [Trace]) -> Language? {
    let signs = TurnSigns()
    let own = Term.sign(.otherLanguage, tool: nil)
    let extractor = EvidenceExtractor()
    let found = traces.filter { extractor.names(of: $0).values.contains(own) }
      .compactMap { signs.foreignLanguage(in: $0) }
    let counts = Dictionary(grouping: found, by: \.self).mapValues(\.count)
    let most = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    return most.flatMap { $0.value * 2 > found.count ? $0.key : nil }
  }
}
