import Foundation
import Glibc
import Reports
import Signatures

/// What a mining run gave, for the terminal and for programs.
struct MiningResult {
  let report: RunReport
  let seconds: [(stage: String, seconds: Double)]
  let reportPath: String
  let hasFailedPaths: Bool

  /// The contract of `mine --json`; the fields are documented in `Reports/README.md`.
  var json: String {
    let counts = report.counts
    let times = seconds.map { "\"\($0.stage)\":\(rounded($0.seconds))" }.joined(separator: ",")
    let fields = [
      "\"schema_version\":1", "\"records\":\(counts.records)", "\"traces\":\(counts.traces)",
      "\"duplicates\":\(counts.duplicates)", "\"conflicts\":\(counts.conflicts)",
      "\"rejections\":\(counts.rejections)",
      """
      "outcomes":{"success":\(counts.successes),"failure":\(counts.failures),"unknown":\(counts.unknowns)}
      """,
      "\"signatures\":\(report.signatures.count)", "\"unassigned\":\(report.unassignedCount)",
      "\"seconds\":{\(times)}", "\"peak_bytes\":\(peakBytes)", "\"report\":\(quoted(reportPath))",
    ]
    return "{" + fields.joined(separator: ",") + "}"
  }

  private func rounded(_ seconds: Double) -> String { String(format: "%.3f", seconds) }

  private func quoted(_ text: String) -> String {
    guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }

  /// The most memory that the process held at a time, in bytes.
  private var peakBytes: Int {
    var usage = rusage()
    guard unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return usage.ru_maxrss * 1_024
  }

  /// What a person wants to see first: what was read, the worst five, where to go on.
  var summary: String {
    let counts = report.counts
    var lines = [
      """
      \(counts.traces) traces: \(counts.failures) failed, \(counts.successes) succeeded, \
      \(counts.unknowns) of unknown outcome.
      """
    ]
    if counts.duplicates > 0 { lines.append("\(counts.duplicates) duplicates were counted once.") }
    if counts.conflicts > 0 {
      lines.append("\(counts.conflicts) traces share an id with another; see rejections.md.")
    }
    if counts.rejections > 0 {
      lines.append("\(counts.rejections) records could not be read; see rejections.md in the report.")
    }
    if report.signatures.isEmpty {
      lines.append("No way of failing recurs in these traces.")
    } else {
      let left = report.unassignedCount > 0 ? " \(report.unassignedCount) traces belong to none." : ""
      lines.append("\(report.signatures.count) signatures.\(left) The first by expected impact:")
      lines.append("")
      for signature in report.signatures.prefix(5) {
        lines.append(Terminal.line("  \(signature.rank). \(signature.support) × \(signature.name)"))
      }
    }
    lines.append("")
    lines.append("Report: \(reportPath)")
    return lines.joined(separator: "\n")
  }
}

/// Seconds of the stages of a run.
struct StageClock {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private(set) var seconds: [(stage: String, seconds: Double)] = []

  init() {
    last = clock.now
  }

  /// Ends a stage.
  mutating func mark(_ stage: String) {
    let now = clock.now
    let parts = (now - last).components
    seconds.append((stage, Double(parts.seconds) + Double(parts.attoseconds) / 1e18))
    last = now
  }
}
