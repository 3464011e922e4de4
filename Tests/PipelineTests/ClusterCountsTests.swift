import Features
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

@Test func `what a manager of a chat remarks is no result that a trace ends on`() throws {
  func signs(isCalled: Bool) throws -> Set<WorkflowSign> {
    let mined = try MadeBlocks.mined(
      MadeBlocks.collection([(0..<20).map { failure($0, isCalled: isCalled) }]))
    return Set(mined.clusters.flatMap { $0.signShares.filter { $0.value.here > 0 }.keys })
  }
  #expect(try signs(isCalled: true).isSuperset(of: [.endsWithTool, .noAnswer]))
  #expect(try signs(isCalled: false).isDisjoint(with: [.endsWithTool, .noAnswer]))
}
