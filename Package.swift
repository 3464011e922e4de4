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
    module("LinearAlgebra", ["CLAPACK"]),
    module("Statistics"),

    // MARK: Stages
    module("Features"),

    // MARK: The line, and its words
    module("Reports"),

    // MARK: Tests
    tests("LinearAlgebra", ["LinearAlgebra"]),
    tests("Statistics", ["Statistics"]),
    tests("Features", ["Features", "Statistics"]),
    tests("Reports", ["Reports", "Statistics"], excluding: ["Rendering"]),
  ]
)
