package import JSONBytes

/// The path to a value within a JSON value.
///
/// Source: P. Bryan, K. Zyp and M. Nottingham 2013, RFC 6901.
package struct JSONPointer: Sendable, Hashable {
  private struct Step: Sendable, Hashable {
    let name: [UInt8]

    /// The place in an array that the name stands for; `nil` if it stands for none.
    let index: Int?
  }

  /// The pointer as written.
  package let text: String
  private let steps: [Step]

  /// - Returns: `nil` unless the text is empty, for the value itself, or begins with a slash, and each `~` in it is
  ///   part of `~0` or `~1`.
  package init?(_ text: String) {
    guard text.isEmpty || text.hasPrefix("/"),
      !text.contains(/~(?![01])/)
    else { return nil }
    self.text = text
    steps = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { word in
      let name = word.replacing("~1", with: "/").replacing("~0", with: "~")
      let isIndex = !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isNumber }
      return Step(name: Array(name.utf8), index: isIndex ? Int(name) : nil)
    }
  }

  /// The value that the pointer leads to from another; `nil` if there is none, or null.
  package func value(from node: JSONNode, in document: JSONDocument) -> JSONNode? {
    var node = node
    for step in steps {
      var found: JSONNode?
      if document.kind(node) == .array {
        var place = 0
        document.forEachElement(of: node) { element in
          if place == step.index { found = element }
          place += 1
        }
      } else {
        document.forEachField(of: node) { key, value in
          if document.strings[key.indices].elementsEqual(step.name) { found = value }
        }
      }
      guard let found else { return nil }
      node = found
    }
    return document.kind(node) == .null ? nil : node
  }
}
