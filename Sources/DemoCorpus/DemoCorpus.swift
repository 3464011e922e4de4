/// A seeded corpus of agent traces with planted failure modes and their truth.
///
/// Every trace is made from its own seed, so that any of them can be made alone and the corpus never has to be
/// held: a million traces cost the memory of one. The same settings and seed give the same bytes.
package struct DemoCorpus: Sendable {
  /// Share of the traces that fail, in hundredths.
  package static let failurePercent = 38
  /// Share of the traces whose outcome is left out, in hundredths.
  package static let unknownPercent = 10

  package let seed: UInt64
  /// The mean size of a trace aimed at, in bytes; below about 4,000 nothing is left for long tool outputs.
  package let meanTraceBytes: Int
  package let weeks: [DemoWeek]
  /// The planted modes; the first are the most frequent in a corpus of one week.
  package let modes: [PlantedMode]
  package let traceCount: Int

  /// Causes that strike once each.
  let otherModes: [PlantedMode]
  /// What is fixed for each week: names of tools, words of errors, order of traces.
  let settings: [WeekSetting]

  /// A corpus of one week with mode sizes by Zipf's law.
  package init(traceCount: Int, modeCount: Int, seed: UInt64, meanTraceBytes: Int = 8_192) {
    let failureCount = traceCount * Self.failurePercent / 100
    let oneOffCount = Self.oneOffCount(failureCount: failureCount)
    let sizes = ModeSizes(modeCount: modeCount, total: failureCount - oneOffCount).drawn()
    let week = DemoWeek(
      startSecond: 1_741_564_800, successCount: traceCount - failureCount, oneOffCount: oneOffCount,
      modeSizes: sizes)
    self.init(weeks: [week], modeCount: modeCount, seed: seed, meanTraceBytes: meanTraceBytes)
  }

  /// A corpus of the weeks given, each with sizes for `modeCount` modes.
  package init(weeks: [DemoWeek], modeCount: Int, seed: UInt64, meanTraceBytes: Int = 8_192) {
    precondition(modeCount >= 1, "a corpus needs a mode, \(modeCount) asked for")
    precondition(weeks.allSatisfy { $0.modeSizes.count == modeCount && $0.wordings.count == modeCount })
    self.seed = seed
    self.meanTraceBytes = meanTraceBytes
    self.weeks = weeks
    (modes, otherModes) = ModeCatalogue(modeCount: modeCount, seed: seed).drawn()
    var firstIndex = 0
    var settings: [WeekSetting] = []
    for week in weeks {
      settings.append(WeekSetting(week: week, firstIndex: firstIndex, modes: modes, seed: seed))
      firstIndex += week.traceCount
    }
    self.settings = settings
    traceCount = firstIndex
  }

  /// The most modes that a corpus of one week can hold: five failures for each, and causes enough to tell
  /// the modes apart.
  package static func maximumModeCount(traceCount: Int) -> Int {
    let failureCount = traceCount * failurePercent / 100
    return min((failureCount - oneOffCount(failureCount: failureCount)) / ModeSizes.rareSize, 400)
  }

  /// Failures that belong to no mode: so few that their causes hardly ever recur.
  private static func oneOffCount(failureCount: Int) -> Int {
    min(failureCount / 50, 150)
  }

  /// Appends one trace as a line of chat JSONL, with its line feed.
  ///
  /// - Parameter index: From 0 to `traceCount` − 1, in the order of the file.
  /// - Returns: What was planted.
  package func appendTrace(at index: Int, to bytes: inout [UInt8]) -> PlantedTruth {
    precondition(index >= 0 && index < traceCount, "index \(index) outside 0..<\(traceCount)")
    let week = settings.lastIndex { $0.firstIndex <= index } ?? 0
    let maker = TraceMaker(corpus: self, week: week)
    return maker.append(index, to: &bytes)
  }

  /// Hands over every trace in order: its line with line feed, and its truth.
  package func forEachTrace(_ body: (_ line: [UInt8], _ truth: PlantedTruth) throws -> Void) rethrows {
    for week in settings.indices { try forEachTrace(ofWeek: week, body) }
  }

  /// Hands over the traces of a week in order.
  package func forEachTrace(
    ofWeek week: Int, _ body: (_ line: [UInt8], _ truth: PlantedTruth) throws -> Void
  ) rethrows {
    var line: [UInt8] = []
    let maker = TraceMaker(corpus: self, week: week)
    let first = settings[week].firstIndex
    for index in first..<first + weeks[week].traceCount {
      line.removeAll(keepingCapacity: true)
      let truth = maker.append(index, to: &line)
      try body(line, truth)
    }
  }
}
