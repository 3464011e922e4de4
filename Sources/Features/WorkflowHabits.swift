internal import Threads
internal import Traces

/// Which tool comes before or after which in nearly every success of an agent.
///
/// A step left out leaves no error and no words. What shows it is the habit: of the successes that call a tool, so
/// many call the other too, before it or after it. Only the order of the first calls is looked at. So are the
/// practices of the traces: what nearly all successes keep to whenever they call a tool is a habit.
struct WorkflowHabits: Sendable {
  /// For each agent and tool the steps that go with it.
  private var steps: [Int?: [UInt64: Steps]] = [:]

  /// For each agent the tools that go with the words of a request.
  private(set) var asked: [Int?: AskedTools] = [:]

  private struct Steps: Sendable {
    var before: [UInt64] = []
    var after: [UInt64] = []

    /// What successes keep to when they call it.
    var practices: [Lapse] = []

    /// Those of them whose being missed leaves nothing to be noted, and the tools of which one must have answered before
    /// for it to be missed; none where nothing must.
    var unnoted: [(lapse: Lapse, sources: Set<UInt64>)] = []

    var isEmpty: Bool { before.isEmpty && after.isEmpty && practices.isEmpty }
  }

  /// The share of the successes that makes a habit, and how many successes show one.
  private static let habitShare = 0.9
  private static let leastCount = 20

  /// The most tools of an agent that are looked at, the most used first: pairs of them are counted.
  private static let toolLimit = 256

  /// Learns from the successes of a table.
  ///
  /// - Parameter agents: The agent of each row; `nil` for those that name none.
  init(_ table: EvidenceTable, agents: [Int?], threadCount: Int) {
    var rowsOfAgent: [Int?: [Int]] = [:]
    for row in 0..<table.rowCount where table.outcomes[row] == .success {
      rowsOfAgent[agents[row], default: []].append(row)
    }
    let groups = rowsOfAgent.filter { $0.value.count >= Self.leastCount }.map { ($0.key, $0.value) }
    let found = Blocks(itemCount: groups.count, size: 1).concurrentMap(threadCount: threadCount) { group, _ in
      (steps: Self.steps(of: groups[group].1, table), asked: AskedTools(groups[group].1, table))
    }
    for (group, found) in zip(groups, found) {
      self.steps[group.0] = found.steps
      asked[group.0] = found.asked
    }
  }

