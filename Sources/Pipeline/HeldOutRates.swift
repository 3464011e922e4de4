internal import Features
internal import Foundation
internal import Threads

/// How often traces fail that have what sets a cluster apart, as learnt from other traces than are counted.
///
/// The words of a cluster are chosen on its failures, which of course have them, so that a rate of the traces that have
/// as much of them is near 1 whatever the words. Here each fifth of the traces is judged by what the failures of the
/// other four fifths have beyond the successes near them; of all traces, failures and successes alike, as many are
/// taken as the cluster has failures, those with the most of it. Where outcomes are set by lot they fail as often as
/// all do.
struct HeldOutRates {
  let table: EvidenceTable

  /// The rows of the failures with their clusters, −1 for none.
  let failures: [Int]
  let clusters: [Int32]
  let successes: [Int]

  /// How many successes of the run each of them stands for.
  let successWeight: Double

  /// Tells the part of a row, from 0 to ``partCount`` − 1.
  let part: @Sendable (Int) -> Int
  let threadCount: Int

  /// How many of the traces that are the most like a cluster failed.
  struct Rate: Sendable, Hashable {
    let failureCount: Double
    let count: Double
  }

  /// What was found of a cluster.
  struct Finding: Sendable, Hashable {
    let rate: Rate

    /// The successes that are the most like it, as rows.
    let near: [Int]
  }

  static let partCount = 5

  /// The most successes that tell what is ordinary, and the most near a cluster.
  private static let sampleLimit = 4_000
  private static let nearCount = 20

  /// More terms of a cluster tell no more of it.
  private static let termLimit = 100

  /// What a smaller part of the failures has, or successes lack by less, is chance.
  private static let (leastShare, leastDifference) = (0.1, 0.05)

  /// A trace with less than this part of all that a cluster has is none like it.
  private static let leastLikeness: Float = 0.1

  /// - Parameter isJudged: Which clusters are asked for; of the others nothing is found.
  func findings(of isJudged: [Bool]) -> [Finding?] {
    let asked = isJudged.indices.filter { isJudged[$0] }
    guard !asked.isEmpty, !successes.isEmpty else { return [Finding?](repeating: nil, count: isJudged.count) }
    let members = membersOfClusters(isJudged.count)
    let sample = stride(from: 0, to: successes.count, by: max(1, successes.count / Self.sampleLimit))
      .map { successes[$0] }
    let each = Blocks(itemCount: asked.count, size: 1)
    let own = each.concurrentMap(threadCount: threadCount) { place, _ in
      counts(of: members[asked[place]], among: common(members[asked[place]]))
    }
    let ordinary = counts(of: sample, among: own.flatMap(\.terms))
    let first = own.map { terms($0, ordinary, near: nil, without: nil) }
    let near = nearest(first, sample, asked.map { max(Self.nearCount, 2 * members[$0].count) })
    let beside = each.concurrentMap(threadCount: threadCount) { place, _ in
      counts(of: near[place], among: own[place].terms)
    }
    let likeness = (0..<Self.partCount).map { part in
      TermIndex(
        own.indices.map { terms(own[$0], ordinary, near: beside[$0], without: part) })
    }
    let found = self.scores(failures + successes) { likeness[part($0)] }
    var findings = [Finding?](repeating: nil, count: isJudged.count)
    for (place, cluster) in asked.enumerated() {
      let rate = rate(of: found[place], wanted: members[cluster].count)
      findings[cluster] = Finding(rate: rate, near: near[place])
    }
    return findings
  }

