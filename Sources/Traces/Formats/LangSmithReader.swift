package import JSONBytes

/// Runs of LangSmith, as its API and SDK give them (`id`) and as its command line exports them (`run_id`).
package struct LangSmithReader: SpanReader {
  package let name = "langsmith"
  package let summary = "LangSmith runs, of the API (`id`, `run_type`) or of `langsmith … export` (`run_id`)"
  package let signs = [
    FormatSign([.traceID], strings: [.runType]), FormatSign([.runID], strings: [.runType]),
    FormatSign([.id, .inputs], strings: [.runType]), FormatSign([.id, .dottedOrder], strings: [.runType]),
  ]
  package let family = TraceFamily.langSmith

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    let id = document.name("id", of: root) ?? document.name("run_id", of: root)
    guard let key = traceID(in: &document) ?? id else { return nil }
    return PartIdentity(
      key: key, id: id,
      updatedAt: document.time("updated_at", of: root) ?? document.time("end_time", of: root))
  }

  /// The trace's id; without one the first id of the dotted order, which is the root's.
  private func traceID(in document: inout JSONDocument) -> ByteRange? {
    if let id = document.name("trace_id", of: document.root) { return id }
    guard let order = document.text("dotted_order", of: document.root) else { return nil }
    let segment = document.strings[order.indices].prefix { $0 != UInt8(ascii: ".") }
    guard segment.count > 36 else { return nil }
    return ByteRange(start: segment.endIndex - 36, count: 36)
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    var span = TraceSpan()
    span.id = table.name(document.name("id", of: root) ?? document.name("run_id", of: root), in: document)
    span.parent = table.name(document.text("parent_run_id", of: root), in: document)
    span.name = table.keep(document.text("name", of: root), of: document) ?? .empty
    span.start = document.time("start_time", of: root) ?? startInOrder(of: document)
    span.end = document.time("end_time", of: root)
    span.mark = table.keep(mark(in: document), of: document)
    let (inputs, outputs) = (document.field("inputs", of: root), document.field("outputs", of: root))
    span.kind = kind(of: document)
    switch span.kind {
    case .model:
      if let inputs { span.input = table.messages(in: inputs, of: &document, role: .user) }
      if let outputs { span.output = table.messages(in: outputs, of: &document, role: .assistant) }
    case .tool, .retriever:
      span.arguments = table.arguments(inputs, of: &document)
      let result = table.result(outputs, of: &document)
      (span.result, span.callID) = (result.text, result.callID)
      span.mark = span.mark ?? result.mark
    case .unknown, .frame, .line:
      guard span.parent == 0 else { break }
      if let inputs { span.input = table.messages(in: inputs, of: &document, role: .user) }
      if let outputs { span.output = table.messages(in: outputs, of: &document, role: .assistant) }
    }
    if table.id == nil { table.id = table.keep(traceID(in: &document), of: document) }
    noteThread(of: &document, into: &table)
    noteFeedback(of: document, into: &table)
    if table.id == nil, span.parent == 0 {
      table.id = table.keep(document.name("id", of: root), of: document)
    }
    table.spans.append(span)
  }

  private func kind(of document: JSONDocument) -> TraceSpan.Kind {
    guard let type = document.text("run_type", of: document.root) else { return .frame }
    if document.matches(type, "llm") { return .model }
    if document.matches(type, "tool") { return .tool }
    return document.matches(type, "retriever") ? .retriever : .frame
  }

  private func mark(in document: JSONDocument) -> ErrorMark? {
    if let error = document.text("error", of: document.root), !error.isEmpty {
      return ErrorMark(provenance: .typed, type: ErrorWords.type(in: document.strings, error), message: error)
    }
    let isError =
      document.text("status", of: document.root).map { document.matches($0, "error") } ?? false
    return isError ? ErrorMark(provenance: .flag) : nil
  }

  /// The time in the last segment of the dotted order, such as `20260105T100000123456Z…`.
  private func startInOrder(of document: JSONDocument) -> Double? {
    guard let order = document.text("dotted_order", of: document.root) else { return nil }
    let bytes = document.strings[order.indices]
    let start = bytes.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? bytes.startIndex
    let digits = bytes[start...].prefix(21)
    guard digits.count == 21 else { return nil }
    let d = Array(digits)
    let text =
      Array(d[0..<4]) + Array("-".utf8) + Array(d[4..<6]) + Array("-".utf8) + Array(d[6..<8])
      + Array("T".utf8)
      + Array(d[9..<11]) + Array(":".utf8) + Array(d[11..<13]) + Array(":".utf8) + Array(d[13..<15])
      + Array(".".utf8) + Array(d[15..<21])
    return Timestamp.seconds(of: text[...])
  }

  private func noteThread(of document: inout JSONDocument, into table: inout SpanTable) {
    guard table.thread == nil else { return }
    let metadata =
      document.field("extra", of: document.root).flatMap { document.field("metadata", of: $0) }
      ?? document.field("custom_metadata", of: document.root)
    guard let metadata else { return }
    for key: StaticString in ["thread_id", "session_id", "conversation_id"] {
      if let thread = document.name(key, of: metadata) {
        table.thread = table.keep(thread, of: document)
        return
      }
    }
  }

  /// Notes the means of feedback on a run; who gave it is known only where the sources are listed.
  private func noteFeedback(of document: JSONDocument, into table: inout SpanTable) {
    guard let stats = document.field("feedback_stats", of: document.root) else { return }
    document.forEachField(of: stats) { key, value in
      guard let mean = document.field("avg", of: value).flatMap({ document.number($0) }) else { return }
      var source: OutcomeSource?
      if let first = document.elements("sources", of: value).first, let text = document.text(first) {
        source = LangSmithFeedbackReader.source(document.string(text))
      }
      table.verdicts.add(OutcomeRule.outcome(ofScore: mean), from: source, name: document.string(key))
    }
  }
}

