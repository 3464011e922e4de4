internal import JSONBytes
internal import Traces

/// The tools met so far, with what their names tell, so that each name is looked at once.
final class KnownTools {
  /// What the name of a tool tells of it.
  struct Traits {
    /// Whether it hands the user to a person or another agent.
    let handsOff: Bool

    /// Whether an agent says by it that it is done.
    let ends: Bool

    /// Whether it only reads.
    let reads: Bool

    /// Whether it runs a program, so that what it does may differ from one time to the next.
    let runs: Bool

    /// Whether an agent thinks aloud by it.
    let thinks: Bool
  }

  private var hashes = [UInt64](repeating: 0, count: 256)
  private var traits = [Traits?](repeating: nil, count: 256)
  private var names: [UInt64: String] = [:]
  private var count = 0

  /// The traits of a tool, by its name and the name's hash.
  func traits(of tool: ByteRange, hash: UInt64, in trace: Trace) -> Traits {
    let place = place(of: hash)
    if let known = traits[place] { return known }
    return add(tool, hash: hash, in: trace)
  }

  /// Keeps the name of a tool.
  func note(_ tool: ByteRange, hash: UInt64, in trace: Trace) {
    if traits[place(of: hash)] == nil { _ = add(tool, hash: hash, in: trace) }
  }

  /// Forgets the names so far and returns them, by their hash.
  func takeNames() -> [UInt64: String] {
    defer {
      (names, count) = ([:], 0)
      hashes = Array(repeating: 0, count: 256)
      traits = Array(repeating: nil, count: 256)
    }
    return names
  }

  private func place(of hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash >> 7) & (hashes.count - 1)
    while traits[place] != nil, hashes[place] != hash { place = (place + 1) & (hashes.count - 1) }
    return place
  }

  private func add(_ tool: ByteRange, hash: UInt64, in trace: Trace) -> Traits {
    let name = trace.string(tool)
    let lower = Array(name.lowercased().utf8)
    let firstWord = ToolName.firstWord(of: name)
    let found = Traits(
      handsOff: name.lowercased() == "transfer"
        || WorkflowPhrases.handOffTools.contains { Self.holds(lower, Array($0.utf8)) },
      ends: WorkflowPhrases.endingTools.contains(name.lowercased()),
      reads: WorkflowPhrases.readingTools.contains(firstWord),
      runs: WorkflowPhrases.runningTools.contains(firstWord),
      thinks: WorkflowPhrases.thinkingTools.contains(firstWord))
    if (count + 1) * 2 > hashes.count { grow() }
    let place = place(of: hash)
    hashes[place] = hash
    traits[place] = found
    names[hash] = name
    count += 1
    return found
  }

  private static func holds(_ name: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= name.count else { return false }
    return (0...name.count - part.count).contains { name[$0..<$0 + part.count].elementsEqual(part) }
  }

  private func grow() {
    let old = zip(hashes, traits).filter { $1 != nil }
    hashes = Array(repeating: 0, count: hashes.count * 2)
    traits = Array(repeating: nil, count: hashes.count)
    for (hash, known) in old {
      let place = place(of: hash)
      hashes[place] = hash
      traits[place] = known
    }
  }
}

/// Counts how often each of a few numbers occurs, without a table: traces are short.
struct Tally {
  private var entries: [(number: UInt64, count: Int)] = []

  /// Counts a number once more and returns how often it has occurred.
  mutating func count(_ number: UInt64) -> Int {
    for place in entries.indices where entries[place].number == number {
      entries[place].count += 1
      return entries[place].count
    }
    guard entries.count < Tally.limit else { return 1 }
    if entries.isEmpty { entries.reserveCapacity(Tally.usualCount) }
    entries.append((number, 1))
    return 1
  }

  /// How often a number has occurred.
  func number(of number: UInt64) -> Int { entries.first { $0.number == number }?.count ?? 0 }

  /// Most traces have fewer calls.
  private static let usualCount = 16

  /// Beyond it new numbers are not counted, so that a trace of a hundred thousand calls takes no square time.
  private static let limit = 512
}
