internal import Features
internal import LinearAlgebra
internal import Reports
internal import Signatures
internal import Traces

/// The traces that belong to no signature, as they are shown.
extension MinedSignatures {
  func severeTraces(_ traces: [Int: Trace], _ frame: ReportFrame) -> [RunReport.SevereTrace] {
    zip(severeRows, severeDraws).compactMap { severe, draw in
      guard let trace = traces[severe.row] else { return nil }
      let role = Representative(row: severe.row, role: .severe, inclusionProbability: 1, draw: draw)
      return RunReport.SevereTrace(
        excerpt: plainExcerpt(of: trace, role, frame), severity: severe.severity, reason: reason(of: trace))
    }
  }

  /// A trace as it is shown where no words of a signature decide.
  func plainExcerpt(
    of trace: Trace, _ representative: Representative, _ frame: ReportFrame
  ) -> TraceExcerpt {
    excerpt(of: trace, row: representative.row, representative, Decisive(), frame)
  }

  func unassignedExcerpts(_ traces: [Int: Trace], _ frame: ReportFrame) -> [TraceExcerpt] {
    unassignedSample.compactMap { drawn in
      traces[drawn.row].map { plainExcerpt(of: $0, drawn, frame) }
    }
  }

  // MARK: Why

  /// What makes a trace look as severe as it does: an unrepaired error that nothing came after, else a sign, else an
  /// error on the way, the gravest first.
  private func reason(of trace: Trace) -> String {
    let toolNames = collection.evidence.toolNames
    let errors = EvidenceExtractor().errors(of: trace)
    let isOnTheWay = errors.last.map { $0.isRepaired || $0.call < trace.toolCalls.count - 1 } ?? true
    let severe = errors.filter { error in
      let tool = trace.string(trace.toolCalls[error.call].tool)
      return !error.isRepaired
        && !ordinaryErrors.contains { $0.type == error.type && toolNames[$0.tool] == tool }
    }
    let severity = { (type: ErrorType) in SevereRows.severity(of: type, isOnTheWay: isOnTheWay) }
    // Of equals the first.
    let worst = severe.enumerated().max {
      (severity($0.element.type), -$0.offset) < (severity($1.element.type), -$1.offset)
    }?.element
    let sign = gravestSign(of: trace, isOnTheWay: isOnTheWay)
    guard let worst else { return sign?.words ?? "no single cause stands out" }
    if let sign, sign.severity > severity(worst.type) || isOnTheWay && sign.severity == severity(worst.type) {
      return sign.words
    }
    return reason(of: trace, worst: worst, last: severe.last { $0.call > worst.call })
  }

  /// An error that work went on after is told as one on the way: it may not be what failed.
  private func reason(of trace: Trace, worst: ToolError, last: ToolError?) -> String {
    let (tool, error) = (name(ofCall: worst.call, in: trace), ErrorWording.name(worst.type))
    let failing = "\(tool) fails with \(error)"
    if let last, last.call == trace.toolCalls.count - 1 {
      let end = name(ofCall: last.call, in: trace)
      return end == tool ? failing : "\(failing), at last \(end) with \(ErrorWording.name(last.type))"
    }
    guard let end = trace.toolCalls.indices.last, end > worst.call, name(ofCall: end, in: trace) != tool
    else {
      return failing
    }
    let lead =
      TurnSigns().protests(in: trace).isEmpty ? "ends after \(name(ofCall: end, in: trace))" : "user protests"
    return "\(lead); on the way \(failing)"
  }

  private func name(ofCall call: Int, in trace: Trace) -> String {
    let tool = trace.string(trace.toolCalls[call].tool)
    return tool.isEmpty ? "a tool" : tool
  }

  /// The gravest sign of a trace that says something, with its tool where that is known.
  private func gravestSign(of trace: Trace, isOnTheWay: Bool) -> (severity: Severity, words: String)? {
    let signs = EvidenceExtractor().names(of: trace).values.compactMap { term -> (WorkflowSign, String?)? in
      guard case .sign(let sign, let tool) = term, SignWording.isTelling(sign) else { return nil }
      return (sign, tool)
    }
    let worst = signs.min { one, other in
      let grades = [one, other].map { SevereRows.severity(of: $0.0, isOnTheWay: isOnTheWay) }
      let isUnnamed = [one, other].map { $0.1 == nil ? 1 : 0 }
      return (grades[1], one.0.rawValue, isUnnamed[0], one.1 ?? "")
        < (grades[0], other.0.rawValue, isUnnamed[1], other.1 ?? "")
    }
    return worst.map { sign, named in
      let failed = { Set(EvidenceExtractor().errors(of: trace).map(\.call)) }
      let tool =
        sign == .correctedChange ? TurnSigns().correctedTool(in: trace, failed: failed()) : named
      return (
        SevereRows.severity(of: sign, isOnTheWay: isOnTheWay), SignWording.sentence(for: sign, tool: tool)
      )
    }
  }

