package import JSONBytes

/// OTLP as JSON, as a collector writes it to files: each line a batch of spans or of log records, in camel or in
/// snake case.
///
/// The spans become records in the shape of Phoenix, with attributes as plain values; of log records those events
/// are read that tell what went into a model and came out of it.
package struct OTLPReader: RecordContainer {
  package let name = "otlp"
  package let summary =
    "OTLP JSON of a collector or of Phoenix: `resourceSpans` or `resource_spans`, `resourceLogs`"
  package let signs = [
    FormatSign(arrays: [.resourceSpans]), FormatSign(arrays: [.resourceSpansSnake]),
    FormatSign(arrays: [.resourceLogs]), FormatSign(arrays: [.resourceLogsSnake]),
    FormatSign([.traceId, .spanId, .startTimeUnixNano]),
    FormatSign([.traceID, .spanID, .startTimeUnixNanoSnake]),
  ]

  package init() {}

  package func elements(of document: JSONDocument) -> [JSONNode] {
    var batches: [JSONNode] = []
    document.forEachField(of: document.root) { key, batch in
      if Self.batchNames.contains(where: { document.matches(key, $0) }) { batches.append(batch) }
    }
    guard !batches.isEmpty else { return [document.root] }
    var items: [JSONNode] = []
    for batch in batches {
      document.forEachElement(of: batch) { resource in
        document.forEachField(of: resource) { key, scopes in
          guard Self.scopeNames.contains(where: { document.matches(key, $0) }) else { return }
          document.forEachElement(of: scopes) { add(itemsOf: $0, of: document, to: &items) }
        }
      }
    }
    return items
  }

  private func add(itemsOf scope: JSONNode, of document: JSONDocument, to items: inout [JSONNode]) {
    for key: StaticString in ["spans", "logRecords", "log_records"] {
      guard let list = document.field(key, of: scope) else { continue }
      document.forEachElement(of: list) { if document.kind($0) == .object { items.append($0) } }
    }
  }

  package func part(_ element: JSONNode, of document: JSONDocument) -> (reader: any PartReader, PartIdentity)?
  {
    var span = OTLPSpan()
    document.forEachField(of: element) { key, value in span.note(key, value, in: document) }
    if span.isLogRecord { return span.logIdentity(of: element, in: document).map { (Self.logReader, $0) } }
    return span.identity(in: document).map { (Self.spanReader, $0) }
  }

  private static let spanReader = SpanRecordReader()
  private static let logReader = LogRecordReader()

  private static let batchNames: [StaticString] = [
    "resourceSpans", "resource_spans", "resourceLogs", "resource_logs",
  ]
  private static let scopeNames: [StaticString] = [
    "scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans", "scopeLogs",
    "scope_logs",
  ]

  package func append(_ element: JSONNode, of document: JSONDocument, to bytes: inout [UInt8]) {
    var span = OTLPSpan()
    document.forEachField(of: element) { key, value in span.note(key, value, in: document) }
    if span.isLogRecord { return span.writeLog(from: document, to: &bytes) }
    span.write(from: document, to: &bytes)
  }
}

/// The fields of a span or of a log record of OTLP, in either case.
private struct OTLPSpan {
  private var traceID: JSONNode?
  private var id: JSONNode?
  private var parent: JSONNode?
  private var name: JSONNode?
  private var start: JSONNode?
  private var end: JSONNode?
  private var attributes: JSONNode?
  private var events: JSONNode?
  private var status: JSONNode?

  // Of a log record.
  private var time: JSONNode?
  private var observedTime: JSONNode?
  private var event: JSONNode?
  private var body: JSONNode?

  /// Whether it has a body or a time of its own, as a log record has, and no start.
  var isLogRecord: Bool {
    start == nil && (body != nil || time != nil || observedTime != nil || event != nil)
  }

  mutating func note(_ key: ByteRange, _ value: JSONNode, in document: JSONDocument) {
    switch Field(rawValue: document.value(ofName: key, in: Field.table)) {
    case .traceID: traceID = value
    case .id: id = value
    case .parent: parent = value
    case .name: name = value
    case .start: start = value
    case .end: end = value
    case .attributes: attributes = value
    case .events: events = value
    case .status: status = value
    case .time: time = value
    case .observedTime: observedTime = value
    case .event: event = value
    case .body: body = value
    case nil: return
    }
  }

