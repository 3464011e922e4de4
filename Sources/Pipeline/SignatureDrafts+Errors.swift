internal import Features
internal import Signatures
internal import Traces

/// What is told of the error that a signature is named by, and of calls that are made again.
extension SignatureDrafts {
  /// What the messages of an error say in some rows.
  func message(
    of error: SignatureEvidence.ErrorCount?, in rows: [Int]
  ) -> SignatureEvidence.Message? {
    guard let error else { return nil }
    let table = mined.collection.evidence
    return SharedMessage(
      mined.templates.templates(
        ofRows: rows, tool: ByteHash.of(Array(error.tool.utf8)), type: error.type, in: table),
      of: rows.count
    ).message
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

  /// Successes and failures besides some rows, a thousand at most.
  func others(than rows: [Int]) -> [Int] {
    let own = Set(rows)
    let (background, failures) = (mined.selection.background, mined.selection.mined)
    let count = background.count + failures.count
    return stride(from: 0, to: count, by: max(1, count / Self.otherCount))
      .map { $0 < background.count ? background[$0] : failures[$0 - background.count] }
      .filter { !own.contains($0) }
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

  /// How often each tool is called in the traces that call it again.
  static func repetitions(in traces: [Trace]) -> [SignatureEvidence.Repetition] {
    var (calls, sameCalls): ([String: [Int]], [String: [Int]]) = ([:], [:])
    for trace in traces {
      for (tool, own) in Dictionary(grouping: trace.toolCalls, by: { trace.string($0.tool) }) {
        let most = Dictionary(grouping: own) { trace.string($0.arguments) }.values.map(\.count).max() ?? 0
        if own.count >= Self.manyCallCount { calls[tool, default: []].append(own.count) }
        if most > 1 { sameCalls[tool, default: []].append(most) }
      }
    }
    return Set(calls.keys).union(sameCalls.keys).sorted().map {
      .init(tool: $0, calls: range(of: calls[$0]), sameCalls: range(of: sameCalls[$0]))
    }
  }

  /// As of the sign of many calls.
  private static var manyCallCount: Int { 5 }

  private static func range(of counts: [Int]?) -> ClosedRange<Int>? {
    // One trace tells nothing of the others.
    guard let counts, counts.count > 1, let least = counts.min(), let most = counts.max() else { return nil }
    return least...most
  }
}
