import Alignment
import ArgumentParser
import Labels
import LinearAlgebra
import Reports

/// Compares maps over many cuts of the same labels.
struct CalibrateSeries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "Compares no map, plain ridge and the guarded map over many cuts.",
    usage: "faultline calibrate series [<options>] <files> ...",
    discussion: """
      Each label file is a set; scales are looked up in the set named like the file.

      Example:
        faultline calibrate series one.csv two.csv --scales meta.json --variants
      """)

  @Argument(help: "Label files, CSV or JSONL.")
  var files: [String]

  @Option(help: "A file with the labels, their order and the scale of each criterion.")
  var scales: String?

  @Option(parsing: .unconditional, help: "How many cuts of each size, at most 100000.")
  var repeats = 100

  @Option(help: "The sizes, such as k1,k5,r10,half.")
  var sizes = "k1,k2,k5,k10,k20,half"

  @Flag(help: "Count each criterion as a series of its own where criteria can be taken together.")
  var separate = false

  @Flag(
    help:
      "Try also what the published map leaves open: several judges in one map, probabilities, scores, one map an annotator, a map from another criterion."
  )
  var variants = false

  /// Each cut learns a map anew: so many take hours, and means no longer move.
  private static let mostRepeats = 100_000

  func validate() throws {
    guard (1...Self.mostRepeats).contains(repeats) else {
      throw ValidationError("--repeats must be from 1 to \(Self.mostRepeats).")
    }
    guard !sizes.isEmpty, sizes.split(separator: ",").allSatisfy({ CalibrationSize(name: String($0)) != nil })
    else {
      throw ValidationError("--sizes lists half, kN and rN, such as k1,k5,half.")
    }
  }

  func run() throws {
    try ProcessLimits.check()
    let asked = sizes.split(separator: ",").compactMap { CalibrationSize(name: String($0)) }
    var series: [SeriesPage.Series] = []
    var tried: [CalibrationVariant] = []
    for file in files {
      let input = try LabelInput.parse([file] + (scales.map { ["--scales", $0] } ?? []))
      let reading = try input.read()
      let (table, ratings) = (reading.table, reading.ratings)
      let pooled = ratings.filter { $0.criterion == Ratings.pooledName }
      for criterion in separate || pooled.isEmpty ? ratings : pooled {
        for (judge, name) in criterion.judges.enumerated() {
          let pairs = CalibrationPairs(ofJudge: judge, in: criterion, table: table)
          let maker = Alignment.CalibrationSeries(
            set: input.setName, criterion: criterion.criterion, judge: name, repetitionCount: repeats)
          series.append(
            SeriesPage.Series(
              name: "\(input.setName) \(criterion.criterion) \(name)",
              means: try asked.map { try maker.means(of: pairs, size: $0) }))
        }
      }
      if variants { tried += try CalibrationVariants(set: input.setName).all(in: ratings, table: table) }
    }
    print(SeriesPage(series: series, variants: tried).markdown, terminator: "")
  }
}
