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
      .unsupported,
      .precondition:
      .medium
    case .notFound, .validation, .cancelled, .other: .low
    }
  }

  /// The severity of a sign of the workflow.
  package static func severity(of sign: WorkflowSign) -> Severity {
    switch sign {
    case .promiseWithoutCall, .promiseAfterReadsOnly, .doneDespiteError: .critical
    case .repeatedSuccess, .endsWithCall, .emptyAnswer, .noAnswer, .unansweredCall, .otherLanguage,
      .cutOffAnswer, .leftOutStep, .lateStep, .writtenCall, .unaskedCall, .unsaidValue:
      .high
    case .repeatedCall, .repeatedReply, .repeatedRequest, .endsWithTool, .handOff, .immediateHandOff,
      .emptyResult, .refusal, .protest, .gaveUpAfterError, .unfinishedWork, .sentElsewhere, .dataAnswer,
      .unfilledAnswer:
      .medium
    case .noToolCall, .manyCalls, .endsWithUser, .lastTool, .firstTool, .endsWithQuestion: .low
    }
  }

  /// The severity of a signature: the worst among what at least half of its traces show.
  ///
  /// - Parameters:
  ///   - errorShares: For each type, the share of the traces with an unrepaired error of it.
  ///   - signShares: For each sign, the share of the traces that show it, and the share of the successes.
  package static func severity(
    errorShares: [ErrorType: Double], signShares: [WorkflowSign: (here: Double, successes: Double)]
  ) -> Severity {
    let fromErrors = errorShares.filter { $0.value >= commonShare }.keys.map(severity(of:))
    let fromSigns = signShares.filter { $0.value.here >= commonShare }.keys
      .filter { isTelling($0, signShares) }.map(severity(of:))
    return (fromErrors + fromSigns).max() ?? .low
  }

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

  /// The signs that at least half of the traces show and that have a severity, in the order of the table.
  package static func signs(
    of severity: Severity, signShares: [WorkflowSign: (here: Double, successes: Double)]
  ) -> [WorkflowSign] {
    WorkflowSign.allCases.filter { sign in
      guard let shares = signShares[sign], Self.severity(of: sign) == severity else { return false }
      return shares.here >= commonShare && isTelling(sign, signShares)
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
