/// Writes text from traces into Markdown so that GitHub and GitLab show it letter by letter.
package enum Markdown {
  /// The text escaped for a paragraph, heading or list item, on one line.
  ///
  /// No emphasis, code, link, image, HTML, mention, issue number, emoji name, footnote, formula or autolink
  /// comes of it. Punctuation that Markdown knows gets a backslash; names that the hosts look for in the
  /// finished page (`@name`, `#1`, `www.`, `://`, `:name:`) are divided by an empty comment.
  package static func inline(_ text: String) -> String {
    escaped(VisibleText.singleLine(text))
  }

  /// The text escaped for a cell of a table.
  ///
  /// There is no line break in it, and each `|` has its backslash; nothing at all is one space.
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
    let visible = VisibleText.visibleLines(text)
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

  /// What keeps two parts of a name from being read as one: renderers drop it and do not look across it.
  ///
  /// Character references do not do that: both hosts look for mentions, links and emoji in the finished page.
  private static let divider = "<!-- -->"

  private static func escaped(_ line: String) -> String {
    var output = ""
    output.reserveCapacity(line.utf8.count + 16)
    let scalars = Array(line.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "&": output += "&amp;"
      case "_": output += isWithinWord(scalars, index) ? "_" : "\\_"
      case "\\", "`", "*", "{", "}", "[", "]", "|", "~", "$", "^", "!", "#":
        output += "\\" + String(scalar)
      case "-", "+", "=", ".", ")": output += (opensBlock(scalars, index) ? "\\" : "") + String(scalar)
      case " ": output += index == 0 || index == scalars.count - 1 ? "&#32;" : " "
      default: output.unicodeScalars.append(scalar)
      }
      if joinsName(scalars, index) { output += divider }
    }
    return output
  }

  /// Whether a sign stands between letters or digits, where `_` never begins or ends emphasis.
  private static func isWithinWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    return [scalars[index - 1], scalars[index + 1]].allSatisfy {
      isDigit($0) || $0.isASCII && $0.properties.isAlphabetic
    }
  }

  /// Whether a mark at the start of a line would make it a list item, a heading or a rule.
  private static func opensBlock(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = scalars[..<index].drop { $0 == " " }
    switch scalars[index] {
    case ".", ")":
      let isLast = index + 1 == scalars.count || scalars[index + 1] == " "
      return isLast && !before.isEmpty && before.allSatisfy { isDigit($0) }
    default: return before.allSatisfy { $0 == scalars[index] || $0 == " " }
    }
  }

  /// Whether a mention, a reference, a link or an emoji name would be read across the end of this sign.
  private static func joinsName(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index + 1 < scalars.count else { return false }
    let next = scalars[index + 1]
    switch scalars[index] {
    case "@", "#", "!", "~", "%", "&": return isNamePart(next) || next == "\""
    case "/": return next == "/"
    case ":": return endsScheme(scalars, index) || isEmojiName(scalars, after: index)
    case "w", "W":
      return next == "." && index >= 2 && scalars[index - 2..<index].allSatisfy { $0 == "w" || $0 == "W" }
    case "-": return index >= 2 && isDigit(next) && scalars[index - 2] == "G" && scalars[index - 1] == "H"
    default: return false
    }
  }

  /// Whether the word before a colon is a scheme that links without slashes.
  private static func endsScheme(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    ["mailto", "xmpp", "tel", "javascript", "data"].contains { scheme in
      let start = index - scheme.unicodeScalars.count
      return start >= 0 && String(String.UnicodeScalarView(scalars[start..<index])).lowercased() == scheme
    }
  }

  private static func isEmojiName(_ scalars: [Unicode.Scalar], after index: Int) -> Bool {
    let name = scalars[(index + 1)...].prefix { isNamePart($0) || $0 == "+" || $0 == "-" }
    guard name.endIndex < scalars.count, scalars[name.endIndex] == ":" else { return false }
    return !name.isEmpty && (!name.allSatisfy(isDigit) || name.count > 2)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || isDigit(scalar) || scalar.properties.isAlphabetic
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x30 && scalar.value <= 0x39
  }
}
