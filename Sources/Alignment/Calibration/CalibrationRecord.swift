import ContentHash
import LinearAlgebra
import Statistics

/// A calibration as it is kept in a file and applied later.
package struct CalibrationRecord: Sendable, Hashable, Codable {
  package let schemaVersion: Int

  /// The first digits of the hash of what it was learnt on and of the map; scores name it.
  package let id: String
  package let kind: Kind
  package let criterion: String
  package let judge: String
  package let judgeVersion: String?
  package let judgeLabels: [String]
  package let humanLabels: [String]

  /// W, a row for each label of the judge.
  package let weights: [[Double]]

  /// The human label that each label of the judge becomes; labels without one are left as they are.
  package let map: [String: String]
  package let penalty: Double
  package let pairCount: Int

  /// The SHA-256 of the labels and verdicts learnt from.
  package let contentHash: String

  /// The label set of a workspace that the labels are of; `nil` for plain files.
  package let labelSet: String?
  package let expectedGain: Double?
  package let expectedGainLower: Double?
  package let expectedGainUpper: Double?
  package let learningCurve: [LearningCurve.Point]

  /// The number of pairs from which the gain grows no more; `nil` if more may gain more.
  package let flattensAt: Int?

  /// What the map is learnt from where that is not a judge's one label; `map` is empty then.
  package let wide: Wide?

  /// A map from more than one label.
  package struct Wide: Sendable, Hashable, Codable {
    /// `probabilities`, `scores` or `judges`.
    package let from: String

    /// The judges side by side; empty where there is one.
    package let judges: [String]

    /// What each row of `weights` is of.
    package let features: [String]

    /// Whether what the weights give is added to the judge's own label.
    package let addsToOwn: Bool

    enum CodingKeys: String, CodingKey {
      case from, judges, features
      case addsToOwn = "adds_to_own"
    }

    /// `nil` for a source that this version does not know.
    package var source: WideSource? {
      switch from {
      case "probabilities": .probabilities
      case "scores": .scores
      case "judges": .judges(judges)
      default: nil
      }
    }
  }

  /// How the map was learnt: with a guard against harm, or by ridge as published.
  package enum Kind: String, Sendable, Hashable, Codable {
    case guarded, plain
  }

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case id, kind, criterion, judge
    case judgeVersion = "judge_version"
    case judgeLabels = "judge_labels"
    case humanLabels = "human_labels"
    case weights, map, penalty
    case pairCount = "pairs"
    case contentHash = "content_hash"
    case labelSet = "label_set"
    case expectedGain = "expected_gain"
    case expectedGainLower = "expected_gain_lower"
    case expectedGainUpper = "expected_gain_upper"
    case learningCurve = "learning_curve"
    case flattensAt = "flattens_at"
    case wide
  }

  package init(_ outcome: CalibrationOutcome, kind: Kind = .guarded, labelSet: String? = nil) {
    let learnt = kind == .guarded ? outcome.guarded.learnt : outcome.plain
    var named: [String: String] = [:]
    for (verdict, label) in learnt.map.labels.enumerated() {
      if let label { named[outcome.table.judgeLabels[verdict]] = outcome.table.humanLabels[label] }
    }
    let mapText = outcome.table.judgeLabels.map { "\($0)>\(named[$0] ?? "")" }.joined(separator: "\n")
    schemaVersion = 1
    id = String(
      ContentHash.hexadecimal(of: Array("\(outcome.contentHash)\n\(kind.rawValue)\n\(mapText)".utf8)).prefix(
        12))
    self.kind = kind
    criterion = outcome.criterion
    judge = outcome.judge
    judgeVersion = outcome.judgeVersion
    judgeLabels = outcome.table.judgeLabels
    humanLabels = outcome.table.humanLabels
    weights = outcome.table.judgeLabels.indices.map { Array(learnt.weights.row($0)) }
    map = named
    penalty = kind == .guarded ? outcome.guarded.penalty : outcome.settings.plain.penalty
    pairCount = outcome.table.total
    contentHash = outcome.contentHash
    self.labelSet = labelSet
    expectedGain = kind == .guarded ? outcome.expectedGain?.value : outcome.expectedPlainGain
    expectedGainLower = kind == .guarded ? outcome.expectedGain?.interval?.lower : nil
    expectedGainUpper = kind == .guarded ? outcome.expectedGain?.interval?.upper : nil
    learningCurve = outcome.curve.points
    flattensAt = outcome.curve.flatteningCount
    wide = nil
  }

  /// A map from more than one label; without weights it changes nothing.
  package init(_ outcome: WideOutcome, kind: Kind = .guarded, labelSet: String? = nil) {
    let map = kind == .guarded ? outcome.guardedMap : outcome.plainMap
    schemaVersion = 1
    let rows = map.weights.map { weights in (0..<weights.rowCount).map { Array(weights.row($0)) } } ?? []
    id = String(
      ContentHash.hexadecimal(of: Array("\(outcome.contentHash)\n\(kind.rawValue)\n\(rows)".utf8)).prefix(12))
    self.kind = kind
    criterion = outcome.criterion
    judge = outcome.judge
    judgeVersion = outcome.judgeVersion
    (judgeLabels, humanLabels) = (outcome.labels, outcome.labels)
    weights = rows
    self.map = [:]
    penalty = map.penalty
    pairCount = outcome.pairCount
    contentHash = outcome.contentHash
    self.labelSet = labelSet
    let gain = kind == .guarded ? outcome.expectedGain : nil
    expectedGain = gain?.value
    expectedGainLower = gain?.interval?.lower
    expectedGainUpper = gain?.interval?.upper
    (learningCurve, flattensAt) = ([], nil)
    let judges: [String] = if case .judges(let names) = outcome.source { names } else { [] }
    wide = Wide(
      from: outcome.source.name, judges: judges,
      features: outcome.source.featureNames(labels: outcome.labels), addsToOwn: map.addsToOwn)
  }

  /// The weights of a map from more than one label; `nil` for a map of labels, and for weights of another shape.
  package var wideMap: WideMap? {
    guard let wide else { return nil }
    guard !weights.isEmpty else { return WideMap.none }
    guard weights.count == wide.features.count, weights.allSatisfy({ $0.count == humanLabels.count }) else {
      return nil
    }
    let matrix = Matrix(
      rowCount: weights.count, columnCount: humanLabels.count, elements: weights.flatMap { $0 })
    return WideMap(weights: matrix, addsToOwn: wide.addsToOwn, penalty: penalty)
  }

  /// Whether the map was learnt of this judge: under its own name, or as one of several versions of it.
  package func isOf(judge name: String, version: String?) -> Bool {
    judge == name || judge == "\(name) (\(version ?? ""))"
  }

  /// The label that a verdict becomes; the verdict itself if the map does not know it.
  package func mapped(_ verdict: String) -> String { map[verdict] ?? verdict }
}
