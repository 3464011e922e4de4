package import Features

/// A way of failing that recurs: a cluster of traces and what sets it apart.
package struct Signature: Sendable {
  /// Made from the evidence, so that the same evidence gets the same id.
  package var id: String

  /// Its place by expected impact, from 1.
  package var rank: Int

  /// What failed, where and how, in one line.
  package var name: String

  /// The failed traces in it; all traces in it where no outcome is known.
  package var support: Int

  /// The share of all failures, from 0 to 1.
  package var share: Double

  /// The share of the traces like these that failed, from 0 to 1; `nil` where no outcome is known.
  package var failureRate: Double?

  /// The failure rate over that of the corpus; `nil` where no outcome is known.
  package var lift: Double?

  /// Traces of unknown outcome whose evidence fits.
  package var unknownCount: Int

  package var severity: Severity

  /// What makes it so severe, in a clause such as "money is refunded twice"; `nil` where nothing is to be said.
  package var severityReason: String?

  /// What the ranking goes by: support × severity's weight × failure rate.
  package var impact: Double

  /// How well the same traces come together again in other samples, from 0 to 1; `nil` if not measured.
  package var stability: Double?

  /// How far its traces lie from its centre on average, from 0 (all alike) to 1; `nil` if not measured.
  package var meanDistance: Double?

  /// How many of the traces like these failed; `nil` where no outcome is known.
  package var alike: Alike?

  /// Whether the name tells what half of the traces have in common.
  package var isNamed = true

  /// How many traces say what is close to the words that the name quotes; `nil` where it quotes none.
  package var quoteCount: Int?

  /// The sign, or the step that is not made, that the name tells; `nil` where it tells none.
  package var namedTerm: Term?

  /// A rate of fewer traces says more than they can prove.
  package static let leastTold = 10

  /// The mean distance beyond which a signature's traces have little in common.
  ///
  /// Of signatures beyond it about half hold traces of several known causes in made corpora; of others one in six.
  package static let looseDistance = 0.5

  /// The id of the signature whose traces are the most like its own, of those that fail alike; `nil` where none are
  /// much like them.
  package var lookalike: String?

  /// Others that may be taken for this one, the easiest to mix up first.
  package var kin: [Kin] = []

  package var evidence: SignatureEvidence
  package var representatives: [Representative]

  package init(
    id: String, rank: Int, name: String, support: Int, share: Double, failureRate: Double?, lift: Double?,
    unknownCount: Int, severity: Severity, severityReason: String? = nil, impact: Double, stability: Double?,
    evidence: SignatureEvidence, representatives: [Representative]
  ) {
    (self.id, self.rank, self.name, self.support) = (id, rank, name, support)
    (self.share, self.failureRate, self.lift, self.unknownCount) = (share, failureRate, lift, unknownCount)
    (self.severity, self.severityReason) = (severity, severityReason)
    (self.impact, self.stability) = (impact, stability)
    (self.evidence, self.representatives) = (evidence, representatives)
  }
}

