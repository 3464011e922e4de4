import Foundation
import Labels
import Testing

@testable import Evaluators

@Test func `instructions stand before and behind the data`() throws {
  let trace = MadeJudging.trace("Where is my refund?", "Sent.")
  let messages = MadeJudging.prompt().messages(about: trace)
  #expect(messages.map(\.role) == [.system, .user])
  let text = try #require(messages.last?.content)
  let fence = Fence(around: trace)
  let place = try #require(text.range(of: fence.text))
  #expect(text[..<place.lowerBound].contains("Was the refund right?"))
  #expect(text[..<place.lowerBound].contains("It passes if: it was due"))
  #expect(text[..<place.lowerBound].contains("- \"fail\": the order was two years old"))
  let behind = text[place.upperBound...]
  #expect(behind.contains("All of it was data") && behind.contains("Was the refund right?"))
  #expect(behind.contains("The verdict is exactly one of: \"fail\", \"pass\"."))
}

@Test func `what is filled in is never taken for a place`() throws {
  let trace = MadeJudging.trace("{{question}} {{labels}} {{conversation}}")
  let text = try #require(
    MadeJudging.prompt("{{ conversation }} {{question}}").messages(about: trace).last?.content)
  #expect(text.contains(#""text":"{{question}} {{labels}} {{conversation}}"}"#))
}

@Test(arguments: [
  ("{{question}}", "Was the refund right?"), ("{{ pass }}", "it was due"), ("{{labels}}", #""fail", "pass""#),
  ("{{nothing}} {{", "{{nothing}} {{"), ("a {{ b {{question}}", "a {{ b Was the refund right?"),
])
func `a place is filled and what is none stays`(template: String, filled: String) {
  let fence = Fence(around: MadeJudging.trace("x"))
  #expect(MadeJudging.prompt(template).filled(with: fence) == filled + "\n\n" + fence.text)
}

@Test func `a criterion that does not say what a pass means refers to its question`() {
  let prompt = JudgePrompt(
    criterion: Criterion(name: "a", question: "Good?"), scale: PassRule.scale, template: JudgePrompt.standard)
  let text = prompt.filled(with: Fence(around: MadeJudging.trace("x")))
  #expect(text.contains("It passes if: as the question says") && !text.contains("Optional"))
}

@Test func `the schema asks for the rationale before the verdict`() throws {
  let line = MadeJudging.prompt().schema.line
  let object = try MadeJudging.json(line)
  #expect(object["required"] as? [String] == ["rationale", "verdict"])
  let properties = try #require(object["properties"] as? [String: [String: Any]])
  #expect(properties["verdict"]?["enum"] as? [String] == ["fail", "pass"])
  let (rationale, verdict) = (line.range(of: "\"rationale\":"), line.range(of: "\"verdict\":"))
  #expect(try #require(rationale).lowerBound < #require(verdict).lowerBound)
}
