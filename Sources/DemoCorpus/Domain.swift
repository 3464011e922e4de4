/// One business whose agent's traces are made: its tools, what users want of it, its words.
struct Domain: Sendable {
  let name: String
  /// The agents that serve it.
  let agents: [String]
  let brand: Template
  /// What the business calls the thing a request is about, as in "booking".
  let thing: Template
  /// The shape of that thing's id: `0` a digit, `?` a capital, `h` a hex digit, the rest itself.
  let objectShape: String
  let customerShape: String
  /// Whether its users are colleagues who name a ticket, not customers who have to say who they are.
  let isTechnical: Bool
  let items: [Template]
  let system: Template
  /// Sentences of its help articles and notes, to fill long tool outputs with.
  let sentences: [Template]
  let tools: [Tool]
  let intents: [Intent]
}

/// A tool of an agent.
struct Tool: Sendable {
  /// What a call is for in a conversation.
  enum Role: Sendable {
    case identify, read, search, write, side, handOff
  }

  /// A rule of the business that a call may break: a kind of error that only this tool has.
  struct Rule: Sendable {
    let name: String
    let messages: [Template]
  }

  let name: String
  let role: Role
  let arguments: Template
  let result: Template
  /// One row of a long result; empty if the result is always short.
  let row: Template
  let rules: [Rule]

  init(
    _ name: String, _ role: Role, _ arguments: Template, _ result: Template, row: Template = "",
    rules: [Rule] = []
  ) {
    self.name = name
    self.role = role
    self.arguments = arguments
    self.result = result
    self.row = row
    self.rules = rules
  }
}

extension Tool.Rule {
  init(_ name: String, _ messages: [Template]) {
    self.name = name
    self.messages = messages
  }
}

/// Something users ask an agent for, and the calls it takes.
struct Intent: Sendable {
  let name: String
  /// Read or search tools called before anything is changed.
  let reads: [String]
  /// The tool that does it.
  let write: String
  /// "cancel the flight".
  let act: Template
  /// "cancelled the flight".
  let done: Template
  /// "the cancellation".
  let noun: Template
  let openings: [Template]
  /// A rule that holds for it.
  let rule: Template
  /// What an agent that gets the rule wrong says of it.
  let wrongRule: Template
  /// What the user wants, in languages other than English.
  let foreign: [Language: Template]
}

/// A language of the users; English is not in it.
enum Language: String, Sendable, CaseIterable {
  case spanish, german, french, portuguese, japanese, chinese, thai, russian
}
