import ArgumentParser
import DemoCorpus
import Ingest
import Pipeline
import Reports
import Store

/// Makes a demo corpus and mines it.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a demo corpus with planted failures and mines it.",
    usage: "faultline demo [<options>]",
    discussion: """
      The corpus is written beside the report: traces.jsonl, and truth.csv with the mode that was planted \
      in each trace. The same numbers make the same bytes.

      Example:
        faultline demo --traces 2000 --modes 40 --seed 7
      """)

  @Option(parsing: .unconditional, help: "How many traces.")
  var traces = 2_000

  @Option(parsing: .unconditional, help: "How many ways of failing are planted.")
  var modes = 40

  @Option(
    parsing: .unconditional, help: "The seed of the corpus and of the mining. (default: 1)",
    transform: Seed.parsed)
  var seed: UInt64 = 1

  @Option(parsing: .unconditional, help: "The mean size of a trace, in bytes.")
  var meanBytes = 8_192

  @Option(
    help: "The folder of the report; an earlier report there is replaced. The corpus goes to DIR-corpus.")
  var out = "Reports/demo"

  @Flag(
    help: "Plant eight weeks with changes, of --traces each, and mine them into the workspace DIR-workspace.")
  var weeks = false

  @Flag(help: "Make the corpus only.")
  var corpusOnly = false

  /// No disk holds more traces, and no memory a trace of more bytes.
  private static let (mostTraces, mostBytes) = (1_000_000_000, 1_000_000_000)

  func validate() throws {
    try NamedPath.check(out: out)
    guard traces > 0 else { throw ValidationError("--traces must be 1 or more.") }
    guard traces <= Self.mostTraces else {
      throw ValidationError("--traces must be \(Self.mostTraces) or fewer.")
    }
    guard modes > 0 else { throw ValidationError("--modes must be 1 or more.") }
    guard (1...Self.mostBytes).contains(meanBytes) else {
      throw ValidationError("--mean-bytes must be from 1 to \(Self.mostBytes).")
    }
    guard !weeks || modes >= PlantedWeeks.leastModeCount else {
      throw ValidationError("--modes must be \(PlantedWeeks.leastModeCount) or more with --weeks.")
    }
    let most = DemoCorpus.maximumModeCount(traceCount: traces)
    guard most > 0 else {
      let least = (traces...).first { DemoCorpus.maximumModeCount(traceCount: $0) > 0 } ?? traces
      throw ValidationError("--traces must be \(least) or more, for a single mode.")
    }
    guard (1...most).contains(modes) else {
      throw ValidationError("--modes must be from 1 to \(most) for \(traces) traces.")
    }
  }

  func run() throws {
    let corpus = out.withoutEndSlashes + "-corpus"
    if weeks { return try makeWeeks(in: corpus) }
    try write(
      DemoCorpus(traceCount: traces, modeCount: modes, seed: seed, meanTraceBytes: meanBytes), to: corpus)
    guard !corpusOnly else { return print(corpus + "/traces.jsonl") }
    let result = try MiningRun(
      paths: [corpus + "/traces.jsonl"], out: out, scope: .failures, signatureCount: nil,
      minimumSupport: nil, outcomeField: nil, map: nil, seed: seed, threadCount: nil, redacts: true,
      title: "Failure signatures of a demo corpus", showsProgress: true
    ).run()
    print(result.summary)
  }

  private func write(_ corpus: DemoCorpus, to folder: String) throws {
    try AtomicFolder(path: folder, marker: "truth.csv").replace { draft in
      var truth = PlantedTruth.header
      try draft.write(to: "traces.jsonl") { file in
        try corpus.forEachTrace { line, planted in
          try file.write(line)
          truth += planted.row
        }
      }
      try draft.write(truth, to: "truth.csv")
    }
  }

  /// Makes a file for each week, the modes planted in the traces, and what was planted when.
  private func makeWeeks(in folder: String) throws {
    let planted = PlantedWeeks(
      modeCount: modes, seed: seed, successCount: traces * (100 - DemoCorpus.failurePercent) / 100,
      meanTraceBytes: meanBytes)
    try AtomicFolder(path: folder, marker: "truth.csv").replace { draft in
      var truth = PlantedTruth.header
      for week in planted.corpus.weeks.indices {
        try draft.write(to: "week-\(week + 1).jsonl") { file in
          try planted.corpus.forEachTrace(ofWeek: week) { line, planted in
            try file.write(line)
            truth += planted.row
          }
        }
      }
      try draft.write(truth, to: "truth.csv")
      try draft.write(PlantedWeeks.header + planted.rows, to: "weeks.csv")
    }
    guard !corpusOnly else { return print(folder) }
    try mineWeeks(of: folder)
  }

  /// Mines one week after another into a workspace, and shows what it remembers then.
  private func mineWeeks(of corpus: String) throws {
    let workspace = try Workspace.create(at: out.withoutEndSlashes + "-workspace").workspace
    for week in 1...PlantedWeeks.weekCount {
      let run = MiningRun(
        paths: ["\(corpus)/week-\(week).jsonl"], out: nil, scope: .failures, signatureCount: nil,
        minimumSupport: nil, outcomeField: nil, map: nil, seed: seed, threadCount: nil, redacts: true,
        title: "Failure signatures of a demo week", showsProgress: true,
        memory: try WorkspaceUse.open(at: workspace.path, job: "demo", waits: true))
      print("Report: \(try run.run().reportPath)")
    }
    print(HistoryPage(chronicle: try workspace.memory().chronicle()).overview, terminator: "")
  }
}
