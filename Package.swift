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

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "Faultline",
  targets: [
    // MARK: Ground
    .systemLibrary(name: "CLAPACK", pkgConfig: "lapacke"),
    module("Threads"),
    module("Statistics", ["Threads"]),
    module("LinearAlgebra", ["CLAPACK", "Threads", "Statistics"]),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    module("JSONBytes", ["CJSON"]),

    // MARK: Stages
    module("Traces", ["JSONBytes"]),
    module("Features", ["JSONBytes", "Traces"]),
    module("Labels", ["JSONBytes", "Traces"]),
    module("Alignment", ["Labels", "LinearAlgebra", "Statistics"]),

    // MARK: Tests
    tests("Threads", ["Threads"]),
    tests("Statistics", ["Statistics"]),
    tests("LinearAlgebra", ["LinearAlgebra", "Statistics"]),
    tests("JSONBytes", ["JSONBytes"]),
    tests("Traces", ["JSONBytes", "Traces"]),
    tests("Features", ["Features", "Statistics"]),
    tests("Labels", ["Labels"]),
    tests("Alignment", ["Alignment", "Labels", "LinearAlgebra", "Statistics"]),
  ],
  cxxLanguageStandard: .cxx17
)
