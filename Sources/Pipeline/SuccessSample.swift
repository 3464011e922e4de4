internal import Features
internal import LinearAlgebra
internal import Statistics

/// Successes by which it is known how much each agent does at each place of the work.
struct SuccessSample: Sendable {
  /// Their rows in the table of evidence.
  let rows: [Int]

  /// The agent of each; `nil` for those that name none.
  let agents: [Int?]

  /// How many successes of the run each of them stands for.
  let weight: Double

  /// No success: the failures alone tell how much is done where.
  static var none: SuccessSample { SuccessSample(rows: [], agents: [], weight: 0) }

  /// The most successes that are looked at; the shares of places are as sure with a few thousand.
  private static let limit = 8_000

  init(rows: [Int], agents: [Int?], weight: Double) {
    self.rows = rows
    self.agents = agents
    self.weight = weight
  }

  /// Takes the successes of a collection, or of very many a sample that is the same whatever their order.
  init(of rows: [Int], in collection: TraceCollection, seed: UInt64) {
    var chosen = rows
    if rows.count > Self.limit {
      let ordered = rows.map { (row: $0, id: collection.rows[$0].id) }.sorted { $0.id < $1.id }
      var generator = SplitMix64(seed: seed)
      chosen = generator.sample(Self.limit, of: ordered.count).map { ordered[$0].row }
    }
    self.init(
      rows: chosen, agents: collection.agents(ofRows: chosen),
      weight: Double(rows.count) / Double(max(1, chosen.count)) / collection.successShare)
  }
}

/// Successes as points of the work.
struct SuccessTraffic: Sendable {
  let points: SparseMatrix

  /// The agent of each; `nil` for those that name none.
  let agents: [Int?]

  /// How many successes each stands for beside a failure.
  let weight: Double
}
