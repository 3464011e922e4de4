import LinearAlgebra
import Signatures
import Testing
import Traces

@testable import Features
@testable import Pipeline

/// How far some words reach that set a cluster apart, in traces that say some of them each.
private func reach(
  here: [[Int]], elsewhere: [[Int]], shares: [(share: Double, shareElsewhere: Double)]
) -> SignatureEvidence.WordReach? {
  let terms = shares.indices.map { TermKey(.reply, hash: UInt64($0) + 1) }
  var table = EvidenceTable()
  for words in here + elsewhere {
    var evidence = Evidence()
    evidence.terms = words.map { terms[$0] }.sorted()
    table.append(evidence, outcome: .failure)
  }
  var counts = ClusterCounts()
  counts.support = here.count
  counts.columns = shares.enumerated().map { ($0, $1.share, $1.shareElsewhere) }
  let columns = terms.map { FeatureColumn(term: $0, errorTerm: nil, weight: 1, count: 9) }
  return OwnWords(counts, columns, wordParts: shares.map { _ in 1 }, table: table)
    .reach(of: Array(here.indices), others: elsewhere.indices.map { here.count + $0 })
}

private let shares = [(share: Double, shareElsewhere: Double)](
  repeating: (share: 0.5, shareElsewhere: 0.001), count: 4)

/// Sentences of two words out of four, no half of them the same.
private let paraphrases = (0..<36).map { [[0, 1], [2, 3], [1, 2], [0, 3], [1, 3], [0, 2]][$0 % 6] }

@Test func `traces that say two of the same few words each are told by them`() {
  let found = reach(
    here: paraphrases, elsewhere: [[Int]](repeating: [0], count: 99) + [[0, 1]], shares: shares)
  #expect(found == SignatureEvidence.WordReach(count: 36, shareElsewhere: 0.01))
}

@Test func `words that others say too, that few say, or of few traces, tell nothing`() {
  let others = [[Int]](repeating: [0], count: 100)
  #expect(reach(here: paraphrases, elsewhere: [[Int]](repeating: [0, 1], count: 100), shares: shares) == nil)
  #expect(reach(here: paraphrases.map { [$0[0]] }, elsewhere: others, shares: shares) == nil)
  #expect(reach(here: Array(paraphrases.prefix(29)), elsewhere: others, shares: shares) == nil)
  let common = shares.map { (share: $0.share, shareElsewhere: 0.1) }
  #expect(reach(here: paraphrases, elsewhere: others, shares: common) == nil)
  #expect(reach(here: paraphrases, elsewhere: [], shares: shares) == nil)
}
