internal import Features
internal import Signatures

extension RunReport {
  /// The report with everything in the order in which it is written, whatever order it was made in.
  func ordered() -> RunReport {
    var report = self
    report.inputs.sort { ($0.path, $0.hash) < ($1.path, $1.hash) }
    report.signatures = signatures.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
      .map { signature in
        var signature = signature
        signature.evidence.order()
        return signature
      }
    report.rareButSevere.sort { one, other in
      guard one.severity == other.severity else { return one.severity > other.severity }
      return (one.excerpt.traceID, one.excerpt.path, one.excerpt.offset)
        < (other.excerpt.traceID, other.excerpt.path, other.excerpt.offset)
    }
    report.rejections.sort {
      ($0.path, $0.offset, $0.line, $0.reason) < ($1.path, $1.offset, $1.line, $1.reason)
    }
    report.conflicts.sort { ($0.traceID, $0.path, $0.line) < ($1.traceID, $1.path, $1.line) }
    report.assignments.sort { ($0.path, $0.offset, $0.traceID) < ($1.path, $1.offset, $1.traceID) }
    return report
  }
}

extension SignatureEvidence {
  /// Puts the most common first, equal ones in the order of their names.
  fileprivate mutating func order() {
    let isBefore: (Count, Count) -> Bool = { ($1.count, $0.name) < ($0.count, $1.name) }
    tools.sort(by: isBefore)
    provenances.sort(by: isBefore)
    templates.sort(by: isBefore)
    agents.sort(by: isBefore)
    days.sort { $0.name < $1.name }
    errors.sort { ($1.count, $0.tool, $0.type.rawValue) < ($0.count, $1.tool, $1.type.rawValue) }
  }
}
