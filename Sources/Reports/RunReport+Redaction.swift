internal import ContentHash
internal import Features
internal import Signatures
internal import Threads

extension RunReport {
  /// The report with personal data masked in every text that comes from traces.
  ///
  /// Paths and settings are what the user typed and stay as they are, so that files can be found again.
  func redacted(threadCount: Int) -> RunReport {
    let redactor = ReportRedactor()
    var report = self
    let parts = Blocks(itemCount: signatures.count, size: 1).concurrentMap(threadCount: threadCount) {
      block, _ in
      let excerpts = excerpts[signatures[block].id] ?? []
      return (redactor.redacted(signatures[block]), excerpts.map(redactor.redacted))
    }
    report.signatures = parts.map(\.0)
    report.excerpts = Dictionary(parts.map { ($0.0.id, $0.1) }) { first, _ in first }
    let outside = rareButSevere.map(\.excerpt) + unassignedSample + laneSample.map(\.excerpt)
    let redacted = Blocks(itemCount: outside.count, size: 1).concurrentMap(threadCount: threadCount) {
      block, _ in redactor.redacted(outside[block])
    }
    for index in rareButSevere.indices {
      report.rareButSevere[index].excerpt = redacted[index]
      report.rareButSevere[index].reason = redactor.text(rareButSevere[index].reason)
    }
    let laneStart = outside.count - laneSample.count
    for index in report.leftOverWork.indices {
      report.leftOverWork[index].agent = leftOverWork[index].agent.map(redactor.text)
      report.leftOverWork[index].tool = redactor.text(leftOverWork[index].tool)
      report.leftOverWork[index].examples = leftOverWork[index].examples.map(redactor.text)
    }
    report.unassignedSample = Array(redacted[rareButSevere.count..<laneStart])
    for index in laneSample.indices { report.laneSample[index].excerpt = redacted[laneStart + index] }
    report.unreadFields = unreadFields.map(redactor.text)
    for index in rejections.indices {
      report.rejections[index].reason = redactor.text(rejections[index].reason)
    }
    for index in conflicts.indices {
      report.conflicts[index].traceID = redactor.text(conflicts[index].traceID)
    }
    let blocks = Blocks(itemCount: assignments.count, size: 1_024)
    report.assignments = blocks.concurrentMap(threadCount: threadCount) { _, range in
      assignments[range].map { assignment in
        var assignment = assignment
        assignment.traceID = redactor.traceID(
          assignment.traceID, path: assignment.path, offset: assignment.offset)
        return assignment
      }
    }.flatMap { $0 }
    return report
  }
}

/// Masks personal data in the parts of a report.
private struct ReportRedactor: Sendable {
  private let redaction = Redaction()

  func text(_ text: String) -> String { redaction.redacted(text) }

  /// The name of a trace without personal data; what was masked is told apart by where the trace stands.
  func traceID(_ id: String, path: String, offset: Int) -> String {
    let masked = text(id)
    guard masked != id else { return id }
    return "\(masked)#" + ContentHash.hexadecimal(of: Array("\(path):\(offset)".utf8)).prefix(8)
  }

  func redacted(_ excerpt: TraceExcerpt) -> TraceExcerpt {
    var excerpt = excerpt
    excerpt.traceID = traceID(excerpt.traceID, path: excerpt.path, offset: excerpt.offset)
    excerpt.agent = excerpt.agent.map(text)
    for index in excerpt.turns.indices {
      let turn = excerpt.turns[index]
      excerpt.turns[index].speaker = turn.speaker.map(text)
      excerpt.turns[index].text = text(turn.text)
      excerpt.turns[index].lapses = turn.lapses.map { ($0.kind, text($0.tool), text($0.step)) }
      excerpt.turns[index].calls = turn.calls.map { (text($0.tool), text($0.arguments)) }
    }
    return excerpt
  }

  func redacted(_ signature: Signature) -> Signature {
    var signature = signature
    signature.name = text(signature.name)
    signature.severityReason = signature.severityReason.map(text)
    signature.namedTerm = signature.namedTerm.map(redacted)
    signature.evidence = redacted(signature.evidence)
    return signature
  }

  private func redacted(_ evidence: SignatureEvidence) -> SignatureEvidence {
    var evidence = evidence
    evidence.tools = evidence.tools.map(redacted)
    evidence.templates = evidence.templates.map(redacted)
    evidence.agents = evidence.agents.map(redacted)
    evidence.errors = evidence.errors.map {
      .init(tool: text($0.tool), type: $0.type, count: $0.count, openCount: $0.openCount)
    }
    evidence.terms = evidence.terms.map {
      .init(term: redacted($0.term), share: $0.share, shareElsewhere: $0.shareElsewhere)
    }
    evidence.answer = evidence.answer.map { (text($0.tool), text($0.template)) }
    evidence.step = evidence.step.map(text)
    evidence.missed = evidence.missed.map {
      .init(tool: text($0.tool), callingCount: $0.callingCount, successCount: $0.successCount)
    }
    return evidence
  }

  private func redacted(_ count: SignatureEvidence.Count) -> SignatureEvidence.Count {
    .init(name: text(count.name), count: count.count)
  }

  private func redacted(_ term: Term) -> Term {
    switch term {
    case .words(let block, let words): .words(block, text(words))
    case .answer(let tool, let words): .answer(tool: text(tool), text(words))
    case .state(let tool, let field, let value):
      .state(tool: text(tool), field: text(field), value: text(value))
    case .argument(let tool, let words): .argument(tool: text(tool), text(words))
    case .tool(let tool): .tool(text(tool))
    case .step(let from, let to): .step(from: text(from), to: text(to))
    case .sign(let sign, let tool): .sign(sign, tool: tool.map(text))
    case .lapse(let kind, let tool, let step): .lapse(kind, tool: text(tool), step: text(step))
    case .error(let tool, let type, let template):
      .error(tool: tool.map(text), type: type, template: template.map(text))
    }
  }
}
