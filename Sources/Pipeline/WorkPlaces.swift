internal import Clustering
internal import Features
internal import LinearAlgebra

/// What the work of each failure was about: places of the work, told by the user's request and the tools.
///
/// Places are found from all failures together, whatever failed, so that a slip with few failures at a place is
/// seen against all that happens there.
struct WorkPlaces: Sendable {
  /// The failures as points of tools and words of requests, of unit length, or zero.
  let points: SparseMatrix

  /// How many of the columns, the first, are of tools.
  let toolColumnCount: Int

  /// The place of each failure, from 0; −1 for none.
  let places: [Int32]

  /// The agent of each failure, from 0; those that name none are of one more.
  let agents: [Int32]

  /// For each agent how many failures it has.
  private let agentCounts: [Double]

  private static let rank = 60
  private static let smallClusterCount = 150

  /// Two places that share half of their words and tools are one.
  private static let leastLikeness: Float = 0.5

  /// - Parameter agents: The agent of each failure; `nil` for those that name none.
  init(
    _ points: SparseMatrix, toolColumnCount: Int, agents: [Int?], seed: UInt64, threadCount: Int
  ) throws(LinearAlgebraError) {
    self.points = points.normalisingRows()
    self.toolColumnCount = toolColumnCount
    let diffusion = try DiffusedPoints(self.points, rank: Self.rank, seed: seed, threadCount: threadCount)
    let small = SmallClusters(clusterCount: Self.smallClusterCount, seed: seed, threadCount: threadCount)
      .fit(diffusion, at: Array(0..<points.rowCount))
    places = DistributionMerging(leastLikeness: Self.leastLikeness)
      .fit(self.points, start: small, threadCount: threadCount)
    var numbers: [Int?: Int32] = [:]
    self.agents = agents.map { agent in
      let number = numbers[agent] ?? Int32(numbers.count)
      numbers[agent] = number
      return number
    }
    var counts = [Double](repeating: 0, count: numbers.count)
    for agent in self.agents { counts[Int(agent)] += 1 }
    agentCounts = counts
  }

  /// For each agent its share of the failures.
  var agentShares: [Double] { agentCounts.map { $0 / Double(agents.count) } }

  /// For each place the share of failures that come to it when the agents of some of them do what they do anyway.
  func placeShares(around rows: [Int]) -> [Double] {
    var weights = [Double](repeating: 0, count: agentCounts.count)
    for row in rows { weights[Int(agents[row])] += 1 }
    for agent in weights.indices { weights[agent] /= agentCounts[agent] * Double(max(1, rows.count)) }
    var shares = [Double](repeating: 0, count: Int((places.max() ?? -1) + 1))
    for (place, agent) in zip(places, agents) where place >= 0 { shares[Int(place)] += weights[Int(agent)] }
    return shares
  }
}
