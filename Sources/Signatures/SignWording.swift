package import Features

/// The words for signs of the workflow in a sentence.
package enum SignWording {
  /// Whether a sign says enough to name a signature by.
  package static func isTelling(_ sign: WorkflowSign) -> Bool {
    switch sign {
    case .lastTool, .firstTool, .manyCalls, .endsWithQuestion, .endsWithUser, .protest: false
    default: true
    }
  }

  /// Whether a sign only says how a trace went, as any may go: with many calls, from one tool to another, to the
  /// user's turn.
  package static func isGeneric(_ sign: WorkflowSign) -> Bool {
    switch sign {
    case .lastTool, .firstTool, .manyCalls, .endsWithQuestion, .endsWithUser: true
    default: false
    }
  }

  /// What a sign means, in a sentence without a full stop.
  ///
  /// - Parameter times: How often the calls are made that it is about, such as `7 to 10 times`.
  package static func sentence(for sign: WorkflowSign, tool: String?, times: String? = nil) -> String {
    let name = tool ?? "a tool"
    return switch sign {
    case .noToolCall: "no tool was called"
    case .promiseWithoutCall: "assistant says it is done, no tool was called"
    case .promiseAfterReadsOnly: "assistant says it is done after only looking things up"
    case .repeatedCall: "\(name) is called \(times ?? "again and again") with the same arguments"
    case .repeatedSuccess:
      "\(name) is called \(times ?? "again") with the same arguments though it had succeeded"
    case .repeatedReading:
      "\(name) is called \(times ?? "again") with the same arguments though it had answered"
    case .manyCalls: "\(name) is called \(times ?? "five times or more")"
    case .repeatedReply: "assistant repeats the same reply"
    case .repeatedRequest: "user has to repeat the same request"
    case .endsWithUser: "ends with the user's turn"
    case .endsWithTool:
      tool.map { "ends on the result of \($0) without an answer" }
        ?? "ends on a tool result without an answer"
    case .endsWithCall: "ends on a call of \(name) that never came back"
    case .emptyAnswer: "assistant's last answer is empty"
    case .unansweredCall: "a call of \(name) never came back"
    case .handOff: "user is handed off through \(name)"
    case .immediateHandOff: "user is handed off at once through \(name)"
    case .emptyResult: "\(name) comes back empty"
    case .lastTool: "\(name) is the last tool called"
    case .firstTool: "\(name) is the first tool called"
    case .otherLanguage: "assistant answers in another language than the user's"
    case .protest: "user protests"
    case .gaveUpAfterError: "gives up after the last error of \(name)"
    case .refusal: "assistant refuses or says it is unable"
    case .endsWithQuestion: "assistant's last turn is a question"
    case .cutOffAnswer: "assistant's last answer is cut off"
    case .noAnswer: "assistant gives no final answer"
    case .leftOutStep: "\(tool ?? "a step"), which successes call first, is left out"
    case .lateStep: "\(tool ?? "a step") comes too late"
    case .unfinishedWork:
      tool.map { "\($0) is never called, though successes go on with it" }
        ?? "the work that is asked for is left undone"
    case .sentElsewhere: "assistant sends the user elsewhere"
    case .dataAnswer: "assistant answers with raw data"
    case .unfilledAnswer: "assistant leaves placeholders unfilled"
    case .writtenCall: "assistant writes a call as text in place of making it"
    case .unaskedCall: "a tool is called without asking the user, as successes do"
    case .unsaidValue:
      tool.map { "a value for “\($0)” is given that the user did not say" }
        ?? "a tool is given a value that the user did not say"
    case .doneDespiteError: "assistant says it is done though \(name) failed"
    case .madeUpValues: "assistant goes on with made-up values after a call that failed or found nothing"
    case .unfoundedAnswer: "assistant answers as if \(name) had found something"
    case .otherUnit:
      tool.map { "“\($0)” is given in another unit than the user's" }
        ?? "a tool is given a figure in another unit than the user's"
    case .ungivenField:
      tool.map { "“\($0)” is not given to a tool, as successes do" }
        ?? "a tool is not given a field that successes give it"
    case .otherSource:
      tool.map { "another “\($0)” is given that an earlier answer has" }
        ?? "a tool is given another field of an earlier answer than successes give"
    case .workDoneTwice: "a tool is called again though it had succeeded, which successes do not"
    case .otherAct:
      tool.map { "another tool is called in place of \($0)" }
        ?? "a tool is called in place of the one asked for"
    case .otherRecord:
      tool.map { "the “\($0)” of another record than the user described is given" }
        ?? "a tool is given what is of another record than the user described"
    case .untoldFigure:
      tool.map { "assistant does not say the “\($0)” that a tool answers, as successes do" }
        ?? "assistant does not say a figure that a tool answers, as successes do"
    case .figureAsItStands:
      tool.map { "assistant says the “\($0)” that a tool answers as it stands, which successes do not" }
        ?? "assistant says a figure that a tool answers as it stands, which successes do not"
    case .severalValues:
      tool.map { "“\($0)” is given several values, where successes give one" }
        ?? "a tool is given several values where successes give one"
    case .supersededValue:
      tool.map { "“\($0)” is given the value that the user has corrected" }
        ?? "a tool is given a value that the user has corrected"
    case .unfoundedFigure:
      "assistant says a figure that stands nowhere before, as no tool and no user said it"
    case .correctedChange: "user corrects what \(tool ?? "a call") has changed"
    }
  }

  /// What a step that was not made, or too late, means, in a sentence without a full stop.
  ///
  /// - Parameter count: In how many traces, such as ` in 6 of 10`.
  package static func sentence(
    for kind: Lapse.Kind, tool: String, step: String, count: String = ""
  ) -> String {
    switch kind {
    case .leftOut: "\(tool) is called without \(step) before it\(count)"
    case .tooLate: "\(tool) is called before \(step)\(count)"
    case .unfinished: "\(step) never follows \(tool)\(count), though nothing failed"
    case .uncalled: "\(step) is never called\(count), though such requests call for it"
    case .unasked: "\(tool) is called without asking the user first\(count)"
    case .unsaid: "\(tool) is given a value for “\(step)” that the user did not say\(count)"
    case .otherUnit: "\(tool) is given “\(step)” in another unit than the user's\(count)"
    case .ungiven: "\(tool) is called without “\(step)”\(count), which successes give it"
    case .otherSource: "\(tool) is given another “\(step)” of an earlier answer\(count)"
    case .otherRecord: "\(tool) is given the “\(step)” of another record than the user described\(count)"
    case .instead: "\(tool) is called in place of \(step)\(count), which such requests call for"
    case .again: "\(tool) is called again though it had succeeded\(count), which successes do not"
    case .untold: "assistant does not say the “\(step)” that \(tool) answers\(count), as successes do"
    case .several: "\(tool) is given several values for “\(step)”\(count), where successes give one"
    case .superseded: "\(tool) is given the “\(step)” that the user has corrected\(count)"
    case .unfounded: "assistant says a figure that neither \(tool) nor the user has said\(count)"
    case .toldAsItStands:
      "assistant says the “\(step)” of \(tool) as it stands\(count), which successes do not"
    }
  }
}
