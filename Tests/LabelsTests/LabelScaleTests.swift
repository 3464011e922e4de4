import Labels
import Testing

@Test func `numbers are guessed to be ordinal and words nominal`() {
  let numbers = LabelScale(guessedFromHuman: ["10", "2", "1"], judge: ["3", "garbage", "NaN", ""])
  #expect(numbers.labels == ["1", "2", "3", "10"])
  #expect(numbers.kind == .ordinal && numbers.isGuessed)
  let words = LabelScale(guessedFromHuman: ["yes", "no"], judge: ["maybe", "yes"])
  #expect(words.labels == ["maybe", "no", "yes"])
  #expect(words.kind == .nominal)
}

@Test func `NaN and infinity are labels of no guessed scale`() {
  let words = LabelScale(guessedFromHuman: ["pass", "fail", "NaN"], judge: ["nan", "inf", "pass"])
  #expect(words.labels == ["fail", "pass"])
  let numbers = LabelScale(guessedFromHuman: ["1", "nan", "2"], judge: ["-inf", "3"])
  #expect(numbers.labels == ["1", "2", "3"])
  #expect(numbers.kind == .ordinal)
}

@Test func `the passing label is the one that says so, else the last`() {
  #expect(LabelScale(labels: ["yes", "no"], kind: .nominal).passPosition == 0)
  #expect(LabelScale(labels: ["1", "2"], kind: .nominal).passPosition == 1)
  #expect(LabelScale(labels: ["a", "b", "c"], kind: .nominal).passPosition == nil)
}

@Test func `thumbs, stars and scores pass by the stated rule`() {
  let rule = PassRule(threshold: 0.6)
  #expect(rule.passes("up", score: nil, isStars: false) == true)
  #expect(rule.passes("👎", score: nil, isStars: false) == false)
  #expect(
    (1...5).map { rule.passes("\($0)", score: nil, isStars: true) } == [false, false, true, true, true])
  #expect(rule.passes("0.59", score: nil, isStars: false) == false)
  #expect(rule.passes("fail", score: 0.6, isStars: false) == true)
  #expect(rule.passes("perhaps", score: nil, isStars: false) == nil)
}

@Test func `scales are read with and without sets`() throws {
  let text =
    #"{"s": {"criteria": {"c": {"labels": [0, 1, "2"], "scale": "ordinal"}}}, "t": {"criteria": {"c": {"labels": ["a"]}, "d": {"labels": ["x", "y"]}}}}"#
  let file = try ScaleFile(Array(text.utf8), file: "scales")
  #expect(file.scale(of: "c", set: "s") == LabelScale(labels: ["0", "1", "2"], kind: .ordinal))
  #expect(file.scale(of: "c", set: nil) == nil, "two sets differ")
  #expect(file.scale(of: "d", set: "s") == LabelScale(labels: ["x", "y"], kind: .nominal))
  let flat = try ScaleFile(Array(#"{"criteria": {"c": {"labels": ["a", "b"]}}}"#.utf8), file: "scales")
  #expect(flat.scale(of: "c", set: nil)?.labels == ["a", "b"])
}

@Test func `scales that are none are errors`() {
  for text in [
    "", "[]", "{}", #"{"criteria": {"c": {"labels": []}}}"#, #"{"criteria": {"c": {"labels": ["a", "a"]}}}"#,
    #"{"criteria": {"c": {"labels": ["a"], "scale": "ratio"}}}"#,
  ] {
    #expect(throws: LabelFileError.self) { try ScaleFile(Array(text.utf8), file: "scales") }
  }
}
