import Statistics
import Testing

@testable import Reports

@Test(arguments: RedactionRules.table.indices)
func `each rule masks its examples and leaves its near misses`(index: Int) {
  let rule = RedactionRules.table[index]
  for example in rule.examples {
    #expect(Redaction().redacted(example.text) == example.redacted)
    #expect(Redaction().redacted("(\(example.text))") == "(\(example.redacted))", "in brackets")
    #expect(Redaction().redacted("x \(example.text) y") == "x \(example.redacted) y", "in a sentence")
  }
  for text in rule.nearMisses { #expect(Redaction().redacted(text) == text) }
}

@Test func `redaction can be turned off`() {
  #expect(Redaction(isOn: false).redacted("a.b@c.io") == "a.b@c.io")
}

@Test func `redacting what is redacted changes nothing, whatever the bytes`() {
  let fragments = RedactionRules.table.flatMap { $0.examples.map(\.text) + $0.nearMisses + [$0.placeholder] }
  var generator = SplitMix64(seed: 9)
  for _ in 0..<20_000 {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let text = Array(fragments[Int.random(in: 0..<fragments.count, using: &generator)].utf8)
      let start = Int.random(in: 0..<text.count, using: &generator)
      bytes += text[start...].prefix(Int.random(in: 1...30, using: &generator))
      if Bool.random(using: &generator) { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
    }
    let once = Redaction().redacted(bytes)
    #expect(Redaction().redacted(once) == once, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
  }
}
