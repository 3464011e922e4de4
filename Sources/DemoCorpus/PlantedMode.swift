/// A way of failing that the generator plants, and the truth that a miner has to find.
package struct PlantedMode: Sendable {
  /// Domain, place and cause, as in "shop/issue_refund/permission"; no two modes share a name.
  package let name: String
  /// Whether an unrepaired tool error is at its root; the others are told by words or workflow only.
  package let showsToolError: Bool

  let domain: Int
  let cause: Cause

  /// What goes wrong.
  enum Cause: Sendable {
    /// An error of a tool, given by its place in the domain.
    case fault(tool: Int, FaultSource)
    /// A slip, and the intent it is bound to, given by its place in the domain.
    case mechanism(Mechanism, intent: Int?)
  }
}

/// Where the words of an error come from.
enum FaultSource: Sendable {
  case kind(FaultKind)
  case rule(Tool.Rule)
}

/// One tool error with the words in which one service reports it.
struct PlantedFault: Sendable {
  let messages: [Template]
  let codes: [Template]
  let exceptions: [Template]
  let http: Template
  /// What the agent makes of it towards the user.
  let relays: [Template]
  /// The form this service usually uses.
  let shape: FaultShape
}

/// How a tool message shows that it is an error.
enum FaultShape: Sendable, CaseIterable {
  case plain, structured, flagged
}

extension PlantedFault {
  /// How many of a kind's messages one service uses.
  private static let messageCount = 3

  /// The error in the words of one service.
  ///
  /// - Parameter wording: Which of the service's wordings; another number takes other messages, as far as the
  ///   kind has enough of them, and other codes.
  init(_ source: FaultSource, wording: Int = 0, dice: inout Dice) {
    switch source {
    case .kind(let kind):
      messages = Self.slice(dice.shuffled(kind.messages), count: Self.messageCount, number: wording)
      codes = Self.slice(dice.shuffled(kind.codes), count: 1, number: wording)
      exceptions = Self.slice(dice.shuffled(kind.exceptions), count: 1, number: wording)
      http = kind.http
      relays = kind.relays
    case .rule(let rule):
      messages = rule.messages
      codes = Self.slice(dice.shuffled(Phrases.ruleCodes), count: 1, number: wording)
      exceptions = Self.slice(dice.shuffled(Phrases.ruleExceptions), count: 1, number: wording)
      http = "422"
      relays = Phrases.ruleRelays
    }
    shape = Self.slice(dice.shuffled(FaultShape.allCases), count: 1, number: wording)[0]
  }

  /// Returns `count` elements that follow one another round the array, those of `number` after those of
  /// `number` − 1.
  private static func slice<Element>(_ elements: [Element], count: Int, number: Int) -> [Element] {
    (0..<min(count, elements.count)).map { elements[(number * count + $0) % elements.count] }
  }

  /// Returns the words for one occurrence.
  func words(dice: inout Dice) -> Expansion.FaultWords {
    Expansion.FaultWords(
      message: dice.pick(messages), code: dice.pick(codes), http: http, exception: dice.pick(exceptions))
  }
}
