/// A way for an agent to fail with no tool error behind it.
enum Mechanism: String, Sendable, CaseIterable {
  // About one intent: the same slip at another action is another mode.
  case claimsDone = "says done without the call"
  case repeatsCall = "repeats the same call"
  case alternates = "alternates between two calls"
  case wrongObject = "acts on another object"
  case wrongRule = "quotes a wrong rule"
  case refuses = "refuses what it may do"
  case noConfirmation = "acts without asking"
  case partial = "does only the second request"
  case wrongAmount = "states a wrong amount"
  case wrongDate = "takes a wrong date"
  case ignoresCorrection = "ignores a change of mind"
  case wrongTool = "does another action"
  case contradicts = "contradicts itself"
  case emptySearch = "answers from an empty search"
  // About the agent as a whole.
  case noAnswer = "ends without an answer"
  case asksAgain = "asks for the same again"
  case handsOff = "hands off at once"
  case wrongLanguage = "answers in another language"
  case noVerification = "skips the identity check"
  case leaksInternal = "leaks internal notes"
  case deadLink = "gives a dead link"
  case endsEarly = "closes the chat early"
  case upsells = "sells instead of helping"
  case staleSource = "cites an outdated article"
  case rawDump = "pastes raw data"
  case blamesUser = "blames the user"
  case placeholder = "leaves placeholders"
  case waitsForever = "promises and goes silent"
  case mixesCustomers = "addresses another customer"
  case unsafeAdvice = "oversteps its remit"

  /// Whether it may happen where users are colleagues with a ticket, not customers with an account.
  var happensAmongColleagues: Bool {
    switch self {
    case .noVerification, .mixesCustomers, .upsells, .unsafeAdvice: false
    default: true
    }
  }

  /// Whether the same slip at another action is a mode of its own.
  var concernsIntent: Bool {
    switch self {
    case .claimsDone, .repeatsCall, .alternates, .wrongObject, .wrongRule, .refuses, .noConfirmation,
      .partial,
      .wrongAmount, .wrongDate, .ignoresCorrection, .wrongTool, .contradicts, .emptySearch:
      true
    default: false
    }
  }
}

/// What agent and user say when a mechanism strikes; every turn in several wordings.
struct MechanismWording: Sendable {
  /// The agent's slip.
  let slip: [Template]
  /// The user's reaction.
  let protest: [Template]
  /// The agent's answer to the reaction; it does not help.
  let excuse: [Template]
}

extension Mechanism {
  var wording: MechanismWording {
    switch self {
    case .claimsDone: Self.claimsDoneWording
    case .repeatsCall: Self.repeatsCallWording
    case .alternates: Self.alternatesWording
    case .wrongObject: Self.wrongObjectWording
    case .wrongRule: Self.wrongRuleWording
    case .refuses: Self.refusesWording
    case .noConfirmation: Self.noConfirmationWording
    case .partial: Self.partialWording
    case .wrongAmount: Self.wrongAmountWording
    case .wrongDate: Self.wrongDateWording
    case .ignoresCorrection: Self.ignoresCorrectionWording
    case .wrongTool: Self.wrongToolWording
    case .contradicts: Self.contradictsWording
    case .emptySearch: Self.emptySearchWording
    case .noAnswer: Self.noAnswerWording
    case .asksAgain: Self.asksAgainWording
    case .handsOff: Self.handsOffWording
    case .wrongLanguage: Self.wrongLanguageWording
    case .noVerification: Self.noVerificationWording
    case .leaksInternal: Self.leaksInternalWording
    case .deadLink: Self.deadLinkWording
    case .endsEarly: Self.endsEarlyWording
    case .upsells: Self.upsellsWording
    case .staleSource: Self.staleSourceWording
    case .rawDump: Self.rawDumpWording
    case .blamesUser: Self.blamesUserWording
    case .placeholder: Self.placeholderWording
    case .waitsForever: Self.waitsForeverWording
    case .mixesCustomers: Self.mixesCustomersWording
    case .unsafeAdvice: Self.unsafeAdviceWording
    }
  }
}

extension MechanismWording {
  /// Returns every wording for number 0, otherwise every second one: odd and even numbers share none.
  func variant(_ number: Int) -> MechanismWording {
    guard number > 0 else { return self }
    return MechanismWording(
      slip: Self.half(of: slip, number: number), protest: Self.half(of: protest, number: number),
      excuse: Self.half(of: excuse, number: number))
  }

  private static func half(of wordings: [Template], number: Int) -> [Template] {
    guard wordings.count > 1 else { return wordings }
    return wordings.enumerated().filter { ($0.offset + number) % 2 == 0 }.map(\.element)
  }
}
