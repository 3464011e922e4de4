internal import JSONBytes

/// The words of claims of a language, made ready to be compared with those of a text.
///
/// A class: its many sets are not to be counted for each sentence.
final class ClaimGrammar: Sendable {
  /// How the words of a beginning go on.
  enum Form: Sendable {
    /// A participle of what the speaker did; a past tense; the plain form of a verb.
    case own, ownPast, ownPlain
    /// A participle of what was done; the same in the past; a state.
    case passive, past, stative
  }

  struct Beginning: Sendable {
    let form: Form
    let words: [UInt64]
  }

  /// Beginnings, phrases and reports by their first word.
  let beginnings: [UInt64: [Beginning]]
  let phrases: [UInt64: [[UInt64]]]
  let reports: [UInt64: [[UInt64]]]
  let wholes: Set<[UInt64]>

  /// Participles of what changes something; verbs of what the speaker did, as participles and in plain form; participles and
  /// states of what was done.
  let acts, ownVerbs, plainVerbs, passiveVerbs: Set<UInt64>

  let adverbs, ambiguous, states, articles: Set<UInt64>
  let negations, conditions, futures, relatives, pasts, doers, contrasts: Set<UInt64>
  let questioning, joins, closers, texts, readings: Set<UInt64>
  let limited: [UInt64: Set<UInt64>]

  let isSplit, asksByOrder: Bool
  let subordinating, lastOwn, lastPassive, speakers: Set<UInt64>

  init(_ words: ClaimWords) {
    let forms: [(Form, [String])] = [
      (.own, words.own), (.ownPast, words.ownPast), (.ownPlain, words.ownPlain), (.passive, words.passive),
      (.past, words.past), (.stative, words.stative),
    ]
    let all = forms.flatMap { form, texts in texts.map { Beginning(form: form, words: Self.list($0)) } }
    beginnings = Dictionary(grouping: all, by: \.words[0])
    phrases = Dictionary(grouping: words.phrases.map(Self.list), by: \.[0])
    reports = Dictionary(grouping: words.reports.map(Self.list), by: \.[0])
    wholes = Set(words.wholes.map(Self.list))
    (adverbs, articles) = (Self.hashes(words.adverbs), Self.hashes(words.articles))
    (acts, states) = (Self.hashes(words.acts), Self.hashes(words.states))
    ownVerbs = acts.union(Self.hashes(words.ownActs))
    plainVerbs = acts.union(Self.hashes(words.plainActs))
    passiveVerbs = acts.union(states)
    (ambiguous, relatives) = (Self.hashes(words.ambiguous), Self.hashes(words.relatives))
    (negations, conditions) = (Self.hashes(words.negations), Self.hashes(words.conditions))
    (futures, pasts) = (Self.hashes(words.futures), Self.hashes(words.pasts))
    (doers, contrasts) = (Self.hashes(words.doers), Self.hashes(words.contrasts))
    questioning = Self.hashes(words.questioning)
    (joins, closers) = (Self.hashes(words.joins), Self.hashes(words.closers))
    (texts, readings) = (Self.hashes(words.texts), Self.hashes(words.readings))
    limited = Dictionary(
      uniqueKeysWithValues: words.limited.map { (Self.list($0.key)[0], Self.hashes($0.value)) })
    (isSplit, asksByOrder) = (words.isSplit, words.asksByOrder)
    subordinating = Self.hashes(words.subordinating)
    (lastOwn, lastPassive) = (Self.hashes(words.lastOwn), Self.hashes(words.lastPassive))
    speakers = Self.hashes(words.speakers)
  }

  static let all = ClaimWords.all.map(ClaimGrammar.init)

  /// The words of which a claim has one, whatever else it says.
  var telling: Set<UInt64> {
    ownVerbs.union(plainVerbs).union(passiveVerbs).union(phrases.keys).union(wholes.compactMap(\.first))
  }

  /// The hashes of words, in their order.
  static func list(_ text: String) -> [UInt64] {
    let bytes = Array(text.utf8)
    var hashes: [UInt64] = []
    Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { hashes.append($0.hash) }
    return hashes
  }

  static func hashes(_ text: String) -> Set<UInt64> { Set(list(text)) }
}
