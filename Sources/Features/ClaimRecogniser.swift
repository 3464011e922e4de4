internal import JSONBytes

/// Tells by forms of verbs whether an assistant says that something is done: `ClaimWords` holds the words.
///
/// No claims are questions, what depends on a condition, what is denied or planned, what is quoted, and what is read or
/// heard of: “I see that it has been cancelled”.
struct ClaimRecogniser: Sendable {
  static let shared = ClaimRecogniser()

  private let grammars = ClaimGrammar.all

  /// The words of which a claim has one, with a bit for each language.
  private let telling: [UInt64: UInt8]

  init() {
    var telling: [UInt64: UInt8] = [:]
    for (place, grammar) in grammars.enumerated() {
      for word in grammar.telling { telling[word, default: 0] |= 1 << UInt8(place) }
    }
    self.telling = telling
  }

  /// That something is done.
  struct Claim: Hashable {
    /// The participle or state, where it is said without telling who did it, so that it may be a fact; `nil` elsewhere.
    let state: UInt64?
  }

  /// The claims of a text.
  func claims(of bytes: Span<UInt8>, _ text: ByteRange) -> [Claim] {
    let sentences = ClaimSentence.sentences(of: bytes, text)
    let told = sentences.map { $0.tokens.reduce(into: UInt8(0)) { $0 |= telling[$1.hash] ?? 0 } }
    return grammars.indices.flatMap { place in
      zip(sentences, told).flatMap { sentence, told in
        told & 1 << UInt8(place) != 0 ? ClaimSearch(grammars[place], sentence).claims : []
      }
    }
  }
}

/// A search for claims in a sentence by the words of one language.
private struct ClaimSearch {
  private typealias Claim = ClaimRecogniser.Claim

  private let grammar: ClaimGrammar
  private let sentence: ClaimSentence
  private var words: [ClaimSentence.Token] { sentence.tokens }

  init(_ grammar: ClaimGrammar, _ sentence: ClaimSentence) {
    self.grammar = grammar
    self.sentence = sentence.split(before: grammar.contrasts)
  }

  var claims: [ClaimRecogniser.Claim] {
    words.indices.flatMap { place in
      (grammar.beginnings[words[place].hash] ?? []).compactMap { claim(beginning: $0, at: place) }
        + [phraseClaim(at: place), wholeClaim(at: place), lastVerbClaim(at: place)].compactMap(\.self)
    }
  }

  // MARK: Forms

  private func claim(beginning: ClaimGrammar.Beginning, at place: Int) -> Claim? {
    guard let end = end(of: beginning.words, at: place) else { return nil }
    let next = afterAdverbs(end)
    switch beginning.form {
    case .own, .ownPast, .ownPlain: return ownClaim(beginning.form, from: place, next)
    case .passive, .past:
      // Without its apostrophe “we're done” reads as the past.
      let known = beginning.form == .past ? grammar.acts : grammar.passiveVerbs
      guard let verb = participle(from: next, in: known), isUnderstood(from: place, verb) else { return nil }
      let behind = hash(verb + 1)
      if let behind, grammar.doers.contains(behind) { return nil }
      if beginning.form == .past, let behind, grammar.pasts.contains(behind) { return nil }
      return Claim(state: words[verb].hash)
    case .stative:
      guard next < words.count, grammar.states.contains(words[next].hash), isUnderstood(from: place, next)
      else { return nil }
      let isWhole = grammar.limited[words[next].hash].map(\.isEmpty) ?? false
      return isWhole && sentence.clauseEnd(next) > next + 1 ? nil : Claim(state: words[next].hash)
    }
  }

  private func ownClaim(_ form: ClaimGrammar.Form, from place: Int, _ next: Int) -> Claim? {
    let known = form == .ownPlain ? grammar.plainVerbs : grammar.ownVerbs
    // A question may come behind: “I've cancelled it, anything else?”
    if sentence.isQuestion, sentence.clauseEnd(place) == words.count { return nil }
    if place > 0, grammar.questioning.contains(words[place - 1].hash) { return nil }
    if let verb = participle(from: next, in: known) {
      if form == .ownPast, grammar.ambiguous.contains(words[verb].hash) { return nil }
      return isSaid(to: verb) && isOfWork(verb) ? Claim(state: nil) : nil
    }
    return form == .own && joinedVerb(from: next).map(isSaid) ?? false ? Claim(state: nil) : nil
  }

  /// A participle that goes on with what the speaker did first: “I've found your stay and cancelled it”.
  private func joinedVerb(from place: Int) -> Int? {
    var place = place
    while place < words.count, !grammar.closers.contains(words[place].hash) {
      if grammar.joins.contains(words[place].hash) {
        let verb = afterAdverbs(place + 1)
        if let hash = hash(verb), grammar.ownVerbs.contains(hash),
          let behind = self.hash(verb + 1), grammar.articles.contains(behind), isOfWork(verb)
        {
          return verb
        }
      }
      place += 1
    }
    return nil
  }

  private func phraseClaim(at place: Int) -> Claim? {
    guard let phrase = grammar.phrases[words[place].hash]?.first(where: { end(of: $0, at: place) != nil }),
      isUnderstood(from: place, place, allowsFirst: true)
    else { return nil }
    // Who went through something has read it.
    let isOwn =
      place > 0 && grammar.beginnings[words[place - 1].hash]?.contains { $0.form == .ownPast } ?? false
    return isOwn ? nil : Claim(state: phrase.last)
  }

