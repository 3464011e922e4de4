internal import Features

/// Says in one line what failed, where and how.
package struct SignatureNaming: Sendable {
  /// Words of a trace that show what happened.
  package struct Quote: Sendable, Hashable {
    package let speaker: String
    package let text: String

    /// Whether they are of what the user asked for at first, which tells the occasion rather than the failure.
    package let isRequest: Bool

    /// Whether other traces say it in other words, so that it is only an example of what they say.
    package let isExample: Bool

    /// How many of the traces say it, or what is close to it; `nil` where that was not counted.
    package let closeCount: Int?

    package init(
      speaker: String, text: String, isRequest: Bool = false, isExample: Bool = false, closeCount: Int? = nil
    ) {
      (self.speaker, self.text) = (speaker, text)
      (self.isRequest, self.isExample) = (isRequest, isExample)
      self.closeCount = closeCount
    }

    /// The words between quotation marks, such as `“where is it”`, or `things like “where is it”`.
    var quoted: String { isExample ? "things like “\(text)”" : "“\(text)”" }
  }

  /// What may tell a signature from others of the same name.
  package struct NameDetails: Sendable, Hashable {
    /// The template that most of its traces have an error of.
    package let template: String?

    /// The words of its medoid that set it apart.
    package let quote: Quote?

    /// What its users ask for, in the words that set it apart.
    package let request: Quote?

    package init(template: String?, quote: Quote?, request: Quote? = nil) {
      self.template = template
      self.quote = quote
      self.request = request
    }
  }

  /// What is said of traces that have nothing in common: where no outcome is known, nobody knows whether they failed.
  private let nothing: String

  /// Where an error comes as often that names none of them.
  private let elsewhere: String

  package init(hasOutcomes: Bool = true) {
    nothing = hasOutcomes ? "no common cause" : "no common behaviour"
    elsewhere = hasOutcomes ? "as where all goes well, too" : "as in the others, too"
  }

  /// The share of the traces that a part of a name has to hold for.
  static let commonShare = 0.5

  /// Names a signature from its evidence.
  ///
  /// - Parameters:
  ///   - support: The number of its traces.
  ///   - quote: The words of its medoid that set it apart; `nil` where there are none.
  ///   - answer: Where these are of the request, what was said after it that sets the signature apart the most.
  package func name(
    _ evidence: SignatureEvidence, support: Int, quote: Quote?, answer: Quote? = nil
  ) -> String {
    naming(evidence, support: support, quote: quote, answer: answer).text
  }

  /// The same, with what the name rests on; an example is what one trace says where no half of them says anything.
  package func naming(
    _ evidence: SignatureEvidence, support: Int, quote: Quote?, answer: Quote? = nil, example: Quote? = nil
  ) -> Naming {
    // A field with its value says more than the whole of an answer.
    let isState = evidence.isErrorAnAnswer && evidence.stated != nil
    if !isState, let name = errorName(evidence, support: support) { return Naming(text: name) }
    if let answer = evidence.answer {
      return Naming(text: "\(shown(answer.tool)) answers “\(Self.readable(answer.template))”")
    }
    if let stated = evidence.stated {
      let states = stated.states.map { "“\($0)”" }.joined(separator: " or ")
      return Naming(text: "\(shown(stated.tool)) answers \(states)")
    }
    if let told = telling(evidence, support: support, SignWording.isTelling) {
      if let retried = self.retried(evidence, at: told.term, support: support) {
        return Naming(text: retried).telling(told.term)
      }
      guard let missed = evidence.missed, !told.sentence.contains(missed.tool) else {
        return joined(told.sentence, quote).telling(told.term)
      }
      return Naming(text: "\(told.sentence); \(missed.tool) is never called").telling(told.term)
    }
    if let given = given(evidence) { return joined(given, quote) }
    if quote?.isRequest ?? true, let told = telling(evidence, support: support, { $0 == .manyCalls }),
      told.toolCount > 0
    {
      return joined(told.sentence, quote).telling(told.term)
    }
    return quoting(evidence, support: support, quote, answer, example)
  }

  /// A name of words that were said.
  private func quoting(
    _ evidence: SignatureEvidence, support: Int, _ quote: Quote?, _ answer: Quote?, _ example: Quote?
  ) -> Naming {
    if evidence.wordReach != nil, quote == nil, let example {
      return Naming(text: "\(example.speaker) says things like “\(example.text)”")
    }
    // One sentence of a rest says nothing of the others in it.
    if evidence.isRest(of: support), quote?.isExample ?? true {
      return Naming(text: lack(in: evidence, support: support), tellsCause: false)
    }
    if let missed = evidence.missed, quote?.isRequest ?? true {
      let sentence = "\(missed.tool) is never called, as successes like these do"
      guard let quote else { return Naming(text: sentence) }
      return Naming(text: "\(sentence); user asks \(quote.quoted)", closeCount: quote.closeCount)
    }
    guard let quote else {
      return Naming(text: wordName(evidence, support: support, example), tellsCause: false)
    }
    guard quote.isRequest else {
      return Naming(text: "\(quote.speaker) says \(quote.quoted)", closeCount: quote.closeCount)
    }
    if let answer {
      return Naming(
        text: "\(answer.speaker) says \(answer.quoted) where the user asks \(quote.quoted)",
        closeCount: answer.closeCount)
    }
    let last = telling(evidence, support: support) { $0 == .lastTool }?.sentence
    let lead = last ?? lack(in: evidence, support: support, isRest: quote.isExample)
    return Naming(text: "\(lead); user asks \(quote.quoted)", closeCount: quote.closeCount)
  }

  /// What there is to say of tool errors where none names a signature.
  ///
  /// - Parameter isRest: Whether the traces may be a rest, since nothing is known that they share.
  private func lack(in evidence: SignatureEvidence, support: Int, isRest: Bool = true) -> String {
    if let common = common(in: evidence, support: support) { return common }
    if isRest, evidence.isRest(of: support) { return ordinary(in: evidence, support: support) ?? nothing }
    guard evidence.errors.isEmpty else {
      return evidence.areErrorsOrdinary ? "no tool error of its own" : "no common tool error"
    }
    return evidence.repairedCount > 0 ? "no lasting tool error" : "no tool error"
  }

  /// The error that half of the traces have, and others as often; `nil` where there is none.
  private func ordinary(in evidence: SignatureEvidence, support: Int) -> String? {
    guard let top = evidence.errors.first, top.count * 2 >= support else { return nil }
    let count = top.count < support ? " in \(top.count) of \(support)" : ""
    return "\(nothing): \(failing(top.tool, top.type, evidence))\(count), \(elsewhere)"
  }

  /// The most common error, if it is not common enough to name all; `nil` where hardly a trace has it.
  private func common(in evidence: SignatureEvidence, support: Int) -> String? {
    guard let top = evidence.tellingErrors.first,
      top.count * Self.partOfCommon >= support
    else { return nil }
    return "\(nothing): \(failing(top.tool, top.type, evidence)) in \(top.count) of \(support)"
  }

  /// An error of one in so many traces is told where none is more common.
  private static let partOfCommon = 3

  /// Names that are alike, told apart by what differs: the template, the quote, the request, else a number.
  package func distinct(_ names: [(name: String, details: NameDetails)]) -> [String] {
    var taken: [String: Int] = [:]
    for entry in names { taken[entry.name, default: 0] += 1 }
    var used: Set<String> = []
    return names.map { entry in
      var name = entry.name
      if taken[name, default: 0] > 1 {
        name = detailed(name, entry.details).first { !used.contains($0) } ?? name
      }
      var number = 2
      let base = name
      while used.contains(name) {
        name = "\(base) (\(number))"
        number += 1
      }
      used.insert(name)
      return name
    }
  }

  /// A name with each of its details.
  private func detailed(_ name: String, _ details: NameDetails) -> [String] {
    var names: [String] = []
    if let template = details.template.map(Self.readable), Self.saysSomething(template),
      !name.contains(template)
    {
      names.append("\(name): “\(template)”")
    }
    if let quote = details.quote, !quote.text.isEmpty, !name.contains(quote.text) {
      names.append(joined(name, quote))
    }
    if let request = details.request, !request.text.isEmpty, !name.contains(request.text) {
      names.append("\(name) where the user asks \(request.quoted)")
    }
    return names
  }

  /// What the workflow shows that sets the signature apart the most, and how many tools that names.
  private func telling(
    _ evidence: SignatureEvidence, support: Int, _ isTelling: (WorkflowSign) -> Bool
  ) -> (sentence: String, toolCount: Int, term: Term)? {
    // The step is missed at several tools; the first term tells which of them is the occasion.
    let firstLapse = evidence.terms.first { term in
      if case .lapse = term.term { term.share >= Self.commonShare } else { false }
    }
    let told = evidence.terms.compactMap {
      term -> (sentence: String, toolCount: Int, term: Term, score: Double)? in
      let score = term.share - term.shareElsewhere
      if case .sign(let sign, let tool) = term.term, isTelling(sign), term.share < Self.commonShare {
        guard Self.isGrave(term) else { return nil }
        let sentence = SignWording.sentence(for: sign, tool: tool) + Self.count(of: term, support)
        return (sentence, tool == nil ? 0 : 1, term.term, score)
      }
      guard term.share >= Self.commonShare else { return nil }
      switch term.term {
      case .sign(let sign, let tool) where isTelling(sign):
        guard tool == nil, let either = twoTools(of: sign, term, evidence) else {
          let times = evidence.times(of: sign, tool: tool)
          let sentence =
            evidence.stop(at: sign) ?? evidence.language(at: sign)
            ?? SignWording.sentence(for: sign, tool: tool, times: times)
          return (sentence + Self.count(of: term, support), tool == nil ? 0 : 1, term.term, score)
        }
        return (
          SignWording.sentence(for: sign, tool: either) + Self.count(of: term, support), 1, term.term, score
        )
      case .lapse(let kind, let tool, let step) where isTelling(kind.sign) && term == firstLapse:
        let sentence =
          evidence.neverCalled(at: kind, tool: tool, step: step)
          ?? SignWording.sentence(
            for: kind, tool: tool, step: step, count: Self.count(of: term, support))
        return (sentence, 2, term.term, score)
      default: return nil
      }
    }
    // Who is handed off is sent elsewhere, and was not put off with words alone.
    let isHandedOff = told.contains { $0.term.isHandOff && $0.score >= Self.tellingDifference }
    // What names its tools says more than the same without.
    let best = told.enumerated().filter { !(isHandedOff && $0.element.term.isOf(.sentElsewhere)) }.max {
      one, other in
      let scores = [one, other].map { $0.element.score + Double($0.element.toolCount) * Self.toolBonus }
      return (scores[0], -one.offset) < (scores[1], -other.offset)
    }?.element
    guard let best, best.score >= Self.tellingDifference else { return nil }
    return (best.sentence, best.toolCount, best.term)
  }

  /// In how many of the traces a term is found, behind what is said of it, where it is not found in nearly all.
  private static func count(of term: SignatureEvidence.DistinctiveTerm, _ support: Int) -> String {
    term.share >= nearlyAll ? "" : " in \(Int((term.share * Double(support)).rounded())) of \(support)"
  }

  /// What at least this share of the traces shows is told of all.
  private static let nearlyAll = 0.8

  /// Whether a term is a grave sign that is common though not half of the traces show it.
  private static func isGrave(_ term: SignatureEvidence.DistinctiveTerm) -> Bool {
    guard case .sign(let sign, _) = term.term, SeverityRule.severity(of: sign) == .critical else {
      return false
    }
    return SeverityRule.isCommon(sign, share: term.share, elsewhere: term.shareElsewhere)
  }

  /// Two tools that a sign is about, one in some of the traces and the other in nearly all others that have it.
  private func twoTools(
    of sign: WorkflowSign, _ term: SignatureEvidence.DistinctiveTerm, _ evidence: SignatureEvidence
  ) -> String? {
    let tools = evidence.terms.compactMap { other -> (name: String, share: Double)? in
      guard case .sign(sign, let tool?) = other.term, other.share >= Self.partShare else { return nil }
      return (tool, other.share)
    }
    guard tools.count == 2, tools[0].share + tools[1].share >= Self.coveredShare * term.share else {
      return nil
    }
    return "\(shown(tools[0].name)) or \(shown(tools[1].name))"
  }

  /// The least share of the traces for one of two tools, and of those with the sign for both together.
  private static let partShare = 0.2
  private static let coveredShare = 0.8

  private static let toolBonus = 0.1
  static let tellingDifference = 0.35

  private func joined(_ sentence: String, _ quote: Quote?) -> Naming {
    // What one of the traces says adds nothing to what goes wrong in all of them.
    guard let quote, !quote.isExample else { return Naming(text: sentence) }
    return Naming(text: joined(sentence, quote), closeCount: quote.closeCount)
  }

  private func joined(_ sentence: String, _ quote: Quote) -> String {
    "\(sentence); \(quote.isExample ? "e.g. " : "")\(quote.speaker): “\(quote.text)”"
  }

  private func wordName(_ evidence: SignatureEvidence, support: Int, _ example: Quote?) -> String {
    let lack = common(in: evidence, support: support)
    if let example { return joined(lack ?? "alike in words alone", example) }
    var words: [String] = []
    for case .words(_, let said) in evidence.terms.map(\.term) {
      // One within another, in whatever case, says no more.
      guard let word = TellingWords.core(of: said) else { continue }
      let small = word.lowercased()
      let isSaid = words.contains { $0.lowercased().contains(small) || small.contains($0.lowercased()) }
      if !isSaid { words.append(word) }
    }
    let noCause = lack ?? nothing
    if !words.isEmpty {
      return "\(noCause); set apart by the words " + words.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
    }
    if let tool = evidence.tools.first { return "\(noCause); \(tool.name) is called" }
    return "\(noCause) and no common words"
  }
}

extension Term {
  fileprivate var isHandOff: Bool { isOf(.handOff) || isOf(.immediateHandOff) }

  fileprivate func isOf(_ sign: WorkflowSign) -> Bool {
    if case .sign(sign, _) = self { true } else { false }
  }
}
