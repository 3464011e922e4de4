import Features
import Signatures
import Testing
import Traces

@testable import Reports

@Test func `terms read as clauses`() {
  let wording = TermWording.plain
  #expect(
    wording.clause(for: .error(tool: "pay", type: .payment, template: "card <id> declined"))
      == "pay fails with a payment error: “card <id> declined”")
  #expect(
    wording.clause(for: .error(tool: nil, type: .timeout, template: nil))
      == "a tool fails with a timeout error")
  #expect(wording.clause(for: .error(tool: "pay", type: nil, template: nil)) == "pay fails")
  #expect(wording.clause(for: .step(from: "a", to: "b")) == "b is called right after a")
  #expect(TermWording.cell.clause(for: .sign(.emptyResult, tool: "find|it")) == "`find¦it` comes back empty")
  #expect(wording.clause(for: .words(.protest, "still wrong")) == "the user says later on “still wrong”")
}

@Test func `a tool whose name is not known is a tool in every sentence`() {
  for wording in [TermWording.plain, .cell] {
    #expect(
      wording.clause(for: .error(tool: "", type: .notFound, template: nil))
        == "a tool fails with a “not found” error")
    #expect(wording.clause(for: .sign(.emptyResult, tool: "")) == "a tool comes back empty")
  }
}

@Test func `nothing is told twice`() {
  let terms: [SignatureEvidence.DistinctiveTerm] = [
    .init(term: .error(tool: "pay", type: nil, template: nil), share: 0.9, shareElsewhere: 0),
    .init(term: .error(tool: "pay", type: .payment, template: nil), share: 0.88, shareElsewhere: 0),
    .init(term: .tool("pay"), share: 0.92, shareElsewhere: 0.1),
    .init(term: .words(.request, "card"), share: 0.5, shareElsewhere: 0.1),
    .init(term: .words(.request, "new card"), share: 0.2, shareElsewhere: 0.05),
    // Words that others say nearly as often, and words of grammar.
    .init(term: .words(.request, "please"), share: 0.2, shareElsewhere: 0.1),
    .init(term: .words(.reply, "on an"), share: 0.5, shareElsewhere: 0.01),
    .init(term: .words(.reply, "card"), share: 0.5, shareElsewhere: 0.1),
  ]
  let rows = TellingTerms.rows(of: terms)
  #expect(
    rows.map { TermWording.plain.clause(for: $0.terms.map(\.term)) } == [
      "pay fails with a payment error", "the user's request says “card”, “new card”",
      "the assistant says “card”",
    ])
  #expect(rows[1].range(\.share) == "20–50 %" && rows[1].range(\.shareElsewhere) == "5.0–10 %")
}

@Test(arguments: [
  (nil, "—"), (0.0, "0 %"), (0.000001, "0.01 %"), (0.0123, "1.2 %"), (0.0996, "10 %"), (0.5, "50 %"),
  (0.9949, "99 %"), (0.9999, "99.9 %"), (1.0, "100 %"),
])
func `shares never round to all or nothing`(share: Double?, text: String) {
  #expect(Figures.percent(share) == text)
}

@Test func `figures are written for readers`() {
  #expect(
    Figures.count(1_234_567) == "1,234,567" && Figures.count(-1_000) == "−1,000" && Figures.count(7) == "7")
  #expect(Figures.count(1, "trace") == "1 trace" && Figures.count(2, "success", "successes") == "2 successes")
  #expect(
    Figures.decimal(2.96, 1) == "3.0" && Figures.decimal(-0.04, 1) == "0.0" && Figures.decimal(2.5, 0) == "3")
  #expect(Figures.bytes(3_140_000) == "3.1 MB" && Figures.bytes(1) == "1 byte")
  #expect(Figures.list(["a", "b", "c"]) == "a, b and c" && Figures.list([]).isEmpty)
}

