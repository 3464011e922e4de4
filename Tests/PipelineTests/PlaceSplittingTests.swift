import LinearAlgebra
import Testing

@testable import Pipeline

/// Work at places that share nothing, so many failures at each, with three words a place of which each failure has
/// two.
///
/// - Parameters:
///   - agents: The agent of each place; one of all if `nil`.
///   - successes: So many successes at each place; unknown if `nil`.
private func work(_ counts: [Int], agents: [Int]? = nil, successes: [Int]? = nil) throws -> WorkPlaces {
  func points(_ counts: [Int]) -> SparseMatrix {
    let rows = counts.enumerated().flatMap { place, count in
      (0..<count).map { number -> [(column: Int, value: Float)] in
        let left = number % 3
        return (0..<3).filter { $0 != left }.map { (column: place * 3 + $0, value: 1) }
      }
    }
    return SparseMatrix(columnCount: counts.count * 3, rows: rows)
  }
  func agentRows(_ counts: [Int]) -> [Int?] {
    counts.enumerated().flatMap { place, count in [Int?](repeating: agents?[place], count: count) }
  }
  return try WorkPlaces(
    points(counts), toolColumnCount: 0, agents: agentRows(counts),
    traffic: successes.map { SuccessTraffic(points: points($0), agents: agentRows($0), weight: 2) }, seed: 1,
    threadCount: 1)
}

/// The first so many failures of each place.
private func rows(_ taken: [Int], of counts: [Int]) -> [Int] {
  var start = 0
  return zip(taken, counts).flatMap { taken, count in
    defer { start += count }
    return Array(start..<start + taken)
  }
}

/// The sizes of what one cluster is split into, falling.
private func sizes(
  _ taken: [Int], of counts: [Int], agents: [Int]? = nil, successes: [Int]? = nil, isToolTold: Bool = false,
  acts: AskedActs? = nil
) throws -> [Int] {
  let rows = rows(taken, of: counts)
  let count = counts.reduce(0, +)
  let none = AskedActs(
    asked: [[Int32]](repeating: [], count: count), traffic: traffic(of: count, shares: []))
  let splitting = PlaceSplitting(
    work: try work(counts, agents: agents, successes: successes), acts: acts ?? none, minimumSupport: 4)
  let split = splitting.split(
    [Int32](repeating: 0, count: rows.count), at: rows,
    isToolTold: [Bool](repeating: isToolTold, count: rows.count))
  return Dictionary(grouping: split) { $0 }.values.map(\.count).sorted(by: >)
}

private let counts = [60, 60, 60, 60, 60, 60]

@Test func `a slip at two places is two ways of failing, be one of them rare`() throws {
  #expect(try sizes([30, 20, 0, 0, 0, 0], of: counts) == [30, 20])
  #expect(try sizes([50, 5, 0, 0, 0, 0], of: counts) == [50, 5])
}

@Test func `a slip that happens everywhere stays whole, and so do strays with the largest`() throws {
  #expect(try sizes([8, 8, 7, 8, 7, 8], of: counts) == [46])
  #expect(try sizes([40, 3, 2, 2, 3, 2], of: counts) == [52])
}

@Test func `a tool error tells its place already`() throws {
  #expect(try sizes([30, 20, 0, 0, 0, 0], of: counts, isToolTold: true) == [50])
}

private let twoAgents = [0, 0, 0, 1, 1, 1]

@Test func `a slip of one agent wherever it works stays whole, though others never have it`() throws {
  // Beside what all agents do, as many failures at each of three places look like three homes.
  #expect(try sizes([18, 17, 16, 0, 0, 0], of: counts) == [18, 17, 16])
  #expect(try sizes([18, 17, 16, 0, 0, 0], of: counts, agents: twoAgents) == [51])
}

@Test func `a slip of two agents is two ways of failing, at one place of each or wherever they work`() throws
{
  #expect(try sizes([30, 0, 0, 20, 0, 0], of: counts, agents: twoAgents) == [30, 20])
  let many = [Int](repeating: 100, count: 6)
  #expect(try sizes([90, 0, 0, 12, 11, 11], of: many, agents: twoAgents) == [90, 34])
}

@Test func `a slip that all agents have stays whole`() throws {
  #expect(try sizes([9, 8, 8, 8, 9, 8], of: counts, agents: twoAgents) == [50])
}

@Test func `how much is done at a place is told by what does not fail there`() throws {
  // Of the failures three in four are at the first place, and so are those of the slip; but not of the work.
  let failures = [300, 20, 20, 20, 20, 20]
  let slip = [45, 14, 0, 0, 0, 0]
  #expect(try sizes(slip, of: failures, successes: [500, 500, 500, 500, 500, 500]) == [45, 14])
  // A slip that comes to every place by what is done there is whole, however few failures else lie at most places.
  let everywhere = [15, 14, 15, 16]
  #expect(try sizes(everywhere, of: [300, 20, 20, 20]) == [16, 15, 15, 14])
  #expect(try sizes(everywhere, of: [300, 20, 20, 20], successes: [500, 500, 500, 500]) == [60])
}

