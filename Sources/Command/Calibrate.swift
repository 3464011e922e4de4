import ArgumentParser

/// Learns and applies maps from a judge's labels to people's.
struct Calibrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learns a map that repairs a judge's labels, and corrects rates for its errors.",
    discussion: """
      Example:
        faultline calibrate labels.csv verdicts.csv --scales scales.json --out Reports/calibration
        faultline calibrate apply Reports/calibration/calibration-1.json new-verdicts.csv --out mapped.csv
      """,
    subcommands: [CalibrateLearn.self, CalibrateApply.self, CalibrateSeries.self],
    defaultSubcommand: CalibrateLearn.self)
}
