import ArgumentParser
import Foundation
import Store

/// Checks a workspace.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a workspace and says what is wrong with it; changes nothing.",
    discussion: """
      Example:
        faultline doctor

      Exit codes: 0 sound, 1 something is wrong, 64 wrong usage.
      """)

  @Option(help: "The workspace. (default: the one that this folder is in)")
  var workspace: String?

  func validate() throws { try NamedPath.check(workspace: workspace) }

  func run() throws {
    guard let place = try WorkspaceUse.find(workspace) else {
      Message.error("There is no workspace here; `faultline init` makes one.")
      throw ExitCode.failure
    }
    let findings = place.examined()
    for finding in findings { print("\(finding.isProblem ? "✗" : "✓") \(finding.text)") }
    if findings.contains(where: \.isProblem) { throw ExitCode.failure }
  }
}
