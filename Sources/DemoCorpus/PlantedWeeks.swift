/// Weeks with planted changes: what a tool that remembers has to tell apart.
///
/// Each mode has one fate. The sizes of modes that stay vary from week to week as counts do by chance; those that
/// double or halve have exactly the sizes named, so that it can be said what was detected.
package struct PlantedWeeks: Sendable {
  /// What happens to a mode.
  package enum Fate: String, Sendable, CaseIterable {
    case stays, doubles, halves, appears, vanishes, returns, rewords, renamed, shifts
  }

  /// The number of weeks that the schedule is made for.
  package static let weekCount = 8
  /// The fewest modes that have room for every fate.
  package static let leastModeCount = 18

  package let corpus: DemoCorpus

  /// The fate of each mode, in the order of the corpus's modes.
  package let fates: [Fate]

  /// For each mode the weeks, from 0, in which its rate or its looks change.
  package let changeWeeks: [[Int]]

  /// - Parameters:
  ///   - modeCount: At least `leastModeCount`.
  ///   - successCount: The successes of an ordinary week.
  package init(modeCount: Int, seed: UInt64, successCount: Int = 1_200, meanTraceBytes: Int = 4_000) {
    precondition(modeCount >= Self.leastModeCount, "\(modeCount) modes have no room for every fate")
    let modes = ModeCatalogue(modeCount: modeCount, seed: seed).drawn().modes
    var dice = Dice(seed: seed ^ 0x7765_656B)
    let plan = FatePlan(modes: modes, dice: &dice)
    fates = plan.fates
    changeWeeks = plan.changeWeeks
    let means = modes.map { _ in dice.within(18...60) }
    let weeks = (0..<Self.weekCount).map { number in
      plan.week(number, means: means, modes: modes, successCount: successCount, dice: &dice)
    }
    corpus = DemoCorpus(weeks: weeks, modeCount: modeCount, seed: seed, meanTraceBytes: meanTraceBytes)
  }

  /// The header of the file that says what was planted.
  package static let header = "mode,fate,week,size,change\n"

  /// A row for each mode and week: its size, and whether it changed then.
  package var rows: String {
    corpus.modes.indices.map { mode in
      corpus.weeks.indices.map { week in
        let change = changeWeeks[mode].contains(week) ? fates[mode].rawValue : ""
        let size = corpus.weeks[week].modeSizes[mode]
        return "\(corpus.modes[mode].name),\(fates[mode].rawValue),\(week + 1),\(size),\(change)\n"
      }.joined()
    }.joined()
  }
}

/// Which mode has which fate, and when.
private struct FatePlan {
  var fates: [PlantedWeeks.Fate]
  var changeWeeks: [[Int]]

  /// The agent whose share shifts, and its domain.
  private var shiftedAgent: (name: String, domain: Int)?

  /// The tool that is renamed.
  private var renamedTool: String?

  private static let doubledTrafficWeek = 6
  private static let shiftWeek = 5
  private static let renameWeek = 4

  init(modes: [PlantedMode], dice: inout Dice) {
    fates = Array(repeating: .stays, count: modes.count)
    changeWeeks = Array(repeating: [], count: modes.count)
    // A rename needs a tool's error, and concerns every mode of that tool; the other fates go round.
    if let mode = modes.indices.first(where: { modes[$0].rootTool != nil }) {
      renamedTool = modes[mode].rootTool
      for other in modes.indices where modes[other].rootTool == renamedTool {
        fates[other] = .renamed
        changeWeeks[other] = [Self.renameWeek]
      }
    }
    let schedule: [(PlantedWeeks.Fate, [Int])] = [
      (.doubles, [3]), (.halves, [4]), (.appears, [2]), (.rewords, [3]), (.doubles, [4]), (.vanishes, [4]),
      (.returns, [3, 5]), (.doubles, [5]), (.appears, [5]), (.rewords, [5]), (.halves, [6]),
    ]
    let free = dice.shuffled(modes.indices.filter { fates[$0] == .stays })
    var left = free[...]
    for (fate, weeks) in schedule {
      // Only a tool's error has words of its service that can change.
      guard let mode = left.first(where: { fate != .rewords || modes[$0].rootTool != nil }) else { continue }
      left = left.filter { $0 != mode }[...]
      fates[mode] = fate
      changeWeeks[mode] = weeks
    }
    if let mode = left.first {
      let domain = modes[mode].domain
      shiftedAgent = (dice.pick(Domain.all[domain].agents), domain)
      for other in left where modes[other].domain == domain { fates[other] = .shifts }
    }
  }

