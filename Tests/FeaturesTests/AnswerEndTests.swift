import JSONBytes
import Testing

@testable import Features

private func isCutOff(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return AnswerEnd(bytes.span, ByteRange(start: 0, count: bytes.count)).isCutOff
}

@Test(arguments: [
  "The order is paid. Next, please make sure tha", "It is done! I also", "First this,\nthen that. And the,",
  "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |", String(repeating: "and so on ", count: 12) + "th",
  "Your", "rails is at", "Regarding", "The parcel is",
])
func `an answer that stops within a sentence is cut off`(text: String) {
  #expect(isCutOff(text))
}

@Test(arguments: [
  "No record of it", "sorry", "Done", "It is paid.", "Is it paid?", "See 3.5 for more", "Paid: 7 €",
  "The order is paid.\n\nKind regards,\nAnn", "Here you are:\n- one. It is red\n- two. It is blue",
  "1. Open it. Then wait", "## Done. Next", "| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |", "a", "を確認しました",
])
func `an answer that ends without a stop may be whole`(text: String) {
  #expect(!isCutOff(text))
}
