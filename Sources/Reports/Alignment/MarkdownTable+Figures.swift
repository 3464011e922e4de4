extension MarkdownTable {
  /// Adds a row whose texts are escaped and whose figures are left as they are.
  ///
  /// A figure is made of digits, signs, brackets and spaces alone, and nothing of that means anything in a
  /// cell; escaped it would be hard to read as plain text.
  mutating func appendRow(_ texts: [String]) {
    append(markdown: texts.map { MarkdownTable.isFigure($0) ? $0 : Markdown.cell($0) })
  }

  private static func isFigure(_ text: String) -> Bool {
    let marks: Set<Character> = ["[", "]", ",", ".", " ", "%", "−", "+", "—"]
    return !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber || marks.contains($0) }
      && !text.contains("](")
  }
}
