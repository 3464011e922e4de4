package import JSONBytes

/// A page of an API, or what a script made of several: an object with lists of records.
package struct RecordList: RecordContainer {
  package let name = "list"
  package let summary =
    "a page of an API: an object whose `data`, `runs`, `traces`, `spans`, `items` or `events` are records of any format"
  package let signs = [
    FormatSign(arrays: [.data]), FormatSign(arrays: [.runs]), FormatSign(arrays: [.traces]),
    FormatSign(arrays: [.spans]), FormatSign(arrays: [.items]), FormatSign(arrays: [.events]),
  ]

  package let isTransparent = true

  package init() {}

  /// The fields that hold its records.
  package static let fields: [StaticString] = ["data", "runs", "traces", "spans", "items", "events"]

  package func elements(of document: JSONDocument) -> [JSONNode] {
    guard document.kind(document.root) == .object else { return document.elements(of: document.root) }
    return Self.fields.flatMap { document.elements($0, of: document.root) }
  }

  /// Whether a record is a list by itself, of which each element is a record.
  static func isBare(_ document: JSONDocument) -> Bool {
    guard document.kind(document.root) == .array else { return false }
    return document.elements(of: document.root).contains { document.kind($0) == .object }
  }
}

extension JSONDocument {
  /// The elements of an array that is a field of a node.
  func elements(_ key: StaticString, of node: JSONNode) -> [JSONNode] {
    guard let array = field(key, of: node) else { return [] }
    return elements(of: array)
  }

  /// The elements of an array.
  func elements(of array: JSONNode) -> [JSONNode] {
    var nodes: [JSONNode] = []
    nodes.reserveCapacity(elementCount(of: array))
    forEachElement(of: array) { nodes.append($0) }
    return nodes
  }

  /// The text of a field; `nil` if there is none or it is no string.
  func text(_ key: StaticString, of node: JSONNode) -> ByteRange? {
    field(key, of: node).flatMap { text($0) }
  }

  /// The text or number of a field that says something.
  mutating func name(_ key: StaticString, of node: JSONNode) -> ByteRange? {
    guard let range = field(key, of: node).flatMap({ textOrNumber($0) }), !range.isEmpty else { return nil }
    return range
  }

  /// The time in a field.
  func time(_ key: StaticString, of node: JSONNode) -> Double? {
    field(key, of: node).flatMap { Timestamp.seconds(of: $0, in: self) }
  }
}
