internal import JSONBytes

/// Values of OTLP, which name their types, written without them.
enum OTLPValues {
  /// Writes a list of keys and values as an object; an object, which others than OTLP write, as it is.
  static func writeAttributes(_ list: JSONNode?, from document: JSONDocument, to bytes: inout [UInt8]) {
    if let list, document.kind(list) == .object { return document.appendText(of: list, to: &bytes) }
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

  /// Writes a value without the object that names its type, or all types with one that is not null, as Phoenix does.
  static func writeValue(
    _ node: JSONNode?, from document: JSONDocument, to bytes: inout [UInt8], depth: Int
  ) {
    var typed: (type: ByteRange, value: JSONNode)?
    if let node, depth < 100 {
      document.forEachField(of: node) { type, value in
        if document.kind(value) != .null { typed = (type, value) }
      }
    }
    guard let (type, value) = typed else {
      bytes.append(contentsOf: "null".utf8)
      return
    }
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

  private static func writeList(
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