  private func membersOfClusters(_ count: Int) -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (row, cluster) in zip(failures, clusters) where cluster >= 0 { members[Int(cluster)].append(row) }
    return members
  }

  // MARK: Terms

  /// In how many of some rows of each part each term is.
  private struct Counts: Sendable {
    /// The terms that are counted, each once.
    private(set) var terms: [TermKey] = []

    /// Of each term its place among them, counted from 1.
    private var places = TermTable()

    /// Of each term a number for each part.
    private var counts: [Int32] = []
    private var rowCounts = [Int32](repeating: 0, count: partCount)

    /// - Parameter terms: One that comes twice is counted once.
    init(_ terms: [TermKey]) {
      for term in terms where places[term] == 0 {
        self.terms.append(term)
        places.add(Int32(self.terms.count), to: term)
      }
      counts = [Int32](repeating: 0, count: self.terms.count * partCount)
    }

    mutating func add(_ terms: ArraySlice<TermKey>, part: Int) {
      rowCounts[part] += 1
      for term in terms {
        let place = Int(places[term])
        if place > 0 { counts[(place - 1) * partCount + part] += 1 }
      }
    }

    /// In how many rows a term is, but for those of a part.
    func count(of term: TermKey, without part: Int?) -> Int32 {
      let end = Int(places[term]) * partCount
      return end > 0 ? Self.sum(counts[end - partCount..<end], without: part) : 0
    }

    /// The share of the rows with a term, but for those of a part, one row thought besides that has so much of it.
    func share(of term: TermKey, without part: Int?, besides: Double = 0.5) -> Double {
      (Double(count(of: term, without: part)) + besides)
        / (Double(Self.sum(rowCounts[...], without: part)) + 1)
    }

    private static func sum(_ counts: ArraySlice<Int32>, without part: Int?) -> Int32 {
      counts.reduce(0, +) - (part.map { counts[counts.startIndex + $0] } ?? 0)
    }
  }

  private func counts(of rows: [Int], among terms: [TermKey]) -> Counts {
    var counts = Counts(terms)
    for row in rows { counts.add(table.terms[table.termRange(row)], part: part(row)) }
    return counts
  }

  /// The terms that are common among rows.
  private func common(_ rows: [Int]) -> [TermKey] {
    var counts = TermTable()
    for row in rows {
      for term in table.terms[table.termRange(row)] { counts.add(1, to: term) }
    }
    return counts.terms(withAtLeast: Int32(max(2, (Self.leastShare * Double(rows.count)).rounded(.up))))
  }

  /// The terms that a cluster has beyond successes, those near it as well as all, with the logarithm of how many times as
  /// often, as naive Bayes weighs them.
  private func terms(
    _ own: Counts, _ ordinary: Counts, near: Counts?, without part: Int?
  ) -> [(term: TermKey, weight: Float)] {
    let found = own.terms.compactMap { term -> (term: TermKey, weight: Float, share: Float)? in
      guard own.count(of: term, without: part) > 1 else { return nil }
      let common = ordinary.share(of: term, without: part)
      let elsewhere = max(common, near?.share(of: term, without: part, besides: common) ?? 0)
      let here = own.share(of: term, without: part)
      guard here - elsewhere >= Self.leastDifference else { return nil }
      return (term, Float(log(here / elsewhere)), Float(here))
    }
    return found.sorted { ($1.share * $1.weight, $0.term) < ($0.share * $0.weight, $1.term) }
      .prefix(Self.termLimit).map { ($0.term, $0.weight) }
  }

  // MARK: Likeness

  /// The clusters that a term speaks for, and how much.
  ///
  /// An object, since it is taken up for each trace: the parts of a value would be counted one by one.
  private final class TermIndex: Sendable {
    /// Of each term its place among those of any cluster, counted from 1.
    private let places: TermTable

    /// Where the entries of a term begin; one more than there are terms.
    private let offsets: [Int]
    private let entries: [(cluster: Int32, weight: Float)]

    /// Whether any term has the last bits of a key: most words of a trace speak for no cluster.
    private let isTerm: [Bool]

    /// Of each cluster the least that a trace like it has.
    let least: [Float]

    init(_ terms: [[(term: TermKey, weight: Float)]]) {
      least = terms.map { $0.reduce(0) { $0 + $1.weight } * leastLikeness }
      var places = TermTable()
      var isTerm = [Bool](repeating: false, count: 1 << 16)
      var found: [[(cluster: Int32, weight: Float)]] = []
      for (cluster, own) in terms.enumerated() {
        for (term, weight) in own {
          isTerm[Int(term.rawValue & 0xFFFF)] = true
          if places[term] == 0 {
            found.append([])
            places.add(Int32(found.count), to: term)
          }
          found[Int(places[term]) - 1].append((Int32(cluster), weight))
        }
      }
      var (entries, offsets): ([(cluster: Int32, weight: Float)], [Int]) = ([], [0])
      for own in found {
        entries += own
        offsets.append(entries.count)
      }
      (self.places, self.isTerm, self.entries, self.offsets) = (places, isTerm, entries, offsets)
    }

    @inline(__always) func forEach(of term: TermKey, _ body: (Int, Float) -> Void) {
      guard isTerm[Int(term.rawValue & 0xFFFF)] else { return }
      let place = Int(places[term])
      guard place > 0 else { return }
      for entry in entries[offsets[place - 1]..<offsets[place]] { body(Int(entry.cluster), entry.weight) }
    }
  }

  /// A row that has something of a cluster, by its place among those that were asked for.
  private struct Score: Sendable {
    let score: Float
    let place: Int
  }

  /// Of each cluster the rows that have enough of it.
  private func scores(_ rows: [Int], _ index: @Sendable (Int) -> TermIndex) -> [[Score]] {
    let count = rows.first.map { index($0).least.count } ?? 0
    let blocks = Blocks(itemCount: rows.count, size: 1_024)
    let parts = blocks.concurrentMap(threadCount: threadCount) { _, places in
      var found = [[Score]](repeating: [], count: count)
      var sums = [Float](repeating: 0, count: count)
      for place in places {
        let own = index(rows[place])
        for cluster in sums.indices { sums[cluster] = 0 }
        for term in table.termRange(rows[place]) {
          own.forEach(of: table.terms[term]) { sums[$0] += $1 }
        }
        for (cluster, sum) in sums.enumerated() where sum > 0 && sum >= own.least[cluster] {
          found[cluster].append(Score(score: sum, place: place))
        }
      }
      return found
    }
    return (0..<count).map { cluster in parts.flatMap { $0[cluster] } }
  }

  /// Of each cluster so many successes of a sample that are the most like it.
  private func nearest(
    _ terms: [[(term: TermKey, weight: Float)]], _ sample: [Int], _ counts: [Int]
  ) -> [[Int]] {
    let index = TermIndex(terms)
    return zip(scores(sample) { _ in index }, counts).map { found, count in
      found.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.prefix(count).map { sample[$0.place] }
    }
  }

  /// How many fail of the rows with the most, of which so many are wanted; of those with the same a part.
  private func rate(of scores: [Score], wanted: Int) -> Rate {
    let sorted = scores.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
    var (failed, all) = (0.0, 0.0)
    var start = 0
    while start < sorted.count, all < Double(wanted) {
      let end = sorted[start...].firstIndex { $0.score < sorted[start].score } ?? sorted.count
      let failing = Double(sorted[start..<end].count { $0.place < failures.count })
      let equal = failing + Double(end - start) * successWeight - failing * successWeight
      let taken = min(1, (Double(wanted) - all) / equal)
      failed += taken * failing
      all += taken * equal
      start = end
    }
    return Rate(failureCount: failed, count: all)
  }
}

