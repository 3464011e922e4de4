import Testing

@testable import Reports

@Test func `markup shows as text`() {
  #expect(
    Markup.escaped("<a href=\"x\" id='y'>&\u{0}</a>")
      == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;␀&lt;/a&gt;")
}

@Test(arguments: [
  ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
  ("two\nlines", "\"two\nlines\""),
  ("=1+1", "'=1+1"), ("-3.5", "-3.5"), ("-3.5 apples", "'-3.5 apples"), ("@cmd", "'@cmd"),
  (" =x", "' =x"),
  ("", ""), ("+49 30 1", "'+49 30 1"), ("-NxK3_a-b", "-NxK3_a-b"), ("-A1(2)", "'-A1(2)"),
  ("-a|b!c", "'-a|b!c"),
  ("-", "'-"),
])
func `fields are quoted and never formulas`(text: String, field: String) {
  #expect(CSV.field(text) == field)
}

@Test func `a row ends with a line feed`() {
  #expect(CSV.row(["a", "b,c", ""]) == "a,\"b,c\",\n")
}

@Test func `terminal codes are shown, not obeyed`() {
  #expect(Terminal.line("\u{1B}]0;x\u{7}\r\nnext\u{9B}31m") == "␛]0;x␇ ⏎ next⟨U+009B⟩31m")
  #expect(Terminal.lines("a\r\nb\u{8}") == "a\nb␈")
}

@Test func `joined emoji stay whole`() {
  let family = "👨\u{200D}👩\u{200D}👧"
  #expect(VisibleText.visible(family) == family)
}

@Test func `excerpts cut between characters and say so`() {
  #expect(Excerpt.start(of: "abcdef", limit: 4) == "abc…")
  #expect(Excerpt.start(of: "abcd", limit: 4) == "abcd")
  #expect(Excerpt.start(of: "ab… def", limit: 5) == "ab…" && Excerpt.start(of: "ab cdef", limit: 4) == "ab…")
  #expect(Excerpt.start(of: "… … …", limit: 4) == "…" && Excerpt.start(of: "abc", limit: 0).isEmpty)
  #expect(Excerpt.end(of: "abcdef", limit: 4) == "…def")
  #expect(Excerpt.middle(of: "abcdefghij", limit: 6) == "abcd …[4 characters left out]… ij")
  let flags = "🇩🇪🇫🇷🇮🇹"
  #expect(Excerpt.start(of: flags, limit: 2) == "🇩🇪…")
  let text = "0123456789 error 0123456789"
  let range = text.firstRange(of: "error")
  #expect(range.map { Excerpt.around($0, of: text, limit: 11) } == "…89 error 01…")
}

@Test func `table columns line up`() {
  var table = MarkdownTable(columns: [("name", .left), ("n", .right)])
  table.append(["a|b", "1"])
  table.append(["退款失败", "1,234"])
  #expect(
    table.markdown == """
      | name     |     n |
      | -------- | ----: |
      | a\\|b     |     1 |
      | 退款失败 | 1,234 |

      """)
}

@Test func `a quotation that is cut is closed, or left out where little of it is left`() {
  let name = "assistant says “there are eleven shirts left in the shop”"
  #expect(Excerpt.startOfQuoting(name, limit: 40) == "assistant says “there are eleven shirt…”")
  #expect(Excerpt.startOfQuoting(name, limit: 100) == name)
  let example = "pay is called; e.g. user: “where is my money now”"
  #expect(Excerpt.startOfQuoting(example, limit: 34) == "pay is called…")
  #expect(Excerpt.startOfQuoting("pay fails with an error that is long", limit: 12) == "pay fails w…")
}

@Test func `a table that is wider than a terminal fills up no cell of its last column of text`() {
  var table = MarkdownTable(columns: [(title: "Here", alignment: .right), (title: "What", alignment: .left)])
  table.append(["1 %", "short"])
  table.append(["2 %", String(repeating: "long ", count: 20)])
  let lines = table.markdown.split(separator: "\n").map(\.count)
  #expect(lines.filter { $0 > MarkdownTable.screenWidth }.count == 1 && lines[2] == 16)
  #expect(Set(table.markdown(width: nil, leavingOut: []).split(separator: "\n").map(\.count)).count == 1)
}

@Test func `a paragraph has room on a terminal, and no line of it begins a list`() {
  let text = String(repeating: "of 12 traces 7. or 8) failed * often *loose* - so ", count: 8)
  let lines = Prose.paragraph(text).split(separator: "\n")
  #expect(lines.allSatisfy { $0.count <= MarkdownTable.screenWidth + 4 } && lines.count > 4)
  #expect(
    lines.allSatisfy {
      !$0.hasPrefix("7.") && !$0.hasPrefix("8)") && !$0.hasPrefix("* ") && !$0.hasPrefix("- ")
    })
}
