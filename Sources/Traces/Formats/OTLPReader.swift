package import JSONBytes

/// OTLP as JSON, as a collector writes it to files: each line a batch of spans, in camel or in snake case.
///
/// The spans become records in the shape of Phoenix, with attributes as plain values.
package struct OTLPReader: RecordContainer {
  package let name = "otlp"
  package let summary = "OTLP JSON of a collector or of Phoenix: `resourceSpans` or `resource_spans`"
  package let signs = [
    FormatSign(arrays: [.resourceSpans]), FormatSign(arrays: [.resourceSpansSnake]),
    FormatSign([.traceId, .spanId, .startTimeUnixNano]),
    FormatSign([.traceID, .spanID, .startTimeUnixNanoSnake]),
  ]

  package init() {}

  package func elements(of document: JSONDocument) -> [JSONNode] {
    let root = document.root
    guard
      let resources = document.field("resourceSpans", of: root) ?? document.field("resource_spans", of: root)
    else { return [root] }
    var spans: [JSONNode] = []
    document.forEachElement(of: resources) { resource in
      document.forEachField(of: resource) { key, scopes in
        guard Self.scopeNames.contains(where: { document.matches(key, $0) }) else { return }
        document.forEachElement(of: scopes) { scope in
          guard let list = document.field("spans", of: scope) else { return }
          document.forEachElement(of: list) { if document.kind($0) == .object { spans.append($0) } }
        }
      }
    }
    return spans
  }

  private static let scopeNames: [StaticString] = [
    "scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans",
  ]

  package func append(_ element: JSONNode, of document: JSONDocument, to bytes: inout [UInt8]) {
    var span = OTLPSpan()
    document.forEachField(of: element) { key, value in span.note(key, value, in: document) }
    span.write(from: document, to: &bytes)
  }
}

/// The fields of a span of OTLP, in either case.
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
    case nil: return
    }
  }

  private enum Field: UInt8 {
    case traceID = 1
    case id, parent, name, start, end, attributes, events, status

    static let table = ByteTable([
      ("traceid", traceID.rawValue), ("trace_id", traceID.rawValue), ("spanid", id.rawValue),
      ("span_id", id.rawValue), ("parentspanid", parent.rawValue), ("parent_span_id", parent.rawValue),
      ("name", name.rawValue), ("starttimeunixnano", start.rawValue),
      ("start_time_unix_nano", start.rawValue), ("endtimeunixnano", end.rawValue),
      ("end_time_unix_nano", end.rawValue), ("attributes", attributes.rawValue),
      ("events", events.rawValue), ("status", status.rawValue),
    ])
  }

  func write(from document: JSONDocument, to bytes: inout [UInt8]) {
    func append(_ text: StaticString, _ node: JSONNode?) {
      unsafe bytes.append(
        contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      if let node { document.appendText(of: node, to: &bytes) } else { bytes.append(contentsOf: "null".utf8) }
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
    writeAttributes(attributes, from: document, to: &bytes)
    bytes.append(contentsOf: ",\"events\":[".utf8)
    var isFirst = true
    for event in events.map({ document.elements(of: $0) }) ?? [] {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append("{\"name\":", document.field("name", of: event))
      bytes.append(contentsOf: ",\"attributes\":".utf8)
      writeAttributes(document.field("attributes", of: event), from: document, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(contentsOf: "]}".utf8)
  }

  /// Writes a list of keys and values as an object.
  private func writeAttributes(_ list: JSONNode?, from document: JSONDocument, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    if let list {
      document.forEachElement(of: list) { attribute in
        guard let key = document.field("key", of: attribute), document.kind(key) == .string else { return }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        document.appendText(of: key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        writeValue(document.field("value", of: attribute), from: document, to: &bytes, depth: 0)
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes a value without the object that names its type.
  private func writeValue(
    _ node: JSONNode?, from document: JSONDocument, to bytes: inout [UInt8], depth: Int
  ) {
    guard let node, depth < 100, let typed = document.onlyField(of: node) else {
      bytes.append(contentsOf: "null".utf8)
      return
    }
    let (type, value) = typed
    if document.matches(type, "intValue") || document.matches(type, "int_value"),
      let digits = document.text(value), !digits.isEmpty
    {
      // Whole numbers of 64 bits are strings in JSON.
      let isNumber = document.strings[digits.indices].allSatisfy { $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 }
      if isNumber { bytes.append(contentsOf: document.strings[digits.indices]) }
      if !isNumber { bytes.append(contentsOf: "null".utf8) }
    } else if document.matches(type, "arrayValue") || document.matches(type, "array_value") {
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for element in document.elements("values", of: value) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        writeValue(element, from: document, to: &bytes, depth: depth + 1)
      }
      bytes.append(UInt8(ascii: "]"))
    } else if document.matches(type, "kvlistValue") || document.matches(type, "kvlist_value") {
      writeList(document.field("values", of: value), from: document, to: &bytes, depth: depth + 1)
    } else {
      document.appendText(of: value, to: &bytes)
    }
  }

  private func writeList(
    _ list: JSONNode?, from document: JSONDocument, to bytes: inout [UInt8], depth: Int
  ) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for pair in list.map({ document.elements(of: $0) }) ?? [] {
      guard let key = document.field("key", of: pair), document.kind(key) == .string else { continue }
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      document.appendText(of: key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      writeValue(document.field("value", of: pair), from: document, to: &bytes, depth: depth)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
