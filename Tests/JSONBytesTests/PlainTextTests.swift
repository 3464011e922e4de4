import JSONBytes
import Testing

/// Parts that stand beside each other, alone and as parts of characters.
private let parts = [
  "a", "e", "fee; ", "`x`", "K", "k", "é", "e\u{301}", "\u{301}", "\u{37E}", "\u{1FEF}", "\u{212A}", "’", " ",
  "<", "\u{338}", "waived", "\n", "🙂", "\u{200D}", "\u{600}", "1",
]

@Test func `a text is found where the characters of strings are`() {
  for first in parts {
    for second in parts {
      for third in parts {
        let text = first + second + third
        for wanted in parts + [first + second, second + third, ""] {
          let isFound = PlainText(text).contains(PlainText(wanted))
          #expect(isFound == text.contains(wanted), "\(wanted.debugDescription) in \(text.debugDescription)")
        }
      }
    }
  }
}

@Test func `a text is found behind starts of it`() {
  #expect(PlainText("the the fee is was the fee was").contains(PlainText("the fee was")))
  #expect(!PlainText("the the fee is the fee wa").contains(PlainText("the fee was")))
}
