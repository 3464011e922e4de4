internal import Features
internal import JSONBytes
package import Reports
internal import Signatures
internal import Statistics
internal import Threads
package import Traces

/// What the report says beside what was found.
package struct ReportFrame: Sendable {
  package let title: String
  package let version: String
  package let settings: [(name: String, value: String)]
  package let inputs: [RunReport.Input]

  package init(
    title: String, version: String, settings: [(name: String, value: String)], inputs: [RunReport.Input]
  ) {
    (self.title, self.version, self.settings, self.inputs) = (title, version, settings, inputs)
  }
}

extension MinedSignatures {
  /// Names and ranks the signatures and gathers all that the pages are written from.
  ///
  /// - Parameter traces: The traces of `wantedRows`, by row; a row that is not there is left out of the excerpts.
  package func report(_ frame: ReportFrame, traces: [Int: Trace]) -> RunReport {
    let drafts = SignatureDrafts(mined: self, traces: traces).drafts
    let order = drafts.indices.sorted { one, other in
      (drafts[one].rankKey, drafts[one].id) < (drafts[other].rankKey, drafts[other].id)
    }
    let names = SignatureNaming().distinct(order.map { (drafts[$0].name, drafts[$0].details) })
    var ids = [String](repeating: "", count: drafts.count)
    let alikes = self.alikes(of: drafts.map(\.rate))
    var signatures: [Signature] = []
    for (place, cluster) in order.enumerated() {
      let draft = drafts[cluster]
      ids[cluster] = draft.id
      signatures.append(
        signature(of: cluster, draft, alikes[cluster], rank: place + 1, name: names[place]))
    }
    let excerpts = Blocks(itemCount: drafts.count, size: 1).concurrentMap(threadCount: plan.threadCount) {
      cluster, _ in
      let decisive = self.decisive(of: drafts[cluster], clusters[cluster])
      return samples[cluster].compactMap { representative in
        traces[representative.row].map {
          excerpt(of: $0, row: representative.row, representative, decisive, frame)
        }
      }
    }
    var report = RunReport(
      title: frame.title, version: frame.version, settings: frame.settings, inputs: frame.inputs,
      counts: counts,
      hasOutcomes: selection.hasOutcomes, choice: choice(of: signatures.count), signatures: signatures,
      excerpts: Dictionary(zip(ids, excerpts)) { first, _ in first },
      unassignedCount: partition.assignments.count { $0 < 0 }, rareButSevere: severeTraces(traces, frame),
      severeCount: severeCount, unassignedSample: unassignedExcerpts(traces, frame),
      rejections: rejections(frame), conflicts: conflicts(frame), assignments: assignments(frame, ids))
    (report.minedCount, report.drawID) = (selection.mined.count, drawID)
    report.leftOverWork = leftOverWork
    report.unfittedCount = assignedClusters.count { $0 < 0 }
    report.unreadFields = collection.unreadFields.sorted()
    tellKin(in: &report, ids)
    let isSampled = selection.background.count < report.counts.successes
    report.sampledSuccessCount = isSampled ? selection.background.count : nil
    report.laneSample = laneSample.compactMap { drawn, cluster in
      traces[drawn.row].map {
        RunReport.LaneTrace(
          excerpt: plainExcerpt(of: $0, drawn, frame), signatureID: cluster >= 0 ? ids[Int(cluster)] : nil)
      }
    }
    return report
  }

  private func decisive(of draft: SignatureDrafts.Draft, _ counts: ClusterCounts) -> Decisive {
    var decisive = Decisive(weights: draft.scores, errorsDecide: draft.evidence.isOfErrors)
    decisive.lapses = tellingLapses(of: counts)
    decisive.answeringTool = draft.evidence.answer?.tool ?? draft.evidence.stated?.tool
    decisive.namedErrors = draft.evidence.namedErrors(of: counts.support)
    decisive.namedTerm = draft.namedTerm
    decisive.lastWords = WorkflowSign.allCases.filter { sign in
      guard sign.isOfLastWords, let shares = counts.signShares[sign] else { return false }
      return SeverityRule.isCommon(sign, share: shares.here, elsewhere: shares.successes)
        && SeverityRule.isTelling(sign, counts.signShares)
    }
    return decisive
  }

