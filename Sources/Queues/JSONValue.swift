import JSONBytes

/// A value of what a tool wrote, for reading by name.
struct JSONValue {
  private let document: JSONDocument
  private let node: JSONNode

  private init(document: JSONDocument, node: JSONNode) {
    (self.document, self.node) = (document, node)
  }

  /// Reads a whole JSON text.
  init(_ bytes: some Sequence<UInt8>) throws(JSONError) {
    document = try JSONParser().parse(Array(bytes))
    node = document.root
  }

  var isObject: Bool { document.kind(node) == .object }
  var isArray: Bool { document.kind(node) == .array }

  /// The value of a field; `nil` where there is none or it is null.
  subscript(_ key: String) -> JSONValue? {
    var found: JSONValue?
    document.forEachField(of: node) { name, value in
      if document.string(name) == key { found = JSONValue(document: document, node: value) }
    }
    return found.flatMap { $0.isNull ? nil : $0 }
  }

  /// The first of several fields that is there, for tools that spell one name in several ways.
  subscript(anyOf keys: String...) -> JSONValue? {
    for key in keys { if let value = self[key] { return value } }
    return nil
  }

  private var isNull: Bool { document.kind(node) == .null }

  var string: String? { document.text(node).map(document.string) }
  var number: Double? { document.number(node) }
  var bool: Bool? { document.bool(node) }

  /// The text of a string, number or truth value; `nil` for others and for an empty string.
  var text: String? {
    if let string { return string.isEmpty ? nil : string }
    if let bool { return bool ? "true" : "false" }
    return number.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" }
  }

  var elements: [JSONValue] {
    var values: [JSONValue] = []
    document.forEachElement(of: node) { values.append(JSONValue(document: document, node: $0)) }
    return values
  }

  var fields: [(name: String, value: JSONValue)] {
    var fields: [(String, JSONValue)] = []
    document.forEachField(of: node) { key, value in
      fields.append((document.string(key), JSONValue(document: document, node: value)))
    }
    return fields
  }

  /// The value as a line of JSON, to be kept where it could not be read.
  var line: String {
    var bytes: [UInt8] = []
    document.appendText(of: node, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