extension ClusterCounting {
  /// Adds the rates of the clusters that no tool error tells: an error is the same whatever it was learnt from.
  ///
  /// - Parameter seed: Divides the traces into parts, by their ids.
  func addHeldOut(to counts: inout [ClusterCounts], seed: UInt64) {
    guard selection.hasOutcomes, !selection.isOfAll, !selection.background.isEmpty else { return }
    // By id, so that no figure depends on the order of files.
    var hashes = [UInt64](repeating: 0, count: collection.rows.count)
    for row in selection.mined + selection.background {
      var hash = ByteHash(seed: seed)
      hash.add(ByteHash.of(Array(collection.rows[row].id.utf8)))
      hashes[row] = hash.value
    }
    let parts = hashes.map { Int($0 % UInt64(HeldOutRates.partCount)) }
    let held = HeldOutRates(
      table: collection.evidence, failures: selection.mined, clusters: partition.assignments,
      successes: selection.background.sorted { (hashes[$0], $0) < (hashes[$1], $1) },
      successWeight: 1 / successShare, part: { parts[$0] }, threadCount: threadCount)
    let tools = collection.evidence.toolNames.keys.map { (TermKey(.tool, hash: $0), $0) }
    let toolOfTerm = Dictionary(tools) { min($0, $1) }
    for (cluster, finding) in held.findings(of: counts.map(\.tellingErrors.isEmpty)).enumerated() {
      guard let finding else { continue }
      counts[cluster].heldOut = finding.rate
      let near = Array(finding.near.prefix(max(Self.leastNear, counts[cluster].support)))
      counts[cluster].missedTool = missedTool(of: counts[cluster], near: near, toolOfTerm)
    }
  }

  /// The tool that the most of the successes near a cluster call, if nearly all do and none of the cluster does.
  private func missedTool(
    of counts: ClusterCounts, near: [Int], _ toolOfTerm: [TermKey: UInt64]
  ) -> ClusterCounts.MissedTool? {
    guard near.count >= Self.leastNear else { return nil }
    let table = collection.evidence
    var calls: [TermKey: Int] = [:]
    for row in near {
      for term in table.terms[table.termRange(row)] where term.block == .tool { calls[term, default: 0] += 1 }
    }
    let missed = calls.filter { term, count in
      counts.tools[term] == nil && Double(count) >= Self.leastCalling * Double(near.count)
    }
    // Of equals the first by name.
    let named = missed.compactMap { term, count in
      toolOfTerm[term].map { (tool: $0, name: table.toolNames[$0] ?? "", count: count) }
    }
    return named.min { ($1.count, $0.name) < ($0.count, $1.name) }.map {
      ClusterCounts.MissedTool(tool: $0.tool, callingCount: $0.count, nearCount: near.count)
    }
  }

  /// Fewer successes do not tell what belongs to their work, nor does what a smaller part of them calls.
  private static var leastNear: Int { 10 }
  private static var leastCalling: Double { 0.8 }
}
