import Foundation
import Testing

@testable import Reports

@Test(arguments: [
  (0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.1234567891, "0.123457"), (1.0 / 3, "0.333333"), (352.5, "352.5"),
  (123_456.789, "123457"), (-0.000012345678, "-1.23457e-05"), (1e300, "1e+300"), (.nan, "null"),
  (.infinity, "null"),
])
func `numbers have six significant digits`(number: Double, text: String) {
  #expect(JSONText.text(of: number) == text)
}

@Test func `texts come back from a parser whatever is in them`() throws {
  let texts = ["", "\"\\/\u{8}\u{C}\n\r\t", "\u{0}\u{1B}\u{7F}\u{202E}", "退款 👩\u{200D}👧 \u{E0001}", "a\r\nb"]
  let value = JSONText.array(texts.map { .string($0) })
  for form in [value.line, value.page, value.canonical] {
    #expect(try JSONDecoder().decode([String].self, from: Data(form.utf8)) == texts)
  }
  #expect(!value.line.unicodeScalars.contains(where: VisibleText.isHidden))
}

@Test func `objects keep their order, and the canonical form sorts them`() {
  let value = JSONText.object([
    ("b", .array([.integer(1), .null])), ("a", .bool(true)), ("c", .object([])),
    ("d", JSONText(nil as Double?)),
  ])
  #expect(value.line == "{\"b\":[1,null],\"a\":true,\"c\":{},\"d\":null}")
  #expect(value.canonical == "{\"a\":true,\"b\":[1,null],\"c\":{},\"d\":null}")
  #expect(
    value.page == "{\n  \"b\": [\n    1,\n    null\n  ],\n  \"a\": true,\n  \"c\": {},\n  \"d\": null\n}\n")
}

@Test func `what another writer of JSON lets through is shown, and reads as the same`() throws {
  let text = "a\u{202E}b\u{200B}\u{E0041}👨\u{200D}👩é\"\\\n"
  let encoded = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
  let visible = JSONText.visible(encoded)
  #expect(visible.contains("\\u202eb\\u200b\\udb40\\udc41"))
  #expect(VisibleText.visible(visible) == visible)
  #expect(try JSONDecoder().decode([String].self, from: Data(visible.utf8)) == [text])
}
