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
    .systemLibrary(name: "CFileSystem"),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    module("Threads"),
    module("Statistics", ["Threads"]),
    module("LinearAlgebra", ["CLAPACK", "Threads", "Statistics"]),
    module("JSONBytes", ["CJSON"]),

    // MARK: Stages
    module("Traces", ["JSONBytes"]),
    module("Features", ["JSONBytes", "Traces"]),
    module("Signatures", ["Features", "Traces"]),
    module("Clustering", ["LinearAlgebra", "Statistics", "Threads"]),
    module("Labels", ["JSONBytes", "Traces"]),
    module("Alignment", ["Labels", "LinearAlgebra", "Statistics"]),

    // MARK: The line, and its words
    module("DemoCorpus", ["Statistics"]),
    module("Pipeline", ["Features", "JSONBytes", "Traces"]),
    module("Reports", ["Alignment", "Features", "Labels", "LinearAlgebra", "Signatures", "Statistics", "Traces"]),

    // MARK: Edges
    module("Ingest", ["CCompression", "CFileSystem", "JSONBytes"]),

    // MARK: Tests
    tests("Threads", ["Threads"]),
    tests("Statistics", ["Statistics"]),
    tests("LinearAlgebra", ["LinearAlgebra", "Statistics"]),
    tests("JSONBytes", ["JSONBytes"]),
    tests("Traces", ["JSONBytes", "Traces"]),
    tests("Features", ["Features", "Statistics"]),
    tests("Clustering", ["Clustering", "LinearAlgebra", "Statistics"]),
    tests("Labels", ["Labels"]),
    tests("Alignment", ["Alignment", "Labels", "LinearAlgebra", "Statistics"]),
    tests("DemoCorpus", ["DemoCorpus", "Statistics"]),
    tests("Reports", ["Reports", "Statistics"], excluding: ["Rendering"]),
    tests("Ingest", ["CCompression", "Ingest", "JSONBytes"]),
  ],
  cxxLanguageStandard: .cxx17
)
