import Features
import Testing

@testable import Signatures

private func evidence(
  _ errors: [(String, ErrorType, Int)] = [], terms: [SignatureEvidence.DistinctiveTerm] = []
) -> SignatureEvidence {
  var evidence = SignatureEvidence()
  evidence.errors = errors.map { SignatureEvidence.ErrorCount(tool: $0.0, type: $0.1, count: $0.2) }
  evidence.terms = terms
  return evidence
}

private func name(_ evidence: SignatureEvidence, quote: String? = nil) -> String {
  SignatureNaming().name(
    evidence, support: 10, quote: quote.map { SignatureNaming.Quote(speaker: "user", text: $0) })
}

private func term(_ term: Term, _ share: Double, _ elsewhere: Double) -> SignatureEvidence.DistinctiveTerm {
  SignatureEvidence.DistinctiveTerm(term: term, share: share, shareElsewhere: elsewhere)
}

@Test func `an error that half of the traces share names tool and type`() {
  #expect(name(evidence([("refund", .timeout, 5)])) == "refund fails with a timeout error in 5 of 10")
  #expect(name(evidence([("", .rateLimit, 10)])) == "a tool fails with a rate-limit error")
  var after = evidence([("refund", .authentication, 9)])
  after.step = "get_order"
  #expect(name(after) == "refund fails with an authentication error after get_order")
}

@Test func `an error of no type is named by its template, without the placeholders`() {
  var odd = evidence([("refund", .other, 8)])
  odd.message = SignatureEvidence.Message(text: "gremlin <num> in <path>", isCommon: true)
  #expect(name(odd) == "refund fails: “gremlin … in …”")
  odd.message = SignatureEvidence.Message(text: "gremlin <num> in <path>", isCommon: false)
  #expect(name(odd) == "refund fails with an error, such as “gremlin … in …”")
}

@Test func `what four in five messages say is told, and an example only where the type tells little`() {
  func named(_ type: ErrorType, _ text: String, isCommon: Bool) -> String {
    var found = evidence([("refund", type, 8)])
    found.step = "get_order"
    found.message = SignatureEvidence.Message(text: text, isCommon: isCommon)
    return name(found)
  }
  let (fare, slow) = ("fare <id> is non-refundable", "no answer within <duration>")
  let refused = "refund fails with a precondition error after get_order"
  #expect(named(.precondition, fare, isCommon: true) == "\(refused): “fare … is non-refundable”")
  #expect(named(.precondition, fare, isCommon: false) == "\(refused), such as “fare … is non-refundable”")
  #expect(
    named(.authentication, "token has expired", isCommon: true)
      == "refund fails with an authentication error after get_order: “token has expired”")
  #expect(
    named(.authentication, "token has expired", isCommon: false)
      == "refund fails with an authentication error after get_order")
  #expect(named(.timeout, slow, isCommon: true) == "refund fails with a timeout error after get_order")
  let long = named(.precondition, String(repeating: "fare is fixed ", count: 20), isCommon: true)
  #expect(long.count <= 110 && long.hasSuffix(" …”"))
}

@Test func `a step that comes before most calls of a tool is not named`() {
  var found = evidence([("refund", .timeout, 8)])
  (found.step, found.isStepUsual) = ("get_order", true)
  #expect(name(found) == "refund fails with a timeout error")
}

@Test func `calls that are made again are told with how often`() {
  func named(_ sign: WorkflowSign, _ times: ClosedRange<Int>?) -> String {
    var found = evidence(terms: [term(.sign(sign, tool: "pay"), 1, 0)])
    found.repetitions = [.init(sign: .manyCalls, tool: "pay", times: 20...30)]
    if let times { found.repetitions.append(.init(sign: sign, tool: "pay", times: times)) }
    return name(found)
  }
  let same = "with the same arguments"
  #expect(
    named(.repeatedSuccess, 7...10) == "pay is called 7 to 10 times \(same) though it had succeeded")
  #expect(named(.repeatedSuccess, 2...2) == "pay is called twice \(same) though it had succeeded")
  #expect(named(.repeatedSuccess, nil) == "pay is called again \(same) though it had succeeded")
  #expect(named(.repeatedCall, 3...9) == "pay is called 3 to 9 times \(same)")
}