@Test func `what is nearly as common everywhere stays whole, however many show it`() throws {
  let many = [Int](repeating: 1_000, count: 6)
  #expect(try sizes([700, 520, 480, 500, 560, 540], of: many) == [3_300])
}

@Test func `places to which a slip is shown to come equally often are one, with others as two`() throws {
  let many = [Int](repeating: 1_000, count: 6)
  #expect(try sizes([400, 380, 0, 0, 0, 0], of: many) == [780])
  #expect(try sizes([400, 380, 0, 150, 0, 0], of: many) == [780, 150])
  #expect(try sizes([400, 250, 0, 0, 0, 0], of: many) == [400, 250])
  // Of few failures nothing is shown.
  #expect(try sizes([20, 19, 0, 0, 0, 0], of: counts) == [20, 19])
  // Where three times as much is done, as many failures are a third of the rate.
  #expect(
    try sizes([300, 300, 0, 0, 0, 0], of: many, successes: [3_000, 500, 500, 500, 500, 500]) == [300, 300])
}

@Test func `places of one agent to which a slip is likely to come equally often are one`() throws {
  #expect(try sizes([40, 38, 0, 0, 0, 0], of: counts) == [78])
  #expect(try sizes([50, 26, 0, 0, 0, 0], of: counts) == [50, 26])
  // Of two agents that must be shown.
  let agents = [0, 0, 0, 1, 1, 1]
  #expect(try sizes([40, 0, 0, 38, 0, 0], of: counts, agents: agents) == [40, 38])
}

@Test func `a slip that one agent has at many places is one, however often it comes to each`() throws {
  let places = [Int](repeating: 200, count: 12)
  func spread(_ taken: [Int]) throws -> [Int] {
    try sizes(taken + [Int](repeating: 0, count: places.count - taken.count), of: places)
  }
  #expect(try spread([160, 80, 40, 20]) == [160, 80, 40, 20])
  #expect(try spread([160, 80, 40, 20, 10]) == [310])
}

/// What failures at one place left out: so many each of the tools from 0, which as many successes call as `shares` say.
private func acts(_ counts: [Int], shares: [Double]) -> AskedActs {
  let asked = counts.enumerated().flatMap { tool, count in
    [[Int32]](repeating: [Int32(tool)], count: count)
  }
  return AskedActs(asked: asked, traffic: traffic(of: asked.count, shares: shares))
}

/// Failures of one agent, whose successes call each tool from 0 in such a share of them.
private func traffic(of failureCount: Int, shares: [Double]) -> AgentTraffic {
  var traffic = AgentTraffic(agents: [Int?](repeating: nil, count: failureCount), thingCount: shares.count)
  for (tool, share) in shares.enumerated() { traffic.note([tool], agent: 0, weight: share) }
  traffic.note([], agent: 0, weight: 1 - shares.reduce(0, +))
  return traffic
}

@Test func `a slip at one place that leaves out several tools is as many where their numbers differ`() throws
{
  let even = [0.25, 0.25, 0.25]
  #expect(try sizes([120], of: [120], acts: acts([90, 20, 10], shares: even)) == [90, 20, 10])
  #expect(try sizes([120], of: [120], acts: acts([40, 41, 39], shares: even)) == [120])
  #expect(try sizes([120], of: [120], acts: acts([60, 30, 30], shares: [0.5, 0.25, 0.25])) == [120])
  #expect(try sizes([120], of: [120], acts: acts([120], shares: [0.25])) == [120])
}

@Test func `what is at home with few is no stray by which more are judged`() throws {
  let shares = [Double](repeating: 0.2, count: 5)
  #expect(
    try sizes([478], of: [478], acts: acts([400, 29, 22, 14, 13], shares: shares)) == [400, 29, 22, 14, 13])
  #expect(try sizes([406], of: [406], acts: acts([400, 2, 2, 1, 1], shares: shares)) == [406])
}

@Test func `of several tools left out the one that most failures leave out counts`() {
  let acts = AskedActs(
    asked: [[0, 1], [0], [1, 0], [2], []], traffic: traffic(of: 5, shares: [0.5, 0.5, 0]))
  #expect(acts.tools(of: [0, 1, 2, 3, 4]) == [0: 0, 1: 0, 2: 0, 3: 2])
  #expect(acts.shares(around: [0, 3]) == [0.5, 0.5, 0])
}
