import Testing

@testable import Traces

@Test func `a result and the trajectories beside it are of one trial`() {
  let folders = TrialFolders(paths: [
    "jobs/a/agent/trajectory.cont-1.json", "jobs/a/agent/trajectory.json", "jobs/a/result.json",
    "jobs/b/agent/trajectory.json", "./jobs/c/result.json", "jobs/c/agent/trajectory.json",
    "jobs/c/agent/trajectory.summary-1.json", "jobs/result.json", "result.json", "agent/trajectory.json",
  ])
  let firsts = (0..<10).map { folders.first(ofFile: $0) }
  #expect(firsts == [0, 0, 0, nil, 4, 4, nil, 7, 8, 8])
  #expect(TrialFolders().first(ofFile: 3) == nil)
}
