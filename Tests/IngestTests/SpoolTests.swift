import Foundation
import Ingest
import Testing

/// Runs a function in a process whose standard input is a file or a pipe.
private func withStandardInput(_ path: String) -> [[UInt8]]? {
  let descriptor = unsafe open(path, O_RDONLY)
  guard descriptor >= 0, dup2(descriptor, STDIN_FILENO) == STDIN_FILENO else { return nil }
  let found = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: ["-"])
  guard found.files.map(\.path) == ["-"], Reading(found.files).records == [#"{"a":1}"#, #"{"b":2}"#] else {
    return nil
  }
  return try? found.files.first?.bytes(at: [8..<15])
}

@Test func `standard input from a file is read and read back`() async {
  await #expect(processExitsWith: .success) {
    let folder = try TemporaryFolder()
    let path = try folder.write("{\"a\":1}\n{\"b\":2}\n", to: "input")
    #expect(withStandardInput(path) == [Array("{\"b\":2}".utf8)])
  }
}

@Test func `standard input from a pipe is kept and leaves nothing behind`() async {
  await #expect(processExitsWith: .success) {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    #expect(unsafe mkfifo(path, 0o600) == 0)
    Thread.detachNewThread {
      let handle = FileHandle(forWritingAtPath: path)
      try? handle?.write(contentsOf: Data("{\"a\":1}\n{\"b\":2}\n".utf8))
      try? handle?.close()
    }
    unsafe setenv("TMPDIR", folder.path, 1)
    #expect(withStandardInput(path) == [Array("{\"b\":2}".utf8)])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pipe"])
  }
}

@Test func `standard input that cannot be kept says so`() async {
  await #expect(processExitsWith: .success) {
    // Open for writing alone: a closed number would go to the next file that any thread opens.
    let status = unsafe dup2(open("/dev/null", O_WRONLY), STDIN_FILENO)
    #expect(status == STDIN_FILENO)
    let found = Discovery(temporaryFolder: "/tmp").files(at: ["-"])
    #expect(found.failures == [.unspooled(code: EBADF)])
  }
}

/// What is found where standard input is what a path leads to.
private func failures(withStandardInput path: String) -> [IngestError] {
  guard dup2(unsafe open(path, O_RDONLY), STDIN_FILENO) == STDIN_FILENO else { return [] }
  return Discovery(temporaryFolder: "/tmp").files(at: ["-"]).failures
}

@Test func `standard input that never ends, or is a folder, is refused`() async {
  await #expect(processExitsWith: .success) {
    #expect(failures(withStandardInput: "/dev/zero") == [.noInput(kind: .device)])
    #expect(failures(withStandardInput: "/") == [.noInput(kind: .folder)])
  }
}
