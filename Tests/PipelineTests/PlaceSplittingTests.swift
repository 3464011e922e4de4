import LinearAlgebra
import Testing

@testable import Pipeline

/// Work at places that share nothing, so many failures at each, with three words a place of which each failure has
/// two.
///
/// - Parameter agents: The agent of each place; one of all if `nil`.
private func work(_ counts: [Int], agents: [Int]? = nil) throws -> WorkPlaces {
  let rows = counts.enumerated().flatMap { place, count in
    (0..<count).map { number -> [(column: Int, value: Float)] in
      let left = number % 3
      return (0..<3).filter { $0 != left }.map { (column: place * 3 + $0, value: 1) }
    }
  }
  return try WorkPlaces(
    SparseMatrix(columnCount: counts.count * 3, rows: rows), toolColumnCount: 0,
    agents: counts.enumerated().flatMap { place, count in
      [Int?](repeating: agents?[place], count: count)
    }, seed: 1, threadCount: 1)
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
  _ taken: [Int], of counts: [Int], agents: [Int]? = nil, isErrorTold: Bool = false
) throws -> [Int] {
  let rows = rows(taken, of: counts)
  let split = PlaceSplitting(work: try work(counts, agents: agents), minimumSupport: 4)
    .split(
      [Int32](repeating: 0, count: rows.count), at: rows,
      isErrorTold: [Bool](repeating: isErrorTold, count: rows.count))
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
  #expect(try sizes([30, 20, 0, 0, 0, 0], of: counts, isErrorTold: true) == [50])
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
