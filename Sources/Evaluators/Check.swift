package import Traces

/// A rule that a trace keeps or breaks, without code.
package indirect enum Check: Sendable, Hashable {
  case all([Check])
  case any([Check])
  case not(Check)

  /// How often a tool is called.
  case called(tool: String, CallCount)

  /// Each call of the other tool comes after a call of the tool; kept where the other is never called.
  case calledBefore(tool: String, other: String)

  /// Each call of the other tool comes before a call of the tool; kept where the other is never called.
  case calledAfter(tool: String, other: String)

  /// What an argument or a result of a tool's calls is.
  case value(ValueRule)

  /// What the turns of a role say.
  case text(TextRule)

  /// Who speaks last, and what is said.
  case lastTurn(TextRule)

  /// The language that a role speaks.
  case language(LanguageRule)

  /// The least and the greatest number of calls, the ends included.
  package struct CallCount: Sendable, Hashable {
    package let least: Int
    package let most: Int?

    package init(least: Int = 1, most: Int? = nil) {
      (self.least, self.most) = (least, most)
    }
  }

  /// A part of a call: what it is given, or what it gives.
  package enum CallPart: String, Sendable, Hashable, CaseIterable {
    case argument, result
  }

  /// What an argument or result must be.
  ///
  /// A value that is not there keeps no condition but `exists(false)`. What is no JSON is one string.
  package struct ValueRule: Sendable, Hashable {
    package let tool: String
    package let part: CallPart

    /// Where the value stands; the empty pointer is the whole.
    package let pointer: JSONPointer
    package let condition: Condition

    /// Whether each call has to keep the condition, or one alone; without calls, each does and none does.
    package let isOfEvery: Bool

    package init(
      tool: String, part: CallPart, pointer: JSONPointer, condition: Condition, isOfEvery: Bool = true
    ) {
      (self.tool, self.part, self.pointer) = (tool, part, pointer)
      (self.condition, self.isOfEvery) = (condition, isOfEvery)
    }
  }

  /// What is asked of a value.
  package enum Condition: Sendable, Hashable {
    case equals(Scalar)

    /// A pattern is found in a string, or in the JSON of another value.
    case matches(String)

    /// A number is not below the least nor above the greatest.
    case within(least: Double?, most: Double?)

    /// The same value stands at a place of an earlier call of a tool; of a result, one that came before this call.
    case equalsEarlier(tool: String, part: CallPart, pointer: JSONPointer)
    case exists(Bool)
  }

  /// A JSON value without parts.
  package enum Scalar: Sendable, Hashable {
    case text(String)
    case number(Double)
    case truth(Bool)
    case null
  }

  /// What turns say; at least one of role and patterns is given.
  package struct TextRule: Sendable, Hashable {
    /// The role whose turns are looked at; `nil` for all.
    package let role: Role?

    /// A pattern that one of the turns has.
    package let matching: String?

    /// A pattern that none of them has.
    package let notMatching: String?

    package init(role: Role? = nil, matching: String? = nil, notMatching: String? = nil) {
      (self.role, self.matching, self.notMatching) = (role, matching, notMatching)
    }
  }

  /// The language of every turn of a role that shows one; kept where none does.
  package struct LanguageRule: Sendable, Hashable {
    package let role: Role
    package let language: Wanted

    /// A language by name, or that of another role's last turn before.
    package enum Wanted: Sendable, Hashable {
      case named(TextLanguage)
      case sameAs(Role)
    }

    package init(role: Role, language: Wanted) {
      (self.role, self.language) = (role, language)
    }
  }

  /// The deepest nesting of rules.
  package static let deepest = 32
}
