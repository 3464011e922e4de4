import Testing

@testable import DemoCorpus

/// Returns one expansion of a template as text.
private func text(_ template: Template, seed: UInt64 = 1) -> String {
  let domain = Domain.shop
  var expansion = Expansion(
    ink: Ink(dice: Dice(seed: seed)), domain: domain, intent: domain.intents[0],
    otherIntent: domain.intents[1])
  expansion.startSecond = 1_741_564_800
  expansion.drawValues()
  expansion.write(template)
  return String(decoding: expansion.ink.bytes, as: UTF8.self)
}

@Test func `literal text is escaped for JSON`() {
  #expect(text("say \"hi\"\n\tC:\\x") == #"say \"hi\"\n\tC:\\x"#)
}

@Test func `choices give each of their wordings, nested ones too`() {
  let template: Template = "a<1|2<x|y>|>b"
  let seen = Set((0..<200).map { text(template, seed: $0) })
  #expect(seen == ["a1b", "a2xb", "a2yb", "ab"])
}

@Test func `two dollar signs are one`() {
  #expect(text("$$5") == "$5")
}

@Test func `a slot ends where its name ends`() {
  #expect(text("$brandへ") == "Halden & Sonsへ")
}

@Test func `a value drawn once stays the same within a trace`() {
  let parts = text("$object|$object|$date|$date").split(separator: "|")
  #expect(parts[0] == parts[1])
  #expect(parts[2] == parts[3])
  #expect(parts[0].hasPrefix("#W"))
}

@Test(arguments: Slot.allCases)
func `every slot is filled`(slot: Slot) {
  guard ![.rows, .message, .tool].contains(slot) else { return }
  #expect(!text(Template(parts: [.slot(slot)])).isEmpty)
}

@Test func `a template knows its slots`() {
  let template: Template = "a<b|c<$amount|d>>"
  #expect(template.contains(.amount))
  #expect(!template.contains(.day))
}
