import Foundation
import GRDB
import History
import Statistics

@testable import Store

/// Runs made up for the tests.
enum MadeRuns {
  static let firstWeek = Week(number: 2_880)

  /// A signature of its own terms; those of numbers that differ by 100 are the same.
  static func signature(_ number: Int, week: Week, support: Int, letters: String? = nil) -> FoundSignature {
    var generator = SplitMix64(seed: UInt64(number % 100) &* 7_919 + 1)
    let elements = SignatureProfile.Facet.allCases.flatMap { facet in
      (0..<8).map { _ in
        SignatureProfile.Element(key: SignatureProfile.key(facet, hash: generator.next()), weight: 1)
      }
    }
    return FoundSignature(
      evidenceID: "F-" + (letters ?? "abc\(number)xyz"),
      candidate: .init(profile: SignatureProfile(elements), support: support), name: "mode \(number)",
      severity: "low", supports: [week: ["bot": support]])
  }

  /// A week of 1,000 traces, of which the signatures named have some.
  static func run(
    week place: Int, supports: [Int: Int], key: String? = nil, plan: String = "plan", names: [UInt64]? = nil
  ) -> RunSummary {
    let week = Week(number: firstWeek.number + place)
    let own = (0..<1_000).map { UInt64(place) << 32 | UInt64($0) }
    return RunSummary(
      inputKey: key ?? "week \(place)", planKey: plan, version: "1", recordedAt: "2025-03-17T06:00:00Z",
      title: "Failures", traceNames: [week: names ?? own],
      traceCounts: [week: ["bot": (names ?? own).count]],
      signatures: supports.sorted { $0.key < $1.key }.map { signature($0.key, week: week, support: $0.value) }
    )
  }
}

extension Memory {
  /// Records a run as the tool does.
  @discardableResult
  func record(_ run: RunSummary) throws -> RecordedRun {
    try record(run, matching: IdentityMatching(), test: ChangeTest())
  }

  /// All rows of all tables, to compare states.
  func dump() throws -> [String] {
    try read { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }
}
