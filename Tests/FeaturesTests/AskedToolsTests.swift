import Testing
import Traces

@testable import Features

/// A run whose user asks in some words.
private struct Run {
  var words: [UInt64]
  var tools: [UInt64]
  var outcome = Outcome.success
  var failing: UInt64?
  var terms: [TermKey] = []
}

private let (find, cancel, book, note): (UInt64, UInt64, UInt64, UInt64) = (11, 12, 13, 14)

/// The tools that each failure was asked for and did not call.
private func uncalled(_ runs: [Run]) -> [Set<UInt64>] {
  lapses(runs).map { Set($0.filter { $0.kind == .uncalled }.map(\.step)) }
}

/// What each failure misses; each tool but one changes something.
private func lapses(_ runs: [Run]) -> [Set<Lapse>] {
  var table = EvidenceTable()
  for run in runs {
    var evidence = Evidence()
    for tool in run.tools { evidence.add(tool: tool) }
    evidence.terms = run.words.map { TermKey(.request, hash: $0) } + run.terms
    evidence.practices = run.tools.filter { $0 != find }.map {
      Practice(kind: .again, tool: $0, step: Lapse.repeating, isKept: true)
    }
    evidence.errors =
      run.failing.map { tool in
        [
          ErrorEvidence(
            tool: tool, type: .timeout, provenance: .flag, message: 1, isRepaired: false, call: 0)
        ]
      } ?? []
    table.append(evidence, outcome: run.outcome)
  }
  table.noteLapses(agents: runs.map { _ in 0 })
  return runs.indices.filter { runs[$0].outcome == .failure }.map { row in
    Set(table.terms[table.termRange(row)].compactMap { table.lapses[$0] })
  }
}

/// Twenty users want to cancel, twenty to book; nothing that is called tells which.
private let work =
  [Run](repeating: Run(words: [1, 2], tools: [find, cancel]), count: 20)
  + [Run](repeating: Run(words: [3, 4], tools: [find, book]), count: 20)

@Test func `what the user asks for tells which tool is not called`() {
  let failures = [
    Run(words: [1, 2], tools: [find], outcome: .failure),
    Run(words: [4, 3], tools: [find], outcome: .failure),
    Run(words: [1, 2], tools: [find, cancel], outcome: .failure),
    // One word may be chance.
    Run(words: [1], tools: [find], outcome: .failure),
    Run(words: [1, 2, 3, 4], tools: [], outcome: .failure),
  ]
  #expect(uncalled(work + failures) == [[cancel], [book], [], [], [cancel, book, find]])
}

@Test func `it takes twenty successes, nine in ten of which call the tool and more than of any`() {
  let failure = [Run(words: [1, 2], tools: [find], outcome: .failure)]
  #expect(uncalled(Array(work.dropFirst()) + failure) == [[]])
  let others = [Run](repeating: Run(words: [1, 2], tools: [find]), count: 3)
  #expect(uncalled(work + others.dropLast() + failure) == [[cancel]])
  #expect(uncalled(work + others + failure) == [[]])
}

@Test func `work is broken off by an error and a refusal, but not by those of successes`() {
  let failure = Run(words: [1, 2], tools: [find, note], outcome: .failure, failing: note)
  let refusing = Run(words: [1, 2], tools: [find], outcome: .failure, terms: [.sign(.refusal)])
  #expect(uncalled(work + [failure, refusing]) == [[], []])
  // Twenty that fail to write a note cancel all the same.
  let noting = [Run](repeating: Run(words: [1, 2], tools: [find, note, cancel], failing: note), count: 20)
  #expect(uncalled(work + noting + [failure, refusing]) == [[cancel], []])
  let polite = [Run](
    repeating: Run(words: [1, 2], tools: [find, cancel], terms: [.sign(.refusal)]), count: 20)
  #expect(uncalled(work + polite + [failure, refusing]) == [[], [cancel]])
}

@Test func `what changes something in place of what was asked for is told, and nothing that goes with it`() {
  func found(_ words: [UInt64], _ tools: [UInt64], besides: [Run] = []) -> Set<Lapse> {
    lapses(work + besides + [Run(words: words, tools: tools, outcome: .failure)])[0]
  }
  let missed = Lapse(kind: .uncalled, tool: Lapse.request, step: cancel)
  #expect(found([1, 2], [find, book]) == [Lapse(kind: .instead, tool: book, step: cancel)])
  // What only reads is nothing in place of it, nor is what was asked for besides.
  #expect(found([1, 2], [find]) == [missed])
  #expect(found([1, 2, 3, 4], [find, book]) == [missed])
  #expect(found([1, 2], [find, cancel, book]).isEmpty)
  // One in twenty that cancel writes a note.
  let noting = [Run(words: [1, 2], tools: [find, note, cancel])]
  #expect(found([1, 2], [find, note], besides: noting) == [missed])
  #expect(found([1, 2], [find, note]) == [Lapse(kind: .instead, tool: note, step: cancel)])
}
