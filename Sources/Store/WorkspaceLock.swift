import Foundation
import Glibc

/// The right to change a workspace, held by one job at a time.
///
/// It is a lock of the system on a file, so that it ends with the process however that ends.
package final class WorkspaceLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Parameters:
  ///   - job: What the holder does, such as `mine`, for those who wait.
  ///   - waiting: Called once with the holder if another job has the lock; `false` to give up, else the lock is
  ///     waited for.
  /// - Throws: `StoreError.locked` if `waiting` gives up.
  package init(
    _ workspace: Workspace, job: String, waiting: (_ holder: String) -> Bool
  ) throws(StoreError) {
    let path = workspace.lockPath
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: path, code: errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let holder = Self.holder(at: path) ?? "another job"
      guard waiting(holder) else {
        close(descriptor)
        throw .locked(path: workspace.path, holder: holder)
      }
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else {
          let code = errno
          close(descriptor)
          throw .unwritable(path: path, code: code)
        }
      }
    }
    let start = ISO8601DateFormatter().string(from: Date())
    let text = Array("process \(getpid()), `faultline \(job)`, since \(start)".utf8)
    ftruncate(descriptor, 0)
    // Who holds the lock is said for people only: the lock holds whether this is written or not.
    _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }

  /// What the holder says of itself; `nil` where nobody holds the lock or it says nothing.
  static func holder(at path: String) -> String? {
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    return text.flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }
  }

  /// Who holds the lock now; `nil` if nobody does.
  static func currentHolder(of workspace: Workspace) -> String? {
    let descriptor = unsafe open(workspace.lockPath, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : holder(at: workspace.lockPath) ?? "another job"
  }
}
