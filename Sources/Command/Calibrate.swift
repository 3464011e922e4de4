import ArgumentParser

/// Learns and applies maps from a judge's labels to people's.
struct Calibrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learns a map that repairs a judge's labels, and corrects rates for its errors.",
    discussion: """
      Example:
        faultline calibrate labels.csv --scales scales.json --out calibration
        faultline calibrate apply calibration/calibration-1.json new.csv
      """,
    subcommands: [CalibrateLearn.self, CalibrateApply.self, CalibrateSeries.self],
    defaultSubcommand: CalibrateLearn.self)
}