  // MARK: What is alike

  /// The least cosine of two signatures, or of a trace and a signature, that are worth seeing side by side.
  ///
  /// Over three made corpora with 70 modes the two pairs beyond it were two slips at one place and one slip at two
  /// places. Halves of one mode were 0.13 to 0.33 alike, as signatures of one tool are, so that no bound finds those.
  private static let kinCosine: Float = 0.5

  /// Tells each signature which other is the most like it, of those that fail alike, and each trace outside which
  /// signature is near.
  func tellKin(in report: inout RunReport, _ ids: [String]) {
    let clusterOfID = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
    let products = partition.centroids.timesTransposed(partition.centroids)
    let failures = report.signatures.map(\.toldFailure)
    for index in report.signatures.indices {
      guard let cluster = clusterOfID[report.signatures[index].id] else { continue }
      var cosines = Array(products.row(cluster))
      let all = cosines
      for (other, failure) in zip(report.signatures, failures) where !failures[index].isShared(with: failure)
      {
        if let place = clusterOfID[other.id] { cosines[place] = -1 }
      }
      cosines[cluster] = -1
      report.signatures[index].lookalike = nearest(in: cosines).map { ids[$0] }
      report.signatures[index].kin = kin(of: index, in: report.signatures) { other in
        clusterOfID[other].map { all[$0] } ?? -1
      }
    }
    let outside = report.rareButSevere.map(\.excerpt) + report.unassignedSample
    let nearIDs = self.nearIDs(of: outside, ids)
    for index in report.rareButSevere.indices { report.rareButSevere[index].excerpt.nearID = nearIDs[index] }
    for index in report.unassignedSample.indices {
      report.unassignedSample[index].nearID = nearIDs[report.rareButSevere.count + index]
    }
  }

  /// The few signatures that may be taken for one, but for that which may be the same way of failing.
  private func kin(
    of place: Int, in signatures: [Signature], cosine: (String) -> Float
  ) -> [Signature.Kin] {
    let one = signatures[place]
    let found = signatures.enumerated().compactMap { index, other -> (Signature.Kin, Float)? in
      guard index != place, other.id != one.lookalike else { return nil }
      let cosine = cosine(other.id)
      return one.resemblance(to: other, areAlike: cosine >= Self.kinCosine)
        .map { (Signature.Kin(id: other.id, resemblance: $0), cosine) }
    }
    // Of equals the higher in rank comes first, as in the list.
    let sorted = found.enumerated().sorted { first, second in
      (first.element.0.resemblance.rawValue, -first.element.1, first.offset)
        < (second.element.0.resemblance.rawValue, -second.element.1, second.offset)
    }
    return sorted.prefix(Self.kinLimit).map(\.element.0)
  }

  /// More would be a list of all errors of a tool.
  private static let kinLimit = 3

  /// For each of some traces outside the signature that is near; `nil` where none is, or the trace is not mined.
  private func nearIDs(of excerpts: [TraceExcerpt], _ ids: [String]) -> [String?] {
    let pointOfRow = Dictionary(selection.mined.enumerated().map { ($1, $0) }) { first, _ in first }
    let points = excerpts.map { $0.representative.flatMap { pointOfRow[$0.row] } }
    let similarities = partition.points.rows(points.compactMap(\.self)).similarities(to: partition.centroids)
    var place = 0
    return points.map { point in
      guard point != nil else { return nil }
      defer { place += 1 }
      return nearest(in: Array(similarities.row(place))).map { ids[$0] }
    }
  }

  /// The place of the greatest cosine that is great enough, of equals the first.
  private func nearest(in cosines: [Float]) -> Int? {
    let best = cosines.enumerated().max { ($0.element, -$0.offset) < ($1.element, -$1.offset) }
    return best.flatMap { $0.element >= Self.kinCosine ? $0.offset : nil }
  }
}
