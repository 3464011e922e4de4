import JSONBytes
import Statistics
import Testing

private func parsed(_ text: String) throws -> JSONDocument {
  try JSONParser().parse(Array(text.utf8))
}

private func written(_ document: JSONDocument) -> String {
  var output: [UInt8] = []
  document.appendText(of: document.root, to: &output)
  return String(decoding: output, as: UTF8.self)
}

@Test func `a document is written as it was read`() throws {
  let text = #"{"a":[1,-2,3.5,true,false,null],"b":{"c":"x\"y\\z\n\u0001é"},"d":18446744073709551615}"#
  #expect(try written(parsed(text)) == text)
}

@Test func `fields and elements come in order and the last of two equal keys counts`() throws {
  let document = try parsed(#"{"a":1,"b":[10,20],"a":2}"#)
  var keys: [String] = []
  document.forEachField(of: document.root) { key, _ in keys.append(document.string(key)) }
  #expect(keys == ["a", "b", "a"])
  let last = try #require(document.field("a", of: document.root))
  #expect(document.number(last) == 2)
  let array = try #require(document.field("b", of: document.root))
  var numbers: [Double?] = []
  document.forEachElement(of: array) { numbers.append(document.number($0)) }
  #expect(numbers == [10, 20])
}

@Test func `strings are whole before numbers whose bits look like strings`() throws {
  // The top byte of 2,459,565,876,494,606,882 is a quotation mark.
  for text in [
    #"{"a":"some words","n":2459565876494606882}"#, #"["words",2459565876494606883,-1,2.5,7]"#,
    #"[2459565876494606882,"last",[2459565876494606882,2459565876494606882]]"#, "[2459565876494606882,[]]",
  ] {
    #expect(try written(parsed(text)) == text)
  }
}

@Test func `an array knows how many elements it has`() throws {
  let document = try parsed(#"{"a":[1,[2,3],{"b":4}],"c":"x","d":[]}"#)
  let counts = ["a", "c", "d"].map { (key: StaticString) in
    document.field(key, of: document.root).map { document.elementCount(of: $0) }
  }
  #expect(counts == [3, 0, 0])
}

@Test func `a value that is no array or object has no elements and no fields`() throws {
  let document = try parsed("\"x\"")
  var count = 0
  document.forEachElement(of: document.root) { _ in count += 1 }
  document.forEachField(of: document.root) { _, _ in count += 1 }
  #expect(count == 0)
}

@Test func `half a surrogate pair is read as U+FFFD and the rest of the string kept`() throws {
  let document = try parsed(#"{"a":"x\ud800y","b":"\ud83d\ude00","c":"\udc00\\ud800"}"#)
  #expect(written(document) == #"{"a":"x\#u{FFFD}y","b":"😀","c":"\#u{FFFD}\\ud800"}"#)
}

@Test func `a number out of range is read as its digits`() throws {
  let document = try parsed(#"{"a":1e999,"b":123456789012345678901234567890,"c":1.5}"#)
  #expect(written(document) == #"{"a":"1e999","b":"123456789012345678901234567890","c":1.5}"#)
}

@Test(arguments: [
  (#"{"a":1"#, JSONError.cutOff), (#"{"a":"x"#, .cutOff), ("", .empty), ("   ", .empty),
  (#"{"a":01}"#, .badNumber), (#"{"a":"\q"}"#, .badString), ("{\"a\":\"\u{1}\"}", .controlCharacterInString),
  ("{} {}", .malformed), ("nonsense", .malformed),
])
func `what is no document is refused with its reason`(text: String, error: JSONError) {
  #expect(throws: error) { try JSONParser().parse(Array(text.utf8)) }
}

@Test func `bytes that are no UTF-8 are refused`() {
  #expect(throws: JSONError.notUTF8) {
    try JSONParser().parse(Array(#"{"a":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8))
  }
}

@Test func `a hundred levels are read and ten thousand refused`() throws {
  let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
  #expect(try written(parsed(deep)) == deep)
  let tooDeep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
  #expect(throws: JSONError.tooDeep) { try parsed(tooDeep) }
}

@Test func `a short document after a long one holds nothing of the long one`() throws {
  let parser = JSONParser()
  var document = JSONDocument()
  let long = #"{"a":["\#(String(repeating: "x", count: 5_000))",1,2,3,"y","z"]}"#
  for text in [long, "[]", #"{"b":"c"}"#, "1", long] {
    let bytes = Array(text.utf8) + Array(repeating: 0, count: JSONParser.padding)
    try parser.parse(bytes, ByteRange(start: 0, count: text.utf8.count), into: &document)
    #expect(written(document) == text)
    #expect(document.strings.count <= text.utf8.count * 5 + JSONParser.padding)
  }
}

@Test func `a string is written so that it is read again as it was`() throws {
  var generator = SplitMix64(seed: 3)
  let letters: [UInt8] = [0x22, 0x5C, 0x0A, 0x07, 0x1F, 0x09, 0x41, 0x20, 0x7A]
  for length in 0..<200 {
    let text = (0..<length).map { _ in letters[Int(generator.next() % UInt64(letters.count))] }
    let escaped = text.flatMap { byte in
      Array("\\u00".utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
    }
    let document = try JSONParser().parse([0x22] + escaped + [0x22])
    var written: [UInt8] = []
    document.appendText(of: document.root, to: &written)
    let again = try JSONParser().parse(written)
    let range = try #require(again.text(again.root))
    #expect(Array(again.strings[range.indices]) == text)
  }
}

@Test func `what is no number is read as null`() throws {
  var output: [UInt8] = []
  let document = try JSONParser().parse(Array(#"{"a":NaN,"b":[-Infinity,Infinity,-1],"c":"NaN"}"#.utf8))
  document.appendText(of: document.root, to: &output)
  #expect(String(decoding: output, as: UTF8.self) == #"{"a":null,"b":[null,null,-1],"c":"NaN"}"#)
}
