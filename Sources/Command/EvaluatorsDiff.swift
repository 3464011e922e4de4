import ArgumentParser
import Evaluators
import Foundation
import JSONBytes
import Reports
import Store

/// Two versions of an evaluator.
struct EvaluatorsDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Shows what changed from one version of an evaluator to another.",
    discussion: """
      A version is its first digits, as a run recorded it, or the folder of an evaluation that has it. \
      Without versions, the last one that scored is compared with the file as it is now.
      """)

  @Argument(help: "The evaluator.")
  var name: String

  @Argument(help: "The earlier version. (default: the last other one that scored)")
  var before: String?

  @Argument(help: "The later version. (default: the file as it is now)")
  var after: String?

  @OptionGroup var place: WorkspaceOption

  /// A version and what decides its verdicts.
  private struct Content {
    let version: String
    let text: String
  }

  func run() throws {
    let workspace = try place.find()
    let current = try workspace.evaluators().first { $0.evaluator.name == name }
      .map { Content(version: $0.id, text: $0.content) }
    var known = try workspace.memory().versions(ofEvaluator: name)
      .map { Content(version: $0.version, text: $0.content) }
    if let current { known.append(current) }
    guard !known.isEmpty || before != nil else { throw StoreError.unknownEvaluator(name: name) }
    let new = try after.map { try content($0, known) } ?? current
    let old = try before.map { try content($0, known) } ?? known.last { $0.version != new?.version }
    guard let old, let new else {
      return print("There is only one version of \(name) so far.")
    }
    let diff = LineDiff(from: old.text, to: new.text)
    guard !diff.isEmpty else { return print("\(old.version) and \(new.version) decide alike.") }
    print("\(old.version) → \(new.version)")
    print(Terminal.lines(diff.text()), terminator: "")
  }

  private func content(_ version: String, _ known: [Content]) throws -> Content {
    if let found = known.first(where: { version.count >= 4 && $0.version.hasPrefix(version) }) {
      return found
    }
    if let found = Self.content(inEvaluation: version, named: name) { return found }
    Message.error(
      "There is no version \(version) of \(name): name the first digits of one, or the folder of an evaluation."
    )
    throw ExitCode.failure
  }

  /// The version of an evaluator that an evaluation's folder or file has.
  private static func content(inEvaluation path: String, named name: String) -> Content? {
    let files = [path, path.withoutEndSlashes + "/evaluation.json"]
    for file in files {
      guard let data = FileManager.default.contents(atPath: file),
        let document = try? JSONParser().parse(Array(data)),
        let evaluators = document.field("evaluators", of: document.root)
      else { continue }
      var found: Content?
      document.forEachElement(of: evaluators) { element in
        func text(_ key: StaticString) -> String? {
          document.field(key, of: element).flatMap { document.text($0) }.map { document.string($0) }
        }
        if text("name") == name, let version = text("version"), let content = text("content") {
          found = Content(version: version, text: content)
        }
      }
      if let found { return found }
    }
    return nil
  }
}
