import Foundation
import GRDB
import Labels
import Queues
import Testing

@testable import Store

private let items = (1...3).map { number in
  QueueItem(
    id: "item-\(number)", traceID: "t\(number)", signatureID: "SIG-4F2A", role: "medoid", stratum: "SIG-4F2A",
    inclusionProbability: 1, turns: [.init(role: "user", content: "Where is order \(number)?")])
}

/// A database that has sent three items.
private func sentMemory(_ folder: TemporaryFolder) throws -> Memory {
  let memory = try Workspace.create(at: folder.path).workspace.memory()
  try memory.send(items, asking: [.overall], in: .csv, at: "2025-03-17T06:00:00Z")
  return memory
}

/// Takes in a table: item, annotator, label, and when.
@discardableResult
private func take(_ rows: [String], _ memory: Memory, file: String = "labels.csv") throws
  -> Memory.LabelIntake
{
  let reader = LabelImport(items: try memory.queueItems(), criteria: [.overall])
  let text = "item_id,annotator,label,labelled_at\n" + rows.map { $0 + "\n" }.joined()
  return try memory.take(try reader.read(Array(text.utf8)), file: file, at: "2025-03-18T06:00:00Z")
}

private func current(_ memory: Memory) throws -> [String] {
  try memory.labels().map { "\($0.label.itemID) \($0.label.annotator) \($0.label.label)" }
}

@Test func `items come back as they were sent`() throws {
  let folder = try TemporaryFolder()
  let memory = try sentMemory(folder)
  #expect(try memory.queueItems() == items)
  #expect(try memory.questions().count == 3)
  try memory.send(items, asking: [.overall], in: .markdown, at: "2025-03-18T06:00:00Z")
  #expect(try memory.questions().count == 3)
}

@Test func `importing twice changes nothing`() throws {
  let folder = try TemporaryFolder()
  let memory = try sentMemory(folder)
  let rows = ["item-1,ann,pass,2025-03-17", "item-1,bea,fail,", "item-9,ann,pass,", "item-2,ann,maybe,"]
  let first = try take(rows, memory)
  #expect(first.newCount == 2 && first.newRejectionCount == 2)
  let before = try memory.dump()
  let second = try take(rows, memory)
  #expect(second.knownCount == 2 && second.newCount == 0 && second.newRejectionCount == 0)
  #expect(second.setName == first.setName)
  #expect(try memory.dump() == before)
  #expect(try memory.examined().filter(\.isProblem) == [])
}

@Test func `a changed label takes the place of the earlier one, whatever file comes first`() throws {
  let folder = try TemporaryFolder()
  let memory = try sentMemory(folder)
  try take(["item-1,ann,pass,2025-03-17"], memory)
  #expect(try take(["item-1,ann,fail,2025-03-18"], memory).changedCount == 1)
  #expect(try current(memory) == ["item-1 ann fail"])
  // An old export that comes late changes nothing of that.
  try take(["item-1,ann,pass,2025-03-16"], memory)
  #expect(try current(memory) == ["item-1 ann fail"])
}

@Test func `label sets are named by their content and never change`() throws {
  let folder = try TemporaryFolder()
  let memory = try sentMemory(folder)
  let first = try #require(try take(["item-1,ann,pass,"], memory).setName)
  let second = try #require(try take(["item-2,ann,fail,"], memory).setName)
  #expect(first != second && first.hasPrefix("L-"))
  #expect(try memory.labelSets().map(\.name) == [first, second])
  #expect(try memory.labelSets().map(\.labelCount) == [1, 2])
  #expect(try memory.labels(inSet: first).map(\.label.itemID) == ["item-1"])
  #expect(throws: StoreError.unknownLabelSet(name: "L-zz")) { try memory.labels(inSet: "L-zz") }
  for statement in [
    "DELETE FROM labelSet", "UPDATE labelSet SET count = 9", "DELETE FROM labelSetMember",
    "DELETE FROM label",
    "UPDATE label SET label = 'pass'",
  ] {
    #expect(throws: StoreError.self) { try memory.write { try $0.execute(sql: statement) } }
  }
  #expect(try memory.labelSets().map(\.labelCount) == [1, 2])
  #expect(try memory.examined().filter(\.isProblem) == [])
  // What no statement of ours can do, a damaged disk can.
  try memory.write { try $0.execute(sql: "DROP TRIGGER labelStays; UPDATE label SET label = 'fail'") }
  #expect(try memory.examined().filter(\.isProblem).count == 2)
}