  private enum Field: UInt8 {
    case traceID = 1
    case id, parent, name, start, end, attributes, events, status, time, observedTime, event, body

    static let table = ByteTable([
      ("traceid", traceID.rawValue), ("trace_id", traceID.rawValue), ("spanid", id.rawValue),
      ("span_id", id.rawValue), ("parentspanid", parent.rawValue), ("parent_span_id", parent.rawValue),
      ("name", name.rawValue), ("starttimeunixnano", start.rawValue),
      ("start_time_unix_nano", start.rawValue), ("endtimeunixnano", end.rawValue),
      ("end_time_unix_nano", end.rawValue), ("attributes", attributes.rawValue),
      ("events", events.rawValue), ("status", status.rawValue), ("timeunixnano", time.rawValue),
      ("time_unix_nano", time.rawValue), ("observedtimeunixnano", observedTime.rawValue),
      ("observed_time_unix_nano", observedTime.rawValue), ("eventname", event.rawValue),
      ("event_name", event.rawValue), ("body", body.rawValue),
    ])
  }

  /// To which trace it belongs; `nil` if it does not say so in words.
  func identity(in document: JSONDocument) -> PartIdentity? {
    guard let key = traceID.flatMap({ document.text($0) }), !key.isEmpty else { return nil }
    return PartIdentity(
      key: key, id: id.flatMap { document.text($0) }.flatMap { $0.isEmpty ? nil : $0 },
      updatedAt: end.flatMap { Timestamp.seconds(of: $0, in: document) })
  }

  /// To which trace a log record belongs; it has no id, so one is known again by all that it says.
  func logIdentity(of element: JSONNode, in document: JSONDocument) -> PartIdentity? {
    guard let key = traceID.flatMap({ document.text($0) }), !key.isEmpty else { return nil }
    let isTimed = [time, observedTime].contains { $0.flatMap { document.text($0) } != nil }
    return PartIdentity(key: key, id: isTimed ? document.strings(of: element) : nil)
  }

  func write(from document: JSONDocument, to bytes: inout [UInt8]) {
    func append(_ text: StaticString, _ node: JSONNode?) {
      document.append(text, node, to: &bytes)
    }
    append("{\"context\":{\"trace_id\":", traceID)
    append(",\"span_id\":", id)
    append("},\"parent_id\":", parent)
    append(",\"name\":", name)
    append(",\"start_time\":", start)
    append(",\"end_time\":", end)
    append(",\"status_code\":", status.flatMap { document.field("code", of: $0) })
    append(",\"status_message\":", status.flatMap { document.field("message", of: $0) })
    bytes.append(contentsOf: ",\"attributes\":".utf8)
    OTLPValues.writeAttributes(attributes, from: document, to: &bytes)
    bytes.append(contentsOf: ",\"events\":[".utf8)
    var isFirst = true
    for event in events.map({ document.elements(of: $0) }) ?? [] {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append("{\"name\":", document.field("name", of: event))
      bytes.append(contentsOf: ",\"attributes\":".utf8)
      OTLPValues.writeAttributes(document.field("attributes", of: event), from: document, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(contentsOf: "]}".utf8)
  }

  func writeLog(from document: JSONDocument, to bytes: inout [UInt8]) {
    document.append("{\"context\":{\"trace_id\":", traceID, to: &bytes)
    document.append(",\"span_id\":", id, to: &bytes)
    document.append("},\"log\":{\"name\":", event, to: &bytes)
    let written = time.flatMap { document.text($0).map { $0.count > 1 } ?? true ? $0 : nil }
    document.append(",\"time\":", written ?? observedTime, to: &bytes)
    bytes.append(contentsOf: ",\"body\":".utf8)
    OTLPValues.writeValue(body, from: document, to: &bytes, depth: 0)
    bytes.append(contentsOf: ",\"attributes\":".utf8)
    OTLPValues.writeAttributes(attributes, from: document, to: &bytes)
    bytes.append(contentsOf: "}}".utf8)
  }
}

extension JSONDocument {
  /// Appends the start of a field as it is written here and a value of the document; null where there is none.
  func append(_ text: StaticString, _ node: JSONNode?, to bytes: inout [UInt8]) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    if let node { appendText(of: node, to: &bytes) } else { bytes.append(contentsOf: "null".utf8) }
  }
}
