/// A signature as a run found it, before it is known which one it is.
package struct FoundSignature: Sendable {
  /// The id that the run made of its evidence.
  package let evidenceID: String
  package let candidate: IdentityMatching.Candidate
  package let name: String
  package let severity: String

  /// Its traces by week and agent.
  package let supports: [Week: [String: Int]]

  package init(
    evidenceID: String, candidate: IdentityMatching.Candidate, name: String, severity: String,
    supports: [Week: [String: Int]]
  ) {
    (self.evidenceID, self.candidate, self.name) = (evidenceID, candidate, name)
    (self.severity, self.supports) = (severity, supports)
  }
}

/// What a run adds to the memory of a workspace.
package struct RunSummary: Sendable {
  /// The hash of the inputs' content, in whatever order they were named.
  package let inputKey: String

  /// The hash of the settings and the version.
  package let planKey: String
  package let version: String

  /// When the run took place, as text of ISO 8601.
  package let recordedAt: String
  package let title: String

  /// The names of the traces that are counted, hashed, by week.
  package let traceNames: [Week: [UInt64]]

  /// How many they are, by week and agent.
  package let traceCounts: [Week: [String: Int]]
  package let signatures: [FoundSignature]

  package init(
    inputKey: String, planKey: String, version: String, recordedAt: String, title: String,
    traceNames: [Week: [UInt64]], traceCounts: [Week: [String: Int]], signatures: [FoundSignature]
  ) {
    (self.inputKey, self.planKey, self.version) = (inputKey, planKey, version)
    (self.recordedAt, self.title) = (recordedAt, title)
    (self.traceNames, self.traceCounts, self.signatures) = (traceNames, traceCounts, signatures)
  }
}
