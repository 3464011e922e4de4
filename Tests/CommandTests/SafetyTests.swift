import Foundation
import Testing

/// All that a run writes about traces that say something, as one text.
private func written(_ said: String, _ arguments: [String] = []) throws -> String {
  let folder = try TemporaryFolder()
  let lines = (0..<12).map {
    Samples.trace(
      id: "x\($0)", passed: false, tool: "send_letter", result: "Error: \(said)", request: said, reply: said)
  }
  try folder.write(Samples.text(lines), to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "r"] + arguments, in: folder)
  #expect(outcome.code == 0)
  let files = try folder.files(in: "r")
  return outcome.output
    + files.sorted { $0.key < $1.key }.map { $0.key + "\n" + String(decoding: $0.value, as: UTF8.self) }
    .joined()
}

@Test func `what traces say renders as text`() throws {
  let text = try written(
    #"<script>alert(1)</script> <img src=x onerror=y> [a](javascript:b) ![c](http://d) \u001b[31m \u202e | `` ``` # h"#
  )
  #expect(text.contains("alert"))
  let pages = text.components(separatedBy: "signatures.json")[0]
  #expect(!pages.contains("<script"))
  #expect(!text.contains("<img"))
  #expect(!text.contains("\u{1B}"))
  #expect(!text.contains("\u{202E}"))
}

@Test func `personal data is masked in everything written, unless asked otherwise`() throws {
  let said =
    "ann.lee@example.com called from +44 20 7946 0958 with card 4111 1111 1111 1111 and key sk-proj-"
    + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6"
  let private_ = ["ann.lee@example.com", "7946 0958", "4111 1111 1111 1111", "a1B2c3D4e5F6g7H8"]
  let masked = try written(said)
  for word in private_ { #expect(!masked.contains(word), "\(word)") }
  let plain = try written(said, ["--no-redact"])
  #expect(plain.contains("ann.lee@example.com"))
}
