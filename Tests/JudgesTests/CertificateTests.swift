import Foundation
import Glibc
import Store
import TestServer
import Testing

@testable import Judges

private let openssl = "/usr/bin/openssl"

private func run(_ arguments: [String]) throws -> Process {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: openssl)
  process.arguments = arguments
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  process.standardInput = Pipe()
  try process.run()
  return process
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: openssl), "openssl is not installed"))
func `a server with a wrong certificate gets neither the key nor the question`() throws {
  let folder = try TemporaryFolder()
  let (key, certificate) = (folder.path + "/key.pem", folder.path + "/certificate.pem")
  try run([
    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "1",
    "-subj",
    "/CN=elsewhere.example",
  ]).waitUntilExit()
  let port = try TestServer.freePort()
  let seen = folder.path + "/seen"
  try Data().write(to: URL(fileURLWithPath: seen))
  let server = Process()
  server.executableURL = URL(fileURLWithPath: openssl)
  server.arguments = [
    "s_server", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate, "-quiet",
  ]
  server.standardInput = Pipe()
  server.standardOutput = FileHandle(forWritingAtPath: seen)
  server.standardError = FileHandle.nullDevice
  try server.run()
  defer {
    // Threads of a test have signals blocked, and so have the programs that they start.
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
  }
  // Until the server is up, calls are refused and tried again.
  let judges = try MadeJudges.judges(
    MadeJudges.endpoint("https://127.0.0.1:\(port)/v1", keyVariable: "K", concurrency: 1),
    environment: ["K": "secret"],
    retries: RetryRule(attemptCount: 50, firstWaitSeconds: 0.05, longestWaitSeconds: 0.2))
  let (judgements, outcome) = try judges.all(MadeJudges.traces(3))
  #expect(judgements.allSatisfy { $0 == nil } && outcome.leftCount == 3)
  #expect(outcome.stopReason?.contains("cannot prove who it is (TLS)") == true, "\(outcome.stopReason ?? "")")
  #expect(try Data(contentsOf: URL(fileURLWithPath: seen)).isEmpty)
}