  private static func steps(of rows: [Int], _ table: EvidenceTable) -> [UInt64: Steps] {
    var counts: [UInt64: Int] = [:]
    for row in rows { for place in table.toolRange(row) { counts[table.tools[place], default: 0] += 1 } }
    // A step may be called a little less often than the tool it goes with.
    let tools = counts.filter { Double($0.value) >= habitShare * Double(leastCount) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(toolLimit).map(\.key)
    let numbers = Dictionary(uniqueKeysWithValues: zip(tools, tools.indices))
    // How many successes call one tool, a row, before another, a column.
    var isBefore = [Int](repeating: 0, count: tools.count * tools.count)
    for row in rows {
      let called = table.toolRange(row).compactMap { numbers[table.tools[$0]] }
      for (place, later) in called.enumerated() {
        for earlier in called[..<place] { isBefore[earlier * tools.count + later] += 1 }
      }
    }
    let practices = Dictionary(grouping: practices(of: rows, table), by: \.tool)
    let sources = sources(of: practices.values.joined().filter { $0.kind == .otherSource }, rows, table)
    var steps: [UInt64: Steps] = [:]
    for (number, tool) in tools.enumerated() where counts[tool] ?? 0 >= leastCount {
      let needed = habitShare * Double(counts[tool] ?? 0)
      var found = Steps()
      found.practices = practices[tool] ?? []
      found.unnoted = found.practices.filter { $0.base != nil }.map { ($0, sources[$0] ?? []) }
      for (other, step) in tools.enumerated() where other != number {
        if Double(isBefore[other * tools.count + number]) >= needed { found.before.append(step) }
        if Double(isBefore[number * tools.count + other]) >= needed { found.after.append(step) }
      }
      if !found.isEmpty { steps[tool] = found }
    }
    return steps
  }

  /// What nearly all of some successes keep to, as what it is to miss it.
  private static func practices(of rows: [Int], _ table: EvidenceTable) -> [Lapse] {
    var counts: [Lapse: (kept: Int, all: Int)] = [:]
    for row in rows {
      for practice in table.practices[table.practiceRange(row)] {
        note(practice.isKept, in: &counts[practice.missed, default: (0, 0)])
      }
    }
    let corrected = counts.filter { $0.key.kind == .superseded }.values
    let correctedCount = corrected.reduce(0) { $0 + $1.all }
    let keepsCorrected =
      correctedCount >= leastCount
      && Double(corrected.reduce(0) { $0 + $1.kept }) >= habitShare * Double(correctedCount)
    return counts.compactMap { lapse, count -> Lapse? in
      var (kept, all) = (Double(count.kept), Double(count.all))
      if let base = lapse.base {
        // What is not given leaves nothing to be noted.
        guard base != lapse else { return nil }
        all = Double(counts[base]?.all ?? 0)
      }
      // Corrections are few: an agent that heeds nearly all of them heeds those of each field.
      guard all >= Double(leastCount) || lapse.kind == .superseded && keepsCorrected else { return nil }
      if kept >= habitShare * all { return lapse }
      // What hardly any success repeats is not to be repeated.
      guard lapse.kind == .untold, kept <= (1 - habitShare) * all else { return nil }
      return Lapse(kind: .toldAsItStands, tool: lapse.tool, step: lapse.step)
    }
    .sorted { $0.key < $1.key }
  }

  /// The tools whose answers successes take a field from.
  private static func sources(
    of lapses: [Lapse], _ rows: [Int], _ table: EvidenceTable
  ) -> [Lapse: Set<UInt64>] {
    var sources = Dictionary(uniqueKeysWithValues: lapses.map { ($0, Set<UInt64>()) })
    guard !sources.isEmpty else { return [:] }
    for row in rows {
      for practice in table.practices[table.practiceRange(row)] where practice.isKept && practice.source != 0
      {
        sources[practice.missed]?.insert(practice.source)
      }
    }
    return sources
  }

  private static func note(_ isKept: Bool, in count: inout (kept: Int, all: Int)) {
    count.all += 1
    if isKept { count.kept += 1 }
  }

  /// What a row misses of what leaves nothing to be noted where it is missed.
  ///
  /// A value can be of another field than elsewhere only once a tool has answered that has this field elsewhere.
  private func unnoted(
    _ row: Int, _ table: EvidenceTable, _ steps: [UInt64: Steps], called: ArraySlice<UInt64>
  ) -> [Lapse] {
    let practices = table.practices[table.practiceRange(row)].filter { $0.missed.base != nil }
    return practices.filter { $0.missed.base == $0.missed }.flatMap { call in
      (steps[call.tool]?.unnoted ?? []).filter { lapse, sources in
        lapse.base == call.missed && !practices.contains { $0.missed == lapse && $0.isKept }
          && (sources.isEmpty || called.prefix { $0 != call.tool }.contains(where: sources.contains))
      }
      .map(\.lapse)
    }
  }

  /// The steps that a row does not make although its agent does elsewhere; work that was broken off by an error,
  /// a hand-off or silence is not unfinished for want of the step.
  func lapses(of row: Int, _ table: EvidenceTable, agent: Int?) -> [Lapse] {
    guard let steps = steps[agent] else { return [] }
    let called = table.tools[table.toolRange(row)]
    let asked = asked[agent]
    // Of very many tools the last are not known: any step may be among them.
    lazy var isBrokenOff =
      called.count >= Evidence.toolLimit
      || table.breaks(ofRow: row).contains { !(asked?.harmlessBreaks.contains($0) ?? false) }
    var lapses: [Lapse] = []
    for (place, tool) in zip(called.indices, called) {
      guard let habit = steps[tool] else { continue }
      for step in habit.before {
        guard let other = called.firstIndex(of: step) else {
          lapses.append(Lapse(kind: .leftOut, tool: tool, step: step))
          continue
        }
        if other > place { lapses.append(Lapse(kind: .tooLate, tool: tool, step: step)) }
      }
      for step in habit.after where !called.contains(step) && !isBrokenOff {
        lapses.append(Lapse(kind: .unfinished, tool: tool, step: step))
      }
    }
    // That a tool is called without the step says more.
    let leftOut = Set(lapses.lazy.filter { $0.kind == .leftOut }.map(\.step))
    if let asked {
      let all = asked.toolsLastFirst(askedBy: table.requestWords(row))
      let missed = all.filter { !called.contains($0) && !leftOut.contains($0) }
      if let first = missed.first, !isBrokenOff {
        let others = table.changingTools(ofRow: row).filter {
          !all.contains($0) && asked.isStrange($0, beside: first)
        }
        lapses += others.map { Lapse(kind: .instead, tool: $0, step: first) }
        // That another is called in its place says more.
        let uncalled = others.isEmpty ? missed : Array(missed.dropFirst())
        lapses += uncalled.map { Lapse(kind: .uncalled, tool: Lapse.request, step: $0) }
      }
    }
    lapses += unnoted(row, table, steps, called: called)
    for practice in table.practices[table.practiceRange(row)] {
      guard let lapse = practice.lapse, steps[practice.tool]?.practices.contains(lapse) ?? false else {
        continue
      }
      // Who breaks off tells nothing.
      if lapse.kind != .untold || !isBrokenOff { lapses.append(lapse) }
    }
    return lapses
  }
}

extension EvidenceTable {
  /// The signs of work that ended early for a reason that shows by itself.
  private static let signsOfBreak: Set<TermKey> = [
    .sign(.noAnswer), .sign(.endsWithTool), .sign(.endsWithCall), .sign(.emptyAnswer), .sign(.unansweredCall),
    .sign(.handOff), .sign(.refusal), .sign(.cutOffAnswer), .sign(.repeatedCall), .sign(.repeatedReply),
    .sign(.sentElsewhere), .sign(.writtenCall),
  ]

