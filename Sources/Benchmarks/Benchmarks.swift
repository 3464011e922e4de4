import ArgumentParser
import Foundation

/// Measures the built tool beside the usual pipelines in Python, and prints tables in Markdown.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the tool beside the usual pipelines, on the same files in the same run.")

  @Option(help: "The built tool.")
  var tool: String

  @Option(help: "The Python that has the peers' packages.")
  var python: String

  @Option(help: "A folder for corpora and reports; corpora that are there are used again.")
  var folder: String

  @Option(help: "What is measured, parted by commas: \(Section.names).")
  var only = Section.names

  @Option(help: "The sizes, as a share of the full ones.")
  var scale = 1.0

  @Option(help: "A folder with LogHub samples (…_structured.csv), for the section of templates.")
  var logs: String?

  func validate() throws {
    guard scale > 0, scale <= 1 else { throw ValidationError("--scale must be above 0 and at most 1.") }
    let unknown = only.split(separator: ",").filter { Section(rawValue: String($0)) == nil }
    guard unknown.isEmpty else {
      throw ValidationError("--only names no section: \(unknown.joined(separator: ", ")).")
    }
  }

  func run() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let bench = Bench(tool: tool, python: python, folder: folder, scale: scale)
    print("\(Machine.description)\n")
    for name in only.split(separator: ",") {
      guard let section = Section(rawValue: String(name)) else { continue }
      print(try section.measured(by: bench, logs: logs))
    }
  }
}

/// What can be measured.
enum Section: String, CaseIterable {
  case mine, speed, templates, reading, growth, align

  static let names = allCases.map(\.rawValue).joined(separator: ",")

  /// The section's page: a heading and a table.
  func measured(by bench: Bench, logs: String?) throws -> String {
    switch self {
    case .mine: try MiningSection(bench: bench).quality()
    case .speed: try MiningSection(bench: bench).speed()
    case .templates: try TemplatesSection(bench: bench, logs: logs).markdown()
    case .reading: try ReadingSection(bench: bench).markdown()
    case .growth: try GrowthSection(bench: bench).markdown()
    case .align: try AlignSection(bench: bench).markdown()
    }
  }
}