@Test func `errors of one tool, or of one type, are named together`() {
  #expect(
    name(evidence([("refund", .timeout, 4), ("refund", .network, 3)]))
      == "refund fails with a timeout error or a network error")
  #expect(
    name(evidence([("refund", .timeout, 4), ("charge", .timeout, 3)]))
      == "refund and charge fail with a timeout error")
  // An error of no type comes last, and a tool that hardly fails is not named beside another.
  #expect(
    name(evidence([("refund", .other, 4), ("refund", .network, 3)]))
      == "refund fails with a network error or another error")
  var said = evidence([("refund", .other, 4), ("refund", .network, 3)])
  said.message = SignatureEvidence.Message(text: "till <num> is dark", isCommon: false)
  #expect(
    name(said) == "refund fails with a network error or another error, such as “till … is dark”")
  let mostly = evidence([("refund", .timeout, 48), ("charge", .timeout, 3)])
  #expect(
    SignatureNaming().name(mostly, support: 100, quote: nil)
      == "refund fails with a timeout error in 48 of 100")
}

@Test func `without a common error the sign that sets it apart names it, with a quote`() {
  let sign = term(.sign(.promiseWithoutCall, tool: nil), 0.9, 0.1)
  let found = evidence([("refund", .timeout, 2)], terms: [sign])
  #expect(name(found) == "assistant says it is done, no tool was called")
  #expect(
    name(found, quote: "where is it") == "assistant says it is done, no tool was called; user: “where is it”")
}

@Test func `a sign at one of two tools names both, and at more of them none`() {
  let sign = term(.sign(.repeatedSuccess, tool: nil), 1, 0.1)
  let (check, search) = (
    term(.sign(.repeatedSuccess, tool: "check"), 0.56, 0),
    term(.sign(.repeatedSuccess, tool: "search"), 0.42, 0)
  )
  let same = "is called again with the same arguments though it had succeeded"
  #expect(name(evidence(terms: [check, search, sign])) == "check or search \(same)")
  let third = term(.sign(.repeatedSuccess, tool: "find"), 0.3, 0)
  #expect(name(evidence(terms: [check, search, third, sign])) == "a tool \(same)")
  #expect(name(evidence(terms: [check, sign])) == "a tool \(same)")
}

@Test func `a sign that is as common elsewhere, or in few traces, names nothing`() {
  let common = evidence(terms: [term(.sign(.promiseWithoutCall, tool: nil), 0.9, 0.8)])
  let rare = evidence(terms: [
    term(.sign(.promiseWithoutCall, tool: nil), 0.39, 0), term(.words(.protest, "late"), 0.6, 0),
  ])
  for found in [common, rare] {
    #expect(!name(found).contains("says it is done"))
    #expect(name(found, quote: "late again") == "user says “late again”")
  }
}

@Test func `a grave sign of two in five names what hardly a success shows, before a quote, with its count`() {
  let shared = term(.words(.reply, "go-ahead"), 0.9, 0.01)
  func named(_ sign: WorkflowSign, _ share: Double, _ elsewhere: Double) -> String {
    let found = evidence(terms: [shared, term(.sign(sign, tool: nil), share, elsewhere)])
    return name(found, quote: "I need your go-ahead")
  }
  #expect(
    named(.promiseAfterReadsOnly, 0.42, 0.02)
      == "assistant says it is done after only looking things up in 4 of 10; user: “I need your go-ahead”")
  let quoted = "user says “I need your go-ahead”"
  #expect(named(.promiseAfterReadsOnly, 0.42, 0.1) == quoted, "others show it too")
  #expect(named(.refusal, 0.42, 0) == quoted, "no grave one")
}

@Test func `what the user asked for at first names only what nothing else does`() {
  let quote = SignatureNaming.Quote(speaker: "user", text: "how many shirts", isRequest: true)
  let busy = evidence(terms: [term(.sign(.manyCalls, tool: "get_order"), 0.7, 0.1)])
  #expect(
    SignatureNaming().name(busy, support: 10, quote: quote)
      == "get_order is called five times or more in 7 of 10; user: “how many shirts”")
  #expect(
    SignatureNaming().name(evidence(), support: 10, quote: quote)
      == "no tool error; user asks “how many shirts”")
  let answer = SignatureNaming.Quote(speaker: "assistant", text: "there are ten")
  #expect(
    SignatureNaming().name(evidence(), support: 10, quote: quote, answer: answer)
      == "assistant says “there are ten” where the user asks “how many shirts”")
  let late = SignatureNaming.Quote(speaker: "user", text: "late again")
  #expect(SignatureNaming().name(busy, support: 10, quote: late) == "user says “late again”")
}

