import Testing

@testable import Features

@Test func `a table counts terms as a dictionary does, however many there are`() {
  var (table, counts): (TermTable, [TermKey: Int32]) = (TermTable(), [:])
  for number in 0..<5_000 {
    let term = TermKey(.request, hash: UInt64(number * number % 1_777))
    table.add(Int32(number % 3), to: term)
    counts[term, default: 0] += Int32(number % 3)
  }
  #expect(table.count == counts.count)
  #expect(table.terms == counts.keys.sorted())
  #expect(counts.allSatisfy { table[$0.key] == $0.value })
  #expect(table.terms(withAtLeast: 4) == counts.filter { $0.value >= 4 }.keys.sorted())
  #expect(table[TermKey(.reply, hash: 1)] == 0)
}

@Test func `numbers below 0 are kept, and tables add up`() {
  var (one, other) = (TermTable(), TermTable())
  let (first, second) = (TermKey(.tool, hash: 1), TermKey(.tool, hash: 2))
  one.add(-5, to: first)
  other.add(3, to: first)
  other.add(-1, to: second)
  one.add(other)
  #expect(one[first] == -2)
  #expect(one[second] == -1)
}
