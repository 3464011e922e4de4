// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], excluding folders: [String] = [])
  -> Target
{
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: folders, swiftSettings: settings)
}

let package = Package(
  name: "Faultline",
  products: [
    .executable(name: "faultline", targets: ["Command"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: Ground
    .systemLibrary(name: "CLAPACK", pkgConfig: "lapacke"),
    .systemLibrary(name: "CCompression"),
    .systemLibrary(name: "CCrypto"),
    .systemLibrary(name: "CFileSystem"),
    .target(name: "CHTTP", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    module("Patterns", ["CRE2"]),
    module("Threads"),
    module("Statistics", ["Threads"]),
    module("LinearAlgebra", ["CLAPACK", "Threads", "Statistics"]),
    module("JSONBytes", ["CJSON"]),
    module("CSVBytes"),
    module("ContentHash", ["CCrypto"]),

    // MARK: Stages
    module("Traces", ["JSONBytes"]),
    module("Features", ["JSONBytes", "LinearAlgebra", "Threads", "Traces"]),
    module("Clustering", ["LinearAlgebra", "Statistics", "Threads"]),
    module("Labels", ["CSVBytes", "ContentHash", "JSONBytes", "Traces"]),
    module("Alignment", ["ContentHash", "Labels", "LinearAlgebra", "Statistics"]),
    module("Signatures", ["Features", "Traces"]),
    module("History", ["Statistics", "Traces"]),
    module("Sampling", ["Statistics"]),
    module(
      "Evaluators", ["ContentHash", "JSONBytes", "Labels", "Patterns", "Statistics", "Traces"]),
    module(
      "Gate",
      [
        "Alignment", "ContentHash", "Evaluators", "History", "JSONBytes", "Labels", "Statistics", "Threads",
        "Traces",
      ]),

    // MARK: The line, and its words
    module("DemoCorpus", ["Statistics"]),
    module(
      "Reports",
      [
        "Alignment", "ContentHash", "Evaluators", "Features", "Gate", "History", "JSONBytes", "Labels",
        "LinearAlgebra", "Signatures", "Statistics", "Threads", "Traces",
      ]),
    module(
      "Pipeline",
      [
        "Alignment", "Clustering", "ContentHash", "Evaluators", "Features", "Gate", "History", "JSONBytes",
        "LinearAlgebra", "Reports", "Sampling", "Signatures", "Statistics", "Threads", "Traces",
      ]),

    // MARK: Edges
    module("Ingest", ["CCompression", "CFileSystem", "CSVBytes", "JSONBytes"]),
    module("Queues", ["CSVBytes", "ContentHash", "JSONBytes", "Labels", "Reports", "Sampling", "Traces"]),
    module(
      "Store",
      [
        "ContentHash", "Evaluators", "Gate", "History", "Ingest", "Labels", "Patterns", "Queues", "Reports",
        "Statistics", "Traces",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Yams", package: "Yams"),
      ]),
    module("Judges", ["CHTTP", "ContentHash", "Evaluators", "Labels", "Statistics", "Store"]),
    .executableTarget(
      name: "Command",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
        "Alignment", "ContentHash", "DemoCorpus", "Evaluators", "Features", "Gate", "History", "Ingest",
        "JSONBytes", "Judges", "Labels", "LinearAlgebra", "Pipeline", "Queues", "Reports", "Sampling",
        "Signatures",
        "Statistics", "Store",
        "Threads", "Traces",
      ],
      swiftSettings: settings),

    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        "CSVBytes", "Clustering", "Reports",
      ],
      exclude: ["peer", "reading.py", "weeks.py", "weeks_scale.py"],
      swiftSettings: settings),

    // MARK: Tests
    tests("Threads", ["Threads"]),
    tests("Statistics", ["Statistics"]),
    tests("LinearAlgebra", ["LinearAlgebra", "Statistics"]),
    tests("JSONBytes", ["JSONBytes", "Statistics"]),
    tests("Patterns", ["Patterns"]),
    tests("ContentHash", ["ContentHash"]),
    tests("Traces", ["JSONBytes", "Statistics", "Traces"]),
    tests("Features", ["Features", "JSONBytes", "Statistics", "Traces"], excluding: ["Samples"]),
    tests("Clustering", ["Clustering", "LinearAlgebra", "Statistics"]),
    tests("Labels", ["Labels"]),
    tests(
      "Alignment", ["Alignment", "CSVBytes", "Labels", "LinearAlgebra", "Statistics"],
      excluding: ["References"]),
    tests("Evaluators", ["ContentHash", "Evaluators", "JSONBytes", "Labels", "Statistics", "Traces"]),
    tests("Signatures", ["Features", "Signatures", "Statistics"]),
    tests("Sampling", ["Sampling", "Statistics"]),
    tests("History", ["History", "Statistics", "Traces"]),
    tests(
      "Gate", ["Alignment", "Evaluators", "Gate", "History", "JSONBytes", "Labels", "Statistics", "Traces"]),
    tests("DemoCorpus", ["DemoCorpus", "Statistics"]),
    tests(
      "Pipeline",
      [
        "Alignment", "Clustering", "DemoCorpus", "Evaluators", "Features", "Gate", "JSONBytes",
        "LinearAlgebra",
        "Pipeline", "Reports", "Sampling", "Signatures", "Statistics", "Traces",
      ]),
    tests(
      "Reports",
      [
        "Alignment", "ContentHash", "Evaluators", "Features", "Gate", "History", "JSONBytes", "Labels",
        "Reports", "Signatures", "Statistics", "Traces",
      ],
      excluding: ["Rendering", "Snapshots"]),
    tests("Ingest", ["CCompression", "Ingest", "JSONBytes"]),
    tests(
      "Queues", ["Labels", "Queues", "Reports", "Sampling", "Statistics"],
      excluding: ["LabelStudio", "Samples", "ToolModels"]),
    tests(
      "Store",
      [
        "Evaluators", "Gate", "History", "Labels", "Queues", "Statistics", "Store", "Traces",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      excluding: ["EvaluatorSamples", "EvaluatorSchemaCheck.py", "Schemas"]),
    .target(name: "TestServer", path: "Tests/TestServer", swiftSettings: settings),
    tests(
      "Judges", ["Evaluators", "Judges", "Labels", "Statistics", "Store", "TestServer"],
      excluding: ["RealModel"]),
    tests("Convention"),
    tests("Command", ["Command", "TestServer"], excluding: ["Schemas", "Snapshots"]),
    .testTarget(
      name: "ReferenceTests",
      dependencies: ["Clustering", "Evaluators", "Features", "LinearAlgebra", "Statistics", "Traces"],
      exclude: [
        "clustering_reference.py", "clustering_reference.json",
        "pairs_reference.py", "pairs_reference.json",
        "differences_reference.py", "differences_reference.json",
        "features_reference.py", "features_reference.json",
        "statistics_reference.py", "statistics_reference.json",
        "stratified_reference.py", "stratified_reference.json",
      ],
      swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)
