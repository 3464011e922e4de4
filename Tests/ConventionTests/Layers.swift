/// The modules from the ground up: each may import only those before it.
///
/// A module that is not in the list fails the tests; its place in the line has to be chosen.
enum Layers {
  static let order: [String] = ground + stages + line + edges

  /// Numbers and bytes, never traces.
  static let ground = [
    "CLAPACK", "CCompression", "CCrypto", "CFileSystem", "CHTTP", "CSQLite", "CJSON", "CRE2",
    "Threads", "CSVBytes", "ContentHash", "Statistics", "LinearAlgebra", "JSONBytes",
    "Patterns",
  ]

  /// Values in, one new value out.
  static let stages = [
    "Traces", "Features", "Clustering", "Signatures", "History", "Sampling", "Labels", "Alignment",
    "Evaluators", "Gate",
  ]

  /// The run, and what is written from it.
  ///
  /// `Reports` stands before `Pipeline`, whose last step gives the value that the pages are written from.
  static let line = ["DemoCorpus", "Reports", "Pipeline"]

  static let edges = ["Ingest", "Queues", "Store", "Judges", "WebPage", "Command", "Benchmarks"]

  /// What must not be imported even though it stands before, and what it would spoil.
  static let never: [(module: String, imports: Set<String>, because: String)] = [
    ("LinearAlgebra", ["Traces", "Features"], "points are points"),
    ("Clustering", ["JSONBytes", "Traces", "Features"], "points are points"),
    ("Statistics", ["JSONBytes", "Traces", "Features"], "numbers are numbers"),
    ("Sampling", ["Features", "Clustering", "Signatures"], "a draw knows weights, not what was mined"),
    ("Labels", ["Features", "Clustering", "Signatures"], "labels stand whatever mined the traces"),
    ("Alignment", ["Features", "Clustering", "Signatures"], "judges are assessed whatever mined the traces"),
    ("Evaluators", ["Features", "Clustering", "Signatures"], "scores stand whatever mined the traces"),
    ("Gate", ["Features", "Clustering", "Signatures"], "scores are compared whatever mined the traces"),
    (
      "DemoCorpus", ["Traces", "Features", "Clustering", "Signatures"], "the reader must not know its answer"
    ),
    ("Ingest", ["Traces", "Features"], "files are bytes"),
  ]

  /// What is not ours and may be imported by every module.
  static let foreign: Set<String> = ["Foundation", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin"]

  /// Packages, each imported by edges alone.
  static let packages: Set<String> = [
    "ArgumentParser", "FoundationNetworking", "GRDB", "Yams", "FlyingFox", "Mustache",
  ]
}