@Test func `words, then tools, name what nothing else does`() {
  var found = evidence(terms: [term(.words(.request, "gift card"), 0.8, 0.1), term(.tool("pay"), 1, 0.2)])
  #expect(name(found) == "no common cause; set apart by the words “gift card”")
  found.terms = [term(.words(.reply, "and"), 0.9, 0.1), term(.words(.reply, "gift"), 0.8, 0.1)]
  #expect(name(found) == "no common cause; set apart by the words “gift”")
  let example = SignatureNaming.Quote(speaker: "assistant", text: "it is B, you divide", isExample: true)
  #expect(
    SignatureNaming().naming(found, support: 10, quote: nil, example: example)
      == SignatureNaming.Naming(
        text: "alike in words alone; e.g. assistant: “it is B, you divide”", tellsCause: false))
  found.wordReach = SignatureEvidence.WordReach(count: 9, shareElsewhere: 0.001)
  #expect(
    SignatureNaming().naming(found, support: 10, quote: nil, example: example)
      == SignatureNaming.Naming(text: "assistant says things like “it is B, you divide”"))
  #expect(!found.isRest(of: 10))
  found.wordReach = nil
  found.terms = []
  found.tools = [SignatureEvidence.Count(name: "pay", count: 9)]
  #expect(name(found) == "no common cause")
}

@Test func `the states that a tool answers with name what has no error, values of one field together`() {
  func state(_ field: String, _ value: String, _ share: Double, _ elsewhere: Double = 0.01)
    -> SignatureEvidence.DistinctiveTerm
  {
    term(.state(tool: "pay", field: field, value: value), share, elsewhere)
  }
  var found = evidence(terms: [
    state("state", "DRAFT", 0.4), state("state", "OPEN", 0.3), state("hot", "true", 0.1),
  ])
  #expect(name(found) == "pay answers “state: DRAFT” or “state: OPEN”")
  // Values of two fields do not add up, nor does one count that others have too.
  found.terms = [state("state", "DRAFT", 0.4), state("kind", "OPEN", 0.3), state("hot", "true", 0.9, 0.8)]
  found.tools = [SignatureEvidence.Count(name: "pay", count: 9)]
  #expect(name(found) == "no common cause; pay is called")
}

@Test func `names that are alike are told apart by a detail, else by a number`() {
  func details(
    _ template: String?, _ said: String? = nil, asked: String? = nil
  ) -> SignatureNaming.NameDetails {
    SignatureNaming.NameDetails(
      template: template, quote: said.map { SignatureNaming.Quote(speaker: "user", text: $0) },
      request: asked.map { SignatureNaming.Quote(speaker: "user", text: $0, isRequest: true) })
  }
  let distinct = SignatureNaming().distinct([
    ("a fails", details("<num> is locked")), ("b fails", details("is locked")),
    ("a fails", details("", "not yours")), ("a fails", details("<num> is locked", "not yours")),
    ("a fails", details(nil)), ("a fails", details(nil)),
  ])
  #expect(
    distinct == [
      "a fails: “… is locked”", "b fails", "a fails; user: “not yours”", "a fails", "a fails (2)",
      "a fails (3)",
    ])
  #expect(Set(distinct).count == distinct.count)
  // A template of placeholders alone tells nothing; what is asked for does.
  let asked = SignatureNaming().distinct([
    ("user says “no”", details("<num> <*>", "no", asked: "where is my food")),
    ("user says “no”", details(nil, "no", asked: "cancel it")),
  ])
  #expect(
    asked == [
      "user says “no” where the user asks “where is my food”",
      "user says “no” where the user asks “cancel it”",
    ])
}

@Test func `an error whose template has no words is named by its type alone`() {
  var found = evidence(terms: [])
  found.errors = [SignatureEvidence.ErrorCount(tool: "pay", type: .other, count: 9)]
  found.message = SignatureEvidence.Message(text: "<num>: <*>", isCommon: true)
  #expect(name(found) == "pay fails with an error")
  found.message = SignatureEvidence.Message(text: "<num> is locked", isCommon: true)
  #expect(name(found) == "pay fails: “… is locked”")
}

@Test func `only placeholders become an ellipsis, several in a row one`() {
  #expect(SignatureNaming.readable("a <num> b <*> c") == "a … b … c")
  #expect(SignatureNaming.readable("a <*> <*> <num> b <*>, <*>") == "a … b …, …")
  #expect(SignatureNaming.readable("1 < 2 and <B> and <open") == "1 < 2 and <B> and <open")
}

