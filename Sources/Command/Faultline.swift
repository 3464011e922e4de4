import ArgumentParser
import Foundation
import Ingest
import Store

/// The tool and its subcommands.
@main struct Faultline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faultline",
    abstract: "Finds the ways in which an LLM agent fails, in the traces that it left.",
    discussion: """
      Example:
        faultline demo
        faultline mine traces/ --out Reports/week-07
      """,
    version: Version.number,
    subcommands: [
      Init.self, Mine.self, HistoryCommand.self, QueueCommand.self, LabelsCommand.self, CriteriaCommand.self,
      EvaluatorsCommand.self, Evaluate.self, Watch.self,
      Doctor.self, Inspect.self, Formats.self, Demo.self,
      TemplateLines.self, Align.self, Calibrate.self, GateCommand.self, LineageCommand.self,
    ])

  static func main() {
    Interruption.removesDrafts()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as IngestError {
      Message.error(error.words)
      exit(withError: ExitCode.failure)
    } catch let error as StoreError {
      Message.error(error.words)
      exit(withError: ExitCode.failure)
    } catch {
      exit(withError: error)
    }
  }
}

/// The version that reports and manifests name.
enum Version {
  static let number = "0.1.0"
}
