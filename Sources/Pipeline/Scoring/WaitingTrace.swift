internal import Evaluators
internal import Gate
internal import JSONBytes
internal import Reports

/// A trace whose lines are not written yet.
struct WaitingTrace {
  private(set) var verdicts: ArraySlice<ScoredVerdict>

  /// The line of each evaluator; empty for a verdict that is open.
  private(set) var lines: [[UInt8]] = []
  private(set) var shown: ShownTrace?

  /// How it was drawn, and its hashed name; `nil` where all traces are scored.
  private var drawn: DrawnTrace?
  private(set) var name: UInt64?

  /// What a drawn trace is called in scores.
  private(set) var id: String?

  var isOpen: Bool { shown != nil }

  init(_ scored: ScoredTraces, _ index: Int, suiteCount: Int) {
    let places = index * suiteCount..<(index + 1) * suiteCount
    verdicts = scored.verdicts[places]
    verdicts = ArraySlice(Array(verdicts))
    shown = scored.shown[index]
    var start = places.lowerBound == 0 ? 0 : scored.ends[places.lowerBound - 1]
    for place in places {
      lines.append(Array(scored.lines[start..<scored.ends[place]]))
      start = scored.ends[place]
    }
  }

  /// Closes a verdict with what was answered.
  mutating func close(_ place: Int, _ version: Evaluator.Version, _ judgement: Judgement, _ plan: ScoringPlan)
  {
    guard let shown else { return }
    var score = plan.score(
      version, traceID: shown.id, traceHash: shown.contentHash, shownHash: shown.contentHash)
    (score.agent, score.startedAt) = (shown.agent, shown.startedAt)
    (score.signatureID, score.inclusionProbability) = (drawn?.signatureID, drawn?.inclusionProbability)
    score.isCanary = plan.isOfCanaries
    score.take(judgement, of: version.evaluator, map: plan.maps[version.evaluator.name])
    score.labelSet = plan.labelSets[version.evaluator.name]
    verdicts[verdicts.startIndex + place] = score.passed.map { $0 ? .pass : .fail } ?? .unreadable
    var writing = ScoreLines()
    writing.append(score, run: plan.run, time: plan.time)
    lines[place] = writing.bytes
  }

  /// Notes how the trace was drawn, in the lines that there are and in those to come.
  mutating func take(_ drawn: DrawnTrace, name: UInt64, run: String) {
    (self.drawn, self.name) = (drawn, name)
    var id = shown?.id
    changeLines(run: run) { score in
      (score.signatureID, score.inclusionProbability) = (drawn.signatureID, drawn.inclusionProbability)
      id = score.traceID
    }
    self.id = id
  }

  /// Makes the trace's name longer, in the lines that there are and in those to come.
  mutating func rename(addition: String, run: String) {
    changeLines(run: run) { $0.traceID += addition }
    if let known = shown {
      shown = ShownTrace(
        id: known.id + addition, contentHash: known.contentHash, agent: known.agent,
        startedAt: known.startedAt, turns: known.turns)
    }
  }

  private mutating func changeLines(run: String, _ change: (inout Score) -> Void) {
    for (place, line) in lines.enumerated() where !line.isEmpty {
      guard let document = try? JSONParser().parse(Array(line.dropLast())), let record = ScoreRecord(document)
      else { continue }
      var score = record.score
      change(&score)
      var writing = ScoreLines()
      writing.append(score, run: run, time: record.time)
      lines[place] = writing.bytes
    }
  }
}
