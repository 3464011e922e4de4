internal import Clustering
package import Features
package import LinearAlgebra
internal import Signatures
internal import Statistics
internal import Threads

/// Divides failures among the ways of failing that recur: reduces points, makes many small clusters, merges them,
/// and cuts where the data says.
package struct FailurePartitioning: Sendable, Hashable {
  /// The number of clusters, fewer where so many are not large enough; chosen by the data if `nil`.
  package let clusterCount: Int?

  /// The fewest failures of a cluster; those of smaller ones belong nowhere.
  package let minimumSupport: Int
  package let seed: UInt64
  package let threadCount: Int

  package init(
    clusterCount: Int? = nil, minimumSupport: Int = 4, seed: UInt64 = 1, threadCount: Int = 1
  ) {
    self.clusterCount = clusterCount
    self.minimumSupport = minimumSupport
    self.seed = seed
    self.threadCount = threadCount
  }

  /// Divides rows of evidence.
  ///
  /// - Parameters:
  ///   - rows: The failures; all traces where no outcome is known.
  ///   - background: The counts of the successes, none where no outcome is known.
  package func partition(
    _ table: EvidenceTable, rows: [Int], background: FeatureCounts
  ) throws(LinearAlgebraError) -> FailurePartition {
    let (space, points) = FeatureWeights().fitted(to: table, rows: rows, background: background)
    return try partition(
      table, rows: rows, agents: [Int?](repeating: nil, count: rows.count), successes: .none, space: space,
      points: points)
  }

  /// Divides rows of evidence that are points of a space already.
  ///
  /// - Parameters:
  ///   - agents: The agent of each row; `nil` for those that name none.
  ///   - successes: What the same agents did without failing.
  func partition(
    _ table: EvidenceTable, rows: [Int], agents: [Int?], successes: SuccessSample, space: FeatureSpace,
    points: SparseMatrix
  ) throws(LinearAlgebraError) -> FailurePartition {
    let fitted = fittedPlaces(of: points)
    let fittedPoints = fitted.count < points.rowCount ? points.rows(fitted) : points
    let (rows, agents) = (fitted.map { rows[$0] }, fitted.map { agents[$0] })
    let work = FeatureWeights().workPoints(
      of: table, rows: rows, others: successes.rows, threadCount: threadCount)
    let traffic = SuccessTraffic(
      points: work.others, agents: successes.agents,
      // As many as there are for each failure that is looked at.
      weight: successes.weight * Double(fitted.count) / Double(max(1, points.rowCount)))
    let (errorWords, errorCauses) = (table.errorWords, table.errorCauses)
    // Asked for at each step, of each start and sample.
    let errors = rows.map(table.unrepairedErrors)
    let places = try WorkPlaces(
      work.points, toolColumnCount: work.toolColumnCount, agents: agents, traffic: traffic,
      seed: seed, threadCount: threadCount)
    let isWord = space.columns.map(\.term.block.isWording)
    let ordinary = LocalContrast(failureStrata: places.failureStrata, successStrata: places.successStrata)
      .parts(
        of: zip(isWord, space.columns).map { $0 || $1.term.block.isWork }, failures: fittedPoints,
        successes: space.points(of: table, rows: successes.rows, threadCount: threadCount))
    let reactions = ReactionContrast(isErrorTold: space.hasError(fittedPoints))
      .parts(of: isWord, failures: fittedPoints)
    let parts = zip(ordinary, reactions).map { $0 * $1 }
    // Of few failures such parts are mostly chance.
    let least = fittedPoints.rowCount < Self.fewestContrasted ? 1 : Self.leastPart
    let telling = fittedPoints.scalingColumns(by: parts.map { least + (1 - least) * $0 })
    let wordParts = zip(isWord, parts).map { $0 ? $1 : 1 }
    let evidence = Evident(
      space: space, points: fittedPoints, errorWords: { errorWords(rows[$0]) },
      errorCauses: { errorCauses(rows[$0]) },
      errors: { errors[$0] },
      replyColumns: Dictionary(
        uniqueKeysWithValues: space.columns.indices.filter { space.columns[$0].term.block == .reply }
          .map { (space.columns[$0].term, Int32($0)) }),
      replyKeys: table.replyKeys, agents: agents, lastTools: rows.map(table.lastTool),
      words: MessageWords(messages: table.messages, of: errors, threadCount: threadCount),
      diffusion: try DiffusedPoints(telling.normalisingRows(), seed: seed, threadCount: threadCount),
      work: places, acts: AskedActs(table, rows: rows, agents: agents, successes: successes),
      ordinaryParts: ordinary, wordParts: wordParts)
    let partition = finished(evidence).extended(to: points, fittedAt: fitted, threadCount: threadCount)
    return clusterCount == nil ? partition.withoutDissolved() : partition
  }

  /// What counts of a word, tool or request that successes of the same agents at the same work have as often.
  ///
  /// Over twenty made corpora of eight families, with all counting whole 1,413 modes of 1,600 are found in 1,908
  /// signatures, and with this 1,424 in 1,935; with 0.35, 1,429 in 1,963. Over four corpora of a ninth, which was made
  /// later, 115 and 125 of 320.
  private static let leastPart: Float = 0.5

  /// Over sixteen made corpora of some 200 failures the mean adjusted Rand index is 0.900 where these count half and 0.896
  /// where they count whole, which may be chance; over three others it is 0.900 and 0.915.
  private static let fewestContrasted = 1_000

  /// The failures to be divided.
  private struct Evident: Sendable {
    let space: FeatureSpace
    let points: SparseMatrix

    /// The words of a point's unrepaired errors.
    let errorWords: @Sendable (Int) -> [TermKey]

    /// What a point's unrepaired errors are of their type.
    let errorCauses: @Sendable (Int) -> [ErrorCause]

    let errors: @Sendable (Int) -> [ErrorEvidence]

    /// The column of each word of the assistant, and the keys that the words of a message have among them.
    let replyColumns: [TermKey: Int32]
    let replyKeys: @Sendable (UInt64) -> [TermKey]

    /// The agent of each point; `nil` for those that name none.
    let agents: [Int?]

    /// The tool that each point calls for the first time last.
    let lastTools: [UInt64?]

    /// The masked messages of the errors and their words.
    let words: MessageWords
    let diffusion: DiffusedPoints
    let work: WorkPlaces
    let acts: AskedActs

    /// Of each column of words and of work the part that successes of the same agents at the same work do not have.
    let ordinaryParts: [Float]

    /// The same of words, less what is said after any failure.
    let wordParts: [Float]
  }

  /// The places of the points that clusters are made of: all, or of very many a sample; the others are given to
  /// the nearest cluster.
  private func fittedPlaces(of points: SparseMatrix) -> [Int] {
    guard points.rowCount > Self.fittedLimit else { return Array(0..<points.rowCount) }
    var generator = SplitMix64(seed: seed)
    return generator.sample(Self.fittedLimit, of: points.rowCount).sorted()
  }

  /// Of 30,000 failures a way of failing that is one in 5,000 has six.
  private static let fittedLimit = 30_000

  /// Divides the points at places into clusters from 0; −1 belongs nowhere.
  private func divided(_ evidence: Evident, at places: [Int], seed: UInt64) -> [Int32] {
    let small = SmallClusters(clusterCount: Self.smallClusterCount, seed: seed, threadCount: threadCount)
      .fit(evidence.diffusion, at: places)
    let found = merged(small, of: evidence, at: places)
    guard let clusterCount else { return found }
    // Clusters that are too small count for none; half of the points has half of each.
    let least = max(1, minimumSupport * places.count / max(1, evidence.points.rowCount))
    let points =
      places.count == evidence.points.rowCount
      ? evidence.diffusion.points : evidence.diffusion.points.rows(places)
    let start = enough(
      largestFirst(found, least: least), or: small, of: points, least: least, clusterCount: clusterCount)
    return DistributionMerging(leastLikeness: Self.leastLikeness, clusterCount: clusterCount).fit(
      points, start: start, threadCount: threadCount)
  }

  /// Clusters of at least a size, as many as are asked for where a cut of small ones has so many, else the most that
  /// there are.
  private func enough(
    _ found: [Int32], or small: [Int32], of points: SparseMatrix, least: Int, clusterCount: Int
  ) -> [Int32] {
    var best = found
    let count = { (clusters: [Int32]) in Int(clusters.max() ?? -1) + 1 }
    // The same cuts whatever is asked for, the coarse first, so that who asks for more gets no fewer. The finer a cut,
    // the more clusters, and the fewer of them are large enough.
    var fineness = 2
    while fineness < Self.smallClusterCount * 2, count(best) < min(clusterCount, points.rowCount) {
      let cut = DistributionMerging(leastLikeness: Self.leastLikeness, clusterCount: fineness)
        .fit(points, start: small, threadCount: threadCount)
      let large = largestFirst(cut, least: least)
      if count(large) > count(best) { best = large }
      fineness += max(1, fineness / 4)
    }
    return best
  }

  /// Merges small clusters of the points at places into as many as the data say.
  private func merged(_ small: [Int32], of evidence: Evident, at places: [Int]) -> [Int32] {
    let isAll = places.count == evidence.points.rowCount
    let alike = DistributionMerging(
      leastLikeness: Self.leastLikeness, smallSize: Self.smallSize,
      leastLikenessOfSmall: Self.leastLikenessOfSmall,
      decisiveColumns: evidence.space.columns.map { $0.term.block == .error },
      leastLikenessOfUndecided: Self.leastLikenessOfUndecided
    ).fit(
      isAll ? evidence.diffusion.points : evidence.diffusion.points.rows(places), start: small,
      threadCount: threadCount)
    let points = isAll ? evidence.points : evidence.points.rows(places)
    let causes = { evidence.errorCauses(places[$0]) }
    let errors = { evidence.errors(places[$0]) }
    let split = CauseSplitting(minimumSupport: minimumSupport, errors: errors, words: evidence.words)
      .split(CauseMerging(points: points, columns: evidence.space.columns, causes: causes).merged(alike))
    let named = SlotMerging(errors: errors, messages: evidence.words.messages).merged(split)
    let agents = isAll ? evidence.work.agents : places.map { evidence.work.agents[$0] }
    let ruled = RuleMerging(errors: errors, words: evidence.words, agents: agents)
      .merged(CoincidenceMerging(errors: errors, words: evidence.words).merged(named))
    let merged = ExplanationMerging(
      points: points,
      replyParts: zip(evidence.space.columns, evidence.ordinaryParts).map {
        $0.term.block == .reply ? $1 : 0
      },
      replyColumns: evidence.replyColumns, replyKeys: evidence.replyKeys, errors: errors, agents: agents
    ).merged(ruled)
    let isErrorTold = evidence.space.hasError(points)
    let slips = WordingMerging(
      points: points, isWord: evidence.space.columns.map(\.term.block.isWording),
      wordParts: evidence.wordParts,
      isDeed: columns(of: WorkflowSign.allCases.filter(\.isDeed), evidence.space),
      isIdleSign: columns(of: [.noToolCall], evidence.space),
      isErrorTold: isErrorTold, threadCount: threadCount
    ).merged(merged)
    let isTelling = columns(of: WorkflowSign.allCases.filter(SignWording.isTelling), evidence.space)
    let settled = SettingMerging(
      points: points, isSign: evidence.space.columns.map { $0.term.block == .workflow },
      isWord: evidence.space.columns.map(\.term.block.isWording), isTelling: isTelling,
      work: isAll ? evidence.work.points : evidence.work.points.rows(places),
      toolColumnCount: evidence.work.toolColumnCount, isErrorTold: isErrorTold, threadCount: threadCount
    ).merged(slips)
    let isToolTold = zip(isErrorTold, evidence.space.isMostlyArguments(points)).map { $0 || $1 }
    let placed = PlaceSplitting(work: evidence.work, acts: evidence.acts, minimumSupport: minimumSupport)
      .split(settled, at: places, isToolTold: isToolTold)
    let slipped = SlipMerging(
      points: points, columns: evidence.space.columns, agents: places.map { evidence.agents[$0] },
      lastTools: places.map { evidence.lastTools[$0] }, isErrorTold: isErrorTold
    ).merged(placed)
    let rare = RareErrorMerging(
      points: points, columns: evidence.space.columns, minimumSupport: minimumSupport
    ).merged(slipped)
    let released = LoneErrors(
      points: points, columns: evidence.space.columns, isErrorTold: isErrorTold,
      words: { evidence.errorWords(places[$0]) }, causes: causes,
      minimumSupport: minimumSupport, threadCount: threadCount
    ).released(rare)
    let caused = CoincidentErrors(
      points: points, columns: evidence.space.columns, isTelling: isTelling,
      ordinary: evidence.space.ordinaryErrors
    ).released(released)
    return EvidenceStrength(points: points).confirmed(caused)
  }

  /// Which columns are of one of some signs, at whatever tool.
  private func columns(of signs: [WorkflowSign], _ space: FeatureSpace) -> [Bool] {
    let terms = Set(signs.map { TermKey.sign($0) })
    return space.columns.map { terms.contains($0.term) }
  }

  /// Over thirteen made corpora of 80 modes and four seeds each, 600, 800, 1,000 and 1,300 find 64.5, 65.3, 65.8 and
  /// 65.5 modes on average.
  private static let smallClusterCount = 1_000

  /// Two clusters that share half of what sets them apart are one way of failing.
  private static let leastLikeness: Float = 0.5

  /// Without a tool error what two slips at one place share, tools and request, is a larger part of all; halves
  /// of one slip that are kept apart here are brought together by their wording.
  private static let leastLikenessOfUndecided: Float = 0.6

  /// Of clusters found with fewer than 20 failures in corpora with known modes, nine in ten that were as alike as
  /// this to a larger one were of its mode.
  private static let leastLikenessOfSmall: Float = 0.45
  private static let smallSize = 20

  private func finished(_ evidence: Evident) -> FailurePartition {
    let points = evidence.points
    let stability = ClusterStability(seed: seed)
    let samples = stability.samples(of: points.rowCount)
    // All points, the same begun elsewhere, and the samples of them are divided side by side.
    let all = Array(0..<points.rowCount)
    let starts = clusterCount != nil ? 1 : startCount(of: points)
    let tasks = [[Int]](repeating: all, count: starts) + samples
    let found = Blocks(itemCount: tasks.count, size: 1).concurrentMap(threadCount: threadCount) { task, _ in
      divided(evidence, at: tasks[task], seed: task < starts ? seed &+ UInt64(task) * Self.seedStep : seed)
    }
    let first = agreed(found[..<starts], of: evidence)
    let split = UnsteadySplitting(
      minimumSupport: minimumSupport, unsteadyStability: FailurePartition.dissolvedStability,
      stability: stability, samples: zip(samples, found[starts...]).map { ($0, $1) }
    ).split(first, others: Array(found[1..<starts]))
    let ordered = largestFirst(split, least: minimumSupport)
    let count = Int(ordered.max() ?? -1) + 1
    let centroids = points.centroids(of: ordered, clusterCount: count)
    let similarities = points.similarities(to: centroids, threadCount: threadCount)
    let distances = ordered.enumerated().map { row, cluster in
      cluster >= 0
        ? max(0, 1 - similarities[row, Int(cluster)]) : 1 - (similarities.row(row).max() ?? 0)
    }
    let members = clusterMembers(of: ordered, clusterCount: count)
    let medoids = members.map { rows in rows.min { (distances[$0], $0) < (distances[$1], $1) } ?? 0 }
    let reach = members.map { rows in
      let sorted = rows.map { distances[$0] }.sorted()
      return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 19 / 20)]
    }
    return FailurePartition(
      space: evidence.space, points: points, assignments: ordered, distances: distances, centroids: centroids,
      medoids: medoids,
      stability: stability.stability(
        of: ordered, clusterCount: count, samples: samples, found: Array(found[starts...])),
      reach: reach, wordParts: evidence.wordParts)
  }

  /// The clusters of the first of some partitions that are large enough, the pieces of one joined that the others do
  /// not keep apart, the largest first.
  private func agreed(_ partitions: ArraySlice<[Int32]>, of evidence: Evident) -> [Int32] {
    let first = largestFirst(partitions[partitions.startIndex], least: minimumSupport)
    let others = Array(partitions.dropFirst())
    guard !others.isEmpty else { return first }
    let merged = ConsensusMerging(
      leastChance: Self.leastChance,
      leastPart: others.count == 1 ? Self.leastPartOfOwnChance : Self.leastPartInSeveral
    ).merged(
      first, agreeingWith: others,
      areApart: SignClasses(
        points: evidence.points,
        isTelling: columns(of: WorkflowSign.allCases.filter(SignWording.isTelling), evidence.space)
      ).apart(clusterMembers(of: first, clusterCount: Int(first.max() ?? -1) + 1)))
    return largestFirst(merged, least: minimumSupport)
  }

  /// From how many starts points are divided: the fewer they are the more a start may be wrong about them, and the less
  /// another costs.
  private func startCount(of points: SparseMatrix) -> Int {
    points.rowCount <= Self.fewPoints ? 3 : points.rowCount <= Self.manyPoints ? 2 : 1
  }

  /// Of 17,000 failures one start finds what two find, 74 modes of 80 in 83 signatures; of 7,000, over six made corpora,
  /// 432 in 513 where two find 431 in 505.
  private static let (fewPoints, manyPoints) = (4_000, 10_000)

  /// From a start to the next.
  private static let seedStep: UInt64 = 77

  /// Over twenty made corpora of five families a second start leaves 109 of 1,919 clusters fewer and finds one mode
  /// of 1,348 more; 91 fewer at a chance of 0.5, and 100 at a part of 0.7.
  private static let (leastChance, leastPartOfOwnChance) = (0.3, 0.5)

  /// The same of two starts, which both have to agree; with them 80 clusters fewer are left and five modes more found.
  private static let leastPartInSeveral = 0.6

  /// Numbers clusters by falling size, of equals by their first point, and dissolves those too small.
  private func largestFirst(_ found: [Int32], least: Int) -> [Int32] {
    let members = clusterMembers(of: found, clusterCount: Int(found.max() ?? -1) + 1)
    let kept = members.indices.filter { members[$0].count >= least }
      .sorted { (-members[$0].count, members[$0][0]) < (-members[$1].count, members[$1][0]) }
    var output = [Int32](repeating: -1, count: found.count)
    for (number, cluster) in kept.enumerated() {
      for row in members[cluster] { output[row] = Int32(number) }
    }
    return output
  }
}
