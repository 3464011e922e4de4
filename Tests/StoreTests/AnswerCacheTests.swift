import Evaluators
import Foundation
import GRDB
import Testing

@testable import Store

private func key(_ sample: Int = 0, version: String = "v1", model: String = "m", hash: String = "h")
  -> AnswerCache.Key
{
  AnswerCache.Key(evaluatorVersion: version, model: model, requestHash: hash, sample: sample)
}

private let answer = ChatAnswer(
  text: "a\n\"b\" 🙂", reasoning: "r", model: "m-2", promptTokenCount: 7, answerTokenCount: 3,
  finishReason: "stop")

@Test func `an answer is found again as it was, also by another process`() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/answers.db"
  let first = try AnswerCache(at: path)
  try first.keep(answer, for: key())
  try first.keep(ChatAnswer(text: ""), for: key(1))
  let second = try AnswerCache(at: path)
  #expect(try second.answer(for: key()) == answer)
  #expect(try second.answer(for: key(1)) == ChatAnswer(text: ""))
  #expect(try second.count() == 2)
}

@Test func `each part of the key tells answers apart`() throws {
  let answers = try AnswerCache()
  try answers.keep(answer, for: key())
  for other in [key(1), key(version: "v2"), key(model: "n"), key(hash: "i")] {
    #expect(try answers.answer(for: other) == nil)
  }
}

@Test func `the first answer stays`() throws {
  let answers = try AnswerCache()
  try answers.keep(answer, for: key())
  try answers.keep(ChatAnswer(text: "another"), for: key())
  #expect(try answers.answer(for: key()) == answer && answers.count() == 1)
}

@Test func `two that keep answers at a time do not disturb each other`() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/answers.db"
  let caches = try [AnswerCache(at: path), AnswerCache(at: path)]
  DispatchQueue.concurrentPerform(iterations: 100) { number in
    try? caches[number % 2].keep(ChatAnswer(text: "\(number)"), for: key(number))
  }
  #expect(try caches[0].count() == 100)
}

@Test func `what is no database of answers is left alone`() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/answers.db"
  try "not a database".write(toFile: path, atomically: true, encoding: .utf8)
  #expect(throws: StoreError.damaged(path: path, detail: "it does not begin as a database does")) {
    try AnswerCache(at: path)
  }
  let workspace = try Workspace.create(at: folder.path).workspace
  #expect(throws: StoreError.foreign(path: workspace.databasePath)) {
    try AnswerCache(at: workspace.databasePath)
  }
  #expect(workspace.examined().filter(\.isProblem) == [])
  #expect(throws: StoreError.self) { try AnswerCache(at: folder.path + "/none/answers.db") }
}

@Test func `a full disk is told`() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/answers.db"
  let answers = try AnswerCache(at: path)
  try answers.queue.write { database in
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    try database.execute(sql: "PRAGMA max_page_count = \(pages)")
  }
  #expect(throws: StoreError.full(path: path)) {
    for number in 0..<1000 {
      try answers.keep(ChatAnswer(text: String(repeating: "x", count: 1000)), for: key(number))
    }
  }
}
