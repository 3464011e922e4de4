package import JSONBytes

/// A log of Inspect AI: an object whose `samples` are records.
package struct InspectLog: RecordContainer {
  package let name = "inspect"
  package let summary = "Inspect AI logs, .json: an object with `eval` whose `samples` are records"
  package let signs = [
    FormatSign([.status], objects: [.eval]), FormatSign(arrays: [.samples], objects: [.eval]),
  ]

  package init() {}

  package func elements(of document: JSONDocument) -> [JSONNode] {
    document.elements("samples", of: document.root)
  }
}

/// A sample of a log of Inspect AI, from a log or from the zip file of one.
package struct InspectReader: TraceReader {
  package let name = "inspect"
  package let summary = "Inspect AI samples, of a .json log or an .eval (zip): `messages`, `scores`, `target`"
  package let signs = [
    FormatSign([.epoch, .input], arrays: [.messages]), FormatSign([.scores, .target], arrays: [.messages]),
  ]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    if let uuid = document.name("uuid", of: root) {
      trace.id = uuid
    } else {
      trace.id = document.name("id", of: root)
      trace.variant = document.name("epoch", of: root)
    }
    trace.startedAt =
      document.time("started_at", of: root)
      ?? document.elements("events", of: root).first.flatMap { document.time("timestamp", of: $0) }
    if let outcome = outcomes.outcome(in: document) {
      trace.outcome = outcome
    } else {
      let (outcome, source) = ownOutcome(in: document)
      (trace.outcome, trace.outcomeSource) = (outcome, outcome == .unknown ? nil : source)
    }
    if let messages = document.field("messages", of: root) {
      var reading = ChatMessages(taking: &trace)
      reading.read(messages, of: &document)
      // What broke the sample off is the last that is known of it.
      if let error = error(in: document).flatMap({ document.text("message", of: $0) }), !error.isEmpty {
        _ = reading.addTurn(.assistant, text: error)
      }
      trace = reading.trace
    }
    resolveAttachments(of: &trace, in: document)
    document.moveText(to: &trace)
  }

  /// The outcome that the scores give: a failure if one fails; a sample that ended with an error failed.
  private func ownOutcome(in document: JSONDocument) -> (Outcome, OutcomeSource) {
    var verdicts = Verdicts()
    if let scores = document.field("scores", of: document.root) {
      document.forEachField(of: scores) { key, score in
        guard let value = document.field("value", of: score) else { return }
        let grade = document.text(value).flatMap { text in
          Self.grades.first { document.matches(text, $0.letter) }?.outcome
        }
        let outcome = grade ?? OutcomeRule.outcome(of: value, in: document)
        let name = document.string(key)
        verdicts.add(outcome, from: Self.judges.isAny(in: name) ? .judge : .code, name: name)
      }
    }
    if let decided = verdicts.decision { return (decided.outcome, decided.source ?? .code) }
    return (error(in: document) == nil ? .unknown : .failure, .code)
  }

  /// Inspect's own grades: correct, incorrect and no answer.
  private static let grades: [(letter: StaticString, outcome: Outcome)] = [
    ("C", .success), ("I", .failure), ("N", .failure),
  ]

  /// What the names of scores hold that a model gives.
  private static let judges = NameParts(["model_graded", "judge"])

  /// What broke the sample off; `nil` if nothing did, or a person or a limit that cancelled the run, which says nothing
  /// of the sample.
  private func error(in document: JSONDocument) -> JSONNode? {
    guard let error = document.field("error", of: document.root), document.kind(error) == .object else {
      return nil
    }
    guard let message = document.text("message", of: error) else { return error }
    let isCancelled =
      document.begins(message, with: "CancelledError(") || document.begins(message, with: "Cancelled(")
    return isCancelled ? nil : error
  }

  /// Puts what an `attachment://` stands for in its place.
  private func resolveAttachments(of trace: inout Trace, in document: JSONDocument) {
    guard let attachments = document.field("attachments", of: document.root) else { return }
    let prefix = Array("attachment://".utf8)
    func resolved(_ range: ByteRange) -> ByteRange {
      guard range.count > prefix.count, document.strings[range.indices].starts(with: prefix) else {
        return range
      }
      let hash = ByteRange(start: range.start + prefix.count, count: range.count - prefix.count)
      var found = range
      document.forEachField(of: attachments) { key, value in
        if document.isSameText(key, hash), let text = document.text(value) { found = text }
      }
      return found
    }
    for turn in trace.turns.indices { trace.turns[turn].text = resolved(trace.turns[turn].text) }
    for call in trace.toolCalls.indices {
      trace.toolCalls[call].arguments = resolved(trace.toolCalls[call].arguments)
      trace.toolCalls[call].result = trace.toolCalls[call].result.map(resolved)
    }
  }
}
