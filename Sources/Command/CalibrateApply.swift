import Alignment
import ArgumentParser
import Foundation
import Glibc
import Ingest
import Labels
import Reports

/// Maps new verdicts and records which map did.
struct CalibrateApply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Maps new verdicts with a calibration file.",
    usage: "faultline calibrate apply [<options>] <calibration> <files> ...",
    discussion: """
      Writes the verdicts of the calibration's judge on its criterion as CSV, with the label before the map and \
      the id of the calibration. Verdicts of another version of the judge are refused, unless --any-version \
      is given.

      Example:
        faultline calibrate apply calibration-1.json verdicts.csv --out mapped.csv
      """)

  @Argument(help: "The calibration file.")
  var calibration: String

  @OptionGroup var input: LabelInput

  @Option(help: "Write the mapped verdicts to this file and not to standard output.")
  var out: String?

  @Option(help: "Map the verdicts on this criterion instead of the one that the map was learnt on.")
  var on: String?

  @Flag(help: "Map verdicts of other versions of the judge too.")
  var anyVersion = false

  func validate() throws { try NamedPath.check(out: out, example: "mapped.csv") }

  func run() throws {
    let record = try read()
    let table = try input.labels()
    let criterion = on ?? record.criterion
    if let on, on != record.criterion {
      Message.warning(
        "the map was learnt on \(record.criterion); on another criterion it may do harm: try it on labels of \(on) first"
      )
    }
    var text = CSV.row([
      "item_id", "criterion", "annotator", "role", "label", "label_before", "calibration", "judge_version",
    ])
    var count = 0
    let wide = try wideLabels(of: record, criterion: criterion, in: table)
    for row in 0..<table.count where table.isJudge[row] {
      let judge = table.annotators.text(Int(table.annotator[row]))
      let name = table.criteria.text(Int(table.criterion[row]))
      let version = table.note(\.judgeVersion, row: row)
      guard record.isOf(judge: judge, version: version), criterion == Ratings.pooledName || name == criterion
      else { continue }
      guard anyVersion || record.judgeVersion == nil || version == record.judgeVersion else {
        Message.error(
          "A verdict is of version \(version ?? "unknown") of \(judge), the calibration of \(record.judgeVersion ?? "unknown"); calibrate anew, or give --any-version."
        )
        throw ExitCode.failure
      }
      let label = table.labels.text(Int(table.label[row]))
      text += CSV.row([
        table.items.text(Int(table.item[row])), name, judge, "judge", wide[row] ?? record.mapped(label),
        label, record.id,
        version ?? "",
      ])
      count += 1
    }
    if let out {
      try AtomicFile(path: out).replace(with: text)
    } else {
      // A program gets the labels as they are; on a terminal they must not act.
      print(isatty(STDOUT_FILENO) == 1 ? Terminal.lines(text) : text, terminator: "")
    }
    guard count == 0 else { return }
    Message.error("There are no verdicts of \(record.judge) on \(criterion) in these files.")
    throw ExitCode(2)
  }

  /// The labels that a map from more than one label gives, by the rows of the verdicts; empty for a map of labels.
  ///
  /// A verdict that is no label of the scale is not mapped, as in learning, and left as it is.
  private func wideLabels(
    of record: CalibrationRecord, criterion: String, in table: LabelTable
  ) throws -> [Int: String] {
    guard let wide = record.wide else { return [:] }
    guard let map = record.wideMap, let source = wide.source else {
      Message.error("\(calibration) is of a newer version or was changed by hand; make it anew.")
      throw ExitCode.failure
    }
    let scale = LabelScale(labels: record.humanLabels, kind: .nominal)
    let scales = Dictionary(table.criteria.texts.map { ($0, scale) }) { first, _ in first }
    var labels: [Int: String] = [:]
    for ratings in RatingsReader(scales: scales, passRule: input.passRule).ratings(in: table)
    where ratings.criterion == criterion
      || (criterion == Ratings.pooledName && ratings.criterion != Ratings.pooledName)
    {
      for (judge, name) in ratings.judges.enumerated()
      where record.isOf(judge: name, version: record.judgeVersion) {
        guard
          let (items, _, places) = ratings.wideItems(
            ofJudge: judge, from: source, needsReference: false, table: table)
        else {
          Message.error(
            "The calibration goes by \(wide.judges.joined(separator: ", ")); some of them have no verdicts on \(ratings.criterion) here."
          )
          throw ExitCode.failure
        }
        for (place, label) in zip(places, map.labels(of: items, at: Array(0..<items.count))) {
          labels[Int(ratings.verdicts[judge][place].row)] = record.humanLabels[label]
        }
      }
    }
    return labels
  }

  private func read() throws -> CalibrationRecord {
    do {
      return try JSONDecoder().decode(
        CalibrationRecord.self, from: Data(contentsOf: URL(filePath: calibration)))
    } catch is DecodingError {
      Message.error("\(calibration) is no calibration file; make one with faultline calibrate --out.")
      throw ExitCode.failure
    } catch {
      Message.error("\(calibration) cannot be read; check the name and the rights.")
      throw ExitCode.failure
    }
  }
}
