import Foundation
import Glibc
import Reports
import Signatures

/// What a mining run gave, for the terminal and for programs.
struct MiningResult {
  let report: RunReport
  let seconds: [(stage: String, seconds: Double)]
  let reportPath: String

  /// How many signatures were asked for; `nil` where the data were to choose.
  let wantedCount: Int?

  /// How many of the paths could not be found or read.
  let failedPathCount: Int

  /// Whether personal data is masked in names.
  let redacts: Bool

  /// The contract of `mine --json`; the fields are documented in `Reports/README.md`.
  var json: String {
    let counts = report.counts
    let times = seconds.map { "\"\($0.stage)\":\(rounded($0.seconds))" }.joined(separator: ",")
    let fields = [
      "\"schema_version\":1", "\"records\":\(counts.records)", "\"traces\":\(counts.traces)",
      "\"joined\":\(counts.joined)",
      "\"duplicates\":\(counts.duplicates)", "\"conflicts\":\(counts.conflicts)",
      "\"rejections\":\(counts.rejections)", "\"failed_paths\":\(failedPathCount)",
      """
      "outcomes":{"success":\(counts.successes),"failure":\(counts.failures),"unknown":\(counts.unknowns)}
      """,
      "\"signatures\":\(report.signatures.count)", "\"unassigned\":\(report.unassignedCount)",
      "\"seconds\":{\(times)}", "\"peak_bytes\":\(peakBytes)", "\"report\":\(quoted(reportPath))",
    ]
    return "{" + fields.joined(separator: ",") + "}"
  }

  private func rounded(_ seconds: Double) -> String { String(format: "%.3f", seconds) }

  private func quoted(_ text: String) -> String { JSONText.string(text).line }

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
      \(number(of: "trace", counts.traces)): \(counts.failures) failed, \(counts.successes) succeeded, \
      \(counts.unknowns) of unknown outcome.
      """
    ]
    if counts.duplicates > 0 {
      lines.append("\(number(of: "duplicate", counts.duplicates)) counted once.")
    }
    if counts.conflicts > 0 {
      lines.append("\(number(of: "id", counts.conflicts)) met again with other content; see rejections.md.")
    }
    if failedPathCount > 0 {
      lines.append("\(number(of: "path", failedPathCount)) could not be read at all.")
    }
    if counts.rejections > 0 {
      lines.append("\(number(of: "record", counts.rejections)) could not be read; see rejections.md.")
    }
    if report.signatures.isEmpty {
      lines.append(
        report.hasOutcomes && counts.failures == 0
          ? "No trace is marked as a failure; --only all mines the others too."
          : "No way of failing recurs in these traces.")
    } else {
      let left = report.unassignedCount > 0 ? " Traces that belong to none: \(report.unassignedCount)." : ""
      let count = number(of: "signature", report.signatures.count)
      if let wantedCount, wantedCount > report.signatures.count {
        let wanted = Figures.count(wantedCount)
        lines.append("Asked for were \(wanted) signatures; there are no more groups that are large enough.")
      }
      lines.append("\(count).\(left) By expected impact:")
      lines.append("")
      for signature in report.signatures.prefix(5) {
        let id = report.memory == nil ? "" : "\(signature.id): "
        let isChance = signature.alike?.isChance ?? false
        let name =
          Redaction(isOn: redacts).redacted(signature.name) + (isChance ? " (no more than chance)" : "")
        let start = "  \(signature.rank). \(id)\(signature.support) × "
        let indent = String(repeating: " ", count: start.count)
        for (place, line) in WrappedText.lines(Terminal.line(name), width: Self.width - start.count)
          .enumerated()
        {
          lines.append((place == 0 ? start : indent) + line)
        }
      }
      let rest = report.signatures.count - 5
      if rest > 0 { lines.append("  … and \(rest) more in the report") }
    }
    if let changes = report.changesInWords { lines += ["", changes] }
    lines.append("")
    lines.append("Report: \(reportPath)")
    return lines.joined(separator: "\n")
  }

  /// Columns of a terminal.
  private static let width = 80

  private func number(of noun: String, _ count: Int) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
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
