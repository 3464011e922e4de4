internal import JSONBytes
internal import Traces

/// The phrases of the workflow, made ready for one pass over bytes.
struct WorkflowPhraseIndex: Sendable {
  enum Kind {
    case promise, protest, firmProtest, refusal, elsewhere, writtenCall, handOff, correction, ownWords,
      contrast,
      undoing, madeUp, nothing
  }

  static let shared = WorkflowPhraseIndex()

  private let promises = PhraseMatcher(WorkflowPhrases.promises)
  private let protests = PhraseMatcher(WorkflowPhrases.protests)
  private let refusals = PhraseMatcher(WorkflowPhrases.refusals)
  private let elsewhere = PhraseMatcher(WorkflowPhrases.elsewhere)
  private let writtenCalls = PhraseMatcher(WorkflowPhrases.writtenCalls)
  private let handOffs = PhraseMatcher(WorkflowPhrases.handOffResults)
  private let firmProtests = PhraseMatcher(WorkflowPhrases.protests.filter { $0 != "again" })
  private let corrections = PhraseMatcher(CorrectionPhrases.corrections)
  private let ownWords = PhraseMatcher(CorrectionPhrases.ownWords)
  private let contrasts = PhraseMatcher(CorrectionPhrases.contrasts)
  private let undoing = PhraseMatcher(CorrectionPhrases.undoing)
  private let madeUp = PhraseMatcher(MadeUpPhrases.phrases)
  private let nothing = PhraseMatcher(NothingPhrases.phrases)

  /// Whether a turn holds a phrase of a kind; a typographic apostrophe is read as a typed one.
  func holds(_ kind: Kind, _ trace: Trace, _ text: ByteRange) -> Bool {
    let matcher =
      switch kind {
      case .promise: promises
      case .protest: protests
      case .refusal: refusals
      case .elsewhere: elsewhere
      case .writtenCall: writtenCalls
      case .handOff: handOffs
      case .firmProtest: firmProtests
      case .correction: corrections
      case .ownWords: ownWords
      case .contrast: contrasts
      case .undoing: undoing
      case .madeUp: madeUp
      case .nothing: nothing
      }
    var isFound = false
    guard holdsApostrophe(trace, text) else {
      matcher.forEachMatch(in: trace.text.span, text) { _ in isFound = true }
      return isFound
    }
    let typed = withTypedApostrophes(trace, text)
    matcher.forEachMatch(in: typed.span, ByteRange(start: 0, count: typed.count)) { _ in isFound = true }
    return isFound
  }

  /// Whether a text holds U+2019, which is E2 80 99 in UTF-8.
  private func holdsApostrophe(_ trace: Trace, _ text: ByteRange) -> Bool {
    let bytes = trace.text.span
    for place in text.indices.dropLast(2) where bytes[place] == 0xE2 {
      if bytes[place + 1] == 0x80, bytes[place + 2] == 0x99 { return true }
    }
    return false
  }

  private func withTypedApostrophes(_ trace: Trace, _ text: ByteRange) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var place = text.start
    while place < text.end {
      let isApostrophe =
        trace.text[place] == 0xE2 && place + 2 < text.end && trace.text[place + 1] == 0x80
        && trace.text[place + 2] == 0x99
      output.append(isApostrophe ? UInt8(ascii: "'") : trace.text[place])
      place += isApostrophe ? 3 : 1
    }
    return output
  }
}
