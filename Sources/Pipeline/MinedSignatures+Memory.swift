internal import Features
package import History
internal import LinearAlgebra
package import Reports
internal import Signatures
internal import Traces

extension MinedSignatures {
  /// What the memory of a workspace keeps of the run.
  ///
  /// - Parameters:
  ///   - report: The run's report, for names and severities.
  ///   - week: Where traces are counted: all of them if `isForced`, else those that do not tell their time.
  ///   - redaction: What is masked in the names of signatures and agents.
  package func summary(
    of report: RunReport, inputKey: String, planKey: String, recordedAt: String, week: RunWeek,
    redaction: Redaction
  ) -> RunSummary {
    let named = Dictionary(report.signatures.map { ($0.id, $0) }) { first, _ in first }
    let ids = SignatureDrafts(mined: self, traces: [:]).ids
    let agentNames = collection.agents.map(redaction.redacted)
    let supports = supports(week, agentNames)
    let signatures = zip(ids, zip(profiles, supports)).map { id, entry in
      FoundSignature(
        evidenceID: id,
        candidate: IdentityMatching.Candidate(profile: entry.0.profile, support: entry.0.support),
        name: redaction.redacted(named[id]?.name ?? id), severity: named[id]?.severity.name ?? "",
        supports: entry.1)
    }
    let entries = collection.ledger?.entries ?? []
    var names: [Week: [UInt64]] = [:]
    var counts: [Week: [String: Int]] = [:]
    for entry in entries {
      let own = week.week(of: entry.startedAt)
      names[own, default: []].append(entry.name)
      counts[own, default: [:]][entry.agent.map { agentNames[$0] } ?? "", default: 0] += 1
    }
    return RunSummary(
      inputKey: inputKey, planKey: planKey, version: report.version, recordedAt: recordedAt,
      title: report.title, traceNames: names, traceCounts: counts, signatures: signatures)
  }

  /// The traces of each cluster by week and agent; those of unknown outcome whose evidence fits are among them, so
  /// that a week in which outcomes are missing is no week without failures.
  private func supports(_ week: RunWeek, _ agentNames: [String]) -> [[Week: [String: Int]]] {
    var supports = [[Week: [String: Int]]](repeating: [:], count: clusters.count)
    let members = zip(selection.mined, partition.assignments).map { ($0, $1) }
    let fitting = zip(selection.assigned, assignedClusters).map { ($0, $1) }
    for (row, cluster) in members + fitting where cluster >= 0 {
      let facts = collection.rows[row]
      let own = week.week(of: facts.startedAt)
      let agent = facts.agent.map { agentNames[$0] } ?? ""
      supports[Int(cluster)][own, default: [:]][agent, default: 0] += 1
    }
    return supports
  }

  /// What each signature is known again by in other runs, in the order of the clusters.
  var profiles: [(profile: SignatureProfile, support: Int)] {
    clusters.indices.map { cluster in
      let counts = clusters[cluster]
      let support = Float(max(1, counts.support))
      let terms = zip(partition.space.columns, partition.centroids.row(cluster)).compactMap {
        column, weight in
        // What tools are given is no facet of its own.
        column.term.block == .argument
          ? nil : SignatureProfile.Element(key: column.term.rawValue, weight: weight)
      }
      let messages = counts.messages.map { hash, count in
        SignatureProfile.Element(
          key: SignatureProfile.key(.message, hash: hash), weight: Float(count) / support)
      }
      let agents = counts.agents.map { agent, count in
        SignatureProfile.Element(
          key: SignatureProfile.key(.agent, hash: ByteHash.of(Array(collection.agents[agent].utf8))),
          weight: Float(count) / support)
      }
      return (SignatureProfile(terms + messages + agents), counts.support)
    }
  }
}

/// The week that the traces of a run are counted in.
package struct RunWeek: Sendable, Hashable {
  /// The week of traces that do not tell their time.
  package let week: Week

  /// Whether every trace is counted in `week`, whatever its time.
  package let isForced: Bool

  package init(week: Week, isForced: Bool) {
    self.week = week
    self.isForced = isForced
  }

  /// The week named by the user; else that of the latest of the traces, and of `today` where none tells its time.
  ///
  /// A time that is still to come tells nothing, unless all are: one trace with a clock gone wrong would be the present
  /// week of the workspace from then on.
  package init(named: Week?, of ledger: TraceLedger?, today: Week) {
    let weeks = (ledger?.entries ?? []).compactMap { $0.startedAt.flatMap(Self.toldWeek) }
    let own = weeks.filter { $0.number <= today.number + Self.clockSkew }.max() ?? weeks.max()
    self.init(week: named ?? own ?? today, isForced: named != nil)
  }

  /// The week that a trace is counted in: its own, or that of the run where it tells none or one that is later.
  package func week(of startedAt: Double?) -> Week {
    guard !isForced, let told = startedAt.flatMap(Self.toldWeek) else { return week }
    return min(told, week)
  }

  /// The week of a time; `nil` where a clock that was never set says it, such as the year 1 or 1 January 1970.
  private static func toldWeek(_ startedAt: Double) -> Week? {
    guard CalendarDay(ofSeconds: startedAt) != nil, startedAt >= firstTold else { return nil }
    return Week(holdingSecond: startedAt)
  }

  /// 3 March 1973, from where counts of seconds are read as times too.
  private static let firstTold = 1e8

  /// Weeks that clocks and time zones may be ahead.
  private static let clockSkew = 1
}
