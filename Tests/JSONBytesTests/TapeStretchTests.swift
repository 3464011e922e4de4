import JSONBytes
import Statistics
import Testing

/// Values of all kinds, some of which differ in little.
private let values = [
  "1", "2", "1.5", "-1", "18446744073709551615", "true", "false", "null", #""""#, #""a""#, #""b""#, #""ab""#,
  "[]",
  "{}", "[1]", #"["a"]"#, #"{"a":1}"#, #"{"a":"b"}"#, #"{"a":{"b":[1,"c"]}}"#, #"["a","b"]"#, #"["ab",""]"#,
]

@Test func `a stretch is the head of a list exactly where the list begins with its values`() throws {
  var generator = SplitMix64(seed: 5)
  func list() -> [String] {
    (0..<Int(generator.next() % 5)).map { _ in values.randomElement(using: &generator) ?? "1" }
  }
  for _ in 0..<20_000 {
    let (one, before) = (list(), list())
    let other = generator.next() % 2 == 0 ? one + list() : list()
    // Other values before it move all places of the second list.
    let known = try JSONParser().parse(Array("[\(one.joined(separator: ","))]".utf8))
    let document = try JSONParser().parse(
      Array("[[\(before.joined(separator: ","))],[\(other.joined(separator: ","))]]".utf8))
    var list: JSONNode?
    document.forEachElement(of: document.root) { list = $0 }
    var stretch = TapeStretch()
    stretch.copy(known.stretch(ofElements: known.root), of: known, isHead: false)
    let range = document.stretch(ofElements: try #require(list))
    let isHead = stretch.isHead(of: range, in: document)
    #expect(isHead == (!one.isEmpty && other.starts(with: one)), "\(one) \(other)")
    guard isHead else { continue }
    stretch.copy(range, of: document, isHead: true)
    var whole = TapeStretch()
    whole.copy(range, of: document, isHead: false)
    #expect(stretch == whole)
    #expect(stretch.count == range.count)
  }
}

@Test func `a field is a stretch from its key on, and a value with another key is none`() throws {
  let document = try JSONParser().parse(Array(#"{"a":[1,"b"],"c":2}"#.utf8))
  var fields: [(key: ByteRange, value: JSONNode)] = []
  document.forEachField(of: document.root) { fields.append(($0, $1)) }
  let (first, second) = (
    document.stretch(ofField: fields[0].key, fields[0].value),
    document.stretch(ofField: fields[1].key, fields[1].value)
  )
  #expect(first?.upperBound == second?.lowerBound)
  #expect(document.stretch(ofField: fields[0].key, fields[1].value) == nil)
  document.forEachElement(of: fields[0].value) { element in
    #expect(document.stretch(ofField: fields[0].key, element) == nil)
  }
}
