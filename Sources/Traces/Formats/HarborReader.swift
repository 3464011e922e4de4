package import JSONBytes

/// Trajectories in Harbor's interchange format (ATIF).
///
/// There is no field for errors: those stand in the text of the results. A session that goes on in another file
/// (`…-cont-1`) is one trace with it; steps that were copied from the earlier one are not read again.
package struct HarborReader: SpanReader {
  package let name = "atif"
  package let summary = "Harbor ATIF trajectories: `schema_version` and `steps`"
  package let signs = [FormatSign(arrays: [.steps], strings: [.schemaVersion])]
  package let family = TraceFamily.harbor

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    let whole = ByteRange(start: 0, count: document.strings.count)
    guard let session = document.name("session_id", of: root) else {
      let id = document.name("trajectory_id", of: root) ?? whole
      return PartIdentity(key: id, id: id)
    }
    return PartIdentity(
      key: Self.parts(of: session, in: document).base, id: document.name("trajectory_id", of: root) ?? session
    )
  }

  /// A session's name without `-cont-1`, and the number behind it; 0 for the first.
  private static func parts(of session: ByteRange, in document: JSONDocument) -> (
    base: ByteRange, number: Int
  ) {
    let words = Array("-cont-".utf8)
    var start = session.end - words.count
    while start > session.start {
      if document.strings[start..<start + words.count].elementsEqual(words) {
        let digits = String(decoding: document.strings[start + words.count..<session.end], as: UTF8.self)
        guard let number = Int(digits) else { break }
        return (ByteRange(start: session.start, count: start - session.start), number)
      }
      start -= 1
    }
    return (session, 0)
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    let session = document.name("session_id", of: root)
    let (base, number) = session.map { Self.parts(of: $0, in: document) } ?? (.empty, 0)
    if table.id == nil {
      table.id = table.keep(session == nil ? document.name("trajectory_id", of: root) : base, of: document)
    }
    if table.agent == nil {
      let name = document.field("agent", of: root).flatMap { document.text("name", of: $0) }
      table.agent = table.keep(name, of: document)
    }
    readTrajectory(root, session: number, of: &document, into: &table)
  }

  private func readTrajectory(
    _ node: JSONNode, session: Int, of document: inout JSONDocument, into table: inout SpanTable
  ) {
    var inner = document.elements("subagent_trajectories", of: node)
    for step in document.elements("steps", of: node) {
      if table.startedAt == nil { table.startedAt = document.time("timestamp", of: step) }
      var scratch = Trace()
      var reading = ChatMessages(taking: &scratch)
      readStep(step, of: &document, &reading)
      var span = TraceSpan()
      (span.kind, span.session) = (.line, session)
      span.output = table.keepMessages(of: reading.trace, in: document)
      table.add(span)
      // What an agent did that was sent out stands where it was sent out, so that the last step is the trace's own.
      for name in namesOfAgents(sentOutBy: step, of: document) {
        let place = inner.firstIndex { agent in
          Self.names.contains { key in
            document.text(key, of: agent).map { document.isSameText($0, name) } ?? false
          }
        }
        guard let place else { continue }
        readTrajectory(inner.remove(at: place), session: session, of: &document, into: &table)
      }
    }
    for rest in inner { readTrajectory(rest, session: session, of: &document, into: &table) }
  }

  private static let names: [StaticString] = ["trajectory_id", "session_id"]

  /// The names of the trajectories that the results of a step refer to, as a list or as one.
  private func namesOfAgents(sentOutBy step: JSONNode, of document: JSONDocument) -> [ByteRange] {
    guard let observation = document.field("observation", of: step) else { return [] }
    return document.elements("results", of: observation).flatMap { result -> [ByteRange] in
      guard let value = document.field("subagent_trajectory_ref", of: result) else { return [] }
      let references = document.kind(value) == .array ? document.elements(of: value) : [value]
      return references.flatMap { reference in Self.names.compactMap { document.text($0, of: reference) } }
    }
  }

  private func readStep(_ step: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages) {
    let isCopied = document.field("is_copied_context", of: step).map { document.kind($0) == .true } ?? false
    guard !isCopied else { return }
    let role = document.text("source", of: step).map { Role(written: $0, in: document) } ?? .assistant
    let turn = reading.addTurn(role)
    if let text = document.field("message", of: step).flatMap({
      reading.readContent($0, turn: turn, of: &document)
    }) {
      reading.setText(text, ofTurn: turn)
      if role == .user { InjectedWords.takeFromUser(&reading, in: document) }
    }
    if let calls = document.field("tool_calls", of: step) {
      reading.readToolCalls(calls, turn: turn, of: &document)
    }
    guard let observation = document.field("observation", of: step) else { return }
    for result in document.elements("results", of: observation) {
      readResult(result, of: &document, &reading)
    }
  }

  private func readResult(
    _ result: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let turn = reading.addTurn(.tool)
    let text =
      document.field("content", of: result).flatMap { reading.readContent($0, turn: turn, of: &document) }
      ?? .empty
    reading.setText(text, ofTurn: turn)
    reading.attachResult(
      ToolResult(
        text: text, callID: document.name("source_call_id", of: result), tool: nil,
        mark: ErrorMarkReading.mark(in: result, of: &document)), turn: turn, in: document)
  }
}
