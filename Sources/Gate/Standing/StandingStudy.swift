package import Alignment
package import Evaluators
package import Labels

/// Holds evaluators against people's labels, and against what they said before.
package struct StandingStudy: Sendable {
  /// An evaluator of this evaluation.
  package struct Subject: Sendable, Hashable {
    package let evaluator: String
    package let version: String
    package let criterion: String
    package let target: Double

    package init(evaluator: String, version: String, criterion: String, target: Double) {
      (self.evaluator, self.version) = (evaluator, version)
      (self.criterion, self.target) = (criterion, target)
    }
  }

  /// The scores of an evaluation that was made before.
  package struct EarlierScores: Sendable {
    package let evaluation: String
    package let scores: [Score]

    package init(evaluation: String, scores: [Score]) {
      (self.evaluation, self.scores) = (evaluation, scores)
    }
  }

  /// The labels of people, their items named by the traces.
  package let labels: LabelTable
  package let labelSet: String?

  /// The scales of the criteria, by name.
  package let scales: [String: LabelScale]
  package let resampling: Resampling

  package init(
    labels: LabelTable, labelSet: String?, scales: [String: LabelScale], resampling: Resampling = Resampling()
  ) {
    (self.labels, self.labelSet, self.scales) = (labels, labelSet, scales)
    self.resampling = resampling
  }

  /// What came of the study: the standing of each evaluator, and the agreement of all as judges.
  package struct Result: Sendable {
    package let standings: [EvaluatorStanding]
    package let alignment: AlignmentResult
  }

  /// Measures the evaluators.
  ///
  /// - Parameters:
  ///   - scores: Those of this evaluation.
  ///   - last: The evaluation before it; only scores of the same evaluators count.
  ///   - clusters: Finds what the contradicted traces of an evaluator have in common, where that is wanted.
  package func result(
    for subjects: [Subject], scores: [Score], last: EarlierScores?, baseline: EarlierScores?,
    clusters: (Disagreements) throws -> [DisagreementCluster]? = { _ in nil }
  ) rethrows -> Result {
    var table = labels
    let own = Dictionary(grouping: scores, by: \.evaluator)
    let before = last.map { Dictionary(grouping: $0.scores, by: \.evaluator) }
    let atBaseline = baseline.map { Dictionary(grouping: $0.scores, by: \.evaluator) }
    for subject in subjects {
      let name = subject.evaluator
      table.append(own[name] ?? [], as: name)
      if let last { table.append(before?[name] ?? [], as: Self.name(name, "last", last.evaluation)) }
      if let baseline {
        table.append(atBaseline?[name] ?? [], as: Self.name(name, "baseline", baseline.evaluation))
      }
    }
    let ratings = RatingsReader(scales: scales).ratings(in: table)
    let found = try self.clusters(in: ratings, table, of: subjects, clusters)
    let alignment = AlignmentStudy(resampling: resampling).result(
      for: ratings, table: table, clusters: found)
    let findings = Dictionary(
      alignment.judges.filter { $0.agreement.criterion != Ratings.pooledName }.map {
        (JudgeOnCriterion(criterion: $0.agreement.criterion, judge: $0.agreement.judge), $0)
      }, uniquingKeysWith: { first, _ in first })
    let standings = subjects.map { subject in
      let finding = findings[JudgeOnCriterion(criterion: subject.criterion, judge: subject.evaluator)]
      let earlier = { (kind: String, scores: EarlierScores?, of: [String: [Score]]?) in
        self.earlier(kind, scores, of?[subject.evaluator] ?? [], own[subject.evaluator] ?? [], subject) {
          findings[$0]
        }
      }
      return EvaluatorStanding(
        evaluator: subject.evaluator, version: subject.version, criterion: subject.criterion,
        finding: finding,
        fitness: finding.map { Fitness($0, target: subject.target, labelSet: labelSet) }
          ?? Fitness(target: subject.target, labelSet: labelSet),
        last: earlier("last", last, before), baseline: earlier("baseline", baseline, atBaseline))
    }
    return Result(standings: standings, alignment: alignment)
  }

  private func earlier(
    _ kind: String, _ evaluation: EarlierScores?, _ before: [Score], _ now: [Score], _ subject: Subject,
    _ finding: (JudgeOnCriterion) -> JudgeFinding?
  ) -> EvaluatorStanding.Earlier? {
    guard let evaluation, let version = before.last?.evaluatorVersion else { return nil }
    let judge = Self.name(subject.evaluator, kind, evaluation.evaluation)
    let found = finding(JudgeOnCriterion(criterion: subject.criterion, judge: judge))
    return EvaluatorStanding.Earlier(
      evaluation: evaluation.evaluation, version: version,
      agreement: found?.agreement.figures[.exactMatch], flips: VerdictFlips(before: before, after: now))
  }

  private static func name(_ evaluator: String, _ kind: String, _ evaluation: String) -> String {
    "\(evaluator) (\(kind), \(evaluation))"
  }

  private func clusters(
    in ratings: [Ratings], _ table: LabelTable, of subjects: [Subject],
    _ find: (Disagreements) throws -> [DisagreementCluster]?
  ) rethrows -> [JudgeOnCriterion: [DisagreementCluster]] {
    var found: [JudgeOnCriterion: [DisagreementCluster]] = [:]
    for criterion in ratings where criterion.criterion != Ratings.pooledName {
      for subject in subjects where subject.criterion == criterion.criterion {
        guard let judge = criterion.judges.firstIndex(of: subject.evaluator) else { continue }
        let key = JudgeOnCriterion(criterion: criterion.criterion, judge: subject.evaluator)
        found[key] = try find(criterion.disagreements(ofJudge: judge, in: table))
      }
    }
    return found
  }
}

extension LabelTable {
  /// Adds the verdicts of an evaluator as those of a judge; answers that could not be read are no label of any scale.
  mutating func append(_ scores: [Score], as judge: String) {
    for score in scores {
      append(
        item: score.traceID, criterion: score.criterion, annotator: judge, isJudge: true,
        label: score.verdict ?? "")
    }
  }
}
