package import JSONBytes

/// Puts the parts of traces together, one trace after the other, reusing its memory.
package struct TraceAssembly {
  /// A part, by the place of its JSON in the bytes handed in.
  package struct Part: Sendable {
    /// The place of its format among all.
    let format: Int
    let range: ByteRange

    package init(format: Int, range: ByteRange) {
      self.format = format
      self.range = range
    }
  }

  private let outcomes: OutcomeRule
  private let parser = JSONParser()

  package init(outcomes: OutcomeRule) {
    self.outcomes = outcomes
  }

  /// Makes one trace of its parts.
  ///
  /// - Parameters:
  ///   - parts: The parts of one trace, in the order of the files.
  ///   - bytes: Where they lie; `JSONParser.padding` bytes follow the last of them.
  ///   - trace: The trace, whose memory is used again.
  /// - Returns: Why they are no trace; `nil` if they are.
  package func assemble(
    _ parts: [Part], in bytes: [UInt8], into trace: inout Trace
  ) -> UnreadableRecord? {
    trace.clear()
    var table = SpanTable()
    var ruled = Outcome.unknown
    forEachDocument(of: parts, bytes) { document, format in
      guard let reader = TraceFormats.spanReaders[format] else { return }
      if let outcome = outcomes.outcome(in: document), outcome != .unknown { ruled = outcome }
      reader.read(&document, into: &table)
    }
    let holdsModel = table.spans.contains { $0.kind == .model }
    var joining = SpanJoining(table: table)
    joining.join(into: &trace)
    trace.finish(parser)
    if outcomes.path != nil { (trace.outcome, trace.outcomeSource) = (ruled, nil) }
    guard trace.isEmpty else { return nil }
    if holdsModel { return .notRecorded }
    return parts.allSatisfy { TraceFormats.isOfSession[$0.format] } ? .emptySession : .nothingInIt
  }

  private func forEachDocument(
    of parts: [Part], _ bytes: [UInt8], _ body: (inout JSONDocument, _ format: Int) -> Void
  ) {
    var document = JSONDocument()
    for part in parts {
      // The part was parsed before; that it cannot be now would be a mistake of ours, and no trace is lost by it.
      guard (try? parser.parse(bytes, part.range, into: &document)) != nil else { continue }
      body(&document, part.format)
    }
  }
}
