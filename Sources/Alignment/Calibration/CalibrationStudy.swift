import ContentHash
package import Labels
package import LinearAlgebra

/// A judge's calibration on a criterion: what the maps are, and what they gain.
package struct CalibrationOutcome: Sendable {
  package let criterion: String
  package let judge: String

  /// The version of the judge in the verdicts; `nil` if none is given, or several.
  package let judgeVersion: String?

  /// The name of the cut: `fit` where all pairs are learnt from.
  package let size: String
  package let repetition: Int
  package let seedText: String?

  /// The items learnt from.
  package let items: [String]
  package let table: CalibrationTable

  /// The pairs held out, or those learnt from where none are.
  package let heldOut: CalibrationTable
  package let plain: LabelWeights
  package let plainFirst: LabelWeights
  package let guarded: GuardedMap
  package let settings: CalibrationStudy

  /// The gain of each map on the pairs learnt from, cross-validated.
  package let expectedPlainGain: Double?
  package let expectedGain: Estimate?
  package let curve: LearningCurve
  package let prevalence: [PrevalenceFinding]

  /// The SHA-256 of the labels and verdicts learnt from.
  package let contentHash: String
}

/// The share of a label among all verdicts, as it seems and as corrected.
package struct PrevalenceFinding: Sendable {
  package let label: String
  package let sample: PrevalenceSample
  package let estimates:
    [(method: CorrectedPrevalence.Method, result: Result<CorrectedPrevalence, CorrectedPrevalence.Refusal>)]
}

/// Calibrates a judge on a criterion.
package struct CalibrationStudy: Sendable, Hashable {
  /// The set's name in the seed of the cut.
  package let set: String

  /// The cut; `nil` to learn from all pairs.
  package let size: CalibrationSize?
  package let repetition: Int
  package let plain: RidgeCalibration
  package let guarded: GuardedCalibration

  /// Takes the labels of this annotator as the truth, and not the most frequent ones.
  package let human: String?

  /// Takes every label that the judge gave as one of its own, also those outside the scale.
  package let takesAllVerdicts: Bool
  package let level: Double

  package init(
    set: String = "", size: CalibrationSize? = nil, repetition: Int = 0,
    plain: RidgeCalibration = RidgeCalibration(), guarded: GuardedCalibration = GuardedCalibration(),
    human: String? = nil, takesAllVerdicts: Bool = false, level: Double = 0.95
  ) {
    self.set = set
    self.size = size
    self.repetition = repetition
    self.plain = plain
    self.guarded = guarded
    self.human = human
    self.takesAllVerdicts = takesAllVerdicts
    self.level = level
  }

  /// The calibration of a judge; `nil` if no item has both a verdict and a reference.
  package func outcome(
    ofJudge judge: Int, in ratings: Ratings, table: LabelTable
  ) throws(LinearAlgebraError) -> CalibrationOutcome? {
    let humanNumber = human.flatMap(ratings.humans.firstIndex)
    if human != nil, humanNumber == nil { return nil }
    let pairs = CalibrationPairs(
      ofJudge: judge, in: ratings, table: table, human: humanNumber, takesAllVerdicts: takesAllVerdicts)
    guard pairs.count > 0 else { return nil }
    let split = size.map {
      CalibrationSplit(
        set: set, criterion: ratings.criterion, judge: ratings.judges[judge], size: $0, repetition: repetition
      )
    }
    let indices = split?.calibrationIndices(pairs) ?? Array(pairs.items.indices)
    let learnt = pairs.table(of: indices)
    let heldOut = split == nil ? learnt : pairs.table.subtracting(learnt)
    let leftOut = try plain.leaveOneOutAgreeingCount(learnt) - learnt.agreeingCount(under: .none(for: learnt))
    return CalibrationOutcome(
      criterion: ratings.criterion, judge: ratings.judges[judge],
      judgeVersion: ratings.judgeVersion(ofJudge: judge, in: table), size: size?.name ?? "fit",
      repetition: repetition, seedText: split?.seedText, items: indices.map { pairs.items[$0] },
      table: learnt,
      heldOut: heldOut, plain: try plain.fit(learnt),
      plainFirst: try RidgeCalibration(penalty: plain.penalty, tieRule: .first).fit(learnt),
      guarded: guarded.fit(learnt), settings: self,
      expectedPlainGain: learnt.total > 0 ? Double(leftOut) / Double(learnt.total) : nil,
      expectedGain: GainValidation(level: level).expectedGain(of: guarded, on: learnt),
      curve: try LearningCurveMeasure(plain: plain, guarded: guarded).curve(on: pairs.table),
      prevalence: prevalence(ofJudge: judge, ratings, humanNumber, table), contentHash: hash(pairs, indices))
  }

  /// What the labels and verdicts are, as bytes: a line a pair.
  private func hash(_ pairs: CalibrationPairs, _ indices: [Int]) -> String {
    var bytes: [UInt8] = []
    for index in indices {
      for text in [
        pairs.items[index], pairs.judgeLabels[pairs.verdicts[index]],
        pairs.humanLabels[pairs.references[index]],
      ] {
        bytes += Array(text.utf8) + [0]
      }
    }
    return ContentHash.hexadecimal(of: bytes)
  }

  /// The corrected share of each label, or of failures alone in a scale of two.
  private func prevalence(
    ofJudge judge: Int, _ ratings: Ratings, _ human: Int?, _ table: LabelTable
  ) -> [PrevalenceFinding] {
    let labels = ratings.scale.passPosition.map { [1 - $0] } ?? Array(ratings.scale.labels.indices)
    return labels.map { label in
      let sample = ratings.prevalenceSample(ofJudge: judge, label: label, human: human, table: table)
      return PrevalenceFinding(
        label: ratings.scale.labels[label], sample: sample,
        estimates: CorrectedPrevalence.Method.allCases.map { method in
          do throws(CorrectedPrevalence.Refusal) {
            return (method, .success(try PrevalenceCorrection(level: level).estimate(sample, by: method)))
          } catch {
            return (method, .failure(error))
          }
        })
    }
  }
}

