import Foundation
import Glibc
import Synchronization

/// Where the signal handler writes the signal's number.
private let handlerPipe = Atomic<Int32>(-1)

/// What happens when the user or the system ends the process.
package enum Interruption {
  /// Makes the signals that end a process remove first what is half written.
  ///
  /// Nothing may be removed in a signal handler, so it only wakes a thread that waits for it. The process
  /// then ends by the same signal, so that a shell sees what happened. Signals that the process was started
  /// to ignore stay ignored; those that it was started to hold back are let through, since the parent's thread may
  /// have held them back for itself. Call it once, at the start, before there are other threads.
  package static func removesDrafts() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    let readEnd = ends[0]
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    handlerPipe.store(ends[1], ordering: .releasing)
    Thread.detachNewThread {
      var code: UInt8 = 0
      while unsafe read(readEnd, &code, 1) < 0, errno == EINTR {}
      Draft.removeAllAndEnd(by: Int32(code))
    }
    var codes = sigset_t()
    unsafe sigemptyset(&codes)
    for code in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      handle(code)
      unsafe sigaddset(&codes, code)
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &codes, nil)
    // A file beyond the size that is allowed is a failure to write, which is reported.
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func handle(_ code: Int32) {
    let earlier = signal(code) { code in
      var byte = UInt8(truncatingIfNeeded: code)
      unsafe write(handlerPipe.load(ordering: .acquiring), &byte, 1)
    }
    let ignoring = 1
    if unsafe unsafeBitCast(earlier, to: Int.self) == ignoring { signal(code, SIG_IGN) }
  }
}
