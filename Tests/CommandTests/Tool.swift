import Foundation
import Testing

/// The built tool.
enum Tool {
  /// The tool that the environment names: `make test` names the one built for release.
  private static let named = ProcessInfo.processInfo.environment["FAULTLINE"].flatMap {
    $0.isEmpty ? nil : $0
  }

  static let isForRelease = named != nil

  /// The one that the environment names, else the one that was built with the tests.
  static let path: String = {
    if let named { return named }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return tests.appendingPathComponent("faultline").path
  }()

  static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// What came of a run.
  struct Outcome {
    /// The exit code; `nil` where a signal ended the run.
    let code: Int32?
    let signal: Int32?
    let output: String
    let errors: String

    /// The object that `--json` printed.
    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
    }

    func count(_ name: String) -> Int { (json[name] as? NSNumber)?.intValue ?? -1 }
  }

  /// Runs the tool to its end.
  @discardableResult
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: String? = nil
  ) throws -> Outcome {
    try start(path, arguments, in: folder, input: input).outcome()
  }

  /// Runs a command of the shell, to which `faultline` is known.
  @discardableResult
  static func shell(_ command: String, in folder: TemporaryFolder) throws -> Outcome {
    let bin = try folder.folder("bin")
    if !FileManager.default.fileExists(atPath: bin + "/faultline") {
      try FileManager.default.createSymbolicLink(atPath: bin + "/faultline", withDestinationPath: path)
    }
    return try start("/bin/sh", ["-c", "PATH=\"$PWD/bin:$PATH\"; " + command], in: folder).outcome()
  }

  /// Starts a program in a folder.
  static func start(
    _ program: String, _ arguments: [String], in folder: TemporaryFolder, input: String? = nil
  ) throws -> Run {
    try Run(program, arguments, in: folder, input: input)
  }

  /// A program under way; what it prints goes to files, so that no pipe can fill up.
  final class Run {
    let process = Process()
    private let outputPath: String
    private let errorsPath: String

    fileprivate init(
      _ program: String, _ arguments: [String], in folder: TemporaryFolder, input: String?
    ) throws {
      let name = UUID().uuidString
      outputPath = try folder.write("", to: "printed/\(name).out")
      errorsPath = try folder.write("", to: "printed/\(name).err")
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardInput = input == nil ? FileHandle.nullDevice : try folder.handle(of: input ?? "")
      process.standardOutput = FileHandle(forWritingAtPath: outputPath)
      process.standardError = FileHandle(forWritingAtPath: errorsPath)
      try process.run()
    }

    func outcome() throws -> Outcome {
      process.waitUntilExit()
      let isExit = process.terminationReason == .exit
      return Outcome(
        code: isExit ? process.terminationStatus : nil, signal: isExit ? nil : process.terminationStatus,
        output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: outputPath)), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorsPath)), as: UTF8.self))
    }
  }
}
