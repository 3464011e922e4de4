import JSONBytes
import LinearAlgebra
import Testing
import Traces

@testable import Features

/// What is called, with its arguments behind the tool if it has any, and how many traces are of it.
private typealias Sort = (calls: [(tool: String, answer: String)], outcome: Outcome, count: Int)

/// The words of answers, or of what tools are given, that set failures apart.
private func answerWords(_ sorts: [Sort]) throws -> Set<String> {
  let (space, _, names) = try failures(sorts)
  return Set(space.columns.compactMap { names[$0.term] })
}

/// The failures among some traces as points, and what the terms of answers and of what tools are given say.
private func failures(_ sorts: [Sort]) throws -> (
  space: FeatureSpace, points: SparseMatrix, names: [TermKey: String]
) {
  let extractor = EvidenceExtractor()
  var table = EvidenceTable()
  var names: [TermKey: String] = [:]
  for sort in sorts {
    let messages = sort.calls.enumerated().flatMap { number, call in
      let parts = call.tool.split(separator: " ", maxSplits: 1).map(String.init)
      return [
        MadeTraces.call(parts[0], parts.count > 1 ? parts[1] : "{}", id: "\(number)"),
        MadeTraces.result(call.answer, id: "\(number)"),
      ]
    }
    let trace = try MadeTraces.trace([MadeTraces.turn("user", "please do it")] + messages)
    for (term, meaning) in extractor.names(of: trace) {
      switch meaning {
      case .answer(let tool, let word): names[term] = "\(tool) \(word)"
      case .argument(let tool, let word): names[term] = "\(tool) given \(word)"
      default: break
      }
    }
    var evidence = Evidence()
    for _ in 0..<sort.count {
      extractor.find(in: trace, into: &evidence)
      table.append(evidence, outcome: sort.outcome)
    }
  }
  table.add(messages: extractor.takeMessages())
  let failures = (0..<table.rowCount).filter { table.outcomes[$0] == .failure }
  var background = FeatureCounts()
  background.add(table, outcome: .success)
  let (space, points) = FeatureWeights().fitted(to: table, rows: failures, background: background)
  return (space, points, names)
}

@Test func `what a tool says of every call is no evidence where it is called more often`() throws {
  let (made, look) = (("make", "account is ready now"), ("look", "all is well here"))
  // Failures call the tool four times as often as successes, which hear the same.
  let often = try answerWords([
    ([made, look], .failure, 80), ([look], .failure, 20), ([made, look], .success, 20),
    ([look], .success, 80),
  ])
  #expect(often.isDisjoint(with: ["make ready", "make account"]))
  // What only failures hear is evidence, also of a tool that is called as often.
  let full = ("make", "account pool is full")
  let heard = try answerWords([
    ([full, look], .failure, 50), ([made, look], .failure, 50), ([made, look], .success, 100),
  ])
  #expect(heard.isSuperset(of: ["make full", "make pool"]) && !heard.contains("make ready"))
  // A tool that no success calls cannot be compared.
  let alone = try answerWords([([made, look], .failure, 50), ([look], .success, 50)])
  #expect(alone.contains("make ready"))
}

@Test func `a word of a tool's errors is none where the tool says it of what went well too`() throws {
  let declined = ("ask", #"{"error": "declined by manager"}"#)
  let (approved, look) = (("ask", "approved by manager today"), ("look", "all is well here"))
  // Failures ask four times as often as successes do, and are as often approved.
  let found = try answerWords([
    ([approved, look], .failure, 60), ([declined, look], .failure, 20), ([look], .failure, 20),
    ([approved, look], .success, 20), ([look], .success, 80),
  ])
  #expect(found.isDisjoint(with: ["ask by", "ask manager", "ask by manager"]))
  // No success is approved: then to hear it tells a failure.
  let heard = try answerWords([
    ([approved, look], .failure, 60), ([declined, look], .failure, 20), ([look], .failure, 20),
    ([("ask", "that is for you to say"), look], .success, 80), ([look], .success, 20),
  ])
  #expect(heard.contains("ask manager"))
}

@Test func `what a tool is given is evidence where successes hardly ever give it`() throws {
  let count = (#"sql {"q": "SELECT count FROM orders"}"#, "7")
  let drop = (#"sql {"q": "DROP TABLE orders"}"#, "7")
  let found = try answerWords([
    ([count, drop], .failure, 50), ([count], .failure, 50), ([count], .success, 100),
  ])
  #expect(found.isSuperset(of: ["sql given DROP", "sql given TABLE"]))
  #expect(found.isDisjoint(with: ["sql given SELECT", "sql given orders"]))
  // Successes give it too, if less often; or none calls the tool.
  #expect(
    try answerWords([
      ([count, drop], .failure, 100), ([count, drop], .success, 20), ([count], .success, 80),
    ]).isEmpty)
  #expect(try answerWords([([count, drop], .failure, 50), ([("look", "x")], .success, 50)]).isEmpty)
}

@Test func `what a tool is given tells a failure that has little else`() throws {
  let drop = (#"sql {"q": "DROP TABLE orders"}"#, "7")
  let (space, points, _) = try failures([
    ([("sql {}", "7"), drop], .failure, 50), ([("sql {}", "Error: disk is full")], .failure, 50),
    ([("sql {}", "7")], .success, 100),
  ])
  #expect(space.isMostlyArguments(points) == (0..<100).map { $0 < 50 })
}

@Test func `an error of a tool that fails as often where all goes well weighs little, be its words rare`()
  throws
{
  let (ping, pong) = (("ping", "Error: the beacon is asleep"), ("ping", "Error: the antenna was stolen"))
  let pay = ("pay", "Error: the purse has a hole")
  func weight(whereAllGoesWell count: Int) throws -> [Float] {
    let (space, _, _) = try failures([
      ([ping], .failure, 40), ([pong], .failure, 10), ([pay], .failure, 10),
      ([("ping", "well")], .failure, 60),
      ([ping], .success, count), ([("ping", "well")], .success, 120 - count),
      ([("pay", "well")], .success, 60),
    ])
    func greatest(_ tool: String) -> Float {
      let hash = ByteHash.of(Array(tool.utf8).span, ByteRange(start: 0, count: tool.utf8.count))
      return space.columns.filter { $0.errorTerm?.tool == hash && $0.errorTerm?.word != nil }.map(\.weight)
        .max()
        ?? 0
    }
    return [greatest("ping"), greatest("pay")]
  }
  let (seldom, often) = (try weight(whereAllGoesWell: 2), try weight(whereAllGoesWell: 40))
  // The stolen antenna stands in no success, and the tool fails there at all.
  #expect(often[0] > 0 && often[0] < 0.5 * seldom[0])
  #expect(abs(often[1] - seldom[1]) < 0.02 * seldom[1])
}
