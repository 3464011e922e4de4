import Statistics
import Testing
import Traces

@testable import Features

/// A run of tools by one agent, as a row of evidence.
private struct Run {
  var tools: [UInt64]
  var outcome = Outcome.success
  var agent: Int? = 0
  var terms: [TermKey] = []
  var hasError = false
  var practices: [Practice] = []
}

/// The steps that each of some runs does not make.
private func lapses(of runs: [Run], threadCount: Int = 1) -> (table: EvidenceTable, lapses: [Set<Lapse>]) {
  var table = EvidenceTable()
  for run in runs {
    var evidence = Evidence()
    for tool in run.tools { evidence.add(tool: tool) }
    evidence.terms = run.terms
    evidence.practices = run.practices
    if run.hasError {
      evidence.errors = [
        ErrorEvidence(
          tool: run.tools[0], type: .timeout, provenance: .flag, message: 1, isRepaired: false, call: 0)
      ]
    }
    table.append(evidence, outcome: run.outcome)
  }
  table.noteLapses(agents: runs.map(\.agent), threadCount: threadCount)
  let found = runs.indices.map { row in
    Set(table.terms[table.termRange(row)].compactMap { table.lapses[$0] })
  }
  return (table, found)
}

private let (verify, refund, mail): (UInt64, UInt64, UInt64) = (11, 12, 13)

/// Twenty good runs: who it is, the refund, the letter.
private let habit = [Run](repeating: Run(tools: [verify, refund, mail]), count: 20)

private func failure(_ tools: [UInt64]) -> Run { Run(tools: tools, outcome: .failure) }

@Test func `a step left out, one too late and work not finished are told apart`() {
  let (table, found) = lapses(
    of: habit + [
      failure([refund, mail]), failure([refund, verify, mail]), failure([verify, refund]),
      failure([verify, refund, mail]), failure([verify]),
    ])
  #expect(
    Array(found[20...]) == [
      [
        Lapse(kind: .leftOut, tool: refund, step: verify), Lapse(kind: .leftOut, tool: mail, step: verify),
      ],
      [Lapse(kind: .tooLate, tool: refund, step: verify)],
      [
        Lapse(kind: .unfinished, tool: verify, step: mail),
        Lapse(kind: .unfinished, tool: refund, step: mail),
      ],
      [],
      [
        Lapse(kind: .unfinished, tool: verify, step: refund),
        Lapse(kind: .unfinished, tool: verify, step: mail),
      ],
    ])
  #expect(found[..<20].allSatisfy { $0.isEmpty })
  let terms = table.terms[table.termRange(20)]
  #expect(terms.contains(.sign(.leftOutStep)) && terms.contains(.sign(.leftOutStep, toolHash: verify)))
  #expect(Set(terms).count == terms.count, "a term comes once a row")
}

@Test func `work that an error, a hand-off or silence broke off is not called unfinished`() {
  var failed = failure([verify, refund])
  failed.hasError = true
  let others = [TermKey.sign(.noAnswer), .sign(.handOff), .sign(.refusal)].map { sign in
    Run(tools: [verify, refund], outcome: .failure, terms: [sign])
  }
  let (_, found) = lapses(of: habit + [failed] + others)
  #expect(found.allSatisfy { $0.isEmpty })
  var careless = failure([refund])
  careless.hasError = true
  #expect(
    lapses(of: habit + [careless]).lapses[20] == [Lapse(kind: .leftOut, tool: refund, step: verify)],
    "a step left out is one whatever failed")
}

@Test func `a habit takes twenty successes of the agent, nine in ten of which have it`() {
  let careless = failure([refund, mail])
  #expect(lapses(of: habit.dropLast() + [careless]).lapses[19].isEmpty)
  // Two of twenty may do otherwise, three may not.
  let others = [Run](repeating: Run(tools: [refund, mail]), count: 2)
  #expect(!lapses(of: habit.dropLast(2) + others + [careless]).lapses[20].isEmpty)
  #expect(lapses(of: habit.dropLast(3) + others + [others[0], careless]).lapses[20].isEmpty)
  var elsewhere = careless
  elsewhere.agent = 1
  #expect(lapses(of: habit + [elsewhere]).lapses[20].isEmpty, "other agents have other habits")
  #expect(lapses(of: habit.map { Run(tools: $0.tools, outcome: .failure) } + [careless]).lapses[20].isEmpty)
}

