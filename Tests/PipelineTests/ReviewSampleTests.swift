import DemoCorpus
import JSONBytes
import Sampling
import Signatures
import Statistics
import Testing

@testable import Pipeline

/// A mined demo corpus, and what a reviewer meets in it.
private struct MinedSample {
  let mined: MinedSignatures
  let modeOfTrace: [String: String]

  init(seed: UInt64) throws {
    var (lines, modes): ([[UInt8]], [String: String]) = ([], [:])
    DemoCorpus(traceCount: 1_500, modeCount: 20, seed: seed, meanTraceBytes: 3_000).forEachTrace {
      line, truth in
      lines.append(Array(line.dropLast()))
      modes[truth.traceID] = truth.mode
    }
    let blocks = stride(from: 0, to: lines.count, by: 100).enumerated().map { index, start in
      MadeBlocks.block(Array(lines[start..<min(start + 100, lines.count)]), fileIndex: index)
    }
    let plan = MiningPlan(threadCount: 2)
    mined = try MadeBlocks.mined(MadeBlocks.collection(blocks, plan: plan), plan: plan)
    modeOfTrace = modes
  }

  func mode(ofRow row: Int) -> String? {
    modeOfTrace[mined.collection.rows[row].id].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The modes of all failures mined.
  var modes: Set<String> { Set(mined.selection.mined.compactMap(mode)) }

  /// The modes that a reviewer meets in so many items a signature.
  func modesMet(itemsPerSignature: Int) -> (modes: Set<String>, readCount: Int) {
    var (rows, candidates): ([Int], [ReviewBudget.Candidate]) = ([], [])
    func add(_ one: Representative, _ stratum: Int) {
      rows.append(one.row)
      candidates.append(
        .init(
          stratum: stratum, role: one.role.drawn, inclusionProbability: one.inclusionProbability,
          lanePlace: one.draw?.lanePlace, laneProbability: one.draw?.laneProbability ?? 0, seconds: 60))
    }
    for (stratum, sample) in mined.samples.enumerated() {
      for one in sample { add(one, stratum) }
    }
    let count = mined.samples.count
    for (severe, draw) in zip(mined.severeRows, mined.severeDraws) {
      add(.init(row: severe.row, role: .severe, inclusionProbability: 1, draw: draw), count)
    }
    for one in mined.unassignedSample { add(one, count + 1) }
    for (one, cluster) in mined.laneSample { add(one, cluster < 0 ? count + 1 : Int(cluster)) }
    let choices = ReviewBudget(itemLimit: itemsPerSignature * count).choices(from: candidates)
    return (Set(choices.compactMap { mode(ofRow: rows[$0.index]) }), choices.count)
  }

  /// How many failures drawn by lot it takes on average to meet so many modes.
  func randomReadCount(meeting wanted: Int) -> Double {
    var generator = SplitMix64(seed: 5)
    let runs = 40
    var total = 0
    for _ in 0..<runs {
      var (met, reads): (Set<String>, Int) = ([], 0)
      for row in mined.selection.mined.shuffled(using: &generator) where met.count < wanted {
        reads += 1
        if let mode = mode(ofRow: row) { met.insert(mode) }
      }
      total += reads
    }
    return Double(total) / Double(runs)
  }
}

extension Representative.Role {
  fileprivate var drawn: RepresentativeSample.Role? {
    switch self {
    case .medoid: .medoid
    case .spread: .spread
    case .boundary: .boundary
    case .random: .random
    case .lane: .lane
    case .severe: nil
    }
  }
}

@Test func `the lane is of all that was mined, and every trace is an item once`() throws {
  let mined = try MinedSample(seed: 4).mined
  let others =
    mined.samples.joined().map(\.row) + mined.severeRows.map(\.row) + mined.unassignedSample.map(\.row)
  let rows = others + mined.laneSample.map(\.representative.row)
  #expect(Set(rows).count == rows.count && Set(mined.wantedRows) == Set(rows))
  let draws =
    mined.samples.joined().map(\.draw) + mined.severeDraws + mined.unassignedSample.map(\.draw)
    + mined.laneSample.map(\.representative.draw)
  let places = draws.compactMap { $0?.lanePlace }.sorted()
  #expect(places == Array(1...RandomLane.usualCount(of: mined.selection.mined.count)))
  // Strata hold every mined trace once.
  var sizes = mined.samples.map { $0[0].draw?.stratumSize ?? 0 }
  sizes += [mined.severeRows.count, mined.unassignedSample.first?.draw?.stratumSize ?? 0]
  #expect(sizes.reduce(0, +) == mined.selection.mined.count)
  #expect(
    mined.laneSample.allSatisfy { one, cluster in
      one.role == .lane && one.inclusionProbability < 1
        && (cluster < 0 || one.draw?.stratumSize == sizes[Int(cluster)])
    })
}

@Test func `three items a signature meet nearly all planted modes`() throws {
  var (met, planted) = (0, 0)
  for seed in [1, 2, 3] as [UInt64] {
    let sample = try MinedSample(seed: seed)
    let found = sample.modesMet(itemsPerSignature: 3)
    met += found.modes.count
    planted += sample.modes.count
    let random = sample.randomReadCount(meeting: found.modes.count)
    print(
      "seed \(seed): \(found.modes.count) of \(sample.modes.count) modes met in \(found.readCount) reads; "
        + "random reads for as many: \(Int(random.rounded()))")
  }
  #expect(Double(met) >= 0.95 * Double(planted))
}
