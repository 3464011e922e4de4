import Testing
import Traces

@testable import Features

private let tool: UInt64 = 7

/// Traces that call a tool, some of which fail there.
private func add(
  _ count: Int, _ outcome: Outcome, failingWith types: [ErrorType] = [], isReported: Bool = false,
  to table: inout EvidenceTable
) {
  for index in 0..<count {
    var evidence = Evidence()
    evidence.terms = [TermKey(.tool, hash: tool)]
    if index < types.count {
      evidence.errors = [
        ErrorEvidence(
          tool: tool, type: types[index], provenance: .flag, message: 1, isRepaired: false, call: 0,
          isReported: isReported)
      ]
    }
    table.append(evidence, outcome: outcome)
  }
}

/// The types of the tool's errors that are ordinary ones.
private func ordinary(_ table: EvidenceTable) -> Set<ErrorType> {
  let failures = (0..<table.rowCount).filter { table.outcomes[$0] == .failure }
  var (counts, background) = (FeatureCounts(), FeatureCounts())
  counts.add(table, outcome: .failure)
  background.add(table, outcome: .success)
  let found = OrdinaryErrors(table, rows: failures, counts: counts, background: background)
  return Set(ErrorType.allCases.filter { found.contains(tool: tool, type: $0) })
}

@Test
func `an error of a tool that fails as often where all goes well is ordinary, unless failures have it more`()
{
  var table = EvidenceTable()
  add(100, .success, failingWith: [ErrorType](repeating: .network, count: 10), to: &table)
  let own = [ErrorType](repeating: .timeout, count: 2) + [ErrorType](repeating: .conflict, count: 8)
  add(100, .failure, failingWith: own, to: &table)
  #expect(ordinary(table) == [.timeout])
}

@Test func `an error that last answers tell of is no ordinary one`() {
  var table = EvidenceTable()
  add(100, .success, failingWith: [ErrorType](repeating: .network, count: 10), to: &table)
  add(100, .failure, failingWith: [.timeout, .timeout], isReported: true, to: &table)
  #expect(ordinary(table) == [])
}

@Test
func `a tool that fails in many ways, none of which leads and none of which is told, is beside the point`() {
  let ways: [ErrorType] = [.timeout, .conflict, .network, .quota, .parse]
  let scattered = { (count: Int) in (0..<count).map { ways[$0 % 5] } }
  let elsewhere = [ErrorType](repeating: .network, count: 4)
  var table = EvidenceTable()
  add(100, .success, failingWith: elsewhere, to: &table)
  add(100, .failure, failingWith: scattered(20), to: &table)
  #expect(ordinary(table) == Set(ways))

  var leading = EvidenceTable()
  add(100, .success, failingWith: elsewhere, to: &leading)
  let most = [ErrorType](repeating: .timeout, count: 12) + (0..<8).map { ways[1 + $0 % 4] }
  add(100, .failure, failingWith: most, to: &leading)
  #expect(ordinary(leading) == [])

  var few = EvidenceTable()
  add(100, .success, failingWith: elsewhere, to: &few)
  add(100, .failure, failingWith: scattered(19), to: &few)
  #expect(ordinary(few) == [])

  // One that never fails where all goes well may run anything, and be why traces failed in each of the ways.
  var main = EvidenceTable()
  add(100, .success, to: &main)
  add(100, .failure, failingWith: scattered(20), to: &main)
  #expect(ordinary(main) == [])
}

@Test func `without successes no error is ordinary`() {
  var table = EvidenceTable()
  add(
    100, .failure,
    failingWith: (0..<20).map { [ErrorType.timeout, .conflict, .quota, .parse, .network][$0 % 5] }, to: &table
  )
  #expect(ordinary(table) == [])
}