@Test func `every sign and every type has words of its own`() {
  let sentences = WorkflowSign.allCases.map { SignWording.sentence(for: $0, tool: "pay") }
  #expect(Set(sentences).count == sentences.count && !sentences.contains(""))
  let names = ErrorType.allCases.map(ErrorWording.name)
  #expect(Set(names).count == names.count)
  #expect(names.allSatisfy { $0.hasPrefix("a ") || $0.hasPrefix("an ") })
}

@Test func `a step left out is named with the tool that sets the signature apart`() {
  let sign = term(.sign(.leftOutStep, tool: "verify"), 1, 0.01)
  let rare = term(.lapse(.leftOut, tool: "refund", step: "verify"), 0.9, 0.001)
  let common = term(.lapse(.leftOut, tool: "get_record", step: "verify"), 1, 0.01)
  #expect(name(evidence(terms: [rare, sign, common])) == "refund is called without verify before it")
  let few = term(.lapse(.tooLate, tool: "refund", step: "verify"), 0.4, 0)
  #expect(name(evidence(terms: [few, sign])) == "verify, which successes call first, is left out")
  let early = term(.lapse(.tooLate, tool: "refund", step: "verify"), 0.8, 0)
  #expect(name(evidence(terms: [early]), quote: "oh") == "refund is called before verify; user: “oh”")
  let open = term(.lapse(.unfinished, tool: "find_slot", step: "book"), 0.8, 0)
  #expect(name(evidence(terms: [open])) == "book never follows find_slot, though nothing failed")
  var never = evidence(terms: [term(.lapse(.unfinished, tool: "find_slot", step: "book"), 0.5, 0)])
  never.tools = [.init(name: "find_slot", count: 4)]
  #expect(name(never) == "book is never called")
  never.tools.append(.init(name: "book", count: 1))
  #expect(name(never) == "book never follows find_slot in 5 of 10, though nothing failed")
}

@Test func `what a tool is given names a signature if most traces give it one of three words`() {
  func given(_ word: String, _ share: Double) -> SignatureEvidence.DistinctiveTerm {
    term(.argument(tool: "run_sql", word), share, 0)
  }
  let split = evidence(terms: [given("drop", 0.4), given("truncate", 0.3), given("orders", 0.1)])
  #expect(name(split) == "run_sql is given “drop” or “truncate”")
  #expect(name(split, quote: "it is gone") == "run_sql is given “drop” or “truncate”; user: “it is gone”")
  #expect(name(evidence(terms: [given("drop", 0.3)]), quote: "it is gone") == "user says “it is gone”")
}

@Test func `a quote that most traces do not say is called an example`() {
  let quote = SignatureNaming.Quote(speaker: "user", text: "late again", isExample: true)
  let naming = SignatureNaming()
  let shared = term(.words(.protest, "late"), 0.8, 0.1)
  #expect(
    naming.name(evidence(terms: [shared]), support: 10, quote: quote) == "user says things like “late again”")
  let sign = term(.sign(.refusal, tool: nil), 0.9, 0.1)
  #expect(
    naming.name(evidence(terms: [sign]), support: 10, quote: quote)
      == "assistant refuses or says it is unable", "one sentence of some adds nothing to what all do")
  let request = SignatureNaming.Quote(speaker: "user", text: "how many", isRequest: true, isExample: true)
  #expect(
    naming.name(evidence(terms: [shared]), support: 10, quote: request)
      == "no tool error; user asks things like “how many”")
  // Where nothing is shared the quote names nothing.
  #expect(naming.name(evidence(), support: 10, quote: request) == "no common cause")
  #expect(naming.name(evidence(), support: 10, quote: quote) == "no common cause")
}

@Test func `a name denies no tool error that some traces have`() {
  let words = [term(.words(.request, "gift card"), 0.8, 0.1)]
  let few = evidence([("pay", .timeout, 2)], terms: words)
  #expect(name(few) == "no common cause; set apart by the words “gift card”")
  let many = evidence([("pay", .timeout, 4)], terms: words)
  #expect(
    name(many)
      == "no common cause: pay fails with a timeout error in 4 of 10; set apart by the words “gift card”")
  var repaired = evidence(terms: words)
  repaired.repairedCount = 3
  #expect(name(repaired) == "no common cause; set apart by the words “gift card”")
  var ordinary = evidence([("pay", .timeout, 9)], terms: words)
  ordinary.areErrorsOrdinary = true
  #expect(name(ordinary) == "no common cause; set apart by the words “gift card”")
  #expect(name(evidence(terms: [term(.words(.request, "gift card"), 0.2, 0)])) == "no common cause")
}

