import ArgumentParser
import Foundation
import Judges
import Traces

/// What commands that score traces are told alike: what models may take, how traces are read, and where.
struct ScoringOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "The most calls of models; what is left is told, and a later run goes on.")
  var calls: Int?

  @Option(parsing: .unconditional, help: "The most tokens of models.")
  var tokens: Int?

  @Option(
    parsing: .unconditional,
    help: "The most that models may cost, in the currency of the prices in faultline.yaml.")
  var cost: Double?

  @Option(
    parsing: .unconditional,
    help: "Labelled traces that models are asked about anew each day, so that drift is seen; 0 for none.")
  var canaries = 20

  @Option(help: "Where the outcome stands in a record, such as metadata.resolved.")
  var outcomeField: String?

  @OptionGroup var mapOption: MapOption

  @OptionGroup var place: WorkspaceOption

  @Option(help: .hidden)
  var at: String?

  func validate() throws {
    guard calls ?? 1 > 0, tokens ?? 1 > 0, cost ?? 1 > 0 else {
      throw ValidationError("--calls, --tokens and --cost must be above 0.")
    }
    try NamedPath.check(outcomeField: outcomeField)
    guard canaries >= 0 else { throw ValidationError("--canaries cannot be below 0.") }
    guard at == nil || namedTime != nil else { throw ValidationError("--at must be a time in ISO 8601.") }
  }

  var budget: JudgeBudget { JudgeBudget(callCount: calls, tokenCount: tokens, cost: cost) }

  func map() throws -> TraceMap? { try mapOption.map() }

  /// When the traces are scored: now, unless a time was named.
  var time: Date { namedTime ?? Date() }

  private var namedTime: Date? { at.flatMap { ISO8601DateFormatter().date(from: $0) } }

  /// Runs a body; a model that cannot be asked ends it with a message.
  func run(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as JudgeError {
      Message.error(error.reason)
      throw ExitCode.failure
    }
  }
}
