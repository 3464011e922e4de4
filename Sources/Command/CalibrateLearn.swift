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

  @Option(
    name: .customLong("repeat"), parsing: .unconditional,
    help: "The number of the cut, with --split. (default: 0)")
  var repetition: Int?

  /// What the map goes by.
  enum Source: String, CaseIterable, ExpressibleByArgument {
    case labels, probabilities, scores, judges
  }

  @Option(
    help:
      "What the map goes by: a judge's labels, its probabilities, its scores from 0 to 1, or the labels of several judges side by side (labels, probabilities, scores, judges)."
  )
  var from = Source.labels

  @Option(parsing: .unconditional, help: "The penalty of plain ridge.")
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
    try NamedPath.check(out: out, example: "calibration")
    guard split == nil || split.flatMap(CalibrationSize.init(name:)) != nil else {
      throw ValidationError("--split is half, kN or rN, such as k5.")
    }
    guard repetition ?? 0 >= 0 else { throw ValidationError("--repeat must be 0 or more.") }
    guard repetition == nil || split != nil else {
      throw ValidationError("--repeat goes with --split, such as --split half --repeat 1.")
    }
    guard from == .labels || (split == nil && human == nil && !allJudgeLabels && ties == "own") else {
      throw ValidationError("--split, --human, --ties and --all-judge-labels go with --from labels only.")
    }
    guard penalty > 0, penalty.isFinite else { throw ValidationError("--penalty must be above 0.") }
    guard RidgeCalibration.TieRule(rawValue: ties) != nil else {
      throw ValidationError("--ties is own or first.")
    }
  }

  func run() throws {
    try ProcessLimits.check()
    let reading = try input.read()
    let (table, ratings) = (reading.table, reading.ratings)
    if let human, !ratings.contains(where: { $0.humans.contains(human) }) {
      let names = Set(ratings.flatMap(\.humans)).sorted().joined(separator: ", ")
      throw ValidationError("No annotator \(human) in the labels; there are: \(names).")
    }
    guard from == .labels else { return try learnWide(reading) }
    let study = CalibrationStudy(
      set: input.setName, size: split.flatMap(CalibrationSize.init(name:)), repetition: repetition ?? 0,
      plain: RidgeCalibration(penalty: penalty, tieRule: RidgeCalibration.TieRule(rawValue: ties) ?? .own),
      human: human, takesAllVerdicts: allJudgeLabels)
    var outcomes: [CalibrationOutcome] = []
    for criterion in ratings {
      for (judge, name) in criterion.judges.enumerated() where isAsked(name) {
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
      let kind = plain ? CalibrationRecord.Kind.plain : .guarded
      try save(
        outcomes.map { CalibrationRecord($0, kind: kind, labelSet: labelSet?.name) }, to: out)
    }
    if json {
      print(CalibrationJSON(outcomes, labelSet: labelSet).text, terminator: "")
    } else {
      print(out.map { $0 + "/README.md\n" } ?? files[0].text, terminator: "")
    }
  }
}

// MARK: Maps from more than one label

extension CalibrateLearn {
  private func learnWide(_ reading: LabelInput.Reading) throws {
    var outcomes: [WideOutcome] = []
    for criterion in reading.ratings {
      for (judge, name) in criterion.judges.enumerated() where isAsked(name) {
        if let outcome = try WideStudy(set: input.setName)
          .outcome(ofJudge: judge, from: source(for: criterion), in: criterion, table: reading.table)
        {
          outcomes.append(outcome)
        }
      }
    }
    let records = outcomes.map {
      CalibrationRecord($0, kind: plain ? .plain : .guarded, labelSet: reading.labelSet?.name)
    }
    let page = WideCalibrationPage(outcomes, records: records, labelSet: reading.labelSet)
    if let out {
      try page.files.save(to: out)
      try save(records, to: out)
    }
    if json {
      print(page.json, terminator: "")
    } else {
      print(out.map { $0 + "/README.md\n" } ?? page.files[0].text, terminator: "")
    }
    guard outcomes.isEmpty else { return }
    Message.error("\(LabelMessages.nothingCompared) Or the verdicts have no \(from.rawValue) for --from.")
    throw ExitCode(2)
  }

  private func source(for criterion: Ratings) -> WideSource {
    switch from {
    case .scores: .scores
    case .judges: .judges(criterion.judges.filter { input.judge.isEmpty || input.judge.contains($0) })
    case .labels, .probabilities: .probabilities
    }
  }

  private func isAsked(_ judge: String) -> Bool { input.judge.isEmpty || input.judge.contains(judge) }

  private func save(_ records: [CalibrationRecord], to folder: String) throws {
    for (index, record) in records.enumerated() {
      try AtomicFile(path: "\(folder)/calibration-\(index + 1).json").replace(with: try record.text())
    }
  }
}

extension CalibrationRecord {
  /// The record as a file, with its fields in the order of their names.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return JSONText.visible(String(decoding: try encoder.encode(self), as: UTF8.self)) + "\n"
  }
}