  /// Those that may be of something else than the work: a trace that says or does nothing more has ended.
  private static let signsOfOneBreak: Set<TermKey> = [
    .sign(.handOff), .sign(.refusal), .sign(.sentElsewhere), .sign(.repeatedCall), .sign(.repeatedReply),
  ]

  /// Why the work of a row may have ended early: the signs that tell so, and the tools that fail without repair.
  func breaks(ofRow row: Int) -> [UInt64] {
    // Most terms are words.
    terms[termRange(row)].filter { $0.block == .workflow && Self.signsOfBreak.contains($0) }
      .map { UInt64($0.rawValue) }
      + errors[errorRange(row)].filter { !$0.isRepaired }.map(\.tool)
  }

  /// The tools that change something and succeeded in a row.
  func changingTools(ofRow row: Int) -> [UInt64] {
    practices[practiceRange(row)].filter { $0.kind == .again }.map(\.tool)
  }

  /// Those of the breaks of a row that successes may show to be harmless.
  func doubtfulBreaks(ofRow row: Int) -> [UInt64] {
    terms[termRange(row)].filter { $0.block == .workflow && Self.signsOfOneBreak.contains($0) }
      .map { UInt64($0.rawValue) }
      + errors[errorRange(row)].filter { !$0.isRepaired }.map(\.tool)
  }
}

extension Practice {
  /// Whether it is about a field that a tool is given, which has a name.
  var isOfField: Bool { kind != .unasked && kind != .again && kind != .unfounded && missed.base != missed }

  /// What it is to miss it.
  var missed: Lapse { Lapse(kind: kind, tool: tool, step: step) }

  /// What it may be to do as here: to miss it, or of a figure to tell it; `nil` where it is kept to.
  var lapse: Lapse? {
    guard isKept else { return missed }
    return kind == .untold ? Lapse(kind: .toldAsItStands, tool: tool, step: step) : nil
  }
}

extension EvidenceTable {
  /// Notes which steps rows do not make that the successes make, as terms of the rows, and forgets their practices.
  ///
  /// - Parameter agents: The agent of each row; `nil` for those that name none.
  package mutating func noteLapses(agents: [Int?], threadCount: Int = 1) {
    precondition(agents.count == rowCount, "\(agents.count) agents, \(rowCount) rows")
    let habits = WorkflowHabits(self, agents: agents, threadCount: threadCount)
    let table = self
    let found = Blocks(itemCount: rowCount, size: 4_096).concurrentMap(threadCount: threadCount) { _, rows in
      rows.map { habits.lapses(of: $0, table, agent: agents[$0]) }
    }
    add(lapses: Array(found.joined()))
    add(asked: habits.asked)
    forgetPractices()
  }
}
