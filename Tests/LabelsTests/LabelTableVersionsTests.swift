import Labels
import Testing

private func table(_ rows: [(annotator: String, role: String, version: String)]) throws -> LabelTable {
  var table = LabelTable()
  let text = rows.enumerated().map {
    "i\($0.offset),c,\($0.element.annotator),\($0.element.role),1,\($0.element.version)\n"
  }
  try table.append(
    Array(("item_id,criterion,annotator,role,label,judge_version\n" + text.joined()).utf8), file: "labels.csv"
  )
  table.separateVersions()
  return table
}

private func names(_ table: LabelTable) -> [String] {
  (0..<table.count).map { table.annotators.text(Int(table.annotator[$0])) }
}

@Test func `versions of a judge become judges of their own where there are several`() throws {
  let several = try table([
    ("j", "judge", "v1"), ("j", "judge", "v2"), ("j", "judge", ""), ("k", "judge", "v1"),
  ])
  #expect(names(several) == ["j (v1)", "j (v2)", "j", "k"])
}

@Test func `one version changes no name, and people have none`() throws {
  let one = try table([("j", "judge", "v1"), ("j", "judge", "v1"), ("ann", "human", "")])
  #expect(names(one) == ["j", "j", "ann"])
  let people = try table([("ann", "human", "v1"), ("ann", "human", "v2")])
  #expect(names(people) == ["ann", "ann"])
}
