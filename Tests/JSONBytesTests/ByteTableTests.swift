import JSONBytes
import Statistics
import Testing

private func value(_ name: String, in table: ByteTable) -> UInt8 {
  let bytes = Array("<\(name)>".utf8)
  return table.value(of: bytes.span, ByteRange(start: 1, count: bytes.count - 2))
}

@Test func `a name is found whatever the case of its ASCII letters`() {
  let table = ByteTable([("status", 1), ("is_error", 2), ("größe", 3)])
  #expect(value("Status", in: table) == 1 && value("IS_ERROR", in: table) == 2)
  #expect(value("GRößE", in: table) == 3)
  #expect(value("statu", in: table) == 0 && value("status2", in: table) == 0 && value("", in: table) == 0)
  // "[" is "{" without the bit that tells the cases of letters apart.
  #expect(value("x[", in: ByteTable([("x{", 7)])) == 0)
}

@Test func `an empty table knows nothing`() {
  #expect(value("status", in: ByteTable([])) == 0)
}

@Test func `random tables say what a dictionary says`() {
  var generator = SplitMix64(seed: 11)
  for _ in 0..<50 {
    var oracle: [String: UInt8] = [:]
    for _ in 0..<generator.integer(below: 80) {
      oracle[word(&generator)] = UInt8(1 + generator.integer(below: 200))
    }
    let table = ByteTable(oracle.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    for name in oracle.keys { #expect(value(name, in: table) == oracle[name]) }
    for _ in 0..<100 {
      let name = word(&generator)
      #expect(value(name.uppercased(), in: table) == oracle[name, default: 0], "\(name)")
    }
  }
}

@Test func `values of one hash are joined bit by bit`() {
  let table = ByteTable(hashes: [(hash: 5, value: 1), (hash: 9, value: 2), (hash: 5, value: 4)])
  #expect(table.value(of: 5) == 5 && table.value(of: 9) == 2 && table.value(of: 6) == 0)
}

/// A short word of few letters, so that many are met again.
private func word(_ generator: inout SplitMix64) -> String {
  String(
    (0..<1 + generator.integer(below: 4)).map { _ in ["a", "b", "c", "_"][generator.integer(below: 4)] }
      .joined())
}
