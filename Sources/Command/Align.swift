import Alignment
import ArgumentParser
import Foundation
import Ingest
import Labels
import Reports
import Statistics

/// Measures how far judges agree with people.
struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how far judges agree with people, and says what to do about it.",
    discussion: """
      Writes a page with tables and pictures to --out, or with --json prints all figures.
      With the traces of the items, disagreements are sorted by what their texts have in common.

      Example:
        faultline align labels.csv verdicts.jsonl --scales scales.json --out align
        faultline align labels.csv verdicts.csv --traces traces.jsonl --out align

      Exit codes: 0 done, 1 failed, 2 nothing could be compared, 64 wrong usage.
      """)

  @OptionGroup var input: LabelInput

  @Option(help: "Write the report to this folder.")
  var out: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  @Option(
    name: .customLong("traces"), parsing: .upToNextOption,
    help: "The traces that the items are, as for mine: groups disagreements by what they have in common.")
  var traces: [String] = []

  @Flag(help: "Compare every two judges.")
  var compare = false

  @Option(parsing: .unconditional, help: "The agreement asked of a judge, from 0 to 1.")
  var target = 0.8

  @Option(
    parsing: .unconditional,
    help: "How many resamples the intervals are made of, at most 1000000; 0 for none.")
  var resamples = 2_000

  @Option(parsing: .unconditional, help: "The seed of the resamples. (default: 1)", transform: Seed.parsed)
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: "How many misaligned items are listed for each judge and criterion.")
  var misaligned = 10

  @Flag(inversion: .prefixedNo, help: "Mask personal data in what is written.")
  var redact = true

  /// With so many an interval's ends are known to a thousandth of its width; more would run for days.
  private static let mostResamples = 1_000_000

  func validate() throws {
    try NamedPath.check(out: out, example: "align")
    guard (0.0...1.0).contains(target) else { throw ValidationError("--target must be from 0 to 1.") }
    guard (0...Self.mostResamples).contains(resamples) else {
      throw ValidationError("--resamples must be from 0 to \(Self.mostResamples).")
    }
    guard misaligned >= 0 else { throw ValidationError("--misaligned cannot be below 0.") }
  }

  func run() throws {
    let reading = try input.read()
    let (table, ratings) = (reading.table, reading.ratings)
    let study = AlignmentStudy(
      resampling: Resampling(resampleCount: resamples, seed: seed), needRule: LabelNeedRule(target: target),
      judgeNames: input.judge, misalignedLimit: misaligned, comparesJudges: compare)
    let result = study.result(for: ratings, table: table, clusters: try clusters(in: ratings, table))
    let page = AlignmentPage(
      result, target: target, labelSet: reading.labelSet, redaction: Redaction(isOn: redact))
    if let out { try page.files.save(to: out) }
    if json {
      print(AlignmentJSON(result, labelSet: reading.labelSet).text, terminator: "")
    } else if let out {
      print(out + "/README.md")
    } else {
      print(page.files[0].text, terminator: "")
    }
    if result.comparisonCount == 0 {
      Message.error(LabelMessages.nothingCompared)
      throw ExitCode(2)
    }
  }

  /// What the disagreements of each judge on each criterion have in common, where there are traces to look at.
  private func clusters(
    in ratings: [Ratings], _ table: LabelTable
  ) throws -> [JudgeOnCriterion: [DisagreementCluster]] {
    guard !traces.isEmpty else { return [:] }
    let texts = try ItemTexts(paths: traces, seed: seed, redacts: redact)
    var clusters: [JudgeOnCriterion: [DisagreementCluster]] = [:]
    for criterion in ratings where criterion.criterion != Ratings.pooledName {
      for (judge, name) in criterion.judges.enumerated()
      where input.judge.isEmpty || input.judge.contains(name) {
        let key = JudgeOnCriterion(criterion: criterion.criterion, judge: name)
        clusters[key] = try texts.clusters(of: criterion.disagreements(ofJudge: judge, in: table))
      }
    }
    return clusters
  }
}

extension [Page] {
  /// Writes the files of a report into a folder, which is made if need be; what else is there stays, such as forms
  /// that people have filled in.
  ///
  /// - Throws: `IngestError.foreignFolder` where the first page would take the place of something else of its name.
  func save(to folder: String) throws {
    for file in self where file.path == "README.md" {
      guard let earlier = FileManager.default.contents(atPath: folder + "/" + file.path) else { continue }
      let heading = file.text.prefix { $0 != "\n" }
      guard earlier.isEmpty || earlier.starts(with: heading.utf8) else {
        throw IngestError.foreignFolder(path: folder)
      }
    }
    for file in self {
      try AtomicFile(path: folder + "/" + file.path).replace(with: file.text)
    }
  }
}