  /// The claim of a sentence without a subject: “Done”, “Updated your address”, “Booking confirmed!”.
  private func wholeClaim(at place: Int) -> Claim? {
    guard place == 0, !sentence.isQuestion else { return nil }
    let end = sentence.clauseEnd(0)
    // One word, “Done.”, may be said of a search that was asked for; who cries it means more.
    if end > 1 || sentence.isCried, grammar.wholes.contains(words[..<end].map(\.hash)) {
      return Claim(state: nil)
    }
    let verb = afterAdverbs(0)
    if verb < end, grammar.acts.contains(words[verb].hash), !grammar.ambiguous.contains(words[verb].hash) {
      let isFollowed = hash(verb + 1).map(grammar.articles.contains) ?? false
      if isFollowed || sentence.isCried && verb + 1 == end { return Claim(state: words[verb].hash) }
    }
    let last = words.count - 1
    guard sentence.isCried, words.count <= Self.cryCount, end == words.count, last > 0,
      grammar.acts.contains(words[last].hash), isUnderstood(from: last, last)
    else { return nil }
    return Claim(state: words[last].hash)
  }

  /// A longer cry is a sentence with a verb of its own.
  private static let cryCount = 4

  /// The claim of a clause that ends with its verb: “dass ich die Buchung storniert habe”.
  private func lastVerbClaim(at place: Int) -> Claim? {
    guard grammar.subordinating.contains(words[place].hash), words[place].clauseStart == place else {
      return nil
    }
    let last = sentence.clauseEnd(place) - 1
    guard last > place + 1, grammar.acts.contains(words[last - 1].hash) else { return nil }
    if grammar.lastOwn.contains(words[last].hash) {
      return grammar.speakers.contains(words[place + 1].hash) && isSaid(to: last) ? Claim(state: nil) : nil
    }
    guard grammar.lastPassive.contains(words[last].hash), isUnderstood(from: last, last) else { return nil }
    return Claim(state: words[last - 1].hash)
  }

  // MARK: What makes it none

  /// Whether what stands in the clause up to a word neither denies it nor makes it depend on something.
  private func isSaid(to verb: Int) -> Bool {
    !words[words[verb].clauseStart..<verb].contains {
      grammar.negations.contains($0.hash) || grammar.conditions.contains($0.hash)
    }
  }

  /// Whether a passive or a state is said of what was done now, and not read, planned, asked or told of others.
  ///
  /// - Parameters:
  ///   - beginning: Where its verb begins.
  ///   - verb: The participle or state.
  ///   - allowsFirst: Whether it may begin the sentence; what begins with a verb asks or sets a condition.
  private func isUnderstood(from beginning: Int, _ verb: Int, allowsFirst: Bool = false) -> Bool {
    guard !sentence.isQuestion, isSaid(to: verb) else { return false }
    guard beginning > 0 || allowsFirst || !grammar.asksByOrder else { return false }
    if beginning > 0, grammar.relatives.contains(words[beginning - 1].hash) { return false }
    let clause = words[words[verb].clauseStart..<verb]
    if clause.contains(where: { grammar.futures.contains($0.hash) || grammar.readings.contains($0.hash) }) {
      return false
    }
    if clause.contains(where: { grammar.texts.contains($0.hash) }) { return false }
    return !words[..<verb].indices.contains { place in
      grammar.reports[words[place].hash]?.contains { end(of: $0, at: place) != nil } ?? false
    }
  }

  /// Whether what the speaker did to something needs a tool: other words may have to follow, and some must not.
  private func isOfWork(_ verb: Int) -> Bool {
    let behind = words[(verb + 1)..<sentence.clauseEnd(verb)].map(\.hash)
    if let following = grammar.limited[words[verb].hash] {
      guard let next = behind.first, following.contains(next) else { return false }
    }
    return !behind.prefix(Self.objectCount).contains(where: grammar.texts.contains)
      && !behind.prefix(Self.nearCount).contains(where: grammar.readings.contains)
  }

  /// What a verb is about comes within so many words, and right behind an article.
  private static let objectCount = 5
  private static let nearCount = 2

  // MARK: Words

  private func hash(_ place: Int) -> UInt64? { place < words.count ? words[place].hash : nil }

  /// Where words end that stand at a place, with adverbs between them.
  private func end(of list: [UInt64], at place: Int) -> Int? {
    var place = place
    for (index, hash) in list.enumerated() {
      if index > 0, self.hash(place) != hash { place = afterAdverbs(place) }
      guard self.hash(place) == hash else { return nil }
      place += 1
    }
    return place
  }

  private func afterAdverbs(_ place: Int) -> Int {
    var place = place
    while place < words.count, grammar.adverbs.contains(words[place].hash) { place += 1 }
    return place
  }

  /// The participle at a place, or in a language that puts it at the end the first one behind it in the clause.
  private func participle(from place: Int, in known: Set<UInt64>) -> Int? {
    guard place < words.count else { return nil }
    let end = grammar.isSplit ? sentence.clauseEnd(place) : place + 1
    return (place..<end).first { known.contains(words[$0].hash) }
  }
}
