package import JSONBytes

/// Where the spans of a vendor say what spans of Phoenix say: paths of fields, of which the first that says anything
/// counts.
package struct SpanDialect: Sendable {
  typealias Path = [StaticString]

  let trace: [Path]
  let id: [Path]
  var parent: [Path] = []
  let name: [Path]

  /// Whether a name is an address, of which the part behind the last slash and before a version counts.
  var isNameAddress = false

  /// The kind; where none is found, that of the vendor's spans that do not say.
  var kind: [Path] = []
  var kindOfOthers: StaticString = "chain"

  /// Words for kinds that only the vendor has, with those of OpenInference.
  var kinds: [(own: StaticString, known: StaticString)] = []
  let start: [Path]
  let end: [Path]
  let input: [Path]
  let output: [Path]
  var errorType: [Path] = []
  let error: [Path]
  var session: [Path] = []

  /// Scores by their names, or a list of scores with names.
  var scores: [Path] = []

  /// Appends a span as a record in the shape of Phoenix.
  func append(_ span: JSONNode, of document: JSONDocument, to bytes: inout [UInt8]) {
    func append(_ text: StaticString, _ paths: [Path]) {
      document.append(text, document.first(paths, of: span), to: &bytes)
    }
    append("{\"context\":{\"trace_id\":", trace)
    append(",\"span_id\":", id)
    bytes.append(contentsOf: "},\"parent_id\":".utf8)
    appendParent(of: span, document, to: &bytes)
    bytes.append(contentsOf: ",\"name\":".utf8)
    appendName(of: span, document, to: &bytes)
    append(",\"start_time\":", start)
    append(",\"end_time\":", end)
    let failure = document.first(error, of: span)
    bytes.append(contentsOf: ",\"status_message\":".utf8)
    appendFailure(failure, document, to: &bytes)
    bytes.append(contentsOf: ",\"status_code\":\"\(failure == nil ? "OK" : "ERROR")\"".utf8)
    bytes.append(contentsOf: ",\"attributes\":{\"openinference.span.kind\":".utf8)
    appendKind(of: span, document, to: &bytes)
    append(",\"input.value\":", input)
    append(",\"output.value\":", output)
    append(",\"session.id\":", session)
    append(",\"exception.type\":", errorType)
    bytes.append(contentsOf: "},\"annotations\":[".utf8)
    appendScores(of: span, document, to: &bytes)
    bytes.append(contentsOf: "]}".utf8)
  }

  private func appendName(of span: JSONNode, _ document: JSONDocument, to bytes: inout [UInt8]) {
    let node = document.first(name, of: span)
    guard isNameAddress, let text = node.flatMap({ document.text($0) }) else {
      return document.append("", node, to: &bytes)
    }
    let address = document.strings[text.indices]
    let start = address.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? address.startIndex
    let end = address[start...].lastIndex(of: UInt8(ascii: ":")) ?? address.endIndex
    document.appendQuoted(ByteRange(start: start, count: end - start), to: &bytes)
  }

  /// Of an error that is the JSON text of an object its message.
  private func appendFailure(_ node: JSONNode?, _ document: JSONDocument, to bytes: inout [UInt8]) {
    if let inner = node.flatMap({ document.text($0) }).flatMap({ document.document(within: $0) }),
      let message = inner.field("message", of: inner.root)
    {
      inner.appendText(of: message, to: &bytes)
    } else {
      document.append("", node, to: &bytes)
    }
  }

  /// Several parents are one: the first.
  private func appendParent(of span: JSONNode, _ document: JSONDocument, to bytes: inout [UInt8]) {
    let node = document.first(parent, of: span)
    document.append("", node.map { document.firstElement(of: $0) ?? $0 }, to: &bytes)
  }

  private func appendKind(of span: JSONNode, _ document: JSONDocument, to bytes: inout [UInt8]) {
    guard let node = document.first(kind, of: span), let word = document.text(node) else {
      return bytes.append(contentsOf: "\"\(kindOfOthers)\"".utf8)
    }
    if let known = kinds.first(where: { document.matches(word, $0.own) })?.known {
      bytes.append(contentsOf: "\"\(known)\"".utf8)
    } else {
      document.appendQuoted(word, to: &bytes)
    }
  }

  private func appendScores(of span: JSONNode, _ document: JSONDocument, to bytes: inout [UInt8]) {
    guard let scores = document.first(scores, of: span) else { return }
    var isFirst = true
    func append(_ name: JSONNode?, _ key: ByteRange?, _ value: JSONNode?) {
      bytes.append(contentsOf: (isFirst ? "" : ",").utf8)
      isFirst = false
      bytes.append(contentsOf: "{\"name\":".utf8)
      if let key { document.appendQuoted(key, to: &bytes) } else { document.append("", name, to: &bytes) }
      document.append(",\"score\":", value, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    document.forEachField(of: scores) { append(nil, $0, $1) }
    document.forEachElement(of: scores) { score in
      append(document.field("name", of: score), nil, document.field("value", of: score))
    }
  }
}

/// A format whose records are spans that are read as those of Phoenix are.
package protocol SpanDialectReader: RecordContainer {
  static var dialect: SpanDialect { get }
}

extension SpanDialectReader {
  package func elements(of document: JSONDocument) -> [JSONNode] { [document.root] }

  package func append(_ element: JSONNode, of document: JSONDocument, to bytes: inout [UInt8]) {
    Self.dialect.append(element, of: document, to: &bytes)
  }
}

extension JSONDocument {
  /// The value at the first of several paths that says anything: no null, no empty text, list or object, nor the JSON
  /// text of one.
  func first(_ paths: [SpanDialect.Path], of node: JSONNode) -> JSONNode? {
    paths.lazy.compactMap { path in
      path.reduce(node as JSONNode?) { found, key in found.flatMap { self.field(key, of: $0) } }
    }.first { saysAnything($0) }
  }

  private func saysAnything(_ node: JSONNode) -> Bool {
    switch kind(node) {
    case .null: false
    case .array: elementCount(of: node) > 0
    case .object: fieldCount(of: node) > 0
    case .string: text(node).map { !$0.isEmpty && !matches($0, "{}") && !matches($0, "[]") } ?? false
    case .number, .true, .false: true
    }
  }
}