/// Feedback of LangSmith as records of its own.
package struct LangSmithFeedbackReader: SpanReader {
  package let name = "langsmith"
  package let summary = "LangSmith feedback: `run_id`, `key`, `score`"
  package let signs = [FormatSign([.runID, .key, .score]), FormatSign([.traceID, .key, .feedbackSource])]
  package let family = TraceFamily.langSmith

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    guard let key = document.name("trace_id", of: root) ?? document.name("run_id", of: root) else {
      return nil
    }
    return PartIdentity(
      key: key, id: document.name("id", of: root), updatedAt: document.time("modified_at", of: root))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    var outcome = Outcome.unknown
    for key: StaticString in ["score", "value"] where outcome == .unknown {
      outcome =
        document.field(key, of: root).map { OutcomeRule.outcome(ofScore: $0, in: document) } ?? .unknown
    }
    let type =
      document.field("feedback_source", of: root).flatMap { document.text("type", of: $0) }
      .map { document.string($0) } ?? ""
    let name = document.text("key", of: root).map { document.string($0) } ?? ""
    table.verdicts.add(outcome, from: Self.source(type), name: name)
  }

  /// Who gave feedback, by the type of its source or a text that holds it.
  static func source(_ text: String) -> OutcomeSource? {
    if text.contains("app") { return .human }
    if text.contains("model") || text.contains("evaluator") || text.contains("auto_eval") { return .judge }
    return text.contains("api") ? .code : nil
  }
}

/// The words of an error.
enum ErrorWords {
  /// The place of the type in a text such as `KeyError(7)` or `openai.RateLimitError: slow down`; `nil` if it
  /// begins with no name.
  static func type(in bytes: [UInt8], _ text: ByteRange) -> ByteRange? {
    var end = text.start
    while end < text.end, isPartOfName(bytes[end]) { end += 1 }
    guard end > text.start + 2, end < text.end, end - text.start <= 80,
      bytes[end] == UInt8(ascii: "(") || bytes[end] == UInt8(ascii: ":")
    else { return nil }
    return ByteRange(start: text.start, count: end - text.start)
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
