/// Writes text from traces into Markdown so that GitHub and GitLab show it letter by letter.
package enum Markdown {
  /// The text escaped for a paragraph, heading or list item, on one line.
  ///
  /// No emphasis, code, link, image, HTML, mention, issue number, emoji name, footnote, formula or autolink
  /// comes of it. ASCII punctuation that Markdown knows gets a backslash; where a backslash is not enough
  /// (`@name`, `#1`, `www.`, `://`) a character reference stands.
  package static func inline(_ text: String) -> String {
    escaped(VisibleText.singleLine(text))
  }

  /// The text escaped for a cell of a table.
  ///
  /// A table row ends at a line break and a cell at `|` even within code, so both are written as references.
  package static func cell(_ text: String) -> String {
    let escaped = inline(text)
    return escaped.isEmpty ? " " : escaped
  }

  /// The text as a code block whose fence is longer than any run of backquotes in it.
  ///
  /// Within a fence nothing is escaped; only hidden characters are made visible.
  ///
  /// - Parameter language: The word after the fence; letters, digits and `-` only, others are dropped.
  package static func codeBlock(_ text: String, language: String = "text") -> String {
    let visible = VisibleText.visible(text.replacing("\r\n", with: "\n"))
    var run = 0
    var longest = 0
    for byte in visible.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let name = language.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    return
      "\(fence)\(String(String.UnicodeScalarView(name)))\n\(visible)\(visible.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  /// The text as code within a line; safe in a table too, since `|` is written as a lookalike there.
  ///
  /// - Parameter isCell: Whether the code stands in a table, where `|` would end the cell.
  package static func code(_ text: String, isCell: Bool = false) -> String {
    var visible = VisibleText.singleLine(text)
    if isCell { visible = visible.replacing("|", with: "¦") }
    guard !visible.isEmpty else { return "` `" }
    var run = 0
    var longest = 0
    for byte in visible.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let needsSpace =
      visible.hasPrefix("`") || visible.hasSuffix("`") || visible.hasPrefix(" ") && visible.hasSuffix(" ")
    return needsSpace ? "\(fence) \(visible) \(fence)" : fence + visible + fence
  }

  // MARK: Steps

  private static func escaped(_ line: String) -> String {
    var output = ""
    output.reserveCapacity(line.utf8.count + 16)
    let scalars = Array(line.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "&": output += "&amp;"
      case "@": output += "&#64;"
      case "#": output += "&#35;"
      case ":": output += endsName(scalars, index) ? "&#58;" : ":"
      case ".": output += isAutolinkDot(scalars, index) ? "&#46;" : escapedDot(scalars, index)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "+", "-", "!", "|", "~", "$", "^", "=", "\"",
        "'":
        output += needsBackslash(scalars, index) ? "\\" + String(scalar) : String(scalar)
      case "/": output += index > 0 && scalars[index - 1] == "/" ? "&#47;" : "/"
      case " ": output += index == 0 || index == scalars.count - 1 ? "&#32;" : " "
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Whether a punctuation mark could act where it stands.
  ///
  /// Brackets, emphasis and code marks always could; `-`, `+`, `=` only where a line could start with them, and
  /// quotes and round brackets never without square ones before them, which are escaped.
  private static func needsBackslash(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    switch scalars[index] {
    case "-", "+", "=": scalars[..<index].allSatisfy { $0 == " " || $0 == scalars[index] }
    case "(", ")", "\"", "'": false
    default: true
    }
  }

  /// Whether a colon may belong to a scheme, an emoji name or a GitLab reference.
  private static func endsName(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    return next != " "
  }

  /// Whether a full stop stands in something that an autolink could be made of, such as `www.`.
  private static func isAutolinkDot(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    return scalars[index - 1].properties.isAlphabetic && scalars[index + 1] != " "
  }

  /// A full stop after a number at the start of a line would begin a list.
  private static func escapedDot(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
    let isNumber =
      index > 0 && scalars[..<index].allSatisfy { $0.value >= 0x30 && $0.value <= 0x39 || $0 == " " }
    return isNumber ? "\\." : "."
  }
}