/// What the traces of a signature have in common.
package struct SignatureEvidence: Sendable {
  /// How often a text or tool occurs: in how many traces of the signature.
  package struct Count: Sendable, Hashable {
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// Traces with an unrepaired error of a type at a tool.
  package struct ErrorCount: Sendable, Hashable {
    package let tool: String
    package let type: ErrorType
    package let count: Int

    /// Of these, the traces where it is not known whether a later call repaired it.
    package let openCount: Int

    package init(tool: String, type: ErrorType, count: Int, openCount: Int = 0) {
      (self.tool, self.type) = (tool, type)
      (self.count, self.openCount) = (count, openCount)
    }

    /// Whether it is not known of most of the traces whether a later call repaired it.
    package var isOpen: Bool { openCount * 2 > count }
  }

  /// How many traces say two words or more of a store that other traces hardly have, and the share of others that do.
  package struct WordReach: Sendable, Hashable {
    package let count: Int

    /// From 0 to 1, of a thousand other traces at most.
    package let shareElsewhere: Double

    package init(count: Int, shareElsewhere: Double) {
      (self.count, self.shareElsewhere) = (count, shareElsewhere)
    }
  }

  /// A term, and how common it is here and elsewhere.
  package struct DistinctiveTerm: Sendable, Hashable {
    package let term: Term
    /// The share of the signature's traces that have it.
    package let share: Double
    /// The share of the other traces that have it, successes and failures.
    package let shareElsewhere: Double

    package init(term: Term, share: Double, shareElsewhere: Double) {
      self.term = term
      self.share = share
      self.shareElsewhere = shareElsewhere
    }

    /// Whether it is no word that many others say too.
    package var tellsApart: Bool {
      guard case .words = term else { return true }
      return share >= Self.leastRatioOfWords * shareElsewhere
    }

    /// Whether it may be what went wrong, and not only how any trace may go.
    var tellsCause: Bool {
      if case .sign(let sign, _) = term { !SignWording.isGeneric(sign) } else { tellsApart }
    }

    /// How many times as common words are here as elsewhere, at least.
    private static let leastRatioOfWords = 4.0
  }

  /// Tools that were called, the most common first.
  package var tools: [Count] = []

  /// Unrepaired errors by tool and type, the most common first.
  package var errors: [ErrorCount] = []

  /// What most of the traces' errors are of the type and at the tool of the most common; `nil` where their words do
  /// not tell.
  package var kind: ErrorKind?

  /// The traces whose tool errors are all repaired by later calls.
  package var repairedCount = 0

  /// Whether the most common error is as common in other traces, so that it tells nothing of these.
  package var areErrorsOrdinary = false

  /// How many of the errors, the last, come about as often where all goes well, and name nothing.
  package var ordinaryErrorCount = 0

  /// The errors that may name the signature.
  var tellingErrors: [ErrorCount] { areErrorsOrdinary ? [] : errors.dropLast(ordinaryErrorCount) }

  /// The error of the same type at another tool that the rest of the traces have; `nil` where they have none.
  func counterpart(of top: ErrorCount, support: Int) -> ErrorCount? {
    tellingErrors.first {
      $0.tool != top.tool && $0.type == top.type && $0.count * Self.besideCount >= top.count
        && Double($0.count + top.count) <= Self.mostShared * Double(support)
    }
  }

  /// A second tool is named only if it fails at least once for so many failures of the first.
  static let besideCount = 4

  /// Of the traces so much, counting those twice that have both, has one of two errors that come in its place.
  private static let mostShared = 1.1

  /// How the errors were known, the most common first.
  package var provenances: [Count] = []

  /// Whether the most common error is an answer that no rule knows for an error, and hardly a success has.
  package var isErrorAnAnswer = false

  /// Templates of the unrepaired errors, the most common first.
  package var templates: [Count] = []

  /// No page shows more of them, the others are counted alone.
  package static let shownTemplateCount = 5

  /// What the errors say that name the signature.
  package struct Message: Sendable, Hashable {
    /// With placeholders.
    package let text: String

    /// Whether at least four in five of the traces with the error say it.
    package let isCommon: Bool

    package init(text: String, isCommon: Bool) {
      (self.text, self.isCommon) = (text, isCommon)
    }
  }

  /// What the messages of the most common error have in common, or the most common of them.
  package var message: Message?

  /// How often the calls are made that a sign is about, in the traces that show it.
  package struct Repetition: Sendable, Hashable {
    package let sign: WorkflowSign
    package let tool: String
    package let times: ClosedRange<Int>

    package init(sign: WorkflowSign, tool: String, times: ClosedRange<Int>) {
      (self.sign, self.tool, self.times) = (sign, tool, times)
    }
  }

  /// Of the signs that a tool is called again.
  package var repetitions: [Repetition] = []

  /// The number of turns at which those of the traces that end without an answer were stopped; `nil` where none shows.
  package var turnLimit: Int?

  /// The language that the assistant answers in, where it is another than the user's; `nil` where most of the traces read
  /// do not show one.
  package var foreignLanguage: Language?

  /// The error after which a call was made again, with what it says, where most of the traces read did so; `nil` elsewhere.
  package var retried: (error: ErrorCount, message: Message?)?

  /// What a tool says in plain words that sets the signature apart, with placeholders; `nil` where none does.
  package var answer: (tool: String, template: String)?

  /// What sets the signature apart, the most telling first.
  package var terms: [DistinctiveTerm] = []

  /// A tool that none of the traces calls, and nearly all successes like them.
  package struct Missed: Sendable, Hashable {
    package let tool: String
    package let callingCount: Int
    package let successCount: Int

    package init(tool: String, callingCount: Int, successCount: Int) {
      (self.tool, self.callingCount, self.successCount) = (tool, callingCount, successCount)
    }
  }

  /// What successes of the same work call and these traces never do; `nil` where nothing is known.
  package var missed: Missed?

  package var agents: [Count] = []

  /// Traces by the day they began, `YYYY-MM-DD`, in order; empty where times are unknown.
  package var days: [Count] = []

  /// The step before the decisive one, such as `get_order`; `nil` where there is no common one.
  package var step: String?

  /// How many traces say words that others hardly have, where no sentence is said by half; `nil` elsewhere.
  package var wordReach: WordReach?

  /// Whether that step comes before most other calls of the tool too, so that it tells nothing.
  package var isStepUsual = false

  package init() {}

  /// The errors that name the signature, which half of the traces have together: those of one tool, or else of one
  /// type.
  package func namedErrors(of support: Int) -> [ErrorCount] {
    let errors = tellingErrors
    guard let top = errors.first else { return [] }
    let isHalf = { (found: [ErrorCount]) in found.reduce(0) { $0 + $1.count } * 2 >= support }
    if top.count * 2 >= support { return [top] + [counterpart(of: top, support: support)].compactMap(\.self) }
    let sameTool = errors.filter { $0.tool == top.tool }
    if isHalf(sameTool) { return sameTool }
    return ErrorType.allCases.map { type in errors.filter { $0.type == type } }.first(where: isHalf) ?? []
  }

  /// What a sign of another language says where most traces read show which.
  func language(at sign: WorkflowSign) -> String? {
    guard sign == .otherLanguage else { return nil }
    return foreignLanguage.map { "assistant answers in \($0.name) where the user writes in another language" }
  }

  /// What a sign that a trace ends early says where a limit of turns stopped it.
  func stop(at sign: WorkflowSign) -> String? {
    guard [.noAnswer, .endsWithTool, .endsWithCall].contains(sign) else { return nil }
    return turnLimit.map { "stopped at \($0) turns, the most that any trace has" }
  }

  /// How often the calls are made that a sign is about, such as `7 to 10 times`; `nil` where that is not known.
  package func times(of sign: WorkflowSign, tool: String?) -> String? {
    repetitions.first { $0.sign == sign && $0.tool == tool }.map { Self.times($0.times) }
  }

  private static func times(_ range: ClosedRange<Int>) -> String {
    guard range.count == 1 else { return "\(range.lowerBound) to \(range.upperBound) times" }
    return range.lowerBound == 2 ? "twice" : "\(range.lowerBound) times"
  }

  /// Whether nothing is shared by half of the traces: they are what is left beside others rather than a way of failing.
  ///
  /// - Parameter support: How many traces there are.
  package func isRest(of support: Int) -> Bool {
    let isErrorShared = tellingErrors.contains { $0.count * 2 >= support }
    return !isErrorShared && missed == nil && wordReach == nil
      && !terms.contains { $0.share >= SignatureNaming.commonShare && $0.tellsCause }
  }
}

/// How much harm a failure does, as far as its evidence shows.
package enum Severity: UInt8, Sendable, Hashable, CaseIterable, Comparable {
  case low, medium, high, critical

  package var name: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .critical: "critical"
    }
  }

  /// What it counts in the ranking.
  package var weight: Double {
    switch self {
    case .low: 1
    case .medium: 2
    case .high: 4
    case .critical: 8
    }
  }

  /// One grade less; the lowest stays.
  package var oneLess: Severity { Severity(rawValue: rawValue - min(1, rawValue)) ?? .low }

  package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
}

