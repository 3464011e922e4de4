import ArgumentParser

/// How many threads a command may be told to use.
enum WorkerCount {
  /// Beyond so many, starting them takes longer than the work.
  private static let limit = 1_024

  /// - Throws: `ValidationError` if the number is none that makes sense; `nil` is left to the command.
  static func check(_ threads: Int?) throws {
    guard (1...limit).contains(threads ?? 1) else {
      throw ValidationError("--threads must be a number from 1 to \(limit).")
    }
  }
}
