internal import Features
internal import Signatures
internal import Statistics
internal import Threads

/// How often traces fail that show what a signature is named by.
///
/// What is like a cluster in all its words is often its work rather than what went wrong in it: successes of the same
/// work have as many of its words, and then one sign that they never show would tell no more than chance. So a cluster
/// of which nearly all show the sign in its name is judged by that sign too, among all traces of the run that show it.
extension MinedSignatures {
  /// Of some clusters how many of all the traces fail that show the sign, or do not make the step, that each is named
  /// by; `nil` where fewer than nearly all of a cluster's traces show it, or where so many failures may be chance.
  ///
  /// The sign is one of some hundreds that were looked for, so that a chance must be small to be none.
  ///
  /// - Parameter named: Of each cluster what it is named by, and its rows.
  func signRates(of named: [(term: Term?, rows: [Int])]) -> [HeldOutRates.Rate?] {
    guard selection.hasOutcomes, !selection.isOfAll, let corpusRate = corpusFailureRate, corpusRate < 1 else {
      return named.map { _ in nil }
    }
    let keys = Blocks(itemCount: named.count, size: 1).concurrentMap(threadCount: plan.threadCount) {
      place, _ in
      shownKeys(of: named[place].term, in: named[place].rows)
    }
    // Many are named by the same few signs.
    let signs = Array(Set(keys)).filter { !$0.isEmpty }
    let sets = TermSets(signs)
    let failed = sets.rowCounts(of: selection.mined, in: collection.evidence, threadCount: plan.threadCount)
    let passed = sets.rowCounts(
      of: selection.background, in: collection.evidence, threadCount: plan.threadCount)
    let successShare = collection.successShare
    let rates = zip(failed, passed).map { failed, passed in
      rate(
        failureCount: Double(failed), successCount: Double(passed) / successShare, corpusRate: corpusRate)
    }
    let rateOfSign = Dictionary(zip(signs, rates)) { first, _ in first }
    return keys.map { rateOfSign[$0].flatMap { $0 } ?? nil }
  }

  /// The keys of what a cluster is named by, if nearly all of its rows show it; none for others.
  private func shownKeys(of term: Term?, in rows: [Int]) -> Set<TermKey> {
    guard let term, !rows.isEmpty else { return [] }
    let keys = self.keys(meaning: term)
    let count = TermSets([keys]).rowCounts(of: rows, in: collection.evidence)[0]
    return Double(count) >= Self.nearlyAll * Double(rows.count) ? keys : []
  }

  private func rate(failureCount: Double, successCount: Double, corpusRate: Double) -> HeldOutRates.Rate? {
    let chance = regularisedBeta(corpusRate, failureCount, successCount.rounded() + 1)
    guard failureCount > 0, chance <= Self.leastChance else { return nil }
    return HeldOutRates.Rate(failureCount: failureCount, count: failureCount + successCount)
  }

  /// How many of all the traces fail in which a tool says what it says where it fails in some rows; `nil` where no error
  /// names them.
  ///
  /// The evidence of a cluster may be narrower than its name, so that the successes which bring the same error are like
  /// others. Who reads the name asks how bad the error is.
  ///
  /// - Parameter failing: The failures and the successes in which each tool fails without repair.
  func errorRate(
    of errors: [SignatureEvidence.ErrorCount], in rows: [Int], failing: FailingRows
  ) -> HeldOutRates.Rate? {
    guard selection.hasOutcomes, !selection.isOfAll, !errors.isEmpty else { return nil }
    let named = Set(
      errors.map { ClusterCounts.ErrorKey(tool: ByteHash.of(Array($0.tool.utf8)), type: $0.type) })
    let table = collection.evidence
    let said = { (row: Int) in
      table.errors[table.errorRange(row)].lazy.filter {
        !$0.isRepaired && named.contains(ClusterCounts.ErrorKey(tool: $0.tool, type: $0.type))
      }
    }
    let messages = Set(rows.flatMap { said($0).map { SaidError(tool: $0.tool, message: $0.message) } })
    let isSaid = { (row: Int) in
      said(row).contains { messages.contains(SaidError(tool: $0.tool, message: $0.message)) }
    }
    let tools = Set(named.map(\.tool))
    let failureCount = Double(failing.failures(of: tools).count(where: isSaid))
    let successCount = Double(failing.successes(of: tools).count(where: isSaid)) / collection.successShare
    guard failureCount > 0 else { return nil }
    return HeldOutRates.Rate(failureCount: failureCount, count: failureCount + successCount)
  }

  /// A message that a tool says where it fails.
  private struct SaidError: Hashable {
    let tool: UInt64
    let message: UInt64
  }

  private static let nearlyAll = 0.8
  private static let leastChance = 0.001

  /// The keys of the terms by which a trace shows a sign, or that it does not make a step.
  private func keys(meaning term: Term) -> Set<TermKey> {
    let table = collection.evidence
    var keys = Set(table.lapses.filter { isMeant($0.value, by: term) }.keys)
    if case .sign(let sign, let tool) = term {
      keys.insert(.sign(sign, toolHash: tool.map { ByteHash.of(Array($0.utf8)) } ?? 0))
    }
    return keys
  }
}

/// The rows in which each tool fails without repair.
struct FailingRows: Sendable {
  private let failures: [UInt64: [Int]]
  private let successes: [UInt64: [Int]]

  init(_ table: EvidenceTable, _ selection: RowSelection) {
    failures = Self.byTool(selection.mined, table)
    successes = Self.byTool(selection.background, table)
  }

  private static func byTool(_ rows: [Int], _ table: EvidenceTable) -> [UInt64: [Int]] {
    var found: [UInt64: [Int]] = [:]
    for row in rows {
      for error in table.errors[table.errorRange(row)]
      where !error.isRepaired && found[error.tool]?.last != row {
        found[error.tool, default: []].append(row)
      }
    }
    return found
  }

  /// The failures in which one of some tools fails, each once.
  func failures(of tools: Set<UInt64>) -> Set<Int> { Set(tools.flatMap { failures[$0] ?? [] }) }

  /// The same of successes.
  func successes(of tools: Set<UInt64>) -> Set<Int> { Set(tools.flatMap { successes[$0] ?? [] }) }
}
