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

private let quoting = [
  "\\n", "\\r\\n", "\\t", "\\\\n", "\\u0022", "\\u003C", "\\x22", "\\u001b[31m", "\\x1b[0;31m", "%20", "%22",
  "“", "„",
  "（", "卡号", "번호", "😀", "\u{A0}", "\u{200B}", "\u{3000}", "—",
]

@Test(arguments: quoting)
func `what is written before and behind personal data does not hide it`(sign: String) {
  let hidden = [
    "4111 1111 1111 1111", "4111111111111111", "DE89370400440532013000", "+49 170 1234567", "+8613800138000",
    "212-555-0123", "078-05-1120", "0171-1234567", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "sk-proj-a1B2c3D4e5F6g7H8i9J0", "AKIAIOSFODNN7EXAMPLE", "xoxb-123456789012-abcdefABCDEF",
  ]
  for text in hidden {
    let masked = Redaction().redacted("a \(sign)\(text)\(sign) b")
    #expect(!masked.contains(text.suffix(6)), "\(masked)")
    #expect(masked.hasPrefix("a \(sign)<") && masked.hasSuffix(">\(sign) b"), "\(masked)")
  }
}

@Test func `a plus that is written as an escape begins a phone number`() {
  #expect(Redaction().redacted("?phone=%2B491701234567&x") == "?phone=%2B<phone>&x")
  #expect(Redaction().redacted(#"\u002B49 170 1234567"#) == #"\u002B<phone>"#)
}

@Test(arguments: [
  (#"\u0022password\u0022:\u0022hunter2\u0022"#, #"\u0022password\u0022:\u0022<secret>\u0022"#),
  (
    #"\u0022account_number\u0022: \u00221234567890\u0022"#,
    #"\u0022account_number\u0022: \u0022<account>\u0022"#
  ),
  (#"password\x3dhunter2&x"#, #"password\x3d<secret>&x"#),
  ("&quot;password&quot;:&quot;hunter2&quot;", "&quot;password&quot;:&quot;<secret>&quot;"),
  ("password&#61;hunter22 password&#x3D;hunter22", "password&#61;<secret> password&#x3D;<secret>"),
  ("?next=%3Fpassword%3Dhunter22%26x", "?next=%3Fpassword%3D<secret>%26x"),
  ("Authorization%3A%20Bearer%20abc.DEF-123456", "Authorization%3A%20Bearer%20<secret>"),
  ("password：hunter22", "password：<secret>"), ("jane＠example.org", "<e-mail>"),
  (#"jane\u0040example.org"#, "<e-mail>"), (#"jane\056doe\100example\056org"#, "<e-mail>"),
  (#"jane\\u0040example.org"#, "<e-mail>"), (#"jane\\\\100example.org"#, "<e-mail>"),
  ("jane&commat;example&period;org", "<e-mail>"), (#"password\0752hunter"#, #"password\075<secret>"#),
  (#"a \0124111111111111111 b"#, #"a \012<card> b"#), ("４１１１１１１１１１１１１１１１", "<card>"),
  ("a 4111\u{A0}1111\u{A0}1111\u{A0}1111 b", "a <card> b"), ("212–555–0123", "<phone>"),
])
func `quotes, signs and digits that are written in another way are read as what they are`(
  text: String, masked: String
) {
  #expect(Redaction().redacted(text) == masked)
  #expect(Redaction().redacted(masked) == masked)
}

@Test(arguments: [
  "100 % sure", "R&D; &amp; &nbsp;", #"C:\users\x41.txt"#, #"C:\101\files"#, "价格：12％", "2010–2015",
  "&#9999999;",
])
func `other texts with escapes stay as they are`(text: String) {
  #expect(Redaction().redacted(text) == text)
}

@Test(arguments: ["é4111111111111111", "4111111111111111é", "blk_4111111111111111", "x4111111111111111"])
func `a number that is part of a word is none`(text: String) {
  #expect(Redaction().redacted(text) == text)
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
