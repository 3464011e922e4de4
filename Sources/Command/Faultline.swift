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
    // Where standard input is closed, the first file that is opened would be read in its place.
    if fcntl(STDIN_FILENO, F_GETFD) < 0 { _ = unsafe open("/dev/null", O_RDONLY) }
    Interruption.removesDrafts()
    do {
      var command = try parseAsRoot()
      try command.run()
      endPrinting()
    } catch let error as IngestError {
      Message.error(error.words)
      exit(withError: ExitCode.failure)
    } catch let error as StoreError {
      Message.error(error.words)
      exit(withError: ExitCode.failure)
    } catch {
      if error is ExitCode { endPrinting() }
      exit(withError: error)
    }
  }

  /// Makes sure that what was printed has gone where it was to go: a result that is lost is a failure.
  private static func endPrinting() {
    if fflush(nil) != 0 { endWithLostOutput() }
  }

  /// Ends the run with the words for the last error of writing.
  static func endWithLostOutput() -> Never {
    Message.error("what was printed could not be written (\(systemWords(errno))); check where it goes")
    exit(withError: ExitCode.failure)
  }
}

/// The version that reports and manifests name.
enum Version {
  static let number = "0.1.0"
}
