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
    openStandardStreams()
    Interruption.removesDrafts()
    var command: any ParsableCommand
    do { command = try parseAsRoot() } catch {
      if let words = UnknownCommand.words(for: Array(CommandLine.arguments.dropFirst())) {
        Message.raw(words)
        exit(withError: ExitCode.validationFailure)
      }
      exit(withError: error)
    }
    do {
      try command.run()
      endPrinting()
    } catch let error as IngestError {
      Message.error(error.words)
      exit(withError: ExitCode.failure)
    } catch let error as StoreError {
      Message.error(error.words)
      exit(withError: ExitCode.failure)
    } catch let error as ValidationError {
      // What the command finds wrong with its options while it runs is shown beside its own usage.
      Message.raw("Error: \(error.message)\nUsage: \(usageString(for: type(of: command)))\n")
      exit(withError: ExitCode.validationFailure)
    } catch {
      if error is ExitCode { endPrinting() }
      exit(withError: error)
    }
  }

  /// Opens the standard streams that are closed: the first file that is opened would take their place.
  ///
  /// Standard input is empty then, what is said on standard error is lost, and nothing can be printed, as before.
  private static func openStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY)
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
