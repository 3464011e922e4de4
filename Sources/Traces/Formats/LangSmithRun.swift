internal import JSONBytes

/// A run of LangSmith, in a record of its own or in the `child_runs` of the run that called it.
struct LangSmithRun {
  let node: JSONNode

  /// Reads the run, and those that it called.
  ///
  /// - Parameter parent: The run in whose `child_runs` it stands; 0 if it stands in none.
  func read(
    _ document: inout JSONDocument, into table: inout SpanTable, parent: UInt64 = 0, depth: Int = 0
  ) {
    var span = TraceSpan()
    span.id = table.name(document.name("id", of: node) ?? document.name("run_id", of: node), in: document)
    span.parent = table.name(document.text("parent_run_id", of: node), in: document)
    if span.parent == 0 { span.parent = parent }
    span.name = table.keep(document.text("name", of: node), of: document) ?? .empty
    span.start = document.time("start_time", of: node) ?? startInOrder(of: document)
    span.end = document.time("end_time", of: node)
    span.mark = table.keep(mark(in: document), of: document)
    span.kind = kind(of: document)
    readContent(of: &document, &span, into: &table)
    noteThread(of: &document, into: &table)
    noteFeedback(of: document, into: &table)
    if table.id == nil, span.parent == 0 {
      table.id = table.keep(document.name("id", of: node), of: document)
    }
    // A run without an id is the parent of those within it all the same.
    if span.id == 0 { span.id = Self.nameless &+ UInt64(table.spans.count) }
    table.add(span)
    guard depth < Self.depthLimit else { return }
    for child in document.elements("child_runs", of: node) where document.kind(child) == .object {
      LangSmithRun(node: child).read(&document, into: &table, parent: span.id, depth: depth + 1)
    }
  }

  /// The first of the ids that stand for none; those of runs are hashes, of which none is likely to be near it.
  private static let nameless: UInt64 = 1 << 63

  /// More than any program calls itself, and little enough to be read on one stack.
  private static let depthLimit = 200

  private func readContent(
    of document: inout JSONDocument, _ span: inout TraceSpan, into table: inout SpanTable
  ) {
    let (inputs, outputs) = (document.field("inputs", of: node), document.field("outputs", of: node))
    switch span.kind {
    case .tool, .retriever:
      span.arguments = table.arguments(inputs, of: &document)
      let result = table.result(outputs, of: &document)
      (span.result, span.callID) = (result.text, result.callID)
      // A run that failed has no outputs, or an object with none.
      if span.mark != nil, let outputs, document.isBlankObject(outputs) { span.result = nil }
      span.mark = span.mark ?? result.mark
    case .unknown, .frame, .line:
      guard span.parent == 0 else { return }
      fallthrough
    case .model:
      if let inputs { span.input = table.messages(in: inputs, of: &document, role: .user) }
      // What failed may say so in place of an answer: an object with none, or a message without a word.
      guard let outputs, span.mark == nil || !document.isBlankObject(outputs) else { return }
      span.output = table.messages(in: outputs, of: &document, role: .assistant)
      if span.mark != nil, span.output.allSatisfy({ table.isSilent($0) }) { span.output = [] }
    }
  }

  private func kind(of document: JSONDocument) -> TraceSpan.Kind {
    guard let type = document.text("run_type", of: node) else { return .frame }
    if document.matches(type, "llm") { return .model }
    if document.matches(type, "tool") { return .tool }
    return document.matches(type, "retriever") ? .retriever : .frame
  }

  private func mark(in document: JSONDocument) -> ErrorMark? {
    if let error = document.text("error", of: node), !error.isEmpty {
      let words = ErrorWords.message(in: document.strings, error)
      return ErrorMark(provenance: .typed, type: ErrorWords.type(in: document.strings, words), message: words)
    }
    let isError = document.text("status", of: node).map { document.matches($0, "error") } ?? false
    return isError ? ErrorMark(provenance: .flag) : nil
  }

  /// The time in the last segment of the dotted order, such as `20260105T100000123456Z…`.
  private func startInOrder(of document: JSONDocument) -> Double? {
    guard let order = document.text("dotted_order", of: node) else { return nil }
    let bytes = document.strings[order.indices]
    let start = bytes.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? bytes.startIndex
    let d = Array(bytes[start...].prefix(21))
    guard d.count == 21 else { return nil }
    let text =
      Array(d[0..<4]) + Array("-".utf8) + Array(d[4..<6]) + Array("-".utf8) + Array(d[6..<8])
      + Array("T".utf8) + Array(d[9..<11]) + Array(":".utf8) + Array(d[11..<13]) + Array(":".utf8)
      + Array(d[13..<15]) + Array(".".utf8) + Array(d[15..<21])
    return Timestamp.seconds(of: text[...])
  }

  private func noteThread(of document: inout JSONDocument, into table: inout SpanTable) {
    guard table.thread == nil else { return }
    let metadata =
      document.field("extra", of: node).flatMap { document.field("metadata", of: $0) }
      ?? document.field("custom_metadata", of: node) ?? document.field("metadata", of: node)
    for key: StaticString in ["thread_id", "session_id", "conversation_id"] {
      if let thread = metadata.flatMap({ document.name(key, of: $0) }) {
        table.thread = table.keep(thread, of: document)
        return
      }
    }
    table.thread = table.keep(document.name("thread_id", of: node), of: document)
  }

  /// Notes feedback on the run: as a list, or as means and counts of words by name, where who gave it is known
  /// only if the sources are listed.
  private func noteFeedback(of document: JSONDocument, into table: inout SpanTable) {
    for feedback in document.elements("feedback", of: node) where document.kind(feedback) == .object {
      LangSmithFeedbackReader.read(feedback, of: document, into: &table)
    }
    guard let stats = document.field("feedback_stats", of: node) else { return }
    document.forEachField(of: stats) { key, value in
      var source: OutcomeSource?
      if let first = document.elements("sources", of: value).first, let text = document.text(first) {
        source = LangSmithFeedbackReader.source(document.string(text))
      }
      let name = document.string(key)
      if let mean = document.field("avg", of: value).flatMap({ document.number($0) }) {
        return table.verdicts.add(OutcomeRule.outcome(ofScore: mean), from: source, name: name)
      }
      guard let words = document.field("values", of: value) else { return }
      document.forEachField(of: words) { word, count in
        guard document.number(count) ?? 1 > 0 else { return }
        table.verdicts.add(OutcomeRule.outcome(ofWord: document.string(word)), from: source, name: name)
      }
    }
  }
}
