internal import Yams

/// The fields of a YAML mapping of which all names are known, asked for by name; what is wrong is told with its line.
struct YAMLFields {
  /// What a value is called in a message, such as `check: all: 2: called`.
  let place: String
  let line: Int?
  private let path: String
  private let fields: Node.Mapping

  /// - Throws: `StoreError.evaluator` where the node is no mapping or holds a field that is not known.
  init(_ node: Node, place: String, path: String, known: Set<String>) throws(StoreError) {
    self.place = place
    self.path = path
    line = node.mark?.line
    guard let mapping = node.mapping else {
      let what =
        place.isEmpty
        ? "it has to begin with name:" : "\(place) has to hold fields, such as \(known.min() ?? ""):"
      throw .evaluator(path: path, line: node.mark?.line, detail: what)
    }
    fields = mapping
    for (key, _) in mapping where !known.contains(key.scalar?.string ?? "") {
      let name = key.scalar?.string ?? "this"
      throw .evaluator(
        path: path, line: key.mark?.line,
        detail:
          "\(Self.joined(place, name)): there is no such field here; known: \(known.sorted().joined(separator: ", "))"
      )
    }
  }

  var names: [String] { fields.map { $0.key.scalar?.string ?? "" } }

  func node(_ name: String) -> Node? { fields.first { $0.key.scalar?.string == name }?.value }

  /// The error that a field is not what it ought to be.
  func wrong(_ name: String, _ detail: String) -> StoreError {
    .evaluator(
      path: path, line: node(name)?.mark?.line ?? line, detail: "\(Self.joined(place, name)) \(detail)")
  }

  /// The error of the fields as a whole.
  func wrong(_ detail: String) -> StoreError {
    .evaluator(path: path, line: line, detail: place.isEmpty ? detail : "\(place) \(detail)")
  }

  /// A mapping within.
  func fields(_ name: String, known: Set<String>) throws(StoreError) -> YAMLFields? {
    guard let node = node(name) else { return nil }
    return try YAMLFields(node, place: Self.joined(place, name), path: path, known: known)
  }

  // MARK: Values

  /// A text that is not empty; `nil` where there is no such field.
  func text(_ name: String) throws(StoreError) -> String? {
    guard let node = node(name) else { return nil }
    guard let scalar = node.scalar, !scalar.string.isEmpty, !Self.isNull(scalar) else {
      throw wrong(name, "has to be a text")
    }
    return scalar.string
  }

  func requiredText(_ name: String) throws(StoreError) -> String {
    guard let text = try text(name) else { throw wrong("lacks \(name)") }
    return text
  }

  func number(_ name: String) throws(StoreError) -> Double? {
    guard let node = node(name) else { return nil }
    guard let number = node.scalar.flatMap(Self.plainNumber) else { throw wrong(name, "has to be a number") }
    return number
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(StoreError) -> Int? {
    guard let number = try number(name) else { return nil }
    guard let value = Int(exactly: number), range.contains(value) else {
      throw wrong(name, "has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func share(_ name: String) throws(StoreError) -> Double? {
    guard let number = try number(name) else { return nil }
    guard (0...1).contains(number) else { throw wrong(name, "has to be from 0 to 1") }
    return number
  }

  func truth(_ name: String) throws(StoreError) -> Bool? {
    guard let node = node(name) else { return nil }
    switch node.scalar.flatMap({ $0.style == .plain ? $0.string : nil }) {
    case "true": return true
    case "false": return false
    default: throw wrong(name, "has to be true or false")
    }
  }

  /// One of some words.
  func word(_ name: String, of words: [String]) throws(StoreError) -> String? {
    guard let node = node(name) else { return nil }
    guard let word = node.scalar?.string, words.contains(word) else {
      throw wrong(name, "has to be one of \(words.joined(separator: ", "))")
    }
    return word
  }

  /// Texts that are not empty.
  func texts(_ name: String) throws(StoreError) -> [String]? {
    guard let node = node(name) else { return nil }
    guard let sequence = node.sequence else { throw wrong(name, "has to be a list of texts") }
    var texts: [String] = []
    for element in sequence {
      guard let text = element.scalar?.string, !text.isEmpty else {
        throw .evaluator(
          path: path, line: element.mark?.line,
          detail: "\(Self.joined(place, name)) has to be a list of texts, none empty")
      }
      texts.append(text)
    }
    return texts
  }

  static func joined(_ place: String, _ name: String) -> String { place.isEmpty ? name : "\(place): \(name)" }

  private static func isNull(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["null", "~"].contains(scalar.string)
  }

  /// The number that an unquoted scalar is, in the forms that JSON has.
  static func plainNumber(_ scalar: Node.Scalar) -> Double? {
    guard scalar.style == .plain || scalar.style == .any,
      scalar.string.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
      let number = Double(scalar.string), number.isFinite
    else { return nil }
    return number
  }
}
