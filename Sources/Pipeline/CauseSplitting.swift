internal import Clustering
internal import Features

/// Splits clusters that hold two errors of one tool, each in failures of its own.
///
/// Two errors of one tool at one place of the work share nearly all that sets them apart from other failures: the tool,
/// the request and the course. Nothing but the error itself tells one from the other. Where one failure of the
/// work brought now this message and now that, a failure with several errors would often have both.
struct CauseSplitting {
  /// The fewest failures of a cause that make a cluster of their own.
  let minimumSupport: Int

  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The masked messages of the errors and their words.
  let words: MessageWords

  /// The least share of a cluster's failures that have an error of the tool, and of those that have one of the causes.
  private static let (leastShare, leastPart) = (0.6, 0.15)

  /// The messages that are held against each other, the most frequent of the tool.
  private static let mostMessages = 16

  /// The errors of a failure that are looked at, the last of the tool.
  private static let mostErrors = 50

  /// Returns the clusters, split where they hold several causes; new ones get new numbers.
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

  /// The members of a cluster by what their tool says, the largest part and the members without an error first.
  private func parts(of members: [Int]) -> [[Int]] {
    let found = members.map(errors)
    guard let tool = found.commonTool(leastShare: Self.leastShare) else { return [members] }
    let said = found.map { $0.filter { $0.tool == tool } }
    var counts: [UInt64: Int] = [:]
    for messages in said.map({ Set($0.map(\.message)) }) {
      for message in messages { counts[message, default: 0] += 1 }
    }
    let major = counts.filter { $0.value >= 2 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostMessages).map(\.key)
    guard major.count > 1 else { return [members] }
    let places = Dictionary(uniqueKeysWithValues: zip(major, major.indices))
    let rows = said.map { $0.suffix(Self.mostErrors).compactMap { places[$0.message] } }
    let types = Dictionary(
      said.joined().map { ($0.message, $0.type) }, uniquingKeysWith: { first, _ in first })
    let causes = CoincidentMessages(
      words: major.map { words[$0] },
      kinds: major.map { message in
        let type = types[message] ?? .other
        return MessageKind(type: type, kind: ErrorKinds.kind(of: words.messages[message] ?? [], type: type))
      }, rows: rows
    ).causes
    var parts: [Int: [Int]] = [:]
    for (member, row) in zip(members, rows) {
      if let last = row.last { parts[causes[last], default: []].append(member) }
    }
    let least = max(Double(minimumSupport), Self.leastPart * Double(members.count))
    let large = parts.values.filter { Double($0.count) >= least }
      .sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
    guard large.count > 1 else { return [members] }
    let away = Set(large.dropFirst().joined())
    return [members.filter { !away.contains($0) }] + large.dropFirst()
  }
}

/// What type of error a message is, and what kind of it.
struct MessageKind: Hashable {
  let type: ErrorType
  let kind: ErrorKind?
}
