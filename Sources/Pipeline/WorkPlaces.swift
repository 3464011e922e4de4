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

  /// The agent and place of each success; `nil` for those of an agent that never fails.
  let successStrata: [WorkStratum?]

  /// How many traces each agent has at each place.
  private let traffic: AgentTraffic

  /// The agent of each failure, from 0; those that name none are of one more.
  var agents: [Int32] { traffic.agents }

  private static let rank = 60
  private static let smallClusterCount = 150

  /// Two places that share half of their words and tools are one.
  private static let leastLikeness: Float = 0.5

  /// - Parameters:
  ///   - agents: The agent of each failure; `nil` for those that name none.
  ///   - successes: The work that did not fail; without any the failures tell how much is done where.
  init(
    _ points: SparseMatrix, toolColumnCount: Int, agents: [Int?], traffic successes: SuccessTraffic? = nil,
    seed: UInt64, threadCount: Int
  ) throws(LinearAlgebraError) {
    self.points = points.normalisingRows()
    self.toolColumnCount = toolColumnCount
    let diffusion = try DiffusedPoints(self.points, rank: Self.rank, seed: seed, threadCount: threadCount)
    let small = SmallClusters(clusterCount: Self.smallClusterCount, seed: seed, threadCount: threadCount)
      .fit(diffusion, at: Array(0..<points.rowCount))
    places = DistributionMerging(leastLikeness: Self.leastLikeness)
      .fit(self.points, start: small, threadCount: threadCount)
    let placeCount = Int((places.max() ?? -1) + 1)
    var traffic = AgentTraffic(agents: agents, thingCount: placeCount)
    func note(_ place: Int32, _ agent: Int32, weight: Double) {
      traffic.note(place < 0 ? [] : [Int(place)], agent: agent, weight: weight)
    }
    for (place, agent) in zip(places, traffic.agents) { note(place, agent, weight: 1) }
    var successStrata = [WorkStratum?](repeating: nil, count: successes?.points.rowCount ?? 0)
    if let successes, placeCount > 0 {
      let centroids = self.points.centroids(of: places, clusterCount: placeCount)
      let found = Self.nearest(successes.points, to: centroids, threadCount: threadCount)
      for (row, place) in found.enumerated() {
        // What an agent does that never fails is no place of a failure.
        guard let number = traffic.number(of: successes.agents[row]) else { continue }
        note(place, number, weight: successes.weight)
        successStrata[row] = WorkStratum(agent: number, place: place)
      }
    }
    self.traffic = traffic
    self.successStrata = successStrata
  }

  /// The nearest of some centroids for each point; −1 for what shares nothing with any.
  private static func nearest(
    _ points: SparseMatrix, to centroids: FloatMatrix, threadCount: Int
  ) -> [Int32] {
    let similarities = points.similarities(to: centroids, threadCount: threadCount)
    return (0..<points.rowCount).map { row in
      var (place, greatest): (Int32, Float) = (-1, 0)
      for (number, product) in similarities.row(row).enumerated() where product > greatest {
        (place, greatest) = (Int32(number), product)
      }
      return place
    }
  }

  /// The agent and place of each failure.
  var failureStrata: [WorkStratum] {
    zip(agents, places).map { WorkStratum(agent: $0, place: $1) }
  }

  /// For each agent its share of what is done.
  var agentShares: [Double] { traffic.agentShares }

  /// For each place the share of the work that comes to it when the agents of some failures do what they do anyway.
  func placeShares(around rows: [Int]) -> [Double] { traffic.shares(around: rows) }
}