@Test(arguments: [
  ("result in", "result"), ("I have", nil), ("upd'", nil), ("can't just", nil), ("upd' orders", "orders"),
  ("'says orders", "orders"), ("not allowed", "not allowed"), ("was not", nil), ("new card", "new card"),
  ("fee", nil),
  ("请求", "请求"),
])
func `words are told without those of grammar at their ends`(words: String, core: String?) {
  #expect(TellingWords.core(of: words) == core)
}

@Test func `a name that quotes nothing and tells no error or sign names no cause`() {
  let words = evidence(terms: [term(.words(.protest, "late"), 0.8, 0.1)])
  #expect(!SignatureNaming().naming(words, support: 10, quote: nil).tellsCause)
  let quote = SignatureNaming.Quote(speaker: "user", text: "late again", isExample: true, closeCount: 6)
  let quoted = SignatureNaming().naming(words, support: 10, quote: quote)
  #expect(quoted.tellsCause && quoted.closeCount == 6)
  let refusing = evidence(terms: [term(.sign(.refusal, tool: nil), 0.9, 0.1)])
  #expect(SignatureNaming().naming(refusing, support: 10, quote: nil).tellsCause)
}

@Test func `two types of error of one tool are named if clearly more than half of the traces have them`() {
  let most = evidence([("flags", .notFound, 4), ("flags", .timeout, 2), ("flags", .rateLimit, 1)])
  #expect(name(most) == "flags fails with a “not found” error or a timeout error")
  let half = evidence([
    ("flags", .notFound, 4), ("flags", .timeout, 1), ("flags", .rateLimit, 1), ("flags", .schema, 1),
  ])
  #expect(name(half) == "flags fails in several ways")
  #expect(name(evidence([("flags", .timeout, 6)])) == "flags fails with a timeout error")
}

@Test func `how any trace may go makes no group of what shares nothing else`() {
  for sign in [WorkflowSign.manyCalls, .endsWithUser, .lastTool, .firstTool, .endsWithQuestion] {
    #expect(evidence(terms: [term(.sign(sign, tool: nil), 1, 0)]).isRest(of: 10))
  }
  #expect(!evidence(terms: [term(.sign(.refusal, tool: nil), 1, 0)]).isRest(of: 10))
}

@Test func `what successes of the same work call is named where these never do`() {
  var claims = evidence(terms: [term(.sign(.promiseAfterReadsOnly, tool: nil), 0.9, 0.02)])
  claims.missed = SignatureEvidence.Missed(tool: "set_advance", callingCount: 16, successCount: 17)
  #expect(
    name(claims, quote: "it is set")
      == "assistant says it is done after only looking things up; set_advance is never called")
  claims.terms = []
  #expect(name(claims) == "set_advance is never called, as successes like these do")
  #expect(name(claims, quote: "it is set") == "user says “it is set”")
}

@Test func `where no outcome is known, a rest has no behaviour in common`() {
  let naming = SignatureNaming(hasOutcomes: false)
  #expect(naming.name(evidence(), support: 10, quote: nil) == "no common behaviour")
}

@Test func `an error that calls were made again for names a signature, not the calls`() {
  var found = evidence(terms: [term(.sign(.repeatedCall, tool: "read_scada"), 0.9, 0)])
  found.repetitions = [.init(sign: .repeatedCall, tool: "read_scada", times: 3...4)]
  #expect(name(found) == "read_scada is called 3 to 4 times with the same arguments")
  found.retried = (
    .init(tool: "read_scada", type: .other, count: 8), .init(text: "tag <id> has bad quality", isCommon: true)
  )
  #expect(
    name(found) == "read_scada fails with an error, called 3 to 4 times, such as “tag … has bad quality”")
  found.retried = (.init(tool: "read_scada", type: .timeout, count: 6), nil)
  #expect(name(found) == "read_scada fails with a timeout error in 6 of 10, called 3 to 4 times")
  found.retried = (.init(tool: "get_chart", type: .timeout, count: 6), nil)
  #expect(name(found) == "read_scada is called 3 to 4 times with the same arguments")
}

@Test func `the language of an answer in another than the user's is named`() {
  var found = evidence(terms: [term(.sign(.otherLanguage, tool: nil), 0.9, 0)])
  #expect(name(found) == "assistant answers in another language than the user's")
  found.foreignLanguage = .german
  #expect(name(found) == "assistant answers in German where the user writes in another language")
}
