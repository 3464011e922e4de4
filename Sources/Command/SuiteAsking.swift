import Evaluators
import Foundation
import Ingest

/// Asks the programs and the models of a suite about traces whose verdict a check does not give.
final class SuiteAsking {
  /// Asks a model about traces, in their order; `nil` for a trace that was left.
  typealias Judging = (_ evaluator: Evaluator.Version, [ShownTrace]) throws -> [Judgement?]

  private let folder: String
  private let judge: Judging
  private var programs: [String: LineProgram] = [:]

  /// - Parameters:
  ///   - folder: What programs see as their folder: that of the workspace.
  ///   - judge: Asks the model of an evaluator.
  init(folder: String, judge: @escaping Judging) {
    (self.folder, self.judge) = (folder, judge)
  }

  /// The judgements of traces, in their order.
  func judgements(_ version: Evaluator.Version, _ traces: [ShownTrace]) throws -> [Judgement?] {
    let evaluator = version.evaluator
    guard let program = evaluator.program else { return try judge(version, traces) }
    let judgements = traces.map { judgement(of: $0, program, evaluator) }
    guard evaluator.kind == .hybrid else { return judgements }
    // What the program passes is still a question for the model.
    let open = judgements.indices.filter { judgements[$0].value.map(evaluator.passes) ?? false }
    let judged = try judge(version, open.map { traces[$0] })
    var all = judgements.map(Optional.init)
    for (index, judgement) in zip(open, judged) { all[index] = judgement }
    return all
  }

  /// Ends all programs.
  func stop() {
    for program in programs.values { program.stop() }
  }

  private func judgement(
    of trace: ShownTrace, _ program: Evaluator.Program, _ evaluator: Evaluator
  ) -> Judgement {
    let running =
      programs[evaluator.name]
      ?? LineProgram(command: program.command, folder: folder, timeLimitSeconds: program.timeLimitSeconds)
    programs[evaluator.name] = running
    do throws(LineProgram.Failure) {
      let answer = try running.answer(to: trace.programLine)
      return evaluator.judgement(ofProgramLine: answer, traceID: trace.id)
    } catch {
      let complaint = running.lastComplaint
      let words = "the program \(error.words)"
      return Judgement(failure: complaint.isEmpty ? words : "\(words); it said: \(complaint)")
    }
  }
}

extension LineProgram.Failure {
  /// What went wrong, after "the program".
  var words: String {
    switch self {
    case .notStarted(let code): "could not be started (\(systemWords(code)))"
    case .timeLimit(let seconds): "did not answer within \(seconds) s and was ended"
    case .ended(let how): "did not answer: \(how)"
    case .closedOutput: "closed its output without an answer and was ended"
    case .tooLong(let limit): "answered more than \(limit >> 10) KiB without an end of line and was ended"
    case .outOfTurn: "answered before it had read the trace and was ended"
    case .gaveUp(let count): "failed at \(count) traces one after the other and was not started again"
    }
  }
}
