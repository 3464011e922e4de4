/// Which tools nearly every success of an agent calls whose user asks in certain words.
///
/// A tool that comes after many kinds of work follows none of the tools before it by habit, but what the user asks for
/// tells whether it belongs to the work: of the successes whose users say “cancel my”, so many call `cancel_order`.
struct AskedTools: Sendable {
  /// For each word of a request that tools go with its place among them, counted from 1, and the tools of each.
  private var places = TermTable()
  private var tools: [[UInt64]] = []

  /// How far along the work each tool is called for the first time, on average, from 0 to 1.
  private let positions: [UInt64: Double]

  /// What breaks off no work: the signs and failing tools of successes that call what is asked for all the same.
  ///
  /// An assistant that refuses something else at the end, or fails to write a note, has done its work.
  private(set) var harmlessBreaks: Set<UInt64> = []

  /// In how many successes each tool is asked for and called, and which other tools in how many of these.
  private var company: [UInt64: (count: Int, others: [UInt64: Int])] = [:]

  /// Up to this share of the successes that are asked for a tool call what is no part of such work.
  private static let strangeShare = 0.02

  /// The share of the successes with a word that makes a habit, and how many successes show one.
  private static let habitShare = 0.9
  private static let leastCount = 20

  /// How many standard deviations more of the successes with a word call the tool than would of any.
  private static let leastDeviations = 4.0

  /// The fewest words of a request that ask for a tool.
  private static let leastWordCount = 2

  /// The most tools of an agent that are looked at, the most used first.
  private static let toolLimit = 64

  /// Learns from the successes of an agent.
  ///
  /// - Parameter rows: The successes.
  init(_ rows: [Int], _ table: EvidenceTable) {
    var calls: [UInt64: Int] = [:]
    for row in rows { for tool in table.calledTools(ofRow: row) { calls[tool, default: 0] += 1 } }
    positions = Self.positions(of: rows, table).mapValues { $0.sum / Double($0.count) }
    learnTools(of: rows, table, calls: calls)
    harmlessBreaks = harmlessBreaks(of: rows, table)
    for row in rows {
      let called = table.calledTools(ofRow: row)
      for tool in self.tools(askedBy: table.requestWords(row)) where called.contains(tool) {
        company[tool, default: (0, [:])].count += 1
        for other in called where other != tool { company[tool]?.others[other, default: 0] += 1 }
      }
    }
  }

  /// Whether hardly a success that is asked for a tool calls another.
  func isStrange(_ other: UInt64, beside tool: UInt64) -> Bool {
    guard let known = company[tool], known.count >= Self.leastCount else { return false }
    return Double(known.others[other] ?? 0) <= Self.strangeShare * Double(known.count)
  }

  /// Learns the tools that go with each word of the requests of some successes.
  private mutating func learnTools(of rows: [Int], _ table: EvidenceTable, calls: [UInt64: Int]) {
    var words = TermTable()
    for row in rows { for key in table.requestWords(row) { words.add(1, to: key) } }
    let used = calls.filter { $0.value >= Self.leastCount }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.toolLimit).map(\.key)
    let numbers = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    let known = words.terms(withAtLeast: Int32(Self.leastCount))
    var numberOfWord = TermTable()
    for (place, word) in known.enumerated() { numberOfWord.add(Int32(place + 1), to: word) }
    var counts = [Int32](repeating: 0, count: known.count * used.count)
    for row in rows {
      let called = table.calledTools(ofRow: row).compactMap { numbers[$0] }
      for key in table.requestWords(row) {
        let place = Int(numberOfWord[key]) - 1
        guard place >= 0 else { continue }
        for number in called { counts[place * used.count + number] += 1 }
      }
    }
    for (place, word) in known.enumerated() {
      let all = Double(words[word])
      let found = used.indices.filter { number in
        let (count, share) = (
          Double(counts[place * used.count + number]), Double(calls[used[number]] ?? 0) / Double(rows.count)
        )
        guard count >= Self.habitShare * all else { return false }
        return share >= Self.habitShare
          || count - all * share >= Self.leastDeviations * (all * share * (1 - share)).squareRoot()
      }
      guard !found.isEmpty else { continue }
      tools.append(found.map { used[$0] })
      places.add(Int32(tools.count), to: word)
    }
  }

  /// Where in the work each tool is first called in some successes, from 0 to 1 in each, as a sum and how many call it.
  private static func positions(of rows: [Int], _ table: EvidenceTable) -> [UInt64: (sum: Double, count: Int)]
  {
    var positions: [UInt64: (sum: Double, count: Int)] = [:]
    for row in rows {
      let called = table.calledTools(ofRow: row)
      for (place, tool) in called.enumerated() {
        positions[tool, default: (0, 0)].sum += Double(place + 1) / Double(called.count)
        positions[tool]?.count += 1
      }
    }
    return positions
  }

  /// What breaks off the work of some successes that call all that they are asked for.
  private func harmlessBreaks(of rows: [Int], _ table: EvidenceTable) -> Set<UInt64> {
    var breaks: [UInt64: (harmless: Int, all: Int)] = [:]
    for row in rows {
      let found = Set(table.doubtfulBreaks(ofRow: row))
      guard !found.isEmpty else { continue }
      let asked = tools(askedBy: table.requestWords(row))
      guard !asked.isEmpty else { continue }
      let called = table.calledTools(ofRow: row)
      let isHarmless = asked.allSatisfy(called.contains)
      for reason in found {
        breaks[reason, default: (0, 0)].all += 1
        if isHarmless { breaks[reason]?.harmless += 1 }
      }
    }
    return Set(
      breaks.filter {
        $0.value.all >= Self.leastCount && Double($0.value.harmless) >= Self.habitShare * Double($0.value.all)
      }.keys)
  }

  /// The tools that the words of a request ask for.
  func tools(askedBy words: some Sequence<TermKey>) -> [UInt64] {
    var counts: [UInt64: Int] = [:]
    for word in words {
      let place = Int(places[word])
      if place > 0 { for tool in tools[place - 1] { counts[tool, default: 0] += 1 } }
    }
    return counts.filter { $0.value >= Self.leastWordCount }.keys.sorted()
  }

  /// The same, the one that comes last in the work first.
  func toolsLastFirst(askedBy words: some Sequence<TermKey>) -> [UInt64] {
    tools(askedBy: words).sorted { (-(positions[$0] ?? 0), $0) < (-(positions[$1] ?? 0), $1) }
  }
}

extension EvidenceTable {
  /// The words of a row's request.
  func requestWords(_ row: Int) -> some Sequence<TermKey> {
    terms[termRange(row)].lazy.filter { $0.block == .request }
  }
}
