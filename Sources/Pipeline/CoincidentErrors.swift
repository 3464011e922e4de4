internal import Clustering
internal import Features
internal import LinearAlgebra

/// Takes clusters apart whose error came beside another cause.
///
/// A tool that fails now and then fails in traces of every kind, also in those that went wrong for another reason. A
/// few of them look like a way of failing of their own. But where an error is the cause, its traces show no other;
/// where it came by chance, they show the causes of other failures as those do. So a small cluster is dissolved where
/// many of its failures, without the error, have what makes them members of larger clusters.
struct CoincidentErrors {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]

  /// Which columns are signs that tell one failure from another, at whatever tool; the order of tools is a setting, which
  /// causes share.
  let isTelling: [Bool]

  /// The errors that successes have about as often: a few failures with those are no cluster, whatever they show.
  var ordinary = OrdinaryErrors.none

  /// From this size on, or this share of all failures, an error is no coincidence.
  ///
  /// Chosen by hand, as the next is: no other values were tried.
  private static let convincingSize = 50
  private static let convincingShare = 0.01

  /// The fewest failures of a cluster that can tell the cause of others.
  private static let leastTelling = 15

  /// What belongs to a cluster is as near to its centroid as all but one in fifty of its members, and at least so near.
  ///
  /// A wide cluster tells a cause only of what is in its midst.
  private static let strayShare = 0.02
  private static let leastSimilarity: Float = 0.55

  /// Of a cluster's failures so many show another cause where the error came by chance.
  ///
  /// In six made corpora with known modes 47 of 84 clusters of several modes showed so many, of 248 clusters of one mode
  /// 4, and of 269 failures of the former all but 7 showed their own cause. A seventh, with one slip in two fifths of
  /// its failures, showed that what is mostly setting must not count.
  private static let leastExplained = 0.4

  /// The least share of a cluster's failures that have the error of one tool.
  private static let leastShare = 0.6

  /// Returns the clusters without those of coincidences; a failure of such a cluster goes to the cluster whose cause it
  /// shows, or nowhere.
  func released(_ assignments: [Int32]) -> [Int32] {
    let count = Int((assignments.max() ?? -1) + 1)
    let members = clusterMembers(of: assignments, clusterCount: count)
    let limit = max(Self.convincingSize, Int(Self.convincingShare * Double(points.rowCount)))
    let suspects = members.map { $0.count < limit ? suspect(in: $0) : nil }
    guard suspects.contains(where: { $0 != nil }) else { return assignments }
    let telling = TellingClusters(self, members)
    var output = assignments
    var dissolved: Set<Int> = []
    // The largest first: what belongs to a cluster must find it there.
    for number in members.indices.sorted(by: { members[$0].count > members[$1].count }) {
      guard let suspect = suspects[number] else { continue }
      let others = dissolved.union([number])
      let found = members[number].map { point in
        telling.cluster(
          of: evidence(of: point, without: suspect.tools), besides: others, leastSize: members[number].count)
      }
      let explained = found.count { $0 >= 0 }
      let isCrumb = suspect.isOrdinary && members[number].count < Self.leastTelling
      guard isCrumb || Double(explained) >= Self.leastExplained * Double(found.count) else {
        continue
      }
      for (point, cluster) in zip(members[number], found) { output[point] = cluster }
      dissolved.insert(number)
    }
    return output
  }

  /// Errors that may have come beside another cause.
  private struct Suspect {
    let tools: Set<UInt64>

    /// Whether they come about as often where all goes well.
    let isOrdinary: Bool
  }

  /// The errors that most of a cluster's failures have: such as successes have too, whatever the tool, or those of one
  /// tool; `nil` where there are none.
  private func suspect(in rows: [Int]) -> Suspect? {
    let tools = rows.map { row in
      Set(points.elementRange(ofRow: row).compactMap { ordinaryTool(ofColumn: Int(points.columns[$0])) })
    }
    if Double(tools.count { !$0.isEmpty }) >= Self.leastShare * Double(rows.count) {
      return Suspect(tools: tools.reduce(into: []) { $0.formUnion($1) }, isOrdinary: true)
    }
    return mainTool(of: rows).map { Suspect(tools: [$0], isOrdinary: false) }
  }

  /// The tool of which a column says that it failed as it does where all goes well.
  private func ordinaryTool(ofColumn column: Int) -> UInt64? {
    guard let tool = typedTool(ofColumn: column), let type = columns[column].errorTerm?.type else {
      return nil
    }
    return ordinary.contains(tool: tool, type: type) ? tool : nil
  }

  /// The tool whose errors most of a cluster's failures have; `nil` where there is none.
  private func mainTool(of rows: [Int]) -> UInt64? {
    var counts: [UInt64: Int] = [:]
    for row in rows {
      let tools = points.elementRange(ofRow: row).compactMap { typedTool(ofColumn: Int(points.columns[$0])) }
      for tool in Set(tools) { counts[tool, default: 0] += 1 }
    }
    let main = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let main, Double(main.value) >= Self.leastShare * Double(rows.count) else { return nil }
    return main.key
  }

  /// The tool of which a column says that it failed, and how.
  private func typedTool(ofColumn column: Int) -> UInt64? {
    guard let term = columns[column].errorTerm, term.type != nil, term.word == nil else { return nil }
    return term.tool
  }

  private typealias Element = (column: Int, value: Float)

  /// What a point shows of errors, and what of the way the trace went and of what was said.
  private struct Evidence {
    var errors: [Element] = []
    var course: [Element] = []
  }

  /// The evidence of a point that may tell its cause; if tools are named, of errors only those of others.
  private func evidence(of point: Int, without tools: Set<UInt64> = []) -> Evidence {
    var evidence = Evidence()
    for place in points.elementRange(ofRow: point) {
      let column = Int(points.columns[place])
      let element = (column: column, value: points.values[place])
      switch columns[column].term.block {
      case .error:
        if !tools.isEmpty {
          guard let other = columns[column].errorTerm?.tool, !tools.contains(other) else { continue }
        }
        evidence.errors.append(element)
      case .workflow, .protest, .reply, .argument: evidence.course.append(element)
      case .tool, .request: break
      }
    }
    return evidence
  }

  /// Clusters that are told by errors, or by the way their traces went and by what was said.
  private struct TellingClusters {
    private struct Telling {
      let number: Int
      let size: Int
      let isErrorTold: Bool

      /// Of unit length, a place for each column.
      let centroid: [Float]
      let leastSimilarity: Float
    }

    private var clusters: [Telling] = []

    /// Which columns are a setting, that causes share.
    private let isSetting: [Bool]

    init(_ errors: CoincidentErrors, _ members: [[Int]]) {
      isSetting = errors.columns.indices.map {
        errors.columns[$0].term.block == .workflow && !errors.isTelling[$0]
      }
      for (number, rows) in members.enumerated() where rows.count >= CoincidentErrors.leastTelling {
        let told = rows.count { row in
          errors.points.elementRange(ofRow: row).contains {
            errors.typedTool(ofColumn: Int(errors.points.columns[$0])) != nil
          }
        }
        let isErrorTold = told * 2 > rows.count
        let evidence = rows.map { errors.evidence(of: $0) }.map { isErrorTold ? $0.errors : $0.course }
        let centroid = Self.centroid(of: evidence, columnCount: errors.points.columnCount)
        let near = evidence.map { Self.similarity(of: $0, to: centroid) }.sorted()
        let least = near[Int(CoincidentErrors.strayShare * Double(near.count))]
        clusters.append(
          Telling(
            number: number, size: rows.count, isErrorTold: isErrorTold, centroid: centroid,
            leastSimilarity: max(least, CoincidentErrors.leastSimilarity)))
      }
    }

    /// The likest of the clusters with enough failures to which some evidence belongs; −1 for none.
    func cluster(of evidence: Evidence, besides excluded: Set<Int>, leastSize: Int) -> Int32 {
      var (likest, greatest): (Int32, Float) = (-1, 0)
      for cluster in clusters where !excluded.contains(cluster.number) && cluster.size >= leastSize {
        let shown = cluster.isErrorTold ? evidence.errors : evidence.course
        let similarity = Self.similarity(of: shown, to: cluster.centroid)
        if similarity >= cluster.leastSimilarity, similarity > greatest,
          !isMostlySetting(shown, cluster.centroid)
        {
          (likest, greatest) = (Int32(cluster.number), similarity)
        }
      }
      return likest
    }

    /// Whether more than half of what some evidence has in common with a centroid is the setting.
    private func isMostlySetting(_ elements: [Element], _ centroid: [Float]) -> Bool {
      var (setting, all): (Float, Float) = (0, 0)
      for (column, value) in elements {
        all += value * centroid[column]
        if isSetting[column] { setting += value * centroid[column] }
      }
      return setting * 2 > all
    }

    /// The mean direction of some evidence, of unit length.
    private static func centroid(of evidence: [[Element]], columnCount: Int) -> [Float] {
      var sums = [Float](repeating: 0, count: columnCount)
      for one in evidence {
        let length = length(of: one)
        guard length > 0 else { continue }
        for (column, value) in one { sums[column] += value / length }
      }
      let length = sums.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? sums.map { $0 / length } : sums
    }

    private static func length(of elements: [Element]) -> Float {
      elements.reduce(Float(0)) { $0 + $1.value * $1.value }.squareRoot()
    }

    /// The cosine of some evidence and a centroid; 0 without evidence.
    private static func similarity(of elements: [Element], to centroid: [Float]) -> Float {
      let length = length(of: elements)
      guard length > 0 else { return 0 }
      return elements.reduce(Float(0)) { $0 + $1.value * centroid[$1.column] } / length
    }
  }
}
