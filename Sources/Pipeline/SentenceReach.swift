internal import Features

/// Tells how many traces of a cluster say what is close to a sentence, by the words in it that set the cluster apart.
struct SentenceReach: Sendable {
  /// What each word or pair of words is worth, and its bit.
  private let worth: [TermKey: (bit: UInt64, weight: Double)]
  private let known: TermBits

  /// Of each kind of trace the bits of the words that it has, and how many there are of it.
  private let kinds: [(bits: UInt64, count: Int)]

  /// How many traces there are.
  let count: Int

  /// Of each trace that was read the bits of each sentence.
  private let read: [[UInt64]]
  private let weights: [Double]

  /// Of what the words of a sentence are worth, the part that a trace close to it has at least.
  private static let closeShare = 0.6

  /// - Parameters:
  ///   - weights: What words are worth; beyond the first 64 they do not count.
  ///   - rows: The traces of the cluster, as rows of the table.
  ///   - read: Of each trace that was read the words of its sentences.
  init(
    _ weights: [(term: TermKey, weight: Double)], rows: [Int], in table: EvidenceTable,
    read: [[[TermKey]]] = []
  ) {
    var worth: [TermKey: (bit: UInt64, weight: Double)] = [:]
    for (place, entry) in weights.prefix(UInt64.bitWidth).enumerated() {
      worth[entry.term] = (1 << UInt64(place), entry.weight)
    }
    let known = TermBits(weights.map(\.term))
    var counts: [UInt64: Int] = [:]
    for bits in known.bits(ofRows: rows, in: table) { counts[bits, default: 0] += 1 }
    (self.worth, self.known) = (worth, known)
    self.weights = weights.prefix(UInt64.bitWidth).map(\.weight)
    self.read = read.map { sentences in
      Set(sentences.map { known.bits(of: $0) }).sorted()
    }
    kinds = counts.map { (bits: $0.key, count: $0.value) }
    count = rows.count
  }

  /// How many of the traces have most of what sets the cluster apart in a sentence; 0 if nothing in it does.
  func closeCount(of terms: [TermKey]) -> Int {
    let known = terms.compactMap { worth[$0] }
    let least = Self.closeShare * known.reduce(0) { $0 + $1.weight }
    guard least > 0 else { return 0 }
    return kinds.reduce(0) { sum, kind in
      let own = known.reduce(0.0) { $0 + (kind.bits & $1.bit == 0 ? 0 : $1.weight) }
      return own >= least ? sum + kind.count : sum
    }
  }

  /// Whether at least half of the traces have most of what sets the cluster apart in a sentence, and two in five of
  /// those that were read say it in one: some of these were chosen for being unlike the others.
  func isCommon(_ terms: [TermKey]) -> Bool {
    guard closeCount(of: terms) * 2 >= count else { return false }
    let bits = known.bits(of: terms)
    let all = self.weight(bits)
    let saying = read.count { sentences in
      sentences.contains { weight($0 & bits) >= Self.closeShare * all }
    }
    return saying * 5 >= read.count * 2
  }

  /// What the words of some bits are worth together.
  private func weight(_ bits: UInt64) -> Double {
    var (rest, sum) = (bits, 0.0)
    while rest != 0 {
      sum += weights[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return sum
  }
}
