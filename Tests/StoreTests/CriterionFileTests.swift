import Labels
import Testing

@testable import Store

/// The line and the words of the error that a criterion's text is refused with.
private func refusal(_ yaml: String) -> String? {
  do throws(StoreError) {
    _ = try CriterionFile.criterion(yaml: yaml, path: "a.yaml")
    return nil
  } catch {
    guard case .criterion(_, let line, let detail) = error else { return "\(error)" }
    return "\(line.map { "line \($0): " } ?? "")\(detail)"
  }
}

@Test func `a criterion's text that was written is read as the same`() throws {
  let criterion = Criterion(
    name: "refunds", question: "Was it \"right\"?", passMeaning: "it was due", failMeaning: nil,
    severityGuide: [.init(grade: Criterion.grades[0], meaning: "money is lost")],
    examples: [
      .init(traceID: "t 1", label: "fail", why: ""), .init(traceID: nil, label: "pass", why: "due: yes"),
    ])
  let text = CriterionFile.text(of: criterion)
  #expect(try CriterionFile.criterion(yaml: text, path: "a.yaml") == criterion)
}

@Test(arguments: [
  ("name: a\nquestion: q\nname: b\n", "line 3: it is no YAML: name stands there in line 1 already"),
  (
    "name: a\nquestion: q\npass: x\nfail: y\npass: z\n",
    "line 5: it is no YAML: pass stands there in line 3 already"
  ),
  ("name: a\nquestion: 'q\n", "it is no YAML"), ("", "it is empty"),
  ("- a\n", "line 1: it has to begin with name:"),
  ("name: a\nquestion: q\npass: [x]\n", "line 3: pass has to be a text"),
  ("name: a\nquestion: q\nseverity: high\n", "line 3: severity has to hold when each is meant"),
  ("name: a\nquestion: q\nseverity:\n  catastrophic: x\n", "severity has to hold when each is meant"),
  ("name: a\nquestion: q\nexamples: none\n", "line 3: examples has to be a list"),
  (
    "name: a\nquestion: q\nexamples:\n  - label: pass\n    why: x\n  - label: passed\n    why: y\n",
    "line 6: an example needs why: and label:, one of fail, pass"
  ),
])
func `what is wrong with a criterion is told with its line, and nothing of it is dropped`(
  yaml: String, words: String
) {
  let told = refusal(yaml)
  #expect(told?.contains(words) == true, "\(told ?? "it was read")")
}
