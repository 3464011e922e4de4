import Labels
import Statistics

@testable import Gate

/// Scores of two releases made with known causes of change.
///
/// A trace has a kind and a true label from 1 to 5, of which 3 and more pass; the judge moves one label in thirty at
/// random, anew at each scoring. Every cause turns about one pass in five into a fail, always on the same traces.
struct MadeReleases {
  var causes: Set<Cause.Kind> = []
  var seed: UInt64 = 1

  /// Traces of each release, and those that are scored at every run.
  var traceCount = 800
  var canaryCount = 300

  /// Whether the candidate does the tasks of the baseline anew.
  var isPaired = false

  /// Whether the canaries are scored by the old version too where the evaluator was edited.
  var scoresOldVersion = true

  /// The share of passes that a cause turns; below 0 fails that it turns into passes.
  var strength: [Cause.Kind: Double] = [:]

  var baseline = ScoreTable()
  var candidate = ScoreTable()

  init(
    _ causes: Set<Cause.Kind> = [], seed: UInt64 = 1, traceCount: Int = 800, canaryCount: Int = 300,
    isPaired: Bool = false, scoresOldVersion: Bool = true, strength: [Cause.Kind: Double] = [:]
  ) {
    (self.causes, self.seed, self.traceCount) = (causes, seed, traceCount)
    (self.canaryCount, self.isPaired, self.scoresOldVersion) = (canaryCount, isPaired, scoresOldVersion)
    self.strength = strength
    make()
  }

  /// Resamples are few, since debug builds take long over them.
  func report(_ rule: GateRule = GateRule(resampleCount: 20)) -> GateReport {
    ReleaseGate(rule: rule).report(baseline: baseline, candidate: candidate, isTrusted: true)
  }

  // MARK: Making

  /// A trace before anybody judges it.
  private struct Task {
    let id: Int
    let kind: Int
    let label: Int
    let content: UInt64
  }

  /// Which changes a scoring sees.
  private struct Scoring {
    var changes: Set<Cause.Kind> = []
    var evaluator = "v1"
    var criterion = "c1"
    var calibration = "K-1"
    var labelSet = "L-1"
  }

  /// The ids of all traces, whose numbers are their places.
  private static let names: TextTable = {
    var names = TextTable()
    for place in 0..<4_500 { _ = names.index(of: "t-\(place)") }
    return names
  }()

  private static let passRates = [0.95, 0.9, 0.75, 0.6]
  private static let oldMix = [0.4, 0.3, 0.2, 0.1]
  private static let newMix = [0.1, 0.2, 0.3, 0.4]
  private static let turned = 0.2

  private func turned(_ kind: Cause.Kind) -> Double { strength[kind] ?? Self.turned }

  private mutating func make() {
    var random = SplitMix64(seed: seed, stream: 7)
    let canaries = (0..<canaryCount).map { task($0, mix: Self.oldMix, &random) }
    let before = (0..<traceCount).map { task(canaryCount + $0, mix: Self.oldMix, &random) }
    let mix = causes.contains(.mix) ? Self.newMix : Self.oldMix
    let after = (0..<traceCount).map { place -> Task in
      let id = isPaired ? before[place].id : canaryCount + traceCount + place
      var made = task(id, mix: mix, &random)
      // The same task done anew mostly ends as before.
      if isPaired, random.uniform() < 0.9 {
        made = Task(id: id, kind: before[place].kind, label: before[place].label, content: made.content)
      }
      guard causes.contains(.agent) else { return made }
      return Task(
        id: made.id, kind: made.kind, label: changed(made.label, by: .agent, content: made.content),
        content: made.content)
    }
    let old = Scoring()
    append(canaries, old, isCanary: true, to: &baseline, &random)
    append(before, old, isCanary: false, to: &baseline, &random)
    let now = scoringNow
    append(canaries, now, isCanary: true, to: &candidate, &random)
    append(after, now, isCanary: false, to: &candidate, &random)
    guard scoresOldVersion else { return }
    for scoring in halfway { append(canaries, scoring, isCanary: true, to: &candidate, &random) }
  }

