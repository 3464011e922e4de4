import Alignment
import ArgumentParser
import Foundation
import Labels
import Reports
import Statistics

/// Measures how far judges agree with people.
struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how far judges agree with people, and says what to do about it.",
    discussion: """
      Writes a page with tables and pictures to --out, or with --json prints all figures. Exits with 2 \
      where nothing could be compared.

      Example:
        faultline align labels.csv verdicts.jsonl --scales scales.json --out align
      """)

  @OptionGroup var input: LabelInput

  @Option(help: "Write the report to this folder.")
  var out: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  @Flag(help: "Compare every two judges.")
  var compare = false

  @Option(help: "The agreement asked of a judge, from 0 to 1.")
  var target = 0.8

  @Option(help: "How many resamples the intervals are made of; 0 for none.")
  var resamples = 2_000

  @Option(help: "The seed of the resamples.")
  var seed: UInt64 = 1

  @Option(help: "How many misaligned items are listed for each judge and criterion.")
  var misaligned = 10

  @Flag(inversion: .prefixedNo, help: "Mask personal data in what is written.")
  var redact = true

  func validate() throws {
    guard (0.0...1.0).contains(target) else { throw ValidationError("--target must be from 0 to 1.") }
    guard resamples >= 0, misaligned >= 0 else { throw ValidationError("Counts cannot be below 0.") }
  }

  func run() throws {
    let (table, ratings) = try input.read()
    let study = AlignmentStudy(
      resampling: Resampling(resampleCount: resamples, seed: seed), needRule: LabelNeedRule(target: target),
      judgeNames: input.judge, misalignedLimit: misaligned, comparesJudges: compare)
    let result = study.result(for: ratings, table: table)
    let page = AlignmentPage(result, target: target, redaction: Redaction(isOn: redact))
    if let out { try page.files.save(to: out) }
    if json {
      print(AlignmentJSON(result).text, terminator: "")
    } else if let out {
      print(out + "/README.md")
    } else {
      print(page.files[0].text, terminator: "")
    }
    if result.comparisonCount == 0 {
      FileHandle.standardError.write(
        Data("Nothing could be compared: no item has both a reference label and a readable verdict.\n".utf8))
      throw ExitCode(2)
    }
  }
}

extension [ReportFile] {
  /// Writes the files of a report into a folder, which is made if need be.
  func save(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in self {
      try file.text.write(toFile: folder + "/" + file.path, atomically: true, encoding: .utf8)
    }
  }
}
