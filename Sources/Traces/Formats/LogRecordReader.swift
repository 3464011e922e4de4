package import JSONBytes

/// Log records of OTLP, in the shape that `OTLPReader` gives them: events that tell what a span's model was given
/// and what it answered, how a trace was judged, or what went wrong in a span.
///
/// A log of another sort says nothing of a conversation; it counts as joined where its trace has one.
package struct LogRecordReader: SpanReader {
  package let name = "otlp"
  package let summary = "events of the GenAI conventions as log records of OTLP: `log` with `name` and `body`"
  package let signs = [FormatSign(objects: [.context, .log])]
  package let family = TraceFamily.spans

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let context = document.field("context", of: document.root)
    guard let key = context.flatMap({ document.name("trace_id", of: $0) }) else { return nil }
    return PartIdentity(key: key, id: nil)
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    guard let log = document.field("log", of: root), let context = document.field("context", of: root) else {
      return
    }
    if table.id == nil { table.id = table.keep(document.text("trace_id", of: context), of: document) }
    let attributes = document.field("attributes", of: log)
    let body = document.field("body", of: log)
    let name =
      document.text("name", of: log)
      ?? attributes.flatMap { document.text("event.name", of: $0) ?? document.text("event_name", of: $0) }
    var told = ToldEvent(span: table.name(document.text("span_id", of: context), in: document))
    told.time = document.time("time", of: log)
    if let attributes {
      SpanEvaluations.noteConvention(attributes, of: document, into: &table)
      noteFacts(attributes, of: document, into: &table)
      told.mark = table.keep(mark(attributes, in: document), of: document)
    }
    if let name {
      let messages = EventMessages(name, attributes: attributes, body: body, of: &document, into: &table)
      (told.input, told.output) = (messages.input, messages.output)
    }
    table.events.append(told)
  }

  private func noteFacts(_ attributes: JSONNode, of document: JSONDocument, into table: inout SpanTable) {
    if table.thread == nil {
      let thread =
        document.text("gen_ai.conversation.id", of: attributes) ?? document.text("session.id", of: attributes)
      table.thread = table.keep(thread, of: document)
    }
    if table.agent == nil {
      table.agent = table.keep(document.text("gen_ai.agent.name", of: attributes), of: document)
    }
  }

  private func mark(_ attributes: JSONNode, in document: JSONDocument) -> ErrorMark? {
    guard let type = document.text("exception.type", of: attributes) else { return nil }
    return ErrorMark(
      provenance: .exceptionEvent, type: type, message: document.text("exception.message", of: attributes))
  }
}
