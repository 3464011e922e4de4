import Foundation

/// A program that is run to its end.
struct Program {
  let path: String

  init(_ path: String) { self.path = path }

  /// Why no figure came of a run.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the program; gives what it printed.
  ///
  /// - Throws: `Failure` if it failed; what it says of itself goes to standard error as it comes.
  func output(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Failure(
        description: "\(path) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The computer that the figures are of.
enum Machine {
  /// Cores, model and system, in a line.
  static var description: String {
    let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = information.split(separator: "\n").first { $0.hasPrefix("model name") }
    let model = line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown model"
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    return "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(model), \(system)"
  }
}

/// Writes figures for the tables.
enum FigureText {
  /// Such as `12,345`.
  static func count(_ value: Int) -> String {
    let digits = String(value)
    let parts = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits.dropFirst(max(0, end - 3)).prefix(min(3, end)))
    }
    return parts.reversed().joined(separator: ",")
  }

  /// Such as `0.969`; “—” where there is no figure.
  static func decimal(_ value: Double?, _ digits: Int) -> String {
    value.map { String(format: "%.\(digits)f", $0) } ?? "—"
  }

  /// Such as `118 MB`.
  static func megabytes(_ byteCount: Int) -> String { decimal(Double(byteCount) / 1e6, 0) + " MB" }
}
