internal import Clustering
internal import Features
internal import Signatures

/// Merges clusters of one tool's errors whose messages differ in one place, where a name stands.
///
/// A message names what it is about, `the 4 pm class is full` or `the 5 pm course is full`; names that no mask knows
/// weigh as much as what is said of them, and put each of the things in a cluster of its own. A place is one for names
/// if three or more stand in it among the messages of the tool, or if both begin with capitals.
struct SlotMerging {
  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The masked messages of the errors, by their hash.
  let messages: [UInt64: [UInt8]]

  /// The least share of a cluster's failures that have the error, and of these that have its message.
  private static let (leastShare, leastMessageShare) = (0.6, 0.3)

  /// The words of the longest name.
  private static let mostNameWords = 4

  /// So many names in one place are no causes.
  private static let leastNames = 3

  /// The most messages of one error that are looked through for names.
  private static let messageLimit = 200

  /// Returns the clusters with those of one message under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var told: [Error: [(cluster: Int, words: [Substring])]] = [:]
    var said: [Error: [UInt64: Int]] = [:]
    for (cluster, points) in members.enumerated() {
      guard let (error, words) = message(of: points, &said) else { continue }
      told[error, default: []].append((cluster, words))
    }
    var heads = Array(members.indices)
    for (error, clusters) in told where clusters.count > 1 {
      let all = (said[error] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .prefix(Self.messageLimit).map { words(ofMessage: $0.key) }
      for first in clusters.indices {
        for second in clusters.indices.dropFirst(first + 1) {
          guard let slot = Slot(clusters[first].words, clusters[second].words, mostWords: Self.mostNameWords),
            slot.areNames || slot.fillers(among: all) >= Self.leastNames
          else { continue }
          let (one, other) = (heads[clusters[first].cluster], heads[clusters[second].cluster])
          heads = heads.map { $0 == max(one, other) ? min(one, other) : $0 }
        }
      }
    }
    return assignments.map { $0 < 0 ? $0 : Int32(heads[Int($0)]) }
  }

  private struct Error: Hashable {
    let tool: UInt64
    let type: ErrorType
  }

  /// The error that most of a cluster's failures have, and the words of the message that most of these have.
  private func message(
    of points: [Int], _ said: inout [Error: [UInt64: Int]]
  ) -> (Error, [Substring])? {
    var counts: [Error: Int] = [:]
    var messageCounts: [Error: [UInt64: Int]] = [:]
    for point in points {
      var seen: [Error: Set<UInt64>] = [:]
      for found in errors(point) {
        let error = Error(tool: found.tool, type: found.type)
        if seen[error, default: []].insert(found.message).inserted {
          messageCounts[error, default: [:]][found.message, default: 0] += 1
        }
      }
      for error in seen.keys { counts[error, default: 0] += 1 }
    }
    for (error, found) in messageCounts { said[error, default: [:]].merge(found, uniquingKeysWith: +) }
    let most = counts.max { one, other in
      (one.value, other.key.tool, other.key.type.rawValue) < (
        other.value, one.key.tool, one.key.type.rawValue
      )
    }
    guard let most, Double(most.value) >= Self.leastShare * Double(points.count),
      let message = messageCounts[most.key]?.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(message.value) >= Self.leastMessageShare * Double(most.value)
    else { return nil }
    return (most.key, words(ofMessage: message.key))
  }

  private func words(ofMessage hash: UInt64) -> [Substring] {
    String(decoding: messages[hash] ?? [], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
  }
}

/// The one place at which two messages differ, in a few words.
private struct Slot {
  let before: [Substring]
  let behind: [Substring]

  /// What stands in the place in either message.
  let fillers: (ArraySlice<Substring>, ArraySlice<Substring>)
  private let mostWords: Int

  /// - Returns: `nil` where more is different than one place, or what is alike says little.
  init?(_ one: [Substring], _ other: [Substring], mostWords: Int) {
    var start = 0
    while start < min(one.count, other.count), one[start] == other[start] { start += 1 }
    var count = 0
    while count < min(one.count, other.count) - start,
      one[one.count - 1 - count] == other[other.count - 1 - count]
    {
      count += 1
    }
    self.mostWords = mostWords
    before = Array(one[..<start])
    behind = Array(one.suffix(count))
    fillers = (one[start..<one.count - count], other[start..<other.count - count])
    let lengths = [fillers.0.count, fillers.1.count]
    guard lengths.allSatisfy({ (1...mostWords).contains($0) }), start + count >= max(3, lengths.max() ?? 0),
      sayEnough
    else { return nil }
  }

  /// Whether what is alike tells what failed: two words, or one beside two placeholders or names; a word before a colon
  /// is a heading, under which anything may stand.
  private var sayEnough: Bool {
    let alike = before + behind
    let placeholderCount = alike.count { $0.contains("<") }
    let tellingCount = alike.count {
      !$0.contains("<") && !$0.hasSuffix(":") && TellingWords.core(of: String($0)) != nil
    }
    return tellingCount >= 2 || tellingCount == 1 && (placeholderCount >= 2 || areNames)
  }

  /// Whether both fillers begin with a capital within a sentence, or are names of several words at its start.
  var areNames: Bool {
    [fillers.0, fillers.1].allSatisfy { filler in
      let capitals = filler.count { $0.first?.isUppercase ?? false }
      return before.isEmpty ? capitals > 1 : filler.first?.first?.isUppercase ?? false
    }
  }

  /// How many different words stand in the place among some messages.
  func fillers(among messages: [[Substring]]) -> Int {
    var found: Set<[Substring]> = []
    for words in messages where words.count > before.count + behind.count {
      guard words.starts(with: before), words.suffix(behind.count).elementsEqual(behind) else { continue }
      let filler = Array(words.dropFirst(before.count).dropLast(behind.count))
      if filler.count <= mostWords { found.insert(filler) }
    }
    return found.count
  }
}
