import CFileSystem
import Glibc

/// A program that answers each line with a line; it is started once, and again after it failed.
///
/// Whatever it does, a line costs at most the time limit, and gets its own answer or a failure that says why there is
/// none.
package final class LineProgram {
  private let command: [String]
  private let folder: String
  private let timeLimitSeconds: Double
  private var child: ChildProcess?

  /// What it wrote behind its last answer.
  private var rest: [UInt8] = []

  /// The last of what it complained of.
  private var complaint: [UInt8] = []
  private var failureCount = 0

  /// An answer is a verdict and a reason, not a file.
  private static let longestAnswer = 1 << 20
  private static let keptComplaint = 2_000

  /// A program that fails so often, one line after the other, is not started again.
  private static let mostFailures = 10

  /// Why a line has no answer.
  package enum Failure: Error, Sendable, Hashable {
    case notStarted(code: Int32)
    case timeLimit(seconds: Double)

    /// It ended, and how.
    case ended(String)
    case closedOutput
    case tooLong(limit: Int)

    /// It wrote before it had read the line, so that an answer cannot be told from what was left of another.
    case outOfTurn

    /// It had failed at so many lines one after the other.
    case gaveUp(count: Int)
  }

  /// - Parameters:
  ///   - command: The program and what it is given; not empty.
  ///   - folder: What the program sees as its folder.
  package init(command: [String], folder: String, timeLimitSeconds: Double) {
    (self.command, self.folder, self.timeLimitSeconds) = (command, folder, timeLimitSeconds)
  }

  deinit { child?.end() }

  /// What the program complained of last, on one line; empty if of nothing.
  package var lastComplaint: String {
    let lines = complaint.split(separator: UInt8(ascii: "\n"))
    return lines.last.map { String(decoding: $0.suffix(300), as: UTF8.self) } ?? ""
  }

  /// The program's answer to a line, without its line end.
  ///
  /// - Parameter line: Without a line feed.
  package func answer(to line: [UInt8]) throws(Failure) -> [UInt8] {
    guard failureCount < Self.mostFailures else { throw .gaveUp(count: failureCount) }
    do throws(Failure) {
      let answer = try exchange(line + [UInt8(ascii: "\n")])
      failureCount = 0
      return answer
    } catch {
      failureCount += 1
      let ending = stop()
      if case .closedOutput = error, let ending { throw .ended(ending) }
      throw error
    }
  }

  /// Kills the program with all that it started.
  ///
  /// - Returns: How it had ended by itself; `nil` if it had not.
  @discardableResult
  package func stop() -> String? {
    defer { child = nil }
    rest = []
    return child?.end()
  }

  // MARK: Exchange

  private func exchange(_ line: [UInt8]) throws(Failure) -> [UInt8] {
    let end = Self.now + timeLimitSeconds
    if let child {
      // What came after the last answer belongs to no line.
      take(child)
      if !rest.isEmpty || child.hasEnded { stop() }
    }
    let child = try started()
    var written = 0
    while true {
      if written < line.count { try write(line, &written, to: child) }
      let isClosed = take(child)
      if let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
        guard written == line.count else { throw .outOfTurn }
        let answer = Array(rest[..<feed])
        rest.removeSubrange(...feed)
        return answer
      }
      guard rest.count <= Self.longestAnswer else { throw .tooLong(limit: Self.longestAnswer) }
      if isClosed { throw closure(of: child) }
      let left = end - Self.now
      guard left > 0 else { throw .timeLimit(seconds: timeLimitSeconds) }
      wait(for: child, isWriting: written < line.count, seconds: left)
    }
  }

  /// The program, which is started unless it is under way.
  private func started() throws(Failure) -> ChildProcess {
    if let child { return child }
    complaint = []
    let made = try ChildProcess.start(command, in: folder)
    child = made
    return made
  }

  /// Why nothing more can come: a moment later it is known whether the program ended.
  private func closure(of child: ChildProcess) -> Failure {
    for _ in 0..<50 where !child.hasEnded { usleep(1_000) }
    return .closedOutput
  }

  /// Waits until something can be read or written; not longer than a moment, since a program can end while one of its
  /// children keeps the pipe open.
  private func wait(for child: ChildProcess, isWriting: Bool, seconds: Double) {
    var waited = [
      pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: child.errors, events: Int16(POLLIN), revents: 0),
    ]
    if isWriting { waited.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
    let milliseconds = Int32(min(max(seconds * 1_000, 1), 50))
    _ = unsafe poll(&waited, nfds_t(waited.count), milliseconds)
    // A closed pipe of complaints is ready at once, again and again.
    if waited[1].revents & Int16(POLLHUP) != 0, waited[0].revents == 0 { usleep(1_000) }
  }

  /// Takes what the program has written so far.
  ///
  /// - Returns: Whether nothing more can come.
  @discardableResult
  private func take(_ child: ChildProcess) -> Bool {
    let hadEnded = child.hasEnded
    _ = read(child.errors, into: &complaint, limit: .max)
    if complaint.count > Self.keptComplaint { complaint.removeFirst(complaint.count - Self.keptComplaint) }
    let isClosed = read(child.output, into: &rest, limit: Self.longestAnswer + 1)
    return isClosed || hadEnded && !rest.contains(UInt8(ascii: "\n"))
  }

  /// Reads what there is, up to a limit.
  ///
  /// - Returns: Whether the other end is closed.
  private func read(_ descriptor: Int32, into bytes: inout [UInt8], limit: Int) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    // Complaints without end must not keep us from the time limit.
    for _ in 0..<128 where bytes.count < limit {
      let count = unsafe Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      bytes.append(contentsOf: piece[..<count])
      if limit == .max, bytes.count > 4 * Self.keptComplaint {
        bytes.removeFirst(bytes.count - Self.keptComplaint)
      }
    }
    return false
  }

  /// Writes as much as the program takes now.
  private func write(_ line: [UInt8], _ written: inout Int, to child: ChildProcess) throws(Failure) {
    let start = written
    let (count, code) = withoutPipeSignal {
      let count = unsafe line.withUnsafeBytes {
        unsafe Glibc.write(child.input, $0.baseAddress?.advanced(by: start), line.count - start)
      }
      return (count, errno)
    }
    if count > 0 { written += count }
    // A program that reads no more may have answered; what it wrote is looked at next.
    if count < 0, code == EPIPE, !child.hasEnded { throw .closedOutput }
  }

  /// Does what may write to a pipe that nobody reads, of which a signal would end us.
  private func withoutPipeSignal<Value>(_ body: () -> Value) -> Value {
    var (signals, earlier) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &earlier)
    let value = body()
    var moment = timespec(tv_sec: 0, tv_nsec: 0)
    unsafe sigtimedwait(&signals, nil, &moment)
    unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil)
    return value
  }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