@Test func `a value is of another field only once a tool has answered that has the field elsewhere`() {
  let base: UInt64 = 7 << 32
  /// A refund of a sum that is under a name in an earlier answer.
  func run(_ tools: [UInt64], name: UInt64, outcome: Outcome = .success) -> Run {
    let practices = [base, base | name].map {
      Practice(
        kind: .otherSource, tool: refund, step: $0, isKept: true, source: $0 == base ? 0 : tools[0])
    }
    return Run(tools: tools, outcome: outcome, practices: practices)
  }
  let good = [Run](repeating: run([verify, refund], name: 1), count: 20)
  let missed = Lapse(kind: .otherSource, tool: refund, step: base | 1)
  func found(_ tools: [UInt64]) -> Bool {
    lapses(of: good + [run(tools, name: 2, outcome: .failure)]).lapses[20].contains(missed)
  }
  #expect(found([verify, refund]) && found([mail, verify, refund]))
  #expect(!found([mail, refund]) && !found([mail, refund, verify]))
}

@Test func `corrections that are few for each field are heeded by an agent that heeds nearly all`() {
  func run(_ field: UInt64, isKept: Bool, outcome: Outcome = .success) -> Run {
    let practice = Practice(kind: .superseded, tool: refund, step: field, isKept: isKept)
    return Run(tools: [refund], outcome: outcome, practices: [practice])
  }
  let good = (0..<20).map { run(UInt64($0 % 4), isKept: true) }
  let missed = Lapse(kind: .superseded, tool: refund, step: 3)
  func isMissed(_ successes: [Run]) -> Bool {
    lapses(of: successes + [run(3, isKept: false, outcome: .failure)]).lapses.last?.contains(missed) ?? false
  }
  #expect(isMissed(good))
  #expect(!isMissed(good.dropLast()), "twenty show a habit")
  let careless = (0..<3).map { run(UInt64($0), isKept: false) }
  #expect(!isMissed(good + careless), "nine in ten make one")
  #expect(!isMissed(good + [run(3, isKept: false)]), "of the field itself too")
}

/// The same, by looking at all successes for each pair of tools.
private func lapsesByDefinition(of runs: [Run]) -> [Set<Lapse>] {
  runs.map { run in
    let successes = runs.filter { $0.outcome == .success && $0.agent == run.agent }
    var lapses: Set<Lapse> = []
    for tool in run.tools {
      let calling = successes.filter { $0.tools.contains(tool) }
      guard calling.count >= 20 else { continue }
      for step in Set(successes.flatMap(\.tools)) where step != tool {
        func isBefore(_ tools: [UInt64], _ one: UInt64, _ other: UInt64) -> Bool {
          guard let place = tools.firstIndex(of: one) else { return false }
          return tools[(place + 1)...].contains(other)
        }
        let needed = 0.9 * Double(calling.count)
        if Double(calling.count { isBefore($0.tools, step, tool) }) >= needed,
          !isBefore(run.tools, step, tool)
        {
          lapses.insert(
            Lapse(kind: run.tools.contains(step) ? .tooLate : .leftOut, tool: tool, step: step))
        }
        if Double(calling.count { isBefore($0.tools, tool, step) }) >= needed, !run.tools.contains(step),
          !run.hasError
        {
          lapses.insert(Lapse(kind: .unfinished, tool: tool, step: step))
        }
      }
    }
    return lapses
  }
}

@Test(arguments: 0..<UInt64(30)) func `lapses are those of the definition, on one thread and on two`(
  seed: UInt64
) {
  var generator = SplitMix64(seed: seed)
  let orders: [[UInt64]] = [[1, 2, 3, 4], [5, 2, 6], [1, 5, 7, 3]]
  let runs = (0..<150).map { _ -> Run in
    let agent = Int(generator.next() % 3)
    var tools = orders[agent]
    let outcome: Outcome = generator.next() % 3 == 0 ? .failure : .success
    // Now and then a step is left out, or comes at another place.
    if generator.next() % 12 == 0 || outcome == .failure {
      let moved = tools.remove(at: Int(generator.next() % UInt64(tools.count)))
      if generator.next() % 2 == 0 {
        tools.insert(moved, at: Int(generator.next() % UInt64(tools.count + 1)))
      }
    }
    return Run(
      tools: tools, outcome: outcome, agent: agent == 2 ? nil : agent, hasError: generator.next() % 4 == 0)
  }
  let expected = lapsesByDefinition(of: runs)
  #expect(expected.contains { !$0.isEmpty }, "a seed without a lapse shows nothing")
  #expect(lapses(of: runs).lapses == expected)
  #expect(lapses(of: runs, threadCount: 2).lapses == expected)
}
