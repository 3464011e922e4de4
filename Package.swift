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

    // MARK: Stages
    module("Clustering", ["LinearAlgebra", "Statistics", "Threads"]),

    // MARK: Tests
    tests("Threads", ["Threads"]),
    tests("Statistics", ["Statistics"]),
    tests("LinearAlgebra", ["LinearAlgebra", "Statistics"]),
    tests("Clustering", ["Clustering", "LinearAlgebra", "Statistics"]),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Clustering", "LinearAlgebra", "Statistics"],
      exclude: [
        "clustering_reference.py", "clustering_reference.json",
        "statistics_reference.py", "statistics_reference.json",
      ],
      swiftSettings: settings),
  ]
)