extension Ratings {
  /// The version of a judge that all its verdicts name.
  func judgeVersion(ofJudge judge: Int, in table: LabelTable) -> String? {
    let versions = Set(
      verdicts[judge].lazy.filter(\.isShown).map { table.note(\.judgeVersion, row: Int($0.row)) })
    return versions.count == 1 ? versions.first ?? nil : nil
  }

  /// All readable verdicts of a judge, and those of them with a label, on whether a label is given.
  package func prevalenceSample(
    ofJudge judge: Int, label: Int, human: Int?, table: LabelTable
  ) -> PrevalenceSample {
    var verdictCount = 0
    var flaggedCount = 0
    var unknownChanceCount = 0
    var kinds: [LabelledVerdict: Int] = [:]
    for index in items.indices {
      guard let verdict = verdicts[judge][index].position else { continue }
      verdictCount += 1
      if verdict == label { flaggedCount += 1 }
      guard let reference = reference(ofItem: index, human: human) else { continue }
      let chance = labels(ofItem: index).lazy.compactMap { table.inclusionProbability(row: $0.row) }.first
      if chance == nil { unknownChanceCount += 1 }
      let kind = LabelledVerdict(
        isEvent: reference == label, isFlagged: verdict == label, weight: chance.map { 1 / $0 } ?? 1)
      kinds[kind, default: 0] += 1
    }
    let labelled = kinds.map { kind, count in
      LabelledVerdict(isEvent: kind.isEvent, isFlagged: kind.isFlagged, weight: kind.weight, count: count)
    }.sorted { left, right in
      (left.isEvent ? 1 : 0, left.isFlagged ? 1 : 0, left.weight)
        < (right.isEvent ? 1 : 0, right.isFlagged ? 1 : 0, right.weight)
    }
    let hasChances = labelled.reduce(0) { $0 + $1.count } > unknownChanceCount
    return PrevalenceSample(
      verdictCount: verdictCount, flaggedCount: flaggedCount, labelled: labelled,
      missingChanceCount: hasChances ? unknownChanceCount : 0)
  }
}
