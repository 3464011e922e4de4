/// A kind of message: its words, with placeholders for what varies.
package struct Template: Sendable, Hashable, Codable {
  package let text: String

  /// The number of messages of this kind.
  package let count: Int

  package init(text: String, count: Int) {
    self.text = text
    self.count = count
  }
}

/// The templates of a set of messages.
package struct Templates: Sendable {
  /// The templates, the most frequent first; equal counts in the order of their bytes.
  package let templates: [Template]

  /// The index of its template for each message that was given, in the order given.
  package let assignments: [Int]

  /// The shapes of each template: token ids, 0 where anything may stand.
  let shapes: [[Int32]: Int]
  let idOfToken: [[UInt8]: Int32]
  private let shapesByLength: [Int: [[Int32]]]
  private let mask: TemplateMask

  init(
    templates: [Template], assignments: [Int], shapes: [[Int32]: Int], idOfToken: [[UInt8]: Int32],
    mask: TemplateMask
  ) {
    self.mask = mask
    self.templates = templates
    self.assignments = assignments
    self.shapes = shapes
    self.idOfToken = idOfToken
    let sorted = shapes.keys.sorted { $0.lexicographicallyPrecedes($1) }
    shapesByLength = Dictionary(grouping: sorted, by: \.count)
  }

  /// Returns the index of the template that a message has, or `nil` if it has none of them.
  ///
  /// The template with the most words wins; of equals, the more frequent.
  package func index(of message: [UInt8]) -> Int? {
    let tokens = TemplateTokens.split(mask.masked(head: TemplateHead.head(of: message)).span)
    let ids = tokens.map { $0.kind == .placeholder ? 0 : idOfToken[$0.text] ?? -1 }
    if let exact = shapes[ids] { return exact }
    let fitting = (shapesByLength[ids.count] ?? []).filter { shape in
      zip(shape, ids).allSatisfy { $0 == 0 || $0 == $1 }
    }
    let ranked = fitting.map { (words: $0.count { $0 > 0 }, index: shapes[$0] ?? 0) }
    return ranked.min { ($1.words, $0.index) < ($0.words, $1.index) }?.index
  }
}
