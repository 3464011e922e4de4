import ArgumentParser
import Evaluators
import Foundation
import Labels
import Queues
import Reports
import Store

/// The evaluators of a workspace.
struct EvaluatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluators",
    abstract: "Shows the evaluators of a workspace, drafts new ones, compares versions.",
    discussion: """
      An evaluator is a file, evaluators/NAME.yaml: a criterion made runnable by rules, a program or a \
      model. Each change of what decides its verdicts is a new version.

      Example:
        faultline evaluators new --criterion refund-rule --kind check
        faultline evaluators list
        faultline evaluators diff refund-rule
      """,
    subcommands: [
      EvaluatorsList.self, EvaluatorsShow.self, EvaluatorsNew.self, EvaluatorsDiff.self,
      EvaluatorsSchema.self,
    ], defaultSubcommand: EvaluatorsList.self)
}

/// All evaluators.
struct EvaluatorsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the evaluators with their versions (the default).")

  @OptionGroup var place: WorkspaceOption

  @Flag(help: "Print one JSON object instead of the table.")
  var json = false

  func run() throws {
    let versions = try place.find().evaluators()
    guard !json else { return print(JSONText.array(versions.map(Self.value)).page, terminator: "") }
    var table = MarkdownTable(columns: [
      (title: "Evaluator", alignment: .left), (title: "Version", alignment: .left),
      (title: "Kind", alignment: .left), (title: "Criterion", alignment: .left),
      (title: "Threshold", alignment: .right), (title: "Target", alignment: .right),
    ])
    for version in versions {
      let evaluator = version.evaluator
      table.append([
        evaluator.name, version.id, evaluator.kind.rawValue, evaluator.criterion, "\(evaluator.threshold)",
        "\(evaluator.target)",
      ])
    }
    print(table.markdown, terminator: "")
  }

  private static func value(of version: Evaluator.Version) -> JSONText {
    let evaluator = version.evaluator
    return .object([
      ("name", .string(evaluator.name)), ("version", .string(version.id)),
      ("kind", .string(evaluator.kind.rawValue)), ("criterion", .string(evaluator.criterion)),
      ("criterion_version", .string(version.criterionVersion)), ("threshold", .number(evaluator.threshold)),
      ("target", .number(evaluator.target)),
    ])
  }
}

/// One evaluator.
struct EvaluatorsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints an evaluator in its one form, with its version.")

  @Argument(help: "The evaluator.")
  var name: String

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    for version in try place.find().evaluators(named: [name]) {
      let remarks = ["Version \(version.id), of version \(version.criterionVersion) of its criterion."]
      print(Terminal.lines(EvaluatorText(version.evaluator).file(remarks: remarks)), terminator: "")
    }
  }
}

/// A new evaluator.
struct EvaluatorsNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Drafts an evaluator from a criterion, its examples and its labels.")

  @Option(help: "The criterion that it answers.")
  var criterion: String

  @Option(help: "What it is called: small letters, digits, - and _. (default: as the criterion)")
  var name: String?

  @Option(help: "How a verdict comes about: check, judge or hybrid.")
  var kind: Evaluator.Kind = .judge

  @Option(help: "The endpoint of a judge, as faultline.yaml names it.")
  var endpoint = "default"

  @Option(help: "The model of a judge, as the endpoint names it.")
  var model = "name-of-the-model"

  @OptionGroup var place: WorkspaceOption

  func validate() throws {
    guard Evaluator.isName(name ?? "a") else {
      throw ValidationError("A name is of small letters, digits, - and _, 64 at most.")
    }
  }

  func run() throws {
    let workspace = try place.find()
    guard let criterion = try workspace.criteria().first(where: { $0.name == self.criterion }) else {
      Message.error("There is no criterion \(self.criterion); `faultline criteria list` lists them.")
      throw ExitCode.failure
    }
    let labels = try ReviewLabels(workspace, try workspace.memory()).fresh.filter {
      $0.criterion == criterion.name
    }
    let draft = EvaluatorDraft(
      criterion: criterion, name: name ?? criterion.name, kind: kind, endpoint: endpoint, model: model,
      labels: labels.map {
        .init(item: $0.itemID, annotator: $0.annotator, label: $0.label, rationale: $0.rationale)
      })
    print(try workspace.add(draft.evaluator, remarks: draft.remarks))
  }
}

extension Evaluator.Kind: ExpressibleByArgument {}

/// The published schema.
struct EvaluatorsSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of an evaluator's file, for editors.")

  func run() throws { print(EvaluatorSchema.text, terminator: "") }
}
