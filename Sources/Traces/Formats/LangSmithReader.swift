package import JSONBytes

/// Runs of LangSmith, as its API and SDK give them (`id`) and as its command line exports them (`run_id`); alone,
/// or as a tree with the runs that a run called in its `child_runs`.
package struct LangSmithReader: SpanReader {
  package let name = "langsmith"
  package let summary = "LangSmith runs, of the API (`id`, `run_type`) or of `langsmith … export` (`run_id`)"
  package let signs = [
    FormatSign([.traceID], strings: [.runType]), FormatSign([.runID], strings: [.runType]),
    FormatSign([.id, .inputs], strings: [.runType]), FormatSign([.id, .dottedOrder], strings: [.runType]),
    FormatSign(arrays: [.childRuns], strings: [.runType]),
    FormatSign([.inputs, .startTimeSnake], strings: [.runType]),
  ]
  package let family = TraceFamily.langSmith

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    let id = document.name("id", of: root) ?? document.name("run_id", of: root)
    // A tree that was written by hand may have no ids at all; it is a trace of its own.
    let whole = ByteRange(start: 0, count: document.strings.count)
    return PartIdentity(
      key: traceID(in: &document) ?? id ?? whole, id: id,
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
    if table.id == nil { table.id = table.keep(traceID(in: &document), of: document) }
    LangSmithRun(node: document.root).read(&document, into: &table)
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
    Self.read(document.root, of: document, into: &table)
  }

  /// Notes what feedback says, in a record of its own or in the run that it is given to.
  static func read(_ node: JSONNode, of document: JSONDocument, into table: inout SpanTable) {
    var outcome = Outcome.unknown
    for key: StaticString in ["score", "value"] where outcome == .unknown {
      outcome =
        document.field(key, of: node).map { OutcomeRule.outcome(ofScore: $0, in: document) } ?? .unknown
    }
    let type =
      document.field("feedback_source", of: node).flatMap { document.text("type", of: $0) }
      .map { document.string($0) } ?? ""
    let name = document.text("key", of: node).map { document.string($0) } ?? ""
    table.verdicts.add(outcome, from: Self.source(type), name: name)
  }

  /// Who gave feedback, by the type of its source or a text that holds it.
  static func source(_ text: String) -> OutcomeSource? {
    if people.isAny(in: text) { return .human }
    if judges.isAny(in: text) { return .judge }
    return programs.isAny(in: text) ? .code : nil
  }

  private static let people = NameParts(["app"])
  private static let judges = NameParts(["model", "evaluator", "auto_eval"])
  private static let programs = NameParts(["api"])
}
