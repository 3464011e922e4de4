import CFileSystem
import Foundation
import Glibc
import Synchronization

/// A program under way in a process group of its own, with pipes to what it reads and writes.
struct ChildProcess {
  let id: pid_t

  /// Our ends of the pipes; they never block.
  let input: Int32
  let output: Int32
  let errors: Int32

  /// Starts a program; no shell reads the command.
  ///
  /// It sees the folder as its own, our environment, and none of our files.
  ///
  /// - Parameters:
  ///   - command: The program and what it is given. With a slash it is a path as seen from the folder, without one it
  ///     is looked for where the system has its programs.
  /// - Throws: `LineProgram.Failure.notStarted`.
  static func start(_ command: [String], in folder: String) throws(LineProgram.Failure) -> ChildProcess {
    var ends: [Int32] = []
    for _ in 0..<3 {
      var pair: [Int32] = [-1, -1]
      guard unsafe pipe(&pair) == 0 else {
        for end in ends { close(end) }
        throw .notStarted(code: errno)
      }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      ends += pair
    }
    let (theirs, ours) = ([ends[0], ends[3], ends[5]], [ends[1], ends[2], ends[4]])
    var id: pid_t = 0
    let code = spawn(command, in: folder, theirs, &id)
    for end in theirs { close(end) }
    guard code == 0 else {
      for end in ours { close(end) }
      throw .notStarted(code: code)
    }
    for end in ours { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
    RunningPrograms.add(id)
    return ChildProcess(id: id, input: ours[0], output: ours[1], errors: ours[2])
  }

  /// - Parameter ends: What it reads, writes and complains to.
  private static func spawn(
    _ command: [String], in folder: String, _ ends: [Int32], _ id: inout pid_t
  ) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addchdir_np(&actions, folder)
    for (number, end) in ends.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
    }
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    // Whatever we ignore or block, it begins like a program that a shell started.
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    return unsafe withArguments(command) { arguments in
      unsafe withArguments(environment) { environment in
        unsafe posix_spawnp(&id, command[0], &actions, &attributes, arguments, environment)
      }
    }
  }

  private static func withArguments(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return EINVAL }
      return unsafe body(start)
    }
  }

  /// Whether it has ended; it can still be killed with its group.
  var hasEnded: Bool {
    var info = unsafe siginfo_t()
    let code = unsafe waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT)
    return unsafe code != 0 || info.si_signo != 0
  }

  /// Kills it with all that it started in its group, and waits for its end.
  ///
  /// - Returns: How it ended, in words; `nil` where that was by us.
  @discardableResult
  func end() -> String? {
    let hadEnded = hasEnded
    // Its own id is that of its group, and no other's as long as it was not waited for.
    kill(-id, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
    RunningPrograms.remove(id)
    for end in [input, output, errors] { close(end) }
    guard hadEnded else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? "it ended with code \(status >> 8 & 0xFF)" : "it was ended by signal \(signal)"
  }
}

/// The programs that were started and not yet waited for, so that none outlives us when we are ended.
enum RunningPrograms {
  private static let all = Mutex<Set<pid_t>>([])

  static func add(_ id: pid_t) { _ = all.withLock { $0.insert(id) } }

  static func remove(_ id: pid_t) { _ = all.withLock { $0.remove(id) } }

  static func killAll() {
    all.withLock { for id in $0 { kill(-id, SIGKILL) } }
  }
}
