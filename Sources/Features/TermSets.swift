internal import Threads

/// Sets of terms that are looked for in rows, all of them in one pass.
package struct TermSets: Sendable {
  private let setCount: Int

  /// Of each term that is in a set its place among them, counted from 1.
  private var places = TermTable()

  /// The sets that each term is in.
  private var setsOfTerm: [[Int]] = []

  /// Whether any term has the last bits of a key: most terms of a row are in no set.
  private var isTerm = [Bool](repeating: false, count: 1 << 16)

  package init(_ sets: [Set<TermKey>]) {
    setCount = sets.count
    for (number, set) in sets.enumerated() {
      for term in set.sorted() {
        isTerm[Int(term.rawValue & 0xFFFF)] = true
        if places[term] == 0 {
          setsOfTerm.append([])
          places.add(Int32(setsOfTerm.count), to: term)
        }
        setsOfTerm[Int(places[term]) - 1].append(number)
      }
    }
  }

  /// For each set how many of some rows have one of its terms at least.
  package func rowCounts(of rows: [Int], in table: EvidenceTable, threadCount: Int = 1) -> [Int] {
    let blocks = Blocks(itemCount: rows.count, size: 1_024)
    let parts = blocks.concurrentMap(threadCount: threadCount) { _, range in
      var counts = [Int](repeating: 0, count: setCount)
      // The last row that was counted for each set.
      var last = [Int](repeating: -1, count: setCount)
      for row in rows[range] {
        for term in table.terms[table.termRange(row)] where isTerm[Int(term.rawValue & 0xFFFF)] {
          let place = Int(places[term])
          guard place > 0 else { continue }
          for set in setsOfTerm[place - 1] where last[set] != row {
            last[set] = row
            counts[set] += 1
          }
        }
      }
      return counts
    }
    return parts.reduce(into: [Int](repeating: 0, count: setCount)) { sums, part in
      for set in sums.indices { sums[set] += part[set] }
    }
  }
}