  private func signature(
    of cluster: Int, _ draft: SignatureDrafts.Draft, _ alike: Alike?, rank: Int, name: String
  ) -> Signature {
    let counts = clusters[cluster]
    let rate = selection.hasOutcomes ? draft.rate.share : nil
    let corpusRate = corpusFailureRate
    var signature = Signature(
      id: draft.id, rank: rank, name: name, support: draft.support,
      share: Double(draft.support) / Double(max(1, supportOfAll)), failureRate: rate,
      lift: rate.flatMap { rate in corpusRate.map { $0 > 0 ? rate / $0 : 0 } },
      unknownCount: counts.unknownCount,
      severity: counts.severity, impact: draft.impact,
      stability: partition.stability.indices.contains(cluster) ? partition.stability[cluster] : nil,
      evidence: draft.evidence, representatives: samples[cluster])
    signature.meanDistance = meanDistance(of: cluster)
    (signature.isNamed, signature.quoteCount) = (draft.isNamed, draft.quoteCount)
    signature.namedTerm = draft.namedTerm
    signature.alike = alike
    signature.severityReason = severityReason(of: counts, draft.evidence)
    return signature
  }

  /// The sign that makes a cluster as severe as it is, where it is not among what sets it apart; `nil` where it is, or
  /// errors do.
  private func severityReason(of counts: ClusterCounts, _ evidence: SignatureEvidence) -> String? {
    guard counts.severity > .low else { return nil }
    let signs = SeverityRule.signs(of: counts.severity, signShares: counts.signShares)
    let isTold = evidence.terms.contains { term in
      if case .sign(let sign, _) = term.term { signs.contains(sign) && term.share >= 0.5 } else { false }
    }
    guard !isTold, let sign = signs.first else { return nil }
    let share = counts.signShares[sign]?.here ?? 1
    return SignWording.sentence(for: sign, tool: nil)
      + (share < 0.5 ? ", in \(Int((100 * share).rounded())) %" : "")
  }

  /// How many of the traces with each cluster's evidence failed, and whether that is more than chance makes it; `nil`
  /// where there are no successes to tell.
  private func alikes(of rates: [SignatureDrafts.Rate]) -> [Alike?] {
    guard selection.hasOutcomes, let corpusRate = corpusFailureRate, corpusRate < 1 else {
      return [Alike?](repeating: nil, count: clusters.count)
    }
    let counted = rates.map { rate -> (failureCount: Int, count: Int) in
      let count = Int(rate.found.count.rounded())
      return (min(count, Int(rate.found.failureCount.rounded())), count)
    }
    // The chance of so many failures or more, of so many traces by lot.
    let chances = counted.map { rate in
      rate.failureCount == 0
        ? 1
        : regularisedBeta(corpusRate, Double(rate.failureCount), Double(rate.count - rate.failureCount + 1))
    }
    return zip(zip(counted, rates), benjaminiHochberg(chances)).map { rates, chance in
      let rate = rates.0
      // Few that all fail prove nothing, and may yet be a way of failing.
      let isFew = rate.count < Signature.leastTold
      // Where hardly a trace does well, nothing can fail more often than all do.
      let isChance =
        corpusRate >= Self.mostContrasted
        ? false
        : isFew ? Double(rate.failureCount) <= corpusRate * Double(rate.count) : chance > Self.falseShare
      return Alike(
        failureCount: rate.failureCount, count: rate.count, isChance: isChance, basis: rates.1.basis)
    }
  }

  /// Of the signatures that are taken for telling, the part that may be none: groups are found where failures are many,
  /// by chance or not.
  private static let falseShare = 0.05

  /// A greater failure rate of all leaves no room for one that is clearly above it.
  private static let mostContrasted = 0.9