  private var scoringNow: Scoring {
    var now = Scoring(changes: causes.intersection([.judge, .evaluator, .criterion]))
    if causes.contains(.criterion) { (now.criterion, now.evaluator) = ("c2", "v1 of c2") }
    if causes.contains(.evaluator) { now.evaluator += " edited" }
    if causes.contains(.calibration) || causes.contains(.labels) { now.calibration = "K-2" }
    if causes.contains(.labels) { now.labelSet = "L-2" }
    return now
  }

  /// The scorings on the way from the old version to the new, at the time of the candidate.
  private var halfway: [Scoring] {
    guard !causes.isDisjoint(with: [.evaluator, .criterion]) else { return [] }
    var scorings = [Scoring(changes: causes.intersection([.judge]))]
    if causes.isSuperset(of: [.evaluator, .criterion]) {
      scorings.append(
        Scoring(
          changes: causes.intersection([.judge, .criterion]), evaluator: "v1 of c2", criterion: "c2"))
    }
    return scorings
  }

  private func task(_ id: Int, mix: [Double], _ random: inout SplitMix64) -> Task {
    let kind = random.index(weightedBy: mix) ?? 0
    let passes = random.uniform() < Self.passRates[kind]
    let roll = random.uniform()
    let label = passes ? (roll < 0.16 ? 3 : roll < 0.5 ? 4 : 5) : (roll < 0.5 ? 1 : 2)
    return Task(id: id, kind: kind, label: label, content: random.next())
  }

  /// A label after something turned passes into fails, or fails into passes.
  ///
  /// On which traces it does depends on their content alone: a judge that drifted is as strict tomorrow as today.
  private func changed(_ label: Int, by kind: Cause.Kind, content: UInt64) -> Int {
    let share = turned(kind)
    var random = SplitMix64(seed: content, stream: Cause.Kind.allCases.firstIndex(of: kind) ?? 0)
    let roll = random.uniform()
    if share >= 0 { return label >= 3 && roll < share ? 2 : label }
    return label < 3 && roll < -share ? 4 : label
  }

  private func append(
    _ tasks: [Task], _ scoring: Scoring, isCanary: Bool, to table: inout ScoreTable,
    _ random: inout SplitMix64
  ) {
    table.traces = Self.names
    func number(_ text: String) -> Int32 { Int32(table.words.index(of: text)) }
    let source = ScoreTable.Source(
      evaluator: number("polite"), evaluatorVersion: number(scoring.evaluator), criterion: number("tone"),
      criterionVersion: number(scoring.criterion), judgeModel: number("small-model"),
      calibration: number(scoring.calibration), labelSet: number(scoring.labelSet), run: number("R"))
    let agents = [number("shop"), number("bank")]
    let signatures = [number("SIG-1"), Int32(-1)]
    let labels = (0...5).map { number("\($0)") }
    for task in tasks {
      var label = task.label
      if random.uniform() < 1.0 / 30 { label = min(5, max(1, label + (random.uniform() < 0.5 ? 1 : -1))) }
      for kind in [Cause.Kind.judge, .criterion, .evaluator] where scoring.changes.contains(kind) {
        label = changed(label, by: kind, content: task.content)
      }
      let mapped = scoring.calibration == "K-2" && label == 3 ? 2 : label
      table.appendSource(source)
      table.trace.append(Int32(task.id))
      table.agent.append(agents[task.kind / 2])
      table.signature.append(signatures[task.kind % 2])
      table.label.append(labels[label])
      table.mappedLabel.append(labels[mapped])
      table.id.append(UInt64(table.count))
      table.traceHash.append(task.content | 1)
      table.shownHash.append(task.content | 1)
      table.promptHash.append(0)
      table.value.append(Double(mapped - 1) / 4)
      table.startedAt.append(.nan)
      table.verdict.append(mapped >= 3 ? .pass : .fail)
      table.isCanary.append(isCanary)
    }
  }
}
