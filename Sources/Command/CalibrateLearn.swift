import Alignment
import ArgumentParser
import Foundation
import Ingest
import Labels
import LinearAlgebra
import Reports

/// Learns a map from a judge's labels to people's.
struct CalibrateLearn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learns plain ridge and the guarded map, and shows what each gains.",
    discussion: """
      Writes a page, pictures and a calibration file for each judge and criterion to --out, or with --json \
      prints all figures. The calibration file holds the guarded map, or plain ridge with --plain. Exits with \
      2 where nothing could be compared.

      Example:
        faultline calibrate labels.csv --scales scales.json --split half --json
      """)

  @OptionGroup var input: LabelInput

  @Option(help: "Write the report and the calibration files to this folder.")
  var out: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  @Option(help: "Learn from a part and hold out the rest: half, kN (N a label) or rN (N times the labels).")
  var split: String?

  @Option(name: .customLong("repeat"), help: "The number of the cut, with --split.")
  var repetition = 0

  @Option(help: "The penalty of plain ridge.")
  var penalty = 1e-6

  @Option(help: "The tie rule of plain ridge: own or first.")
  var ties = "own"

  @Flag(help: "Keep plain ridge and not the guarded map in the calibration file.")
  var plain = false

  @Option(help: "Learn one annotator's labels and not the most frequent ones.")
  var human: String?

  @Flag(help: "Take every label the judge gave as one of its own, also those outside the scale.")
  var allJudgeLabels = false

  func validate() throws {
    guard split == nil || split.flatMap(CalibrationSize.init(name:)) != nil else {
      throw ValidationError("--split is half, kN or rN, such as k5.")
    }
    guard penalty > 0, penalty.isFinite else { throw ValidationError("--penalty must be above 0.") }
    guard RidgeCalibration.TieRule(rawValue: ties) != nil else {
      throw ValidationError("--ties is own or first.")
    }
  }

  func run() throws {
    let reading = try input.read()
    let (table, ratings) = (reading.table, reading.ratings)
    if let human, !ratings.contains(where: { $0.humans.contains(human) }) {
      let names = Set(ratings.flatMap(\.humans)).sorted().joined(separator: ", ")
      throw ValidationError("No annotator \(human) in the labels; there are: \(names).")
    }
    let study = CalibrationStudy(
      set: input.setName, size: split.flatMap(CalibrationSize.init(name:)), repetition: repetition,
      plain: RidgeCalibration(penalty: penalty, tieRule: RidgeCalibration.TieRule(rawValue: ties) ?? .own),
      human: human, takesAllVerdicts: allJudgeLabels)
    var outcomes: [CalibrationOutcome] = []
    for criterion in ratings {
      for (judge, name) in criterion.judges.enumerated()
      where input.judge.isEmpty || input.judge.contains(name) {
        if let outcome = try study.outcome(ofJudge: judge, in: criterion, table: table) {
          outcomes.append(outcome)
        }
      }
    }
    try write(outcomes, reading.labelSet)
    if outcomes.isEmpty {
      Message.error(LabelMessages.nothingCompared)
      throw ExitCode(2)
    }
  }

  private func write(_ outcomes: [CalibrationOutcome], _ labelSet: LabelSetUse?) throws {
    let files = CalibrationPage(outcomes, labelSet: labelSet).files
    if let out {
      try files.save(to: out)
      for (index, outcome) in outcomes.enumerated() {
        let record = CalibrationRecord(outcome, kind: plain ? .plain : .guarded, labelSet: labelSet?.name)
        let data = try record.data()
        try AtomicFile(path: "\(out)/calibration-\(index + 1).json").replace { try $0.write(data) }
      }
    }
    if json {
      print(CalibrationJSON(outcomes, labelSet: labelSet).text, terminator: "")
    } else {
      print(out.map { $0 + "/README.md\n" } ?? files[0].text, terminator: "")
    }
  }
}

extension CalibrationRecord {
  /// The record as a file, with its fields in the order of their names.
  func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
