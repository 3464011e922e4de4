package import Features

/// How much harm the evidence of a trace points to: a table, by type of error and sign of the workflow.
///
/// What tells a user something untrue, or touches money, access or data, weighs more than what only costs a
/// retry. The rule is printed in the report; experts replace its grades by their own in the form of a signature.
package enum SeverityRule {
  /// The severity of an unrepaired error of a type.
  package static func severity(of type: ErrorType) -> Severity {
    switch type {
    case .payment: .critical
    case .permission, .authentication, .conflict, .internal: .high
    case .timeout, .rateLimit, .quota, .network, .unavailable, .resource, .code, .schema, .parse,
      .unsupported, .precondition, .unknownTool:
      .medium
    case .notFound, .validation, .cancelled, .other: .low
    }
  }

  /// The severity of a sign of the workflow.
  package static func severity(of sign: WorkflowSign) -> Severity {
    switch sign {
    case .promiseWithoutCall, .promiseAfterReadsOnly, .doneDespiteError: .critical
    case .repeatedSuccess, .endsWithCall, .emptyAnswer, .noAnswer, .unansweredCall, .otherLanguage,
      .cutOffAnswer, .leftOutStep, .lateStep, .writtenCall, .unaskedCall, .unsaidValue,
      .correctedChange, .madeUpValues, .unfoundedAnswer, .figureAsItStands, .untoldFigure, .otherUnit,
      .ungivenField, .otherSource, .otherRecord, .workDoneTwice, .otherAct, .severalValues, .supersededValue,
      .unfoundedFigure:
      .high
    case .repeatedCall, .repeatedReading, .repeatedReply, .repeatedRequest, .endsWithTool, .handOff,
      .immediateHandOff,
      .emptyResult, .refusal, .protest, .gaveUpAfterError, .unfinishedWork, .sentElsewhere, .dataAnswer,
      .unfilledAnswer:
      .medium
    case .noToolCall, .manyCalls, .endsWithUser, .lastTool, .firstTool, .endsWithQuestion: .low
    }
  }

  /// The severity of a signature: the worst among what is common in its traces.
  ///
  /// - Parameters:
  ///   - errorShares: For each type, the share of the traces with an unrepaired error of it.
  ///   - signShares: For each sign, the share of the traces that show it, and the share of the successes.
  package static func severity(
    errorShares: [ErrorType: Double], signShares: [WorkflowSign: (here: Double, successes: Double)]
  ) -> Severity {
    let fromErrors = errorShares.filter { $0.value >= commonShare }.keys.map(severity(of:))
    let fromSigns = signShares.filter {
      isCommon($0.key, share: $0.value.here, elsewhere: $0.value.successes)
    }.keys
      .filter { isTelling($0, signShares) }.map(severity(of:))
    return (fromErrors + fromSigns).max() ?? .low
  }

  /// Whether so many of the traces show a sign that it counts for all of them: half, or two in five where users are told
  /// what is not so, or protest, five times as often as elsewhere.
  package static func isCommon(_ sign: WorkflowSign, share: Double, elsewhere: Double) -> Bool {
    guard share < commonShare else { return true }
    return (severity(of: sign) == .critical || sign == .protest)
      && share >= plainShare && share >= plainRatio * elsewhere
  }

  /// Chosen by hand: a promise that was not kept in 11 of 24 failures, and in hardly a success, is what is bad of them.
  private static let plainShare = 0.4
  private static let plainRatio = 5.0

  /// Whether a sign tells something of the traces that show it: successes show it half as often at most, and no other
  /// sign explains it.
  package static func isTelling(
    _ sign: WorkflowSign, _ signShares: [WorkflowSign: (here: Double, successes: Double)]
  ) -> Bool {
    guard let shares = signShares[sign], shares.here >= 2 * shares.successes else { return false }
    guard sign == .noAnswer || sign == .endsWithTool else { return true }
    // Who is handed over, or sent elsewhere, gets the answer there.
    let handedOver = handingOver.compactMap { signShares[$0]?.here }.max() ?? 0
    return handedOver < explainingShare * shares.here
  }

  private static let handingOver: [WorkflowSign] = [.handOff, .immediateHandOff, .sentElsewhere]

  /// The part of the traces with a sign that another has to be shown by to explain it.
  private static let explainingShare = 0.8

  /// The signs that are common and have a severity, in the order of the table.
  package static func signs(
    of severity: Severity, signShares: [WorkflowSign: (here: Double, successes: Double)]
  ) -> [WorkflowSign] {
    WorkflowSign.allCases.filter { sign in
      guard let shares = signShares[sign], Self.severity(of: sign) == severity else { return false }
      return isCommon(sign, share: shares.here, elsewhere: shares.successes) && isTelling(sign, signShares)
    }
  }

  private static let commonShare = 0.5

  /// The severity of what users answer to in words that others do not use.
  package static let severityOfReaction = Severity.medium

  /// Whether a word of later turns of users is one of a reaction: half of the traces have it, and hardly another.
  package static func isReaction(share: Double, elsewhere: Double) -> Bool {
    share >= commonShare && share >= 10 * elsewhere
  }
}
