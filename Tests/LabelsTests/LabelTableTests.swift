import Labels
import Testing

private func labelTable(_ text: String) throws -> LabelTable {
  var table = LabelTable()
  try table.append(Array(text.utf8), file: "labels")
  return table
}

private func rows(_ table: LabelTable) -> [[String]] {
  (0..<table.count).map { row in
    [
      table.items.text(Int(table.item[row])), table.criteria.text(Int(table.criterion[row])),
      table.annotators.text(Int(table.annotator[row])), table.isJudge[row] ? "judge" : "human",
      table.labels.text(Int(table.label[row])),
    ]
  }
}

@Test func `CSV is read with quotes, line ends of any kind and columns in any order`() throws {
  let table = try labelTable(
    "\u{FEFF}label,item_id,role,annotator,rationale\r\n\"a \"\"b\"\"\",i1,human,ann,\"two\nlines, and a comma\"\r\n\r\nc,i2,judge,gpt,"
  )
  #expect(
    rows(table) == [["i1", "overall", "ann", "human", "a \"b\""], ["i2", "overall", "gpt", "judge", "c"]])
  #expect(table.note(\.rationale, row: 0) == "two\nlines, and a comma")
  #expect(table.note(\.rationale, row: 1) == nil)
}

@Test func `JSONL gives the same rows as CSV`() throws {
  let csv = try labelTable(
    "item_id,criterion,annotator,role,label,score\n7,c,a,human,3,\ni,c,j,judge,true,0.25\n")
  let jsonl = try labelTable(
    #"{"item_id": 7, "criterion": "c", "annotator": "a", "role": "human", "label": 3.0}"# + "\n\n"
      + #"{"item_id": "i", "criterion": "c", "annotator": "j", "role": "judge", "label": true, "score": 0.25}"#
  )
  #expect(rows(csv) == rows(jsonl))
  #expect(csv.score(row: 1) == 0.25 && jsonl.score(row: 1) == 0.25)
  #expect(jsonl.score(row: 0) == nil)
}

@Test func `rows that are no labels are counted with their line and reason`() throws {
  let table = try labelTable(
    "item_id,annotator,role,label\n,a,human,1\ni,,human,1\ni,a,robot,1\ni,a,human,1\ni,b,human,\"open")
  #expect(table.count == 1)
  #expect(
    table.rejections.map(\.reason) == [.noItem, .noAnnotator, .unknownRole, .cutOff])
  #expect(table.rejections.map(\.line) == [2, 3, 4, 6])
  let broken = try labelTable(
    "{\"item_id\": \n[1]\n{\"item_id\":\"i\",\"annotator\":\"a\",\"role\":\"human\",\"label\":\"x\"}")
  #expect(broken.count == 1)
  #expect(broken.rejections.map(\.reason) == [.notJSON, .notJSON])
}

@Test func `a file without rows, columns or anything at all is an error`() {
  #expect(throws: LabelFileError.empty(file: "labels")) { try labelTable(" \n") }
  #expect(throws: LabelFileError.noRows(file: "labels")) { try labelTable("item_id,annotator,role,label\n") }
  #expect(throws: LabelFileError.missingColumns(file: "labels", columns: ["annotator", "role"])) {
    try labelTable("item_id,label\n1,2\n")
  }
}

@Test func `dates, probabilities and chances of being drawn are read, and bad ones noted`() throws {
  let table = try labelTable(
    "item_id,annotator,role,label,labelled_at,probabilities,inclusion_probability\ni,a,human,x,2026-01-02T00:00:00Z,x:0.8;y:0.2,0.5\ni,j,judge,x,soon,x:2,0\n"
  )
  #expect(table.labelledAt(row: 0) == 1_767_312_000)
  #expect(table.labelledAt(row: 1) == nil)
  #expect(table.note(\.probabilities, row: 0) == "x:0.8;y:0.2")
  #expect(table.inclusionProbability(row: 0) == 0.5)
  #expect(table.inclusionProbability(row: 1) == nil)
  #expect(table.count == 2)
  #expect(table.fieldRejectionCount == 2)
}

@Test func `probabilities are read from pairs and from JSON and scaled to sum to one`() throws {
  let pairs = try #require(LabelProbabilities(text: "pass:0.6;fail:0.2"))
  #expect(pairs.values(for: ["fail", "pass", "other"])?.map { ($0 * 100).rounded() } == [25, 75, 0])
  #expect(LabelProbabilities(text: #"{"pass": 0.6, "fail": 0.2}"#)?.values == [0.6, 0.2])
  #expect(LabelProbabilities(text: "pass") == nil)
  #expect(LabelProbabilities(text: "pass:nan") == nil)
  #expect(pairs.values(for: ["x"]) == nil)
}