@Test func `days without traces are drawn as such, and many days by week`() throws {
  let day = { (text: String) in try #require(CalendarDay(text: text)) }
  let counts: [SignatureEvidence.Count] = [
    .init(name: "2025-03-10", count: 2), .init(name: "2025-03-12", count: 8),
  ]
  let trend = DayTrend(counts, span: try day("2025-03-10")...day("2025-03-13"))
  #expect(trend.points.map(\.count) == [2, 0, 8, 0] && trend.blocks == "▂·█·")
  #expect(DayTrend.cellPeriodLength(of: try day("2025-03-01")...day("2025-03-14")) == 1)
  #expect(DayTrend.cellPeriodLength(of: try day("2025-03-01")...day("2025-03-15")) == 7)
  let year = try day("2025-01-01")...day("2025-12-31")
  let length = DayTrend.cellPeriodLength(of: year)
  #expect(length == 28 && DayTrend.title(ofPeriod: length) == "By 4 weeks")
  #expect(DayTrend(counts, span: year, periodLength: length).blocks.count == 14)
  let weeks = DayTrend(counts, span: try day("2025-02-10")...day("2025-03-16"))
  #expect(weeks.periodLength == 7 && weeks.points.map(\.count) == [0, 0, 0, 0, 10])
}

@Test func `facts come before words, and a grave sign is told however many there are`() {
  var terms: [SignatureEvidence.DistinctiveTerm] = [
    .init(term: .words(.reply, "gift card"), share: 1, shareElsewhere: 0)
  ]
  for tool in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] {
    terms.append(.init(term: .tool(tool), share: 0.9, shareElsewhere: 0))
  }
  terms.append(.init(term: .sign(.promiseAfterReadsOnly, tool: nil), share: 0.41, shareElsewhere: 0.02))
  let rows = TellingTerms.rows(of: terms).map { TermWording.plain.clause(for: $0.terms.map(\.term)) }
  #expect(rows.count == 10 && rows.last == "the assistant says “gift card”")
  #expect(rows.dropLast().last == "assistant says it is done after only looking things up")
}

@Test func `a field and the one it is not from are code each`() {
  let term = Term.lapse(.otherSource, tool: "pay", step: "amount” than the “gross")
  #expect(
    TermWording.cell.clause(for: term)
      == "`pay` is given another “`amount`” than the “`gross`” of an earlier answer")
}

@Test func `a tool that is the first or last one called is not told to be called`() {
  let terms: [Term] = [
    .tool("get"), .sign(.firstTool, tool: "get"), .tool("pay"), .sign(.firstTool, tool: "find"),
  ]
  let rows = TellingTerms.rows(of: terms.map { .init(term: $0, share: 1, shareElsewhere: 0.1) })
    .map { TermWording.plain.clause(for: $0.terms[0].term) }
  #expect(rows == ["get is the first tool called", "pay is called", "find is the first tool called"])
}

@Test func `one fact is one row, with its tool where it has one`() {
  func rows(_ terms: [(Term, Double)]) -> [String] {
    TellingTerms.rows(of: terms.map { .init(term: $0.0, share: $0.1, shareElsewhere: 0) })
      .map { TermWording.plain.clause(for: $0.terms.map(\.term)) }
  }
  #expect(
    rows([
      (.sign(.repeatedCall, tool: "pay"), 0.9), (.sign(.repeatedCall, tool: nil), 0.9),
      (.sign(.repeatedSuccess, tool: "pay"), 0.8), (.sign(.repeatedSuccess, tool: nil), 0.8),
    ]) == ["pay is called again and again with the same arguments"])
  #expect(
    rows([
      (.sign(.noAnswer, tool: nil), 1), (.sign(.endsWithTool, tool: nil), 1),
      (.sign(.endsWithTool, tool: "pay"), 1),
    ]) == ["ends on the result of pay without an answer"])
  // Two tools with a sign tell what all together have.
  #expect(
    rows([
      (.sign(.emptyResult, tool: nil), 1), (.sign(.emptyResult, tool: "find"), 0.5),
      (.sign(.emptyResult, tool: "seek"), 0.5),
    ]) == ["find comes back empty", "seek comes back empty"])
  #expect(rows([(.sign(.emptyResult, tool: nil), 1), (.sign(.emptyResult, tool: "find"), 0.3)]).count == 2)
  #expect(rows([(.words(.reply, "I have"), 1), (.words(.reply, "upd'"), 1)]).isEmpty)
  #expect(
    rows([(.words(.reply, "raised,"), 0.5), (.words(.reply, "raised"), 0.5)]) == [
      "the assistant says “raised”"
    ])
}

@Test func `words that overlap are one phrase, and fragments with brackets are none`() {
  func words(_ said: [String], _ shares: [Double] = []) -> String {
    let terms = said.enumerated().map { index, word in
      SignatureEvidence.DistinctiveTerm(
        term: .words(.reply, word), share: shares.isEmpty ? 0.5 : shares[index], shareElsewhere: 0)
    }
    return TellingTerms.rows(of: terms).map { TermWording.plain.clause(for: $0.terms.map(\.term)) }.joined()
  }
  #expect(words(["抱歉", "歉没", "没能", "致电", "请致"]) == "the assistant says “抱歉没能”, “请致电”")
  // Both may be said, and never one after the other.
  #expect(words(["gift card", "card number"]) == "the assistant says “gift card”, “card number”")
  // What is counted is the pair: its word alone may be common elsewhere.
  #expect(words(["of orders", "the orders", "refund"]) == "the assistant says “of orders”, “refund”")
  #expect(words(["pending (item", "obj\\[\"td", "order"]) == "the assistant says “order”")
}
