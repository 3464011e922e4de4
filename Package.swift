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

func tests(_ name: String, _ dependencies: [Target.Dependency], excluding folders: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: folders, swiftSettings: settings)
}

let package = Package(
  name: "Faultline",
  targets: [
    // MARK: Ground
    .systemLibrary(name: "CLAPACK", pkgConfig: "lapacke"),
    .systemLibrary(name: "CCompression"),
    .systemLibrary(name: "CCrypto"),
    .systemLibrary(name: "CFileSystem"),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    module("Threads"),
    module("Statistics", ["Threads"]),
    module("LinearAlgebra", ["CLAPACK", "Threads", "Statistics"]),
    module("JSONBytes", ["CJSON"]),
    module("ContentHash", ["CCrypto"]),

    // MARK: Stages
    module("Traces", ["JSONBytes"]),
    module("Features", ["JSONBytes", "Traces"]),
    module("Signatures", ["Features", "Traces"]),

    // MARK: The line, and its words
    module("DemoCorpus", ["Statistics"]),
    module("Pipeline", ["Features", "JSONBytes", "Traces"]),
    module("Reports", ["ContentHash", "Features", "Signatures", "Traces"]),

    // MARK: Edges
    module("Ingest", ["CCompression", "CFileSystem", "JSONBytes"]),

    // MARK: Tests
    tests("Threads", ["Threads"]),
    tests("Statistics", ["Statistics"]),
    tests("LinearAlgebra", ["LinearAlgebra", "Statistics"]),
    tests("JSONBytes", ["JSONBytes"]),
    tests("ContentHash", ["ContentHash"]),
    tests("Traces", ["JSONBytes", "Traces"]),
    tests("Features", ["Features", "Statistics"]),
    tests("DemoCorpus", ["DemoCorpus", "Statistics"]),
    tests(
      "Reports", ["ContentHash", "Features", "Reports", "Signatures", "Statistics", "Traces"],
      excluding: ["Rendering", "Snapshots"]),
    tests("Ingest", ["CCompression", "Ingest", "JSONBytes"]),
  ],
  cxxLanguageStandard: .cxx17
)