@Test func `a label that was cancelled in the tool is current no more`() throws {
  let folder = try TemporaryFolder()
  let memory = try sentMemory(folder)
  func export(_ person: String, isCancelled: Bool) throws -> Memory.LabelIntake {
    let result = "{\"from_name\":\"overall\",\"value\":{\"choices\":[\"pass\"]}}"
    let text = """
      [{"id":1,"data":{"item_id":"item-1"},"annotations":[{"id":5,"completed_by":\(person),
      "was_cancelled":\(isCancelled),"result":[\(result)],"updated_at":"2025-03-17T06:00:00Z"}]}]
      """
    let read = try LabelImport(items: items, criteria: [.overall]).read(Array(text.utf8))
    return try memory.take(read, file: "tasks.json", at: "2025-03-18T06:00:00Z")
  }
  #expect(try export("{\"id\":3,\"email\":\"ann@example.org\"}", isCancelled: false).newCount == 1)
  // The same export with people as numbers names the same person.
  #expect(try export("3", isCancelled: false).knownCount == 1)
  #expect(try export("3", isCancelled: true).withdrawnCount == 1)
  #expect(try current(memory) == [])
}

@Test func `a label whose text changed is told from the others`() throws {
  let folder = try TemporaryFolder()
  let memory = try sentMemory(folder)
  try take(["item-1,ann,pass,", "item-2,ann,pass,"], memory)
  let other = QueueItem(
    id: "item-1", traceID: "t1", signatureID: "SIG-4F2A", role: "medoid", stratum: "SIG-4F2A",
    inclusionProbability: 1, turns: [.init(role: "user", content: "Something else")])
  try memory.send([other], asking: [.overall], in: .csv, at: "2025-03-19T06:00:00Z")
  #expect(try memory.labels().map(\.hasOtherText) == [true, false])
}

@Test func `a criterion is the same after it was written and read`() throws {
  let folder = try TemporaryFolder()
  let workspace = try Workspace.create(at: folder.path).workspace
  let criterion = Criterion(
    name: "tone", question: "How \"kind\": was it? # really", passMeaning: "kind — très", failMeaning: nil,
    scale: LabelScale(labels: ["1", "2", "3"], kind: .ordinal),
    severityGuide: [.init(grade: "high", meaning: "rude")],
    examples: [.init(traceID: "t1", label: "1", why: "it shouts:\nNO")], signatureID: "SIG-4F2A")
  let path = try workspace.add(criterion)
  #expect(path.hasSuffix("criteria/tone.yaml"))
  #expect(try workspace.criteria() == [criterion, .overall])
  #expect(throws: StoreError.self) { try workspace.add(criterion) }
}

@Test(arguments: [
  "question: What?", "name: Not A Name\nquestion: What?", "name: a",
  "name: a\nquestion: What?\nscale:\n  labels: [one]",
  "name: a\nquestion: What?\nqestion: No", "- a", "name: [",
])
func `a criterion that says too little is refused`(yaml: String) {
  #expect(throws: StoreError.self) { try CriterionFile.criterion(yaml: yaml, path: "criteria/a.yaml") }
}

@Test func `the version of a criterion is that of its words`() {
  let one = Criterion(name: "a", question: "What?")
  #expect(one.version == Criterion(name: "a", question: "What?", signatureID: "SIG-1").version)
  #expect(one.version != Criterion(name: "a", question: "What then?").version && one.version.count == 12)
}