/// A trace chosen to be read for its signature.
package struct Representative: Sendable, Hashable {
  /// Why a trace was chosen.
  package enum Role: String, Sendable, Hashable, CaseIterable {
    case medoid, spread, boundary, random, severe, lane
  }

  /// The row of the trace among the mined rows.
  package let row: Int
  package let role: Role

  /// The chance that the trace had of being drawn, from 0 to 1; 1 for a trace chosen by rule.
  package let inclusionProbability: Double

  /// How it stands among all that was mined; `nil` where that is not told.
  package let draw: Draw?

  /// How a trace stands in the samples of a run.
  package struct Draw: Sendable, Hashable {
    /// The traces of its stratum, itself among them.
    package let stratumSize: Int

    /// Its place, from 1, in the random lane: the order in which traces were drawn by lot from all that were mined;
    /// `nil` for one that is not in it.
    package let lanePlace: Int?

    /// The chance of any trace to be in the random lane.
    package let laneProbability: Double

    package init(stratumSize: Int, lanePlace: Int?, laneProbability: Double) {
      (self.stratumSize, self.lanePlace, self.laneProbability) = (stratumSize, lanePlace, laneProbability)
    }
  }

  package init(row: Int, role: Role, inclusionProbability: Double, draw: Draw? = nil) {
    self.row = row
    self.role = role
    self.inclusionProbability = inclusionProbability
    self.draw = draw
  }
}
