package import History
internal import Signatures

extension RunReport {
  /// The weeks that a run is seen against.
  package struct Memory: Sendable {
    /// Up to `week`.
    package let chronicle: Chronicle

    /// The last week that the run counted traces of.
    package let week: Week

    package init(chronicle: Chronicle, week: Week) {
      self.chronicle = chronicle.upTo(week)
      self.week = week
    }
  }

  /// The report with the lasting ids of its signatures, what people said of them, and what became of them.
  ///
  /// - Parameter ids: The lasting id of each signature, by the one that it has now.
  package func remembering(_ memory: Memory, ids: [String: String]) -> RunReport {
    var report = self
    report.memory = memory
    for index in signatures.indices {
      let own = signatures[index].id
      let id = ids[own] ?? own
      report.signatures[index].id = id
      let remarks = memory.chronicle.entry(id)?.remarks
      if let name = remarks?.name { report.signatures[index].name = name }
      if let severity = Severity.allCases.first(where: { $0.name == remarks?.severity }) {
        report.signatures[index].impact = impact(of: signatures[index], as: severity)
        report.signatures[index].severity = severity
        report.signatures[index].severityReason = nil
      }
    }
    report.renameKin(ids)
    report.rank()
    report.excerpts = Dictionary(excerpts.map { (ids[$0.key] ?? $0.key, $0.value) }) { first, _ in first }
    for index in laneSample.indices {
      report.laneSample[index].signatureID = laneSample[index].signatureID.map { ids[$0] ?? $0 }
    }
    report.assignments = assignments.map { old in
      Assignment(
        traceID: old.traceID, signatureID: old.signatureID.map { ids[$0] ?? $0 }, path: old.path,
        offset: old.offset, outcome: old.outcome, distance: old.distance)
    }
    return report
  }

  /// The impact with a severity that a person gave; where no evidence shows a failure, the person does.
  private func impact(of signature: Signature, as severity: Severity) -> Double {
    guard signature.impact > 0 else {
      return severity > .low ? Double(signature.support) * severity.weight : 0
    }
    return signature.impact * severity.weight / signature.severity.weight
  }

  /// Gives what is alike the lasting ids.
  private mutating func renameKin(_ ids: [String: String]) {
    for index in signatures.indices {
      signatures[index].lookalike = signatures[index].lookalike.map { ids[$0] ?? $0 }
      for kin in signatures[index].kin.indices {
        let id = signatures[index].kin[kin].id
        signatures[index].kin[kin].id = ids[id] ?? id
      }
    }
    for index in rareButSevere.indices {
      rareButSevere[index].excerpt.nearID = rareButSevere[index].excerpt.nearID.map { ids[$0] ?? $0 }
    }
    for index in unassignedSample.indices {
      unassignedSample[index].nearID = unassignedSample[index].nearID.map { ids[$0] ?? $0 }
    }
  }

  /// Numbers the signatures anew; a severity that people gave may have changed their order.
  private mutating func rank() {
    signatures.sort { one, other in (one.rankKey, one.rank) < (other.rankKey, other.rank) }
    for index in signatures.indices { signatures[index].rank = index + 1 }
  }
}