  func week(
    _ number: Int, means: [Int], modes: [PlantedMode], successCount: Int, dice: inout Dice
  ) -> DemoWeek {
    let traffic = number >= Self.doubledTrafficWeek ? 2 : 1
    let sizes = modes.indices.map { mode in
      size(of: mode, week: number, mean: means[mode], traffic: traffic, dice: &dice)
        * (isShifted(modes[mode].domain, week: number) ? shiftFactor : 100) / 100
    }
    var week = DemoWeek(
      startSecond: 1_741_564_800 + number * 7 * 86_400, successCount: 0, oneOffCount: 12 * traffic,
      modeSizes: sizes)
    // What users ask for does not depend on what fails: a failure more is a success less, in each domain.
    for domain in Set(modes.map(\.domain)).sorted() {
      let own = modes.indices.filter { modes[$0].domain == domain }
      let usual = own.reduce(0) { $0 + means[$1] }
      let agents = Domain.all[domain].agents
      let share = successCount * agents.count / agentCount(modes)
      let demand = (share + usual) * traffic * (isShifted(domain, week: number) ? shiftFactor : 100) / 100
      let successes = max(0, demand - own.reduce(0) { $0 + sizes[$1] })
      week.successCount += successes
      let hasShifted = isShifted(domain, week: number)
      for agent in agents {
        let shares = hasShifted && agent == shiftedAgent?.name ? 2 : 1
        week.agentWeights[agent] = successes * shares * 1_000 / (agents.count + (hasShifted ? 1 : 0))
      }
    }
    if number >= Self.renameWeek, let tool = renamedTool { week.renamedTools[tool] = "v2_" + tool }
    for mode in modes.indices where fates[mode] == .rewords && number >= changeWeeks[mode][0] {
      week.wordings[mode] = 1
    }
    return week
  }

  /// The agents of all domains in use.
  private func agentCount(_ modes: [PlantedMode]) -> Int {
    Set(modes.map(\.domain)).reduce(0) { $0 + Domain.all[$1].agents.count }
  }

  private func isShifted(_ domain: Int, week: Int) -> Bool {
    week >= Self.shiftWeek && domain == shiftedAgent?.domain
  }

  /// What the traffic of the shifted domain becomes when one of its agents has twice as much, in hundredths.
  private var shiftFactor: Int {
    shiftedAgent.map { 100 + 100 / Domain.all[$0.domain].agents.count } ?? 100
  }

  private func size(of mode: Int, week: Int, mean: Int, traffic: Int, dice: inout Dice) -> Int {
    let chance = Self.count(around: mean * traffic, dice: &dice)
    let changes = changeWeeks[mode]
    switch fates[mode] {
    case .stays, .rewords, .renamed, .shifts: return chance
    case .doubles: return week >= changes[0] ? 40 * traffic : 20 * traffic
    case .halves: return week >= changes[0] ? 20 * traffic : 40 * traffic
    case .appears: return week >= changes[0] ? 30 * traffic : 0
    case .vanishes: return week >= changes[0] ? 0 : 30 * traffic
    case .returns: return (changes[0]..<changes[1]).contains(week) ? 0 : 30 * traffic
    }
  }

  /// A number around a mean as chance makes it: twenty times the mean tries, each with one chance in twenty.
  private static func count(around mean: Int, dice: inout Dice) -> Int {
    (0..<mean * 20).reduce(0) { count, _ in count + (dice.below(20) == 0 ? 1 : 0) }
  }
}

extension PlantedMode {
  /// The name of the tool whose error is at its root; `nil` for a slip.
  fileprivate var rootTool: String? {
    guard case .fault(let tool, _) = cause else { return nil }
    return Domain.all[domain].tools[tool].name
  }
}
