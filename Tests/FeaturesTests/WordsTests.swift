import JSONBytes
import Statistics
import Testing

@testable import Features

private func words(_ text: String) -> [(text: String, hash: UInt64, pair: String?)] {
  let bytes = Array(text.utf8)
  func string(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
  var found: [(String, UInt64, String?)] = []
  Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { word in
    let pair = word.pairHash.map { _ in string(word.pairStart, word.range.end) }
    found.append((string(word.range.start, word.range.end), word.hash, pair))
  }
  return found
}

private func texts(_ text: String) -> [String] { words(text).map(\.text) }
private func hashes(_ text: String) -> [UInt64] { words(text).map(\.hash) }

@Test func `words are runs of letters; names with digits are none`() {
  #expect(
    texts("Please, cancel order W42 (and my 2 refunds)!") == [
      "Please", "cancel", "order", "and", "my", "refunds",
    ])
  #expect(texts("a_b c-d e.f") == ["a", "b", "c", "d", "e", "f"])
  #expect(texts("") == [] && texts("42 :-) ...") == [])
}

@Test(
  arguments: [
    ("CANCEL", "cancel"), ("ÉTÉ", "été"), ("GRÖSSE", "grösse"), ("ПРИВЕТ", "привет"), ("ΑΒΓ", "αβγ"),
    ("ŽLUŤOUČKÝ", "žluťoučký"), ("Łódź", "łódź"), ("don't", "dont"), ("don’t", "don't"), ("Ё", "ё"),
    ("TIẾNG VIỆT", "tiếng việt"),
  ])
func `case and apostrophes make no other word`(one: String, other: String) {
  #expect(hashes(one) == hashes(other) && !hashes(one).isEmpty)
}

@Test func `an accent makes another word`() {
  #expect(hashes("pêche") != hashes("peche"))
  #expect(texts("déjà vu, señor") == ["déjà", "vu", "señor"])
}

@Test func `pairs stay within a sentence`() {
  #expect(
    words("late again. my order, please").map(\.pair) == [
      nil, "late again", nil, "my order", "order, please",
    ])
  #expect(words("order W42 late").map(\.pair) == [nil, nil])
  // The same two words the other way round are another pair.
  let (one, other) = (pairHash("not sent"), pairHash("sent not"))
  #expect(one != nil && one != other && one == pairHash("Not  Sent"))
}

private func pairHash(_ text: String) -> UInt64? {
  let bytes = Array(text.utf8)
  var last: UInt64?
  Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { last = $0.pairHash }
  return last
}

@Test func `scripts without spaces give pairs of neighbours`() {
  #expect(texts("订单取消") == ["订单", "单取", "取消"])
  #expect(texts("注文した") == ["注文", "文し", "した"])
  #expect(texts("ยกเลิก").first == "ยก")
  #expect(texts("订单 取消。谢谢") == ["订单", "取消", "谢谢"])
  #expect(texts("订单abc取消") == ["订单", "abc", "取消"])
  #expect(texts("好") == [])
}

@Test func `Korean is written with spaces`() {
  #expect(texts("주문 취소") == ["주문", "취소"])
}

@Test func `symbols and emoji end a word`() {
  #expect(texts("late📦again → refund×two") == ["late", "again", "refund", "two"])
}

@Test func `whatever the bytes, words lie within them and in order`() {
  var generator = SplitMix64(seed: 4)
  for _ in 0..<500 {
    let bytes = (0..<generator.integer(below: 40)).map { _ in
      // Bytes that begin and continue characters, often without the rest of them.
      [0x61, 0x41, 0x31, 0x20, 0x27, 0xC3, 0xA9, 0xE4, 0xBD, 0xA0, 0xF0, 0x9F, 0xFF, 0x2E][
        generator.integer(below: 14)]
        as UInt8
    }
    var end = 0
    Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { word in
      #expect(word.range.start >= 0 && word.range.end <= bytes.count && word.range.count > 0)
      #expect(word.range.end > end && word.pairStart <= word.range.start)
      end = word.range.end
    }
  }
}
