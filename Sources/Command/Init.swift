import ArgumentParser
import Foundation
import Store

/// Makes a workspace.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a workspace: a folder that remembers runs from week to week.",
    discussion: """
      Makes settings (faultline.yaml), folders for criteria and evaluators, and the database. What is there \
      already stays as it is. In a workspace, or below it, mine records its runs.

      Example:
        faultline init quality
      """)

  @Argument(help: "The folder.")
  var folder = "."

  func validate() throws { try NamedPath.check(folder, "<folder>", example: "quality") }

  func run() throws {
    let made = try Workspace.create(at: folder.withoutEndSlashes).made
    guard !made.isEmpty else { return print("\(folder) is a workspace already; nothing was changed.") }
    for name in made { print("made \(folder.withoutEndSlashes)/\(name)") }
  }
}
