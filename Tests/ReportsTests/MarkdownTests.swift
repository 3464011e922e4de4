import Statistics
import Testing

@testable import Reports

@Test(arguments: [
  ("a **b** _c_ `d`", "a \\*\\*b\\*\\* \\_c\\_ \\`d\\`"),
  ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
  ("[x](http://a.io) ![y](z)", "\\[x\\](http:/<!-- -->/a.io) \\!\\[y\\](z)"),
  ("@octocat fixed #12", "@<!-- -->octocat fixed \\#<!-- -->12"),
  ("- item", "\\- item"), ("1. item", "1\\. item"), ("well-known", "well-known"),
  ("a | b", "a \\| b"), ("get_order a_ _b c__d", "get_order a\\_ \\_b c\\_\\_d"),
  ("two\nlines\tand a tab", "two ⏎ lines and a tab"),
  ("\u{1B}[31mred\u{1B}[0m", "␛\\[31mred␛\\[0m"), ("abc\u{202E}def", "abc⟨U+202E⟩def"),
])
func `escaped text has no sign that acts`(text: String, markdown: String) {
  #expect(Markdown.inline(text) == markdown)
}

@Test func `a code block cannot be left`() {
  let block = Markdown.codeBlock("a\n````\nb\r\n```\n\u{1B}[0m", language: "text\n<b>")
  #expect(block == "`````textb\na\n````\nb\n```\n␛[0m\n`````\n")
  #expect(Markdown.code("a``b") == "```a``b```")
  #expect(Markdown.code("`x`") == "`` `x` ``")
  #expect(Markdown.code("a|b", isCell: true) == "`a¦b`")
}

@Test func `a cell never ends its row or the next cell`() {
  var generator = SplitMix64(seed: 5)
  let signs = Array("|\\`\n\r\u{2028}<>*_[]() ab1.:-\u{85}\u{0}")
  for _ in 0..<2_000 {
    let text = String((0..<12).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] })
    let cell = Markdown.cell(text)
    #expect(!cell.unicodeScalars.contains { $0.properties.generalCategory == .control || $0.value == 0x2028 })
    var isEscaped = false
    for character in cell {
      #expect(character != "|" || isEscaped, "\(text.debugDescription) → \(cell)")
      isEscaped = character == "\\" && !isEscaped
    }
  }
}

@Test func `a table on a narrow screen leaves out the lesser columns, and no more than it must`() {
  var table = MarkdownTable(columns: [("Name", .left), ("Version", .left), ("Kind", .left), ("Rate", .right)])
  table.append(["polite", "0123456789ab", "check", "99 %"])
  let lesser = ["Version", "Kind"]
  #expect(table.markdown(width: nil, leavingOut: lesser) == table.markdown)
  #expect(table.markdown(width: 40, leavingOut: lesser) == table.markdown)
  #expect(
    table.markdown(width: 39, leavingOut: lesser) == """
      | Name   | Kind  | Rate |
      | ------ | ----- | ---: |
      | polite | check | 99 % |

      """)
  #expect(table.markdown(width: 5, leavingOut: lesser).hasPrefix("| Name   | Rate |\n"))
}
