import JSONBytes

extension JSONText {
  /// Reads a value; `nil` if the bytes are no JSON document.
  package init?(reading bytes: [UInt8]) {
    guard let document = try? JSONParser().parse(bytes) else { return nil }
    self.init(document, document.root)
  }

  /// Takes a value over from a document.
  private init(_ document: JSONDocument, _ node: JSONNode) {
    switch document.kind(node) {
    case .object:
      var fields: [(String, JSONText)] = []
      document.forEachField(of: node) { fields.append((document.string($0), JSONText(document, $1))) }
      self = .object(fields)
    case .array:
      var values: [JSONText] = []
      document.forEachElement(of: node) { values.append(JSONText(document, $0)) }
      self = .array(values)
    case .string: self = .string(document.text(node).map { document.string($0) } ?? "")
    case .number:
      let number = document.number(node) ?? 0
      self = number == number.rounded() && abs(number) < 1e15 ? .integer(Int(number)) : .exact(number)
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .null: self = .null
    }
  }
}
