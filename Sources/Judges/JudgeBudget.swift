internal import Synchronization

/// What may be spent on judges in one run; `nil` for as much as it takes.
package struct JudgeBudget: Sendable, Hashable {
  /// Requests sent, those that failed among them.
  package var callCount: Int?

  /// Tokens of questions and answers.
  package var tokenCount: Int?

  /// In the currency of the endpoints' prices.
  package var cost: Double?

  package init(callCount: Int? = nil, tokenCount: Int? = nil, cost: Double? = nil) {
    (self.callCount, self.tokenCount, self.cost) = (callCount, tokenCount, cost)
  }
}

/// What calls took, or may take.
package struct JudgeCost: Sendable, Hashable {
  package var callCount = 0
  package var promptTokenCount = 0
  package var answerTokenCount = 0

  /// In the currency of the prices; calls without a price add nothing.
  package var cost = 0.0

  package var tokenCount: Int { promptTokenCount + answerTokenCount }

  package init() {}

  static func += (left: inout JudgeCost, right: JudgeCost) {
    left.callCount += right.callCount
    left.promptTokenCount += right.promptTokenCount
    left.answerTokenCount += right.answerTokenCount
    left.cost += right.cost
  }

  static func -= (left: inout JudgeCost, right: JudgeCost) {
    left.callCount -= right.callCount
    left.promptTokenCount -= right.promptTokenCount
    left.answerTokenCount -= right.answerTokenCount
    left.cost -= right.cost
  }
}

/// What is spent and what is set aside for calls under way.
///
/// A call begins only if all that it may take is still there: a byte of the question is never more than a token, an
/// answer never longer than its limit, so that the budget holds whatever the endpoint answers. What was set aside and
/// not used comes back when the call ends.
final class Purse: Sendable {
  let budget: JudgeBudget
  private let state = Mutex((spent: JudgeCost(), aside: JudgeCost()))

  init(_ budget: JudgeBudget) {
    self.budget = budget
  }

  var spent: JudgeCost { state.withLock { $0.spent } }

  /// Whether a call may begin.
  enum Grant: Sendable, Hashable {
    case granted

    /// Not before calls under way have given back what they do not use.
    case later

    /// Never, and what of the budget does not suffice.
    case denied(String)
  }

  /// Sets aside what a call may take, if it is there.
  func setAside(_ most: JudgeCost) -> Grant {
    state.withLock { state in
      var total = state.spent
      total += most
      if let reason = excess(of: total, spent: state.spent) { return .denied(reason) }
      total += state.aside
      guard excess(of: total, spent: state.spent) == nil else { return .later }
      state.aside += most
      return .granted
    }
  }

  private func excess(of total: JudgeCost, spent: JudgeCost) -> String? {
    if let limit = budget.callCount, total.callCount > limit {
      return "the budget of \(limit) calls is used up"
    }
    if let limit = budget.tokenCount, total.tokenCount > limit {
      return "the budget of \(limit) tokens does not suffice for the next call; \(spent.tokenCount) are used"
    }
    if let limit = budget.cost, total.cost > limit {
      return "the budget of \(limit) does not suffice for the next call; \(spent.cost) is spent"
    }
    return nil
  }

  /// Ends a call for which something was set aside.
  func settle(_ most: JudgeCost, for used: JudgeCost) {
    state.withLock { state in
      state.aside -= most
      state.spent += used
    }
  }
}
