import Testing

@testable import Traces

private let files = [
  "/j/config.json": "{}", "/j/result.json": #"{"n_total_trials":2,"stats":{}}"#,
  "/j/a/result.json": #"{"trial_name":"a","verifier_result":null}"#,
  "/x/agent/trajectory.json": #"{"schema_version":"ATIF-v1.7","steps":[]}"#,
  "/j/cut/result.json": #"{"trial_name":"cut","verifier_result":null}"#,
  "/j/cut/agent/trajectory.json": #"{"schema_version":"ATIF-v1.7","steps":[{"source"#,
  "/j/cut/agent/mini-swe-agent.trajectory.json": "",
  "/y/agent/trajectory.json": #"{"steps":[]}"#, "/y/result.json": #"{"score":1}"#,
]

/// The paths that are left out of some.
private func leftOut(_ paths: [String]) -> [String] {
  let sieve = TrialSieve { files[$0].map { Array($0.utf8) } }
  return sieve.leftOut(of: paths).sorted().map { paths[$0] }
}

@Test func `the trajectory of a trial stands for all that tells the same`() {
  let kept = [
    "/j/a/result.json", "/j/a/agent/trajectory.json", "/j/a/agent/trajectory.cont-1.json", "/j/a/notes.json",
    "/j/other.jsonl",
  ]
  let aside = [
    "/j/a/agent/claude-code.txt", "/j/a/agent/mini-swe-agent.trajectory.json",
    "/j/a/agent/sessions/projects/p/s.jsonl", "/j/a/agent/trajectory.summarization-1.json",
    "/j/a/agent/setup/stdout.txt", "/j/a/config.json", "/j/a/lock.json", "/j/a/trial.log",
    "/j/a/exception.txt",
    "/j/a/verifier/reward.txt", "/j/a/artifacts/x/trace.jsonl", "/j/a/user-agent/trajectory.json",
    "/j/config.json", "/j/job.log", "/j/lock.json", "/j/result.json",
  ]
  #expect(leftOut(kept + aside) == aside)
  // Without the result among what was found it is looked for where it stands.
  let below = [kept[1], aside[0], aside[2]]
  #expect(leftOut(below) == [aside[0], aside[2]])
}

@Test func `without a trajectory one account of the agent's own is kept`() {
  let accounts = [
    "/j/a/agent/mini-swe-agent.trajectory.json", "/j/a/agent/sessions/p/s.jsonl", "/j/a/agent/events.jsonl",
    "/j/a/agent/claude-code.txt", "/j/a/agent/setup/stdout.txt",
  ]
  for first in accounts.indices {
    #expect(leftOut(Array(accounts[first...])) == Array(accounts[(first + 1)...]))
  }
  let sessions = ["/j/a/agent/sessions/p/s.jsonl", "/j/a/agent/sessions/p/t.jsonl"]
  #expect(leftOut(sessions).isEmpty)
}

@Test func `an account that was cut off takes no other with it`() {
  let cut = ["/j/cut/agent/trajectory.json", "/j/cut/agent/mini-swe-agent.trajectory.json"]
  let session = "/j/cut/agent/sessions/p/s.jsonl"
  let aside = ["/j/cut/agent/claude-code.txt", "/j/cut/agent/setup/stdout.txt"]
  #expect(leftOut(cut + [session] + aside) == aside)
  // Nothing else tells it: what was cut off is kept to be told of, and no log is read in its place.
  #expect(leftOut([cut[0], aside[1]]) == [aside[1]])
}

@Test func `each step of a trial has an agent of its own`() {
  #expect(
    leftOut([
      "/j/a/steps/one/agent/trajectory.json", "/j/a/steps/one/agent/codex.txt",
      "/j/a/steps/two/agent/codex.txt", "/j/a/steps/two/verifier/reward.txt",
    ]) == ["/j/a/steps/one/agent/codex.txt", "/j/a/steps/two/verifier/reward.txt"])
}

@Test func `what a folder holds tells whether it is a trial's, not what it is called`() {
  #expect(leftOut(["/x/agent/trajectory.json", "/x/agent/codex.txt"]) == ["/x/agent/codex.txt"])
  #expect(
    leftOut(["/y/agent/trajectory.json", "/y/agent/codex.txt", "/y/result.json", "/y/config.json"]).isEmpty)
  #expect(leftOut(["/j/config.json", "/j/result.json"]).isEmpty)
  #expect(leftOut(["/z/result.json", "/z/config.json", "/agent", "agent/a.json", ""]).isEmpty)
}
