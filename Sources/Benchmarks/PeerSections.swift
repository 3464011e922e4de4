import Foundation
import Reports

/// Grouping accuracy of templates beside Drain3, on public sets of logs.
struct TemplatesSection {
  let bench: Bench

  /// Where the sets are; without them nothing is measured.
  let logs: String?

  /// A line that the peer prints: of a system, or the mean of all.
  private struct Row: Decodable {
    let system: String
    let drain3: Double
    let faultline: Double
  }

  func markdown() throws -> String {
    let heading = "## Templates\n\n"
    guard let logs else {
      return heading + "Not measured: name a folder of LogHub samples with LOGS.\n"
    }
    let printed = try bench.peer("templates.py", [logs, bench.tool])
    var table = MarkdownTable(columns: [
      (title: "Grouping accuracy", alignment: .left), (title: "Drain3", alignment: .right),
      (title: "ours", alignment: .right),
    ])
    for line in printed.split(separator: "\n") {
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      table.append([row.system, FigureText.decimal(row.drain3, 3), FigureText.decimal(row.faultline, 3)])
    }
    guard !table.rows.isEmpty else { return heading + "Not measured: no `…_structured.csv` in the folder.\n" }
    return heading + table.markdown + "\n"
  }
}

/// All figures of agreement with intervals beside scikit-learn, SciPy and krippendorff.
struct AlignSection {
  let bench: Bench

  /// What the peer prints of both runs.
  private struct Output: Decodable {
    let rows: Int
    let resamples: Int
    let faultline_seconds: Double
    let faultline_peak_bytes: Int
    let python_seconds_once: Double
    let python_kappa_seconds: Double
    let greatest_difference: Double
  }

  func markdown() throws -> String {
    let rows = max(1_000, Int(1_000_000 * bench.scale))
    let printed = try bench.peer("agreement.py", [bench.tool, "\(rows)"])
    let output = try JSONDecoder().decode(Output.self, from: Data(printed.utf8))
    var table = MarkdownTable(columns: [
      (title: "Agreement: \(FigureText.count(output.rows)) rows", alignment: .left),
      (title: "Python", alignment: .right), (title: "ours", alignment: .right),
    ])
    let resamples = FigureText.count(output.resamples)
    table.append(["all figures once, s", FigureText.decimal(output.python_seconds_once, 2), "—"])
    table.append([
      "\(resamples) resamples, s",
      "over \(FigureText.decimal(output.python_kappa_seconds, 0)) (kappa alone, from 3)",
      "\(FigureText.decimal(output.faultline_seconds, 2)) (all figures)",
    ])
    table.append(["peak memory", "—", FigureText.megabytes(output.faultline_peak_bytes)])
    table.append(["greatest difference of a figure", "", String(format: "%.1e", output.greatest_difference)])
    return "## Agreement\n\n" + table.markdown + "\n"
  }
}
