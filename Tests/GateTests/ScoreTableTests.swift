import Evaluators
import JSONBytes
import Labels
import Testing

@testable import Gate

/// A block of the lines of a file.
private func block(_ text: String) -> RecordBlock {
  let bytes = PaddedBytes(text.utf8)
  var scanner = RecordScanner(layout: .lines)
  var found = RecordsFound()
  bytes.withBytes { scanner.scan($0, into: &found) }
  scanner.finish(into: &found)
  return RecordBlock(
    fileIndex: 0, offset: 0, bytes: bytes, records: found.records, problems: found.problems)
}

private let line =
  #"{"score_id":"S-1","run":"R-1","trace_id":"t-1","trace_sha256":"ab","agent":"shop","signature_id":"SIG-1","#
  + #""started_at":"2026-01-05T10:00:00Z","shown_sha256":"cd","canary":true,"evaluator":"polite","#
  + #""evaluator_version":"v1","criterion":"tone","criterion_version":"c1","judge_model":"m","#
  + #""prompt_sha256":"ef","calibration":"K-1","label_set":"L-1","label":"4","mapped_label":"3","score":0.75,"#
  + #""passed":true,"rationale":"kind","colour":"red"}"#

@Test func `a line of scores fills all columns`() {
  let table = ScoreTable(reading: block(line + "\n"))
  #expect(table.count == 1 && table.rejectionCount == 0)
  #expect(table.traces.text(0) == "t-1")
  let source = table.sources[Int(table.source[0])]
  let words = [
    source.evaluator, source.evaluatorVersion, source.criterion, source.criterionVersion, source.judgeModel,
    source.calibration, source.labelSet, source.run, table.agent[0], table.signature[0], table.label[0],
    table.mappedLabel[0],
  ].map(table.word)
  #expect(
    words == ["polite", "v1", "tone", "c1", "m", "K-1", "L-1", "R-1", "shop", "SIG-1", "4", "3"])
  #expect(table.value == [0.75] && table.verdict == [.pass] && table.isCanary == [true])
  #expect(table.startedAt == [1_767_607_200])
  #expect(Set([table.traceHash[0], table.shownHash[0], table.promptHash[0], 0]).count == 4)
}

@Test func `what is no score is rejected with its line, and the rest is read`() {
  let table = ScoreTable(
    reading: block(
      """
      {"trace_id":"t"}
      {"evaluator":"e","passed":true}
      not json

      [1]
      {"trace_id":"t","evaluator":"e","passed":true,"score":7}
      {"trace_id":"t","evaluator":"e","passed":tr
      {"trace_id":"t","evaluator":"e","label":null,"score":null,"passed":null,"failure":"timed out"}
      {"trace_id":"t","evaluator":"e","score":"0.5","passed":"yes"}

      """))
  #expect(table.count == 1 && table.verdict == [.unreadable])
  #expect(table.value.filter(\.isFinite) == [])
  #expect(table.rejections.map(\.line) == [1, 2, 3, 5, 6, 7, 9])
  #expect(table.rejections.map(\.reason).prefix(2) == ["no evaluator", "no trace_id"])
}

@Test(arguments: [
  (#""score":"0.5","passed":true"#, "score is no number"),
  (#""score":[1],"passed":true"#, "score is no number"),
  (#""score":-0.1,"passed":false"#, "score is not from 0 to 1"),
  (#""score":1e9,"passed":true"#, "score is not from 0 to 1"),
  (#""score":1,"passed":"yes""#, "passed is neither true nor false"),
  (#""score":1,"passed":1"#, "passed is neither true nor false"),
  (#""score":NaN,"passed":true"#, "passed without a score from 0 to 1"),
  (#""passed":true"#, "passed without a score from 0 to 1"),
  (#""score":1,"passed":null"#, "a score without passed"),
])
func `a verdict that its score does not bear out is none`(fields: String, reason: String) {
  let table = ScoreTable(reading: block(#"{"trace_id":"t","evaluator":"e",\#(fields)}"# + "\n"))
  #expect(table.count == 0)
  #expect(table.rejections.map(\.reason) == [reason])
}

@Test func `a score too great for a number is none`() {
  let table = ScoreTable(
    reading: block(#"{"trace_id":"t","evaluator":"e","score":1e999,"passed":true}"# + "\n"))
  #expect(table.count == 0 && table.rejectionCount == 1)
}

@Test func `a table joined from parts is the one read at once`() {
  let lines = (0..<300).map { number in
    #"{"trace_id":"t-\#(number % 97)","trace_sha256":"\#(number)","evaluator":"e\#(number % 3)","#
      + #""evaluator_version":"v\#(number % 7)","label":"\#(number % 5)","agent":"a\#(number % 2)","#
      + #""passed":\#(number % 2 == 0),"score":\#(Double(number % 5) / 4)}"# + "\n"
  }
  let whole = ScoreTable(reading: block(lines.joined()))
  var joined = ScoreTable()
  for start in stride(from: 0, to: 300, by: 70) {
    joined.append(ScoreTable(reading: block(lines[start..<min(300, start + 70)].joined())))
  }
  #expect(facts(of: joined) == facts(of: whole))
  #expect(facts(of: whole.renumbered(like: ScoreTable(reading: block(line)))) == facts(of: whole))
}

/// What the rows say, whatever the numbers of their texts.
private func facts(of table: ScoreTable) -> [String] {
  (0..<table.count).map { row in
    let source = table.sources[Int(table.source[row])]
    let words = [source.evaluator, source.evaluatorVersion, table.label[row], table.agent[row]]
    return table.traces.text(Int(table.trace[row])) + words.map { table.word($0) ?? "—" }.joined()
      + "\(table.traceHash[row]) \(table.value[row]) \(table.verdict[row])"
  }
}

@Test func `a score from a file and the same score added are one`() {
  var document = JSONDocument()
  let record = try? JSONParser().parse(Array(line.utf8))
  if let record { document = record }
  let read = ScoreRecord(document)
  #expect(read?.id == "S-1" && read?.run == "R-1" && read?.isIntact == false)
  var table = ScoreTable()
  if let read { table.append(read.score, run: read.run) }
  let fromFile = ScoreTable(reading: block(line))
  #expect(facts(of: table) == facts(of: fromFile))
  #expect(table.sources == fromFile.sources || table.words.count == fromFile.words.count)
  #expect(table.shownHash == fromFile.shownHash && table.promptHash == fromFile.promptHash)
}

@Test func `an id is of the verdict and not of the time, and changes with every field`() {
  var score = Score(
    traceID: "t", traceHash: "a", shownHash: "b", evaluator: "e", evaluatorVersion: "v", criterion: "c",
    criterionVersion: "w")
  let id = ScoreRecord(score, run: "R", time: "2026-01-01T00:00:00Z").id
  #expect(id.wholeMatch(of: /S-[0-9a-f]{16}/) != nil)
  #expect(id == ScoreRecord(score, run: "R", time: nil).id)
  var ids: Set<String> = [id, score.id(run: "R2")]
  let texts: [WritableKeyPath<Score, String?>] = [
    \.agent, \.signatureID, \.judgeModel, \.promptHash, \.calibration, \.labelSet, \.label, \.mappedLabel,
    \.rationale, \.failure,
  ]
  for path in texts {
    var other = score
    other[keyPath: path] = "x"
    ids.insert(other.id(run: "R"))
  }
  score.value = 0.5
  ids.insert(score.id(run: "R"))
  score.passed = true
  ids.insert(score.id(run: "R"))
  score.isCanary = true
  ids.insert(score.id(run: "R"))
  #expect(ids.count == 2 + texts.count + 3)
}
