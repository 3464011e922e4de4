import Foundation
import Statistics
import Testing

@testable import Reports

/// A text and what we write for it; `Rendering/check.py` shows it to Markdown renderers.
private struct Sample: Codable, Hashable {
  var text: String
  var shown: String
  var inline: String
  var code: String
  var codeInCell: String
  var block: String
  var visible: String

  init(_ text: String) {
    self.text = text
    shown = VisibleText.singleLine(text)
    inline = Markdown.inline(text)
    code = Markdown.code(text)
    codeInCell = Markdown.code(text, isCell: true)
    block = Markdown.codeBlock(text)
    visible = VisibleText.visible(text.replacing("\r\n", with: "\n"))
  }
}

private let fragments = [
  "*", "**", "_", "__", "`", "``", "```", "~~", "[", "]", "(", ")", "![", "](", "<", ">", "<b>", "</td>",
  "<!--", "-->",
  "&amp;", "&#35;", "&", "\\", "|", "||", "#", "# ", "@", "@octocat", "#12", "GH-1", "!5", "$x$", "$$",
  ":smile:", ":",
  "://", "http", "https://a.io/b?c=d", "www.a.io", "a@b.io", "mailto:a@b.io", "ftp://x.y", "[^1]", "[x]",
  "- ", "+ ", "* ",
  "1. ", "1) ", "> ", "---", "===", "\n", "\r\n", "\t", "    ", " ", "word", "x", "\u{1B}[31m", "\u{202E}",
  "\u{200B}",
  "\u{0}", "é", "退款", "👩\u{200D}👧", "javascript:alert(1)", "<img src=x onerror=y>", "{", "}", "=", "+", "-",
  "!", "\"", "'",
  ".", "^", "~", "/", "%", "\u{2028}", "\u{85}", "xmpp:a@b.c", "&lt;", "[a]: http://b", "| a | b |",
  "|---|---|",
]

private func samples() -> [Sample] {
  var generator = SplitMix64(seed: 11)
  let joined = (0..<400).map { _ in
    (0..<Int.random(in: 1...9, using: &generator))
      .map { _ in fragments[Int.random(in: 0..<fragments.count, using: &generator)] }.joined()
  }
  return (fragments + joined).map(Sample.init)
}

@Test func `escaping is what the renderers were shown`() throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Rendering/samples.json")
  if ProcessInfo.processInfo.environment["RECORD_SAMPLES"] != nil {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try samples().map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    try ("[\n" + lines.joined(separator: ",\n") + "\n]\n").write(to: file, atomically: true, encoding: .utf8)
  }
  let shown = try JSONDecoder().decode([Sample].self, from: Data(contentsOf: file))
  #expect(shown == samples())
}