  /// Whether a cluster's traces lie so far from their centre that there may be several causes among them.
  func isLoose(_ cluster: Int) -> Bool {
    meanDistance(of: cluster).map { $0 > Signature.looseDistance } ?? false
  }

  private func meanDistance(of cluster: Int) -> Double? {
    let distances = zip(partition.assignments, partition.distances).lazy
      .filter { Int($0.0) == cluster }.map { Double($0.1) }
    let (sum, count) = distances.reduce((0, 0)) { ($0.0 + $1, $0.1 + 1) }
    return count > 0 ? sum / Double(count) : nil
  }

  /// What counts as a cluster's support: its failures, or all its traces where no outcome is known.
  func support(of counts: ClusterCounts) -> Int {
    selection.hasOutcomes ? counts.failureCount : counts.support
  }

  private var supportOfAll: Int {
    guard selection.hasOutcomes else { return selection.mined.count }
    return selection.mined.count { collection.rows[$0].outcome == .failure }
  }

  var corpusFailureRate: Double? {
    let failures = Double(collection.outcomeCounts[.failure] ?? 0)
    let known = failures + Double(collection.outcomeCounts[.success] ?? 0)
    return known > 0 ? failures / known : nil
  }

  private var counts: RunReport.Counts {
    var counts = RunReport.Counts()
    counts.records = collection.recordCount
    counts.traces = collection.traceCount
    counts.joined = collection.joinedCount
    counts.duplicates = collection.duplicateCount
    counts.conflicts = collection.conflicts.count
    counts.rejections = collection.rejections.count
    counts.undividedMessages = collection.longestUndivided?.count ?? 0
    counts.failures = collection.outcomeCounts[.failure] ?? 0
    counts.evaluatorFailures = collection.evaluatorFailures.count
    counts.successes = collection.outcomeCounts[.success] ?? 0
    counts.unknowns = collection.outcomeCounts[.unknown] ?? 0
    counts.turns = collection.turnCount
    counts.toolCalls = collection.toolCallCount
    counts.byteCount = collection.byteCount
    return counts
  }

  /// How the number of signatures came about, in a sentence.
  private func choice(of found: Int) -> String {
    guard let count = plan.signatureCount else { return "The number of signatures was chosen by the data." }
    guard found < count else { return "The number of signatures, \(count), was given." }
    return "\(count) signatures were asked for; no more than \(found) are large enough."
  }

  private func rejections(_ frame: ReportFrame) -> [RunReport.Rejection] {
    collection.rejections.map {
      RunReport.Rejection(
        path: frame.inputs[$0.fileIndex].path, line: $0.line, offset: $0.offset, reason: $0.reason)
    }
  }

  private func conflicts(_ frame: ReportFrame) -> [RunReport.Conflict] {
    collection.conflicts.map {
      RunReport.Conflict(
        traceID: $0.id, path: frame.inputs[$0.place.fileIndex].path, line: $0.place.record.line)
    }
  }

  private func assignments(_ frame: ReportFrame, _ ids: [String]) -> [RunReport.Assignment] {
    let mined = zip(selection.mined, zip(partition.assignments, partition.distances))
    let others = zip(selection.assigned, zip(assignedClusters, assignedDistances))
    let all = mined.map { ($0, $1.0, $1.1) } + others.map { ($0, $1.0, $1.1) }
    return all.sorted { $0.0 < $1.0 }.map { row, cluster, distance in
      let facts = collection.rows[row]
      return RunReport.Assignment(
        traceID: facts.id, signatureID: cluster >= 0 ? ids[Int(cluster)] : nil,
        path: frame.inputs[facts.place.fileIndex].path, offset: facts.place.record.offset,
        outcome: facts.outcome,
        distance: cluster >= 0 ? Double(distance) : nil)
    }
  }
}

extension SignatureEvidence {
  /// Whether at least half of the traces share a tool error that sets them apart.
  fileprivate var isOfErrors: Bool {
    terms.contains { term in
      if case .error = term.term { term.share >= 0.5 } else { false }
    }
  }
}
