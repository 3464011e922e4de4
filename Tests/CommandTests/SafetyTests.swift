import Foundation
import Testing

/// The files that a run writes about traces that say something, and what it prints.
private func written(_ said: String, _ arguments: [String] = []) throws -> [String: String] {
  let folder = try TemporaryFolder()
  let lines = (0..<12).map {
    Samples.trace(
      id: "x\($0)", passed: false, tool: "send_letter", result: "Error: \(said)", request: said, reply: said)
  }
  try folder.write(Samples.text(lines), to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "r"] + arguments, in: folder)
  #expect(outcome.code == 0)
  var texts = try folder.files(in: "r").mapValues { String(decoding: $0, as: UTF8.self) }
  texts["printed"] = outcome.output
  return texts
}

/// The lines of a page that are not in fenced code.
private func proseLines(of page: String) -> [Substring] {
  var lines: [Substring] = []
  var fence: Int?
  for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
    let ticks = line.prefix { $0 == "`" }.count
    if let open = fence {
      if ticks >= open, line.allSatisfy({ $0 == "`" }) { fence = nil }
    } else if ticks >= 3 {
      fence = ticks
    } else {
      lines.append(line)
    }
  }
  return lines
}

@Test func `what traces say renders as text`() throws {
  let texts = try written(
    #"<script>alert(1)</script> <img src=x onerror=y> [a](javascript:b) ![c](http://d) \u001b[31m \u202e\n```\n<b>out</b> | # h"#
  )
  for (name, text) in texts {
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"), "\(name)")
    guard name.hasSuffix(".md") else { continue }
    for line in proseLines(of: text) {
      // Code spans show what they hold.
      let shown = line.replacing(#/(`+)[^`].*?[^`]\1(?!`)|(`+)[^`]\2(?!`)/#, with: "")
        .replacing(#/<\/?(details|summary)>/#, with: "")
      #expect(!shown.contains(#/(^|[^\\])<[a-z]/#), "\(name): \(line)")
      #expect(!shown.contains(#/(^|[^\\])\]\((javascript|http):/#), "\(name): \(line)")
    }
  }
  #expect(texts.values.contains { $0.contains("alert") })
}

@Test func `personal data is masked in everything written, unless asked otherwise`() throws {
  let said =
    "ann.lee@example.com called from +44 20 7946 0958 with card 4111 1111 1111 1111 and key sk-proj-"
    + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6"
  let personal = ["ann.lee@example.com", "7946 0958", "4111 1111 1111 1111", "a1B2c3D4e5F6g7H8"]
  for (name, text) in try written(said) {
    for word in personal { #expect(!text.contains(word), "\(name) says \(word)") }
  }
  let plain = try written(said, ["--no-redact"])
  #expect(plain.values.contains { $0.contains("ann.lee@example.com") })
}

@Test func `what looks like the beginning of a secret a million times takes no longer each than once`() throws
{
  let folder = try TemporaryFolder()
  let lines = ["ghp_", "password:", "cookie:<", "SG.", "auth:"].enumerated().map { place, word in
    let words = String(repeating: word, count: 1_000_000 / word.utf8.count)
    return Samples.trace(
      id: "x\(place)", passed: false, tool: "send", result: "Error: \(words)", request: "send it", reply: "no"
    )
  }
  try folder.write(Samples.text(lines) + Samples.goodText, to: "t.jsonl")
  // Where each word was followed to the end of the text, this took hours.
  let outcome = try Tool.shell("timeout -s KILL 120 faultline mine t.jsonl --out r --quiet", in: folder)
  #expect(outcome.code == 0)
}

@Test func `no piece of a secret is left in names, terms, templates or on the terminal`() throws {
  let said =
    "write to zebrajane.quokka@example.com, password=wombat-quokka7, at https://bob:giraffepw@h.example/x, "
    + "Authorization: Bearer zebra.quokka123456789abcdef"
  for (name, text) in try written(said) {
    for word in ["zebra", "quokka", "wombat", "giraffepw"] {
      #expect(!text.lowercased().contains(word), "\(name) says \(word)")
    }
  }
}
