import Foundation
import JSONBytes
import Statistics
import Testing

@Test func `a quoted text is what a parser reads back, at every length and place of an escape`() throws {
  var generator = SplitMix64(seed: 7)
  let letters = Array("ab \"\\\n\r\t\u{8}\u{C}\u{1}\u{1F}é漢😀\u{7F}/<\u{2028}".unicodeScalars)
  for _ in 0..<2_000 {
    let count = generator.integer(below: 40)
    let text = String(
      String.UnicodeScalarView((0..<count).map { _ in letters[generator.integer(below: letters.count)] }))
    var output: [UInt8] = []
    output.appendQuoted(text)
    let document = try JSONParser().parse(output)
    #expect(document.text(document.root).map(document.string) == text)
  }
}

@Test func `only what must be escaped is`() {
  var output: [UInt8] = []
  output.appendQuoted("a/b \"c\" \\ \n\u{1}\u{7F}é")
  #expect(String(decoding: output, as: UTF8.self) == #""a/b \"c\" \\ \n\#u{5C}u0001\#u{7F}é""#)
}

@Test func `a stretch is quoted without what stands around it`() {
  let bytes = Array("xx\"12345678\"yy".utf8)
  var output: [UInt8] = []
  output.appendQuoted(bytes.span, 2..<12)
  #expect(String(decoding: output, as: UTF8.self) == #""\"12345678\"""#)
}
