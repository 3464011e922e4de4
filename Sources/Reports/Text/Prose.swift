/// Sets our own sentences, in which texts from traces are escaped already, as paragraphs of Markdown.
enum Prose {
  /// The sentences as one paragraph, broken into lines that fit a terminal.
  ///
  /// A line is only broken before a word that cannot begin a list, fence, quotation or markup, so that the
  /// paragraph stays one whatever is in it.
  ///
  /// - Parameter indent: The spaces before each line but the first, for list items.
  static func paragraph(_ text: String, indent: Int = 0) -> String {
    let words = text.split { $0 == " " || $0 == "\n" }
    var output = ""
    var column = indent
    for word in words {
      let width = MarkdownTable.width(of: String(word))
      if !output.isEmpty {
        let isBroken = column + 1 + width > MarkdownTable.screenWidth && isHarmless(word)
        output += isBroken ? "\n" + String(repeating: " ", count: indent) : " "
        column = isBroken ? indent : column + 1
      }
      output += word
      column += width
    }
    return output
  }

  /// A list of points, one paragraph each.
  static func list(_ points: [String]) -> String {
    points.map { "- " + paragraph($0, indent: 2) + "\n" }.joined()
  }

  /// Parts of a page with one empty line between them and a line feed at the end; empty parts are left out.
  static func page(_ parts: [String]) -> String {
    let trimmed = parts.map { part in
      let end = part.lastIndex { $0 != "\n" }.map { part.index(after: $0) } ?? part.startIndex
      return String(part[..<end])
    }
    return trimmed.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// What is folded away until a reader wants it; hosts show it as a line that unfolds.
  static func fold(_ summary: String, _ content: String) -> String {
    page(["<details>\n<summary>\(summary)</summary>", content, "</details>"])
  }

  private static func isHarmless(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    if first.properties.isAlphabetic || ["“", "(", "[", "…"].contains(first) { return true }
    if first == "`" { return !word.hasPrefix("```") }
    // A number with a mark behind it begins a list, and a star by itself does.
    if first.properties.numericType != nil {
      return !word.dropLast().allSatisfy(\.isNumber) || word.last?.isNumber == true
    }
    return first == "*" && word.dropFirst().first { $0 != "*" }.map { $0.isLetter || $0.isNumber } ?? false
  }
}
