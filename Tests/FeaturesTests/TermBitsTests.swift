import Testing
import Traces

@testable import Features

private let terms = (0..<70).map { TermKey(rawValue: UInt32($0) &* 0x9E37_79B1 & 0x7FFF_FFFF) }

@Test func `each of the first 64 terms has a bit of its own, and others have none`() {
  let bits = TermBits(terms)
  for (place, term) in terms.enumerated() {
    #expect(bits.bits(of: [term]) == (place < 64 ? 1 << UInt64(place) : 0))
  }
  #expect(bits.bits(of: []) == 0)
  #expect(bits.bits(of: [terms[3], terms[69], terms[0], terms[3]]) == 0b1001)
}

@Test func `rows have the bits of their terms`() {
  var table = EvidenceTable()
  for row in [[terms[1], terms[2]], [], [terms[65], terms[0]]] {
    var evidence = Evidence()
    evidence.terms = row
    table.append(evidence, outcome: .failure)
  }
  #expect(TermBits(terms).bits(ofRows: [0, 1, 2, 0], in: table) == [0b110, 0, 1, 0b110])
}
