internal import Features
internal import Signatures

/// Finds the words of which nearly all traces of a cluster say two or more, and hardly any other trace does.
///
/// A slip that is worded anew each time has no sentence that half of its traces say, but a store of words out of which
/// its sentences are made.
struct OwnWords {
  /// The words of users and assistants that set the cluster apart, the most telling first.
  let words: [TermKey]
  let table: EvidenceTable

  /// The least share of the cluster's traces for a word, and the largest of the others.
  private static let (leastShare, mostElsewhere) = (0.1, 0.02)

  /// The least part of the failures with a word that is beyond what successes of the same work lead to expect.
  private static let leastPart: Float = 0.2

  /// The least number of its traces with a word.
  private static let leastCount = 3.0

  /// The store is this large at most, so that each word has a bit.
  private static let mostWords = 32

  /// How many words of the store a trace has to say.
  private static let saidWords = 2

  /// The least share of the cluster's traces that say so many, and the largest of the others.
  private static let (leastSaying, mostOthersSaying) = (0.8, 0.02)

  /// A smaller cluster has words of its own by chance.
  private static let leastSupport = 30

  init(_ counts: ClusterCounts, _ columns: [FeatureColumn], wordParts: [Float], table: EvidenceTable) {
    self.table = table
    words = counts.columns.lazy
      .filter { column in
        columns[column.column].term.block.isWording && wordParts[column.column] >= Self.leastPart
          && column.share >= Self.leastShare
          && column.share * Double(counts.support) >= Self.leastCount
          && column.shareElsewhere <= Self.mostElsewhere * column.share
      }
      .prefix(Self.mostWords).map { columns[$0.column].term }
  }

  /// How many of the cluster's traces say two of the words, and the share of the others that do; `nil` where too few
  /// do, or others as well.
  func reach(of rows: [Int], others: [Int]) -> SignatureEvidence.WordReach? {
    guard rows.count >= Self.leastSupport, words.count > Self.saidWords, !others.isEmpty else { return nil }
    let store = TermBits(words)
    let sayingCount = { (rows: [Int]) in
      store.bits(ofRows: rows, in: table).count { $0.nonzeroBitCount >= Self.saidWords }
    }
    let count = sayingCount(rows)
    guard Double(count) >= Self.leastSaying * Double(rows.count) else { return nil }
    let elsewhere = Double(sayingCount(others)) / Double(others.count)
    return elsewhere <= Self.mostOthersSaying
      ? SignatureEvidence.WordReach(count: count, shareElsewhere: elsewhere) : nil
  }
}
