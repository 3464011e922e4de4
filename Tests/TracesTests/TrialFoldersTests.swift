import Testing

@testable import Traces

@Test func `a result and the trajectories beside it are of one trial`() {
  let folders = TrialFolders(paths: [
    "jobs/a/agent/trajectory.cont-1.json", "jobs/a/agent/trajectory.json", "jobs/a/result.json",
    "jobs/b/agent/trajectory.json", "./jobs/c/result.json", "jobs/c/agent/trajectory.json",
    "jobs/c/agent/trajectory.summary-1.json", "jobs/result.json", "result.json", "agent/trajectory.json",
  ])
  let firsts = (0..<10).map { folders.first(ofFile: $0, with: .harbor) }
  #expect(firsts == [0, 0, 0, nil, 4, 4, nil, 7, 8, 8])
  #expect(folders.first(ofFile: 0, with: .messages) == nil)
  #expect(TrialFolders().first(ofFile: 3, with: .harbor) == nil)
}

@Test func `a trial without a trajectory has the sessions of its agent`() {
  let folders = TrialFolders(paths: [
    "a/agent/sessions/p/s.jsonl", "a/agent/sessions/t.jsonl", "a/result.json", "a/agent/other.jsonl",
    "b/agent/sessions/s.jsonl", "b/agent/trajectory.json", "b/result.json", "c/agent/sessions/s.jsonl",
    "./agent/sessions/s.jsonl", "result.json",
  ])
  let firsts = (0..<10).map { folders.first(ofFile: $0, with: .claudeCode) }
  #expect(firsts == [0, 0, nil, nil, nil, nil, nil, nil, 8, nil])
  #expect((2...9).map { folders.first(ofFile: $0, with: .harbor) } == [0, nil, nil, 5, 5, nil, 8, 8])
}
