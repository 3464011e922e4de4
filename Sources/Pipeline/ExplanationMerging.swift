internal import Clustering
internal import Features
internal import LinearAlgebra

/// Merges clusters of one tool's errors that assistants explain in the same words.
///
/// One cause comes in as many messages as there are programs behind a tool: `ERESOLVE` of one installer is
/// `ResolutionImpossible` of another. The messages share no word, but an assistant that says what went wrong says of
/// both that versions do not fit together.
///
/// Each word counts by how much oftener an assistant says it after an error of the cluster than after any of another
/// tool. Two clusters have one cause if their words agree as well as the halves of each do: the correlation of what
/// is said, corrected for how little of it each failure shows. What is said of any error of the tool, such as what
/// could not be done, is in both of two causes; so no word may tell the two apart beyond chance, and of few failures,
/// where none can, some of the words have to be those of the messages. Nor are two one whose messages are never met in a
/// failure, though others of each are.
///
/// Source: C. Spearman 1904, doi:10.2307/1412159 (correction for attenuation).
struct ExplanationMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix

  /// How much of each column counts as a word of the assistant; 0 for what is none.
  let replyParts: [Float]

  /// The column of each word of the assistant.
  let replyColumns: [TermKey: Int32]

  /// The keys that the words of a message, by its hash, have where the assistant says them.
  let replyKeys: (UInt64) -> [TermKey]

  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The agent of each point, by its number.
  let agents: [Int32]

  /// The least share of a cluster's failures that have an error of its tool, and that are of its agent.
  private static let leastShare = 0.6

  /// The largest clusters of a tool are looked at.
  private static let mostClusters = 32

  /// So many failures of the agent at other tools show what it says of any.
  private static let leastOthers = 20

  /// Of fewer failures too little is known for halves to be compared.
  private static let leastSize = 8.0

  /// Returns the clusters with those of one explanation under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var groups: [Place: [(number: Int, rows: [Int])]] = [:]
    for (number, rows) in members.enumerated() {
      let found = rows.map(errors)
      guard let tool = found.commonTool(leastShare: Self.leastShare), let agent = commonAgent(of: rows) else {
        continue
      }
      let told = zip(rows, found).filter { row, errors in
        agents[row] == agent && errors.contains { $0.tool == tool }
      }
      groups[Place(tool: tool, agent: agent), default: []].append((number, told.map(\.0)))
    }
    var heads = Array(members.indices)
    for (place, clusters) in groups where clusters.count > 1 {
      let large = clusters.sorted { (-$0.rows.count, $0.number) < (-$1.rows.count, $1.number) }
        .prefix(Self.mostClusters)
      let here = Set(clusters.joinedRows)
      let others = agents.indices.filter { agents[$0] == place.agent && !here.contains($0) }
      guard others.count >= Self.leastOthers else { continue }
      let said = large.map { Explanation($0.rows, self, quoted: quoted(by: $0.rows, at: place.tool)) }
      let types = large.map { type(of: $0.rows, at: place.tool) }
      let words = WordWeights(said, others: Explanation(others, self), parts: replyParts)
      let largeCount = said.prefix { $0.size >= Self.leastSize }.count
      for first in 0..<largeCount {
        for second in (first + 1)..<max(first + 1, largeCount)
        where Self.isOne(types[first], types[second]) && words.isSame(said[first], said[second])
          && !MetMessages(errors: errors).areApart(large[first].rows, large[second].rows, at: place.tool)
        {
          let (one, other) = (heads[large[first].number], heads[large[second].number])
          heads = heads.map { $0 == max(one, other) ? min(one, other) : $0 }
        }
      }
      // A few failures lead from no cluster to another: they go to one.
      for few in largeCount..<said.count {
        guard
          let likest = words.likest(to: said[few], among: Array(said[..<largeCount]))
        else { continue }
        heads[large[few].number] = heads[large[likest].number]
      }
    }
    return assignments.map { $0 < 0 ? $0 : Int32(heads[Int($0)]) }
  }

  /// The type that most failures have an error of at a tool; of equals the first of the table.
  private func type(of rows: [Int], at tool: UInt64) -> ErrorType {
    var counts: [ErrorType: Int] = [:]
    for row in rows {
      for type in Set(errors(row).filter { $0.tool == tool }.map(\.type)) { counts[type, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .other
  }

  /// The columns of the words that the messages of a tool's errors have, where the assistant says them.
  private func quoted(by rows: [Int], at tool: UInt64) -> Set<Int32> {
    let messages = Set(rows.flatMap { errors($0).filter { $0.tool == tool }.map(\.message) })
    return Set(messages.flatMap(replyKeys).compactMap { replyColumns[$0] })
  }

  /// Whether errors of two types may be of one cause.
  private static func isOne(_ one: ErrorType, _ other: ErrorType) -> Bool {
    one == other || one == .other || other == .other
  }

  /// A tool that an agent calls.
  private struct Place: Hashable {
    let tool: UInt64
    let agent: Int32
  }

  /// The agent of most of some failures; `nil` if too few are of any.
  private func commonAgent(of rows: [Int]) -> Int32? {
    var counts: [Int32: Int] = [:]
    for row in rows { counts[agents[row], default: 0] += 1 }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { Double($0.value) >= Self.leastShare * Double(rows.count) ? $0.key : nil }
  }
}

extension [(number: Int, rows: [Int])] {
  /// The failures of all clusters.
  fileprivate var joinedRows: [Int] { flatMap(\.rows) }
}

/// What assistants say after some failures: in how many of each half of them each word is.
private struct Explanation {
  let sizes: (Double, Double)
  let counts: [Int32: (Double, Double)]

  /// The words that are of the messages of the errors.
  let quoted: Set<Int32>

  init(_ rows: [Int], _ merging: ExplanationMerging, quoted: Set<Int32> = []) {
    self.quoted = quoted
    var counts: [Int32: (Double, Double)] = [:]
    for (place, row) in rows.enumerated() {
      for index in merging.points.elementRange(ofRow: row) {
        let column = merging.points.columns[index]
        guard merging.replyParts[Int(column)] > 0 else { continue }
        if place % 2 == 0 {
          counts[column, default: (0, 0)].0 += 1
        } else {
          counts[column, default: (0, 0)].1 += 1
        }
      }
    }
    self.counts = counts
    sizes = (Double((rows.count + 1) / 2), Double(rows.count / 2))
  }

  var size: Double { sizes.0 + sizes.1 }

  /// The product of the shares of both halves with a word, each less what is said elsewhere: without bias, since the
  /// halves scatter apart.
  func productOfHalves(at column: Int32, less elsewhere: Double) -> Double {
    let (first, second) = counts[column] ?? (0, 0)
    return (first / max(1, sizes.0) - elsewhere) * (second / max(1, sizes.1) - elsewhere)
  }

  /// The share of the failures with a word.
  func share(of column: Int32) -> Double {
    let (first, second) = counts[column] ?? (0, 0)
    return (first + second) / max(1, size)
  }
}

/// How much words tell of a cause, by how seldom an agent says them after other errors.
private struct WordWeights {
  private let others: Explanation
  private let weights: [Int32: Double]

  /// The least correlation, corrected for attenuation, of one cause.
  ///
  /// Two causes of which all is said in the same frame ("I could not …; it said …") reach 0.7; messages of one cause lie
  /// about 1. Over four corpora in which each cause is worded in three or four ways, 166 modes of 320 in 487 signatures
  /// become 190 and more in 430.
  private static let leastCorrelation = 0.8

  /// A word counts as if this part of other failures had it besides.
  private static let leastElsewhere = 0.01

  /// The fewest failures with a word that is looked at.
  private static let leastCount = 2.0

  /// By so many standard errors what is said in one cluster is said in the other more often than elsewhere.
  private static let significance = 4.0

  /// Of a thousand words with the same shares in both one in 300 pairs of clusters has one that differs so much.
  private static let leastDifference = 4.65

  /// Of so many failures a word tells two causes apart that is said of half of one and of none of the other; of fewer
  /// the words have to be those of the messages.
  ///
  /// Over six made corpora of three families four causes that are told in one frame are kept apart with a part of 0.03,
  /// and with 0.1 too, where ten wordings more of one cause stay apart as well; a size of 20 changes nothing.
  private static let enough = 40.0
  private static let leastQuoted = 0.03

  init(_ said: [Explanation], others: Explanation, parts: [Float]) {
    self.others = others
    var all: [Int32: Double] = [:]
    for one in said {
      for (column, (first, second)) in one.counts { all[column, default: 0] += first + second }
    }
    weights = Dictionary(
      uniqueKeysWithValues: all.filter { $0.value >= Self.leastCount }.map { column, _ in
        (column, Double(parts[Int(column)]) / (others.share(of: column) + Self.leastElsewhere))
      })
  }

  /// Whether two clusters are explained in the same words.
  func isSame(_ one: Explanation, _ other: Explanation) -> Bool {
    let likeness = Likeness(one, other, self)
    guard likeness.isSignificant, likeness.ownOne > 0, likeness.ownOther > 0,
      likeness.greatestDifference < Self.leastDifference,
      min(one.size, other.size) >= Self.enough || likeness.isQuoted
    else { return false }
    return likeness.product >= Self.leastCorrelation * (likeness.ownOne * likeness.ownOther).squareRoot()
  }

  /// The place of the cluster whose words a few failures have the most, of its own; `nil` if none enough.
  func likest(to few: Explanation, among clusters: [Explanation]) -> Int? {
    var best: (place: Int, part: Double)?
    for (place, cluster) in clusters.enumerated() {
      let likeness = Likeness(cluster, few, self)
      guard likeness.isSignificant, likeness.isQuoted, likeness.ownOne > 0 else { continue }
      let part = likeness.product / likeness.ownOne
      if part >= Self.leastCorrelation, part > best?.part ?? 0 { best = (place, part) }
    }
    return best?.place
  }

  /// What two clusters have in common, and each with itself.
  private struct Likeness {
    /// What they have in common of the words of the messages.
    var quoted = 0.0
    var (product, ownOne, ownOther, noise) = (0.0, 0.0, 0.0, 0.0)

    /// By how many standard errors the word that tells the two apart the most is in one oftener than in the other.
    var greatestDifference = 0.0

    init(_ one: Explanation, _ other: Explanation, _ words: WordWeights) {
      // Ascending: the last bits of a sum depend on the order.
      for column in Set(one.counts.keys).union(other.counts.keys).sorted() {
        guard let weight = words.weights[column] else { continue }
        let elsewhere = words.others.share(of: column)
        let (x, y) = (one.share(of: column) - elsewhere, other.share(of: column) - elsewhere)
        product += weight * x * y
        if one.quoted.contains(column) || other.quoted.contains(column) { quoted += weight * x * y }
        ownOne += weight * one.productOfHalves(at: column, less: elsewhere)
        ownOther += weight * other.productOfHalves(at: column, less: elsewhere)
        let all =
          (one.share(of: column) * one.size + other.share(of: column) * other.size)
          / (one.size + other.size)
        let error = (all * (1 - all) * (1 / one.size + 1 / other.size)).squareRoot()
        if error > 0 { greatestDifference = max(greatestDifference, abs(x - y) / error) }
        // What the product would scatter by if the other cluster said what is said elsewhere.
        noise += weight * weight * x * x * (elsewhere + WordWeights.leastElsewhere) / other.size
      }
    }

    /// Whether enough of it is of the words of the messages: then the assistant says what went wrong, and not only what
    /// it could not do.
    var isQuoted: Bool { quoted >= WordWeights.leastQuoted * product }

    var isSignificant: Bool { product >= WordWeights.significance * noise.squareRoot() }
  }
}
