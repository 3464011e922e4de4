internal import LinearAlgebra

/// Which clusters go the same way, as far as some signs tell.
struct SignClasses {
  /// The failures as points of their evidence.
  let points: SparseMatrix

  /// Which columns are signs that tell one slip from another.
  let isTelling: [Bool]

  /// The clusters that have points, those together of which most failures show the same signs.
  func classes(of members: [[Int]]) -> [Set<Int32>] {
    var classes: [[Int32]: Set<Int32>] = [:]
    var order: [[Int32]] = []
    for (number, rows) in members.enumerated() where !rows.isEmpty {
      let signs = signs(of: rows)
      if classes[signs] == nil { order.append(signs) }
      classes[signs, default: []].insert(Int32(number))
    }
    return order.compactMap { classes[$0] }
  }

  /// The signs that most of some failures show.
  private func signs(of rows: [Int]) -> [Int32] {
    counts(of: rows).filter { $0.value * 2 > rows.count }.keys.sorted()
  }

  /// How many of some failures show each sign.
  private func counts(of rows: [Int]) -> [Int32: Int] {
    var counts: [Int32: Int] = [:]
    for row in rows {
      for place in points.elementRange(ofRow: row) where isTelling[Int(points.columns[place])] {
        counts[points.columns[place], default: 0] += 1
      }
    }
    return counts
  }

  /// At least so many of a cluster's failures show a sign that is clearly of it; at most the rest, one that is not.
  private static let clearShare = 0.8

  /// Tells of two of some clusters, by their numbers, whether nearly all failures of one show a sign that hardly one of
  /// the other does.
  func apart(_ members: [[Int]]) -> (Int, Int) -> Bool {
    let shares = members.map { rows in counts(of: rows).mapValues { Double($0) / Double(max(1, rows.count)) }
    }
    return { one, other in
      [(one, other), (other, one)].contains { has, lacks in
        shares[has].contains { $1 >= Self.nearlyAll && shares[lacks][$0] ?? 0 <= 1 - Self.nearlyAll }
      }
    }
  }

  /// Over twelve made corpora 803 modes in 1,120 signatures where 804 in 1,115 are found without it; of the demo's with
  /// 20,000 traces and 80 modes, where another start joined two slips, 77 where 74 are.
  private static let nearlyAll = 0.9

  /// The places of some clusters, those together which no sign sets apart that one has clearly and another not.
  ///
  /// - Parameter isOpen: Whether the points of a cluster could hardly show a sign; such a cluster goes with the largest.
  func clearlyApart(_ members: [[Int]], isOpen: ([Int]) -> Bool) -> [[Int]] {
    let open = members.map(isOpen)
    let closed = members.indices.filter { !open[$0] }
    guard closed.count > 1 else { return [Array(members.indices)] }
    let shares = closed.map { place in
      counts(of: members[place]).mapValues { Double($0) / Double(members[place].count) }
    }
    let signs = Set(shares.joined().map(\.key)).filter { sign in
      shares.contains { $0[sign] ?? 0 >= Self.clearShare }
        && shares.contains { $0[sign] ?? 0 <= 1 - Self.clearShare }
    }
    var groups: [[Int32]: [Int]] = [:]
    for (place, shares) in zip(closed, shares) {
      groups[shares.filter { signs.contains($0.key) && $0.value > 0.5 }.keys.sorted(), default: []].append(
        place)
    }
    var found = groups.values.map { (places: $0, size: $0.reduce(0) { $0 + members[$1].count }) }
      .sorted { ($1.size, $0.places[0]) < ($0.size, $1.places[0]) }.map(\.places)
    found[0] = (found[0] + members.indices.filter { open[$0] }).sorted()
    return found
  }
}
