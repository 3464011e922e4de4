import Features
import Statistics
import Testing
import Traces

@testable import Reports

private func excerpt(_ roles: [Role], decisive: Set<Int>) -> TraceExcerpt {
  let turns = roles.enumerated().map { index, role in
    TraceExcerpt.ShownTurn(
      number: index + 1, role: role, speaker: nil, text: "turn \(index + 1)", calls: [], error: nil,
      isDecisive: decisive.contains(index))
  }
  return TraceExcerpt(
    traceID: "t", path: "f", line: 1, offset: 0, outcome: .failure, agent: nil, startedAt: nil, turns: turns,
    representative: nil)
}

@Test func `a passage shows the request, what is around the decisive turns, and the end`() {
  let roles: [Role] = [.system, .user] + (0..<18).map { $0 % 2 == 0 ? .assistant : .user }
  let passage = TracePassage(excerpt: excerpt(roles, decisive: [9]))
  #expect(passage.shownIndices == [1, 8, 9, 10, 19])
  #expect(
    passage.markdown.contains("… 6 turns left out …") && passage.markdown.contains("… 8 turns left out …"))
  #expect(passage.markdown.contains("▶  10 user"))
}

@Test func `a single turn is shown rather than said to be left out`() {
  let roles: [Role] = [.user, .assistant, .user, .assistant, .user]
  #expect(TracePassage(excerpt: excerpt(roles, decisive: [2])).shownIndices == [0, 1, 2, 3, 4])
  #expect(TracePassage(excerpt: excerpt([], decisive: [])).markdown.contains("(no turns)"))
}

@Test func `without a decisive turn the end is shown, and of many only some`() {
  let roles = (0..<40).map { $0 % 2 == 0 ? Role.user : .assistant }
  #expect(TracePassage(excerpt: excerpt(roles, decisive: [])).shownIndices == [0, 36, 37, 38, 39])
  #expect(TracePassage(excerpt: excerpt(roles, decisive: Set(0..<40))).shownIndices.count < 12)
}

@Test func `what names the signature and protests are never left out`() {
  let roles = (0..<60).map { $0 % 2 == 0 ? Role.user : .assistant }
  var trace = excerpt(roles, decisive: Set(0..<60))
  for key in [20, 30, 41] { trace.turns[key].isKey = true }
  let full = TracePassage(excerpt: trace).shownIndices
  #expect(Set(full).isSuperset(of: [19, 20, 21, 29, 30, 31, 40, 41, 42]))
  #expect(TracePassage(excerpt: trace, size: .brief).shownIndices == [0, 19, 20, 29, 30, 40, 41, 59])
}

@Test func `what names the signature is shown among many protests`() {
  let roles = (0..<60).map { $0 % 2 == 0 ? Role.user : .assistant }
  var trace = excerpt(roles, decisive: [])
  for protest in stride(from: 0, to: 60, by: 2) { trace.turns[protest].isKey = true }
  (trace.turns[31].isKey, trace.turns[31].isNamed) = (true, true)
  #expect(TracePassage(excerpt: trace, size: .brief).shownIndices.contains(31))
  #expect(TracePassage(excerpt: trace).shownIndices.contains(31))
}

@Test func `a key turn is shown with the last change before it, if that is near`() {
  let roles = (0..<60).map { $0 % 2 == 0 ? Role.assistant : .tool }
  var trace = excerpt(roles, decisive: [31, 51])
  (trace.turns[31].isKey, trace.turns[51].isKey) = (true, true)
  for change in [26, 30, 40, 50] { trace.turns[change].isChange = true }
  let shown = Set(TracePassage(excerpt: trace, size: .brief).shownIndices)
  #expect(shown.isSuperset(of: [26, 27, 30, 31]))
  #expect(shown.isDisjoint(with: [40, 41]))
}

@Test func `a call whose name is not known is told as such`() {
  var trace = excerpt([.user, .assistant], decisive: [])
  trace.turns[1].calls = [("", "")]
  #expect(TracePassage(excerpt: trace).markdown.contains("→ (a call; the record does not show its name)\n"))
}

@Test func `a call without its step is marked, whatever the tools are called`() {
  var open = excerpt([.user, .assistant], decisive: [1])
  open.turns[1].lapses = [(.leftOut, "refund", "verify\n```"), (.tooLate, "mail", "log")]
  let passage = TracePassage(excerpt: open).markdown
  #expect(passage.contains("✗ refund is called without verify ⏎ ``` before it"))
  #expect(passage.contains("✗ mail is called before log"))
  #expect(passage.hasPrefix("````"), "the fence is longer than any within")
}

@Test func `lines fit the width and lose nothing but the spaces they break at`() {
  var generator = SplitMix64(seed: 2)
  let signs = Array("ab ,{\"退款é👧 \t")
  for width in [5, 20, 61] {
    for _ in 0..<300 {
      let text = String((0..<150).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] })
      let lines = WrappedText.lines(text, width: width)
      #expect(lines.allSatisfy { MarkdownTable.width(of: $0) <= width })
      let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
      #expect(lines.joined().filter { !isBlank($0) } == text.filter { !isBlank($0) })
    }
  }
  #expect(
    WrappedText.lines("", width: 10) == [""] && WrappedText.lines("a\n\nb", width: 10) == ["a", "", "b"])
}

@Test func `a paragraph is not broken where a list, fence or markup would begin`() {
  let word = String(repeating: "x", count: 90)
  for sign in ["-", "1.", "#", "```", "<b>", ">", "|", "=", "+", "*", "~~~"] {
    #expect(!Prose.paragraph("\(word) word \(sign) end").contains("\n\(sign)"))
  }
  #expect(Prose.paragraph("\(word) word end", indent: 2) == "\(word)\n  word end")
  #expect(Prose.page(["a\n", "", "b\n\n"]) == "a\n\nb\n")
}

@Test func `a name that is longer than arguments may be is cut as they are`() {
  var trace = excerpt([.user, .assistant], decisive: [])
  let long = String(repeating: "get_", count: 250_000)
  trace.turns[1].speaker = long
  trace.turns[1].calls = [(tool: long, arguments: "{}")]
  let passage = TracePassage(excerpt: trace).markdown
  #expect(passage.utf8.count < 2_000)
  #expect(passage.contains("[get_get_") && passage.contains("→ get_get_"))
}
