internal import Clustering
internal import Features

/// Splits clusters that hold errors of two types of one tool, each in failures of its own.
///
/// Two errors of one tool at one place of the work share nearly all that sets them apart from other failures: the tool,
/// the request and the course. Nothing but the error itself tells one from the other. Where one failure of the
/// work brought now this type and now that, a failure with several errors would often have both.
struct TypeSplitting {
  /// The fewest failures of a type that make a cluster of their own.
  let minimumSupport: Int

  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The least share of a cluster's failures that have an error of the tool, and of those that have one of the types.
  private static let (leastShare, leastPart) = (0.6, 0.15)

  /// The largest part, of what would have both types if they came by lot, that has both.
  private static let mostMixed = 0.25

  /// Fewer failures that would have both by lot tell nothing.
  private static let leastExpected = 3.0

  /// Returns the clusters, split where they hold several types; new ones get new numbers.
  func split(_ assignments: [Int32]) -> [Int32] {
    var output = assignments
    var next = (assignments.max() ?? -1) + 1
    for members in clusterMembers(of: assignments, clusterCount: Int(next))
    where members.count >= 2 * minimumSupport {
      for part in parts(of: members).dropFirst() {
        for member in part { output[member] = next }
        next += 1
      }
    }
    return output
  }

  /// The members of a cluster by what type of error they have, the largest part and the members without any first.
  private func parts(of members: [Int]) -> [[Int]] {
    let found = members.map(errors)
    guard let tool = commonTool(found) else { return [members] }
    let types = found.map {
      $0.filter { $0.tool == tool && $0.type != .other && $0.type != .internal }.map(\.type)
    }
    var counts = [Int](repeating: 0, count: ErrorType.allCases.count)
    for type in types.flatMap({ Set($0) }) { counts[Int(type.rawValue)] += 1 }
    let least = max(Double(minimumSupport), Self.leastPart * Double(members.count))
    let major = ErrorType.allCases.filter { Double(counts[Int($0.rawValue)]) >= least }
    guard major.count > 1 else { return [members] }
    // Types that a failure has together are one; of each the first stands for all.
    var heads = major.indices.map { $0 }
    for first in major.indices {
      for second in major.indices where second > first && heads[second] != heads[first] {
        guard !areApart(major[first], major[second], types) else { continue }
        let (kept, gone) = (min(heads[first], heads[second]), max(heads[first], heads[second]))
        heads = heads.map { $0 == gone ? kept : $0 }
      }
    }
    guard Set(heads).count > 1 else { return [members] }
    var parts = [Int: [Int]]()
    var others: [Int] = []
    for (member, types) in zip(members, types) {
      if let place = major.firstIndex(where: types.contains) {
        parts[heads[place], default: []].append(member)
      } else {
        others.append(member)
      }
    }
    var ordered = parts.values.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
    ordered[0] += others
    return ordered
  }

  /// The tool of which most failures of a cluster have an error; `nil` if too few have.
  private func commonTool(_ found: [[ErrorEvidence]]) -> UInt64? {
    var counts: [UInt64: Int] = [:]
    for tools in found.map({ Set($0.map(\.tool)) }) {
      for tool in tools { counts[tool, default: 0] += 1 }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { Double($0.value) >= Self.leastShare * Double(found.count) ? $0.key : nil }
  }

  /// Whether failures with several errors have two types together far less often than by lot.
  private func areApart(_ first: ErrorType, _ second: ErrorType, _ types: [[ErrorType]]) -> Bool {
    let of = types.map { $0.filter { $0 == first || $0 == second } }
    let all = Double(of.reduce(0) { $0 + $1.count })
    let share = Double(of.reduce(0) { $0 + $1.count { $0 == first } }) / all
    var (expected, mixed) = (0.0, 0.0)
    for types in of where types.count > 1 {
      var ofOne = (share, 1 - share)
      for _ in 1..<types.count { ofOne = (ofOne.0 * share, ofOne.1 * (1 - share)) }
      expected += 1 - ofOne.0 - ofOne.1
      if Set(types).count > 1 { mixed += 1 }
    }
    return expected >= Self.leastExpected && mixed <= Self.mostMixed * expected
  }
}
