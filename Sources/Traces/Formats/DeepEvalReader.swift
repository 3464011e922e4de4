package import JSONBytes

/// A test run of DeepEval: the file that it saves (`testCases`, `conversationalTestCases`), or what `evaluate` returns
/// (`test_results`).
package struct DeepEvalRun: RecordContainer {
  package let name = "deepeval"
  package let summary = "test runs of DeepEval: `testCases`, `conversationalTestCases` or `test_results`"
  package let signs = [FormatSign(arrays: [.testCases])]

  package init() {}

  package func elements(of document: JSONDocument) -> [JSONNode] {
    let names: [StaticString] = ["testCases", "conversationalTestCases", "test_results"]
    return names.flatMap { document.elements($0, of: document.root) }
  }
}

/// Test cases of DeepEval that are conversations: `turns`, of which each may have called tools.
package struct DeepEvalConversationReader: TraceReader {
  package let name = "deepeval"
  package let summary = "conversations of DeepEval: `turns` with `scenario` or `metricsData`"
  package let signs = [FormatSign(arrays: [.conversation])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    TestCase.marks.contains { document.field($0, of: document.root) != nil }
      && TestCase.turns(of: document) != nil
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    TestCase.read(&document, outcomes: outcomes, into: &trace)
  }
}

/// Test cases of DeepEval that are one question and its answer, with the tools called on the way.
package struct DeepEvalReader: TraceReader {
  package let name = "deepeval"
  package let summary = "test cases of DeepEval: `input`, `actualOutput`, `toolsCalled`"
  package let signs = [FormatSign(strings: [.input])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    TestCase.answers.contains { document.field($0, of: document.root) != nil }
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    TestCase.read(&document, outcomes: outcomes, into: &trace)
  }
}

/// A test case, whose fields are written as in Python or as in JavaScript.
private enum TestCase {
  static let answers: [StaticString] = ["actualOutput", "actual_output"]
  static let metrics: [StaticString] = ["metricsData", "metrics_data"]
  static let tools: [StaticString] = ["toolsCalled", "tools_called"]

  /// Fields by which a list of turns is known to be of a test case.
  static let marks: [StaticString] =
    metrics + ["scenario", "expectedOutcome", "expected_outcome", "chatbotRole", "chatbot_role"]

  /// The turns of a conversation; `nil` if it holds none.
  static func turns(of document: JSONDocument) -> JSONNode? {
    guard let turns = document.field("turns", of: document.root) else { return nil }
    let elements = document.elements(of: turns)
    return !elements.isEmpty && elements.allSatisfy { ChatReader.isMessage($0, in: document) } ? turns : nil
  }

  static func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    if let decided = outcomes.outcome(in: document) {
      trace.outcome = decided
    } else if let (outcome, source) = verdicts(in: document).decision {
      (trace.outcome, trace.outcomeSource) = (outcome, source)
    }
    var reading = ChatMessages(taking: &trace)
    if let turns = turns(of: document) {
      for turn in document.elements(of: turns) {
        // What a turn says, it says behind what its tools gave.
        readCalls(of: turn, in: &document, into: &reading)
        reading.readMessage(turn, of: &document)
      }
    } else {
      if let asked = document.field("input", of: root).flatMap({ document.textOrJSON($0) }) {
        _ = reading.addTurn(.user, text: asked)
      }
      readCalls(of: root, in: &document, into: &reading)
      if let answer = document.first(answers, of: root).flatMap({ document.textOrJSON($0) }) {
        _ = reading.addTurn(.assistant, text: answer)
      }
    }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  /// What the case is said to be, which is what its metrics together say, or they where it says nothing.
  private static func verdicts(in document: JSONDocument) -> Verdicts {
    var verdicts = Verdicts()
    let all = document.first(metrics, of: document.root).map { document.elements(of: $0) } ?? []
    let isJudged = all.contains { metric in
      document.first(["evaluationModel", "evaluation_model"], of: metric) != nil
    }
    let source: OutcomeSource = isJudged ? .judge : .code
    if let success = document.first(["success"], of: document.root) {
      verdicts.add(OutcomeRule.outcome(of: success, in: document), from: source, name: "success")
      return verdicts
    }
    for metric in all where document.field("flaky", of: metric).map({ document.kind($0) != .true }) ?? true {
      guard let success = document.field("success", of: metric) else { continue }
      let name = document.text("name", of: metric).map { document.string($0) } ?? ""
      verdicts.add(OutcomeRule.outcome(of: success, in: document), from: source, name: name)
    }
    return verdicts
  }

  private static func readCalls(
    of node: JSONNode, in document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    let calls = document.first(tools, of: node).map { document.elements(of: $0) } ?? []
    guard !calls.isEmpty else { return }
    let turn = reading.addTurn(.assistant)
    // They have no ids of their own, and two may be of one tool.
    let ids = calls.indices.map { document.add(Array("call \(reading.trace.toolCalls.count + $0)".utf8)) }
    for (call, id) in zip(calls, ids) {
      let arguments = document.first(["inputParameters", "input_parameters"], of: call)
      reading.addCall(
        tool: document.text("name", of: call) ?? .empty,
        arguments: arguments.flatMap { document.textOrJSON($0) } ?? .empty, turn: turn, callID: id)
    }
    for (call, id) in zip(calls, ids) {
      guard let output = document.field("output", of: call), document.kind(output) != .null else { continue }
      let place = reading.addTurn(.tool)
      let text = document.textOrJSON(output) ?? .empty
      reading.setText(text, ofTurn: place)
      reading.attachResult(
        ToolResult(text: text, callID: id, tool: document.text("name", of: call), mark: nil), turn: place,
        in: document)
    }
  }
}

extension JSONDocument {
  /// The first of several fields that is there and not null.
  fileprivate func first(_ keys: [StaticString], of node: JSONNode) -> JSONNode? {
    keys.lazy.compactMap { self.field($0, of: node) }.first { kind($0) != .null }
  }
}
