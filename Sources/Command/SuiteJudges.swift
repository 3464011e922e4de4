import ContentHash
import Evaluators
import Foundation
import Judges
import Labels
import Reports
import Store

/// The models of a suite: asked about masked traces, with what that took of each evaluator.
final class SuiteJudges {
  private let judges: Judges
  private let criteria: [String: Criterion]
  private let redaction: Redaction

  /// Added to the version by which answers are known again; not empty for canaries, which are asked anew every day.
  private var suffix = ""

  /// What calls cost by the evaluator's name, and why it stopped.
  private(set) var costs: [String: Double] = [:]
  private(set) var stopReason: String?
  private(set) var keptAnswerCount = 0

  /// Makes ready to ask the models of a suite, if it has any.
  ///
  /// - Returns: `nil` for a suite of checks and programs.
  static func forSuite(
    _ suite: [Evaluator.Version], of workspace: Workspace, budget: JudgeBudget, redacts: Bool
  ) throws -> SuiteJudges? {
    let asking = suite.map(\.evaluator).filter { $0.judge != nil }
    guard !asking.isEmpty else { return nil }
    let judges = Judges(
      endpoints: try workspace.settings().endpoints, environment: ProcessInfo.processInfo.environment,
      answers: try AnswerCache(at: workspace.path + "/" + AnswerCache.fileName), budget: budget)
    for evaluator in asking { try judges.check(evaluator) }
    return SuiteJudges(judges, criteria: try workspace.criteria(), redacts: redacts)
  }

  private init(_ judges: Judges, criteria: [Criterion], redacts: Bool) {
    self.judges = judges
    self.criteria = Dictionary(criteria.map { ($0.name, $0) }) { first, _ in first }
    redaction = Redaction(isOn: redacts)
  }

  /// Asks anew what was asked on another day.
  func askAnew(on day: String) { suffix = " canary \(day)" }

  /// The judgements of traces, in their order; `nil` for a trace that was left.
  func judgements(_ version: Evaluator.Version, _ traces: [ShownTrace]) throws -> [Judgement?] {
    guard let criterion = criteria[version.evaluator.criterion] else { return traces.map { _ in nil } }
    let shown = traces.map { $0.masked(redaction) }
    var judgements: [Judgement?] = []
    let before = judges.spent.cost
    let outcome = try judges.judge(
      shown, with: version.evaluator, version: version.id + suffix, criterion: criterion
    ) { index, judgement in
      judgements.append(judgement.map { $0.masked(redaction, shownHash: shown[index].shownHash) })
    }
    costs[version.evaluator.name, default: 0] += judges.spent.cost - before
    stopReason = stopReason ?? outcome.stopReason
    keptAnswerCount += outcome.keptAnswerCount
    return judgements
  }
}

extension ShownTrace {
  /// The trace with personal data masked, as what leaves the machine is.
  fileprivate func masked(_ redaction: Redaction) -> ShownTrace {
    guard redaction.isOn else { return self }
    return ShownTrace(
      id: id, contentHash: contentHash, agent: agent, startedAt: startedAt,
      turns: turns.map { turn in
        Turn(
          role: turn.role, name: turn.name, text: redaction.redacted(turn.text),
          calls: turn.calls.map { Call(tool: $0.tool, arguments: redaction.redacted($0.arguments)) })
      })
  }
}

extension Judgement {
  /// The judgement with personal data masked in its words, and with what was shown.
  fileprivate func masked(_ redaction: Redaction, shownHash: String) -> Judgement {
    var masked = self
    masked.shownHash = shownHash
    masked.rationale = rationale.map(redaction.redacted)
    masked.failure = failure.map(redaction.redacted)
    return masked
  }
}
