import Testing

@testable import Pipeline

/// A failure that ends on what a terminal says, of code that it was given or of none.
private func failure(_ id: Int, isCalled: Bool) -> String {
  let code = isCalled ? #" ```python\nprint(4)\n```"# : ""
  let said =
    isCalled
    ? #"exitcode: 0 (execution succeeded)\nCode output: 4"#
    : "There is no code from the last message to execute."
  let turns = [
    #"{"role":"assistant","name":"Boss","content":"How many ducks swim there?"}"#,
    #"{"role":"user","name":"Expert","content":"Count the ducks please.\#(code)"}"#,
    #"{"role":"user","name":"Computer_terminal","content":"\#(said)"}"#,
  ]
  let fields =
    #""question_ID":"q\#(id)","question":"How many ducks?","is_correct":false,"mistake_agent":"Expert""#
  return #"{\#(fields),"mistake_step":"1","history":[\#(turns.joined(separator: ","))]}"#
}

@Test func `a tool that traces end on is counted in all of them, whether they tell its call or not`() throws {
  let lines = (0..<40).map { failure($0, isCalled: $0 < 20) }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines]))
  #expect(mined.clusters.map(\.support).reduce(0, +) > 20)
  #expect(mined.clusters.allSatisfy { $0.tools.values.max() == $0.support })
}
