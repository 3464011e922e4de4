/// A step that nearly every success of an agent makes and a trace does not.
package struct Lapse: Sendable, Hashable {
  /// How the step was missed.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// A tool is called without the one that comes before it elsewhere.
    case leftOut
    /// A tool is called before the one that comes before it elsewhere.
    case tooLate
    /// A tool is called and not the one that follows elsewhere.
    case unfinished
    /// A tool is called before the user has answered a question, which comes first elsewhere.
    case unasked
    /// A tool is given in a field what the user has not said, and elsewhere what the user has.
    case unsaid
    /// A tool is given in a field the digits that the user has said with the decimal point elsewhere, and elsewhere as
    /// the user has.
    case otherUnit
    /// A tool answers with a figure which is not told, and elsewhere is.
    case untold
    /// A tool answers with a figure which is told as it stands, and elsewhere is not.
    case toldAsItStands
    /// A tool is not called that is called elsewhere where the user asks in such words.
    case uncalled
    /// A tool is not given a field that it is given elsewhere.
    case ungiven
    /// A tool is given in a field what does not stand under the name from which it is taken elsewhere.
    case otherSource
    /// A tool is given in a field what is of another record than the user describes, which it is not elsewhere.
    case otherRecord
    /// A tool is called again though it had succeeded, which it is not elsewhere.
    case again
    /// A tool is called in place of the one that is called elsewhere where the user asks in such words.
    case instead
    /// A tool is given several values in a field, and elsewhere one.
    case several
    /// A tool is given in a field the value that the user has said another in place of.
    case superseded
    /// A figure is told behind a tool's answer that stands nowhere before, which it is not elsewhere.
    case unfounded

    /// The sign that says the same of the step, whatever the tool.
    package var sign: WorkflowSign {
      switch self {
      case .leftOut: .leftOutStep
      case .tooLate: .lateStep
      case .unfinished, .uncalled: .unfinishedWork
      case .ungiven: .ungivenField
      case .otherSource: .otherSource
      case .otherRecord: .otherRecord
      case .again: .workDoneTwice
      case .instead: .otherAct
      case .several: .severalValues
      case .superseded: .supersededValue
      case .unfounded: .unfoundedFigure
      case .unasked: .unaskedCall
      case .unsaid: .unsaidValue
      case .otherUnit: .otherUnit
      case .untold: .untoldFigure
      case .toldAsItStands: .figureAsItStands
      }
    }
  }

  package let kind: Kind

  /// The hash of the tool that was called; ``request``.
  package let tool: UInt64

  /// The hash of the tool that was not, or too late; of the field; ``asking``.
  package let step: UInt64

  /// Stands for the hash of a step where the user is asked.
  static let asking: UInt64 = 0xA5C

  /// Stands for the hash of a tool where the user's request asks for a step.
  static let request: UInt64 = 0xA5D

  /// Stands for the hash of what goes with a tool where it is called again.
  static let repeating: UInt64 = 0xA5F

  /// Stands for the hash of a field where any of the arguments of a call could be read.
  static let arguments: UInt64 = 0xA5E

  /// The names of fields are hashed apart from those of tools.
  static let fieldSeed: UInt64 = 0xF1E1D

  /// Stands for the hash of a figure, whichever it is.
  static let anyFigure: UInt64 = 0xA60

  /// That a word of a value was said is a practice beside the whole value, of the same field.
  static let anyWordSeed: UInt64 = 0xF1E20

  /// The words of a value are a practice beside the whole value, of the same field.
  static let wordsSeed: UInt64 = 0xF1E1E

  /// The unit of a value is a practice beside the value, of the same field.
  static let unitSeed: UInt64 = 0xF1E1F

  /// The fields from which a field is taken are hashed apart, and those from which it may be taken.
  static let (sourceSeed, lookedForSeed): (UInt64, UInt64) = (0x50C3, 0x50C4)

  /// What stands between the names of a field that is given and the one it is taken from elsewhere.
  package static let sourceSeparator = "” than the “"

  /// Where a field is taken from another, the bits of the step that tell the field that is given.
  static let fieldMask: UInt64 = 0xFFFF_FFFF_0000_0000

  /// The names of figures that tools answer with are hashed apart from both.
  static let figureSeed: UInt64 = 0xF16E

  /// Days are hashed apart from figures.
  static let dateSeed: UInt64 = 0xDA7E

  /// The term of this step at this tool.
  package var key: TermKey {
    var hash = ByteHash(seed: UInt64(kind.rawValue) + 1_000)
    hash.add(tool)
    hash.add(step)
    return TermKey(.workflow, hash: hash.value)
  }

  package var sign: WorkflowSign { kind.sign }

  /// The term of the sign for this step.
  package var signKey: TermKey { .sign(sign, toolHash: step) }

  /// What is noted of every call in which the step could be made, where its being missed leaves nothing to be noted;
  /// `nil` where each call tells whether it is.
  var base: Lapse? {
    switch kind {
    case .ungiven: Lapse(kind: kind, tool: tool, step: Lapse.arguments)
    case .otherSource: Lapse(kind: kind, tool: tool, step: step & Lapse.fieldMask)
    default: nil
    }
  }

  /// Whether it is about a figure of a tool's answer.
  package var isOfFigure: Bool { kind == .untold || kind == .toldAsItStands || kind == .unfounded }

  /// Whether its sign is no term: what it says of one tool has nothing to do with what it says of another.
  package var isOfToolAlone: Bool { isOfFigure || kind == .again }

  /// One figure that is told wrong has nothing to do with another: with terms of any figure 3,823 modes are found in
  /// 5,661 signatures where 3,827 in 5,636 are without, over 59 made corpora.
  ///
  /// Nor has work done twice by one tool with that of another, and a field that is taken from another is of its tool.
  var keys: [TermKey] {
    if isOfToolAlone { return [key] }
    return kind == .otherSource ? [key, .sign(sign)] : [key, signKey, .sign(sign)]
  }
}
