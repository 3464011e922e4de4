/// A bit for each of a few terms, so that what a row has of them is one number.
package struct TermBits: Sendable {
  /// The bit of each term, counted from 1.
  private var places = TermTable()

  /// - Parameter terms: Each once; beyond the first 64 they have no bit.
  package init(_ terms: [TermKey]) {
    for (place, term) in terms.prefix(UInt64.bitWidth).enumerated() { places.add(Int32(place + 1), to: term) }
  }

  /// The bits of the terms that stand among some.
  package func bits(of terms: [TermKey]) -> UInt64 { bits(of: terms[...]) }

  private func bits(of terms: ArraySlice<TermKey>) -> UInt64 {
    terms.reduce(0) { bits, term in
      let place = places[term]
      return place == 0 ? bits : bits | 1 << UInt64(place - 1)
    }
  }

  /// The bits of the terms that each of some rows has.
  package func bits(ofRows rows: [Int], in table: EvidenceTable) -> [UInt64] {
    rows.map { bits(of: table.terms[table.termRange($0)]) }
  }
}
