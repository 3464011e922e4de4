import Foundation
import Testing
import Traces

@testable import Pipeline

/// The traces of a corpus beside the package; `nil` where it is absent.
private func shared(_ name: String) throws -> SampleTraces? {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let path = root.appendingPathComponent("shared/corpora/\(name)").path
  guard FileManager.default.fileExists(atPath: path) else {
    print("skipped: ../shared/corpora/\(name) is not there")
    return nil
  }
  return SampleTraces(try SampleTraces.files(in: path))
}

@Test func `the full run of tau-bench has the counts of its notes`() throws {
  guard let read = try shared("agentrx_tau/data/tau_retail/tau_dataset_full.json") else { return }
  let counts = read.inspection.total
  #expect(counts.traceCount == 100 && counts.rejectionCount == 0)
  #expect(counts.toolCallCount == 793)
  #expect(counts.errorCounts.values.reduce(0, +) == 34)
  #expect(counts.outcomeCounts == [.success: 73, .failure: 27])
}

@Test func `the failed runs of tau-bench have the counts of their notes`() throws {
  guard let read = try shared("agentrx_tau/data/tau_retail/tau_dataset_failed.json") else { return }
  let counts = read.inspection.total
  #expect(counts.traceCount == 29)
  #expect(counts.toolCallCount == 284)
  #expect(counts.errorCounts.values.reduce(0, +) == 15)
  #expect(counts.outcomeCounts == [.failure: 29])
}

@Test func `every run of several agents is a failed trace whose executions have codes`() throws {
  guard let read = try shared("whowhen_algorithm/Who&When") else { return }
  let counts = read.inspection.total
  #expect(counts.formatCounts == ["who-and-when": 126])
  #expect(counts.traceCount == 126 && counts.rejectionCount == 0)
  #expect(counts.outcomeCounts == [.failure: 126])
  #expect(counts.errorCounts[.exitCode] ?? 0 > 0)
}

@Test func `every trajectory of SWE-agent is a trace with a call for each action`() throws {
  guard let read = try shared("swe_agent/trajectories") else { return }
  let counts = read.inspection.total
  #expect(counts.formatCounts == ["swe-agent": 15])
  #expect(counts.traceCount == 15 && counts.rejectionCount == 0)
  // 143 steps of 14 trajectories, and 5 calls of the one that is a history alone.
  #expect(counts.toolCallCount == 148)
}
