import Foundation
import Glibc
import Synchronization

/// A place that something is to be written to: a folder that is there and a name in it.
struct Place {
  /// As the user wrote it.
  let shownPath: String
  let parent: String
  let name: String

  var path: String { parent + "/" + name }

  /// Finds the place that a path names, links followed; missing folders above it are made.
  init(_ path: String) throws(IngestError) {
    if let known = try Place(existing: path) {
      self = known
      return
    }
    shownPath = path
    guard !path.isMisnamed else { throw .misnamed(path: path) }
    name = PathParts(path).name
    let above = PathParts(path).folder
    let folder = above.isEmpty ? "." : above
    try makeFolders(folder, shownPath: path)
    guard let known = realPath(folder) else { throw .unwritable(path: path, code: errno) }
    guard !known.isMisnamed else { throw .misnamed(path: path) }
    parent = known
  }

  /// Finds the place of what is there, links followed; `nil` where nothing is.
  init?(existing path: String) throws(IngestError) {
    guard let known = realPath(path) else { return nil }
    shownPath = path
    parent = PathParts(known).folder
    name = PathParts(known).name
    guard !known.isMisnamed else { throw .misnamed(path: path) }
  }
}

/// A path without links; `nil` where nothing is there.
private func realPath(_ path: String) -> String? {
  guard let known = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(known) }
  return unsafe String(cString: known)
}

/// Something being written under a hidden name beside its place.
///
/// It is locked while we live. What killed runs have left is not, and is removed by the next run that
/// writes to the same place.
final class Draft: Sendable {
  /// The drafts of this process.
  ///
  /// A signal ends the whole process, so they are known to all of it.
  private static let all = Mutex<Set<String>>([])

  let path: String
  private let descriptor: Int32

  /// Makes a folder beside a place.
  static func folder(beside place: Place) throws(IngestError) -> Draft {
    try make(beside: place) { unsafe mkdir($0, 0o777) == 0 }
  }

  /// Makes an empty file beside a place.
  static func file(beside place: Place) throws(IngestError) -> Draft {
    try make(beside: place) { path in
      let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      return descriptor >= 0 && close(descriptor) == 0
    }
  }

  private static func make(
    beside place: Place, _ make: (_ path: String) -> Bool
  ) throws(IngestError) -> Draft {
    removeLeftovers(beside: place)
    for _ in 0..<8 {
      let path = newPath(beside: place)
      // Made and known in one step, so that a signal in between leaves nothing.
      let code = all.withLock { paths -> Int32? in
        guard make(path) else { return errno }
        paths.insert(path)
        return nil
      }
      if let code { throw .unwritable(path: place.shownPath, code: code) }
      if let draft = Draft(lockedAt: path) { return draft }
      // Another run has taken it for a leftover before it was locked.
      _ = all.withLock { $0.remove(path) }
    }
    throw .unwritable(path: place.shownPath, code: EBUSY)
  }

  private init?(lockedAt path: String) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, (try? FileStatus(path: path)) != nil else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Puts the draft in its place, unless the process is being ended.
  func withPlaceTaken(_ take: () throws(IngestError) -> Void) throws(IngestError) {
    try Self.all.withLock { (_) throws(IngestError) in try take() }
  }

  /// Removes what stands under the hidden name now, if anything does.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
    _ = Self.all.withLock { $0.remove(path) }
  }

  /// Removes all drafts of this process, kills the programs that it started and ends it by a signal; no draft is put
  /// in its place any more.
  static func removeAllAndEnd(by code: Int32) -> Never {
    all.withLock { paths in
      for path in paths { removeWhole(path) }
      RunningPrograms.killAll()
      var signals = sigset_t()
      unsafe sigemptyset(&signals)
      unsafe sigaddset(&signals, code)
      signal(code, SIG_DFL)
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      kill(getpid(), code)
      exit(128 + code)
    }
  }

  /// Removes a draft in which other threads may still make files: a folder that has got another one is not empty.
  private static func removeWhole(_ path: String) {
    for _ in 0..<removalLimit where (try? FileStatus(path: path)) != nil {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// A thread makes a file or two while a folder is removed, and none once it is gone.
  private static let removalLimit = 100

  /// The bytes of a place's name that leave room for what a draft's has besides: its prefix and thirteen digits.
  static let longestPlaceName = Int(NAME_MAX) - prefix(of: "").utf8.count - 13

  private static func prefix(of name: String) -> String { ".\(name).faultline-" }

  private static func newPath(beside place: Place) -> String {
    "\(place.parent)/\(prefix(of: place.name))\(String(UInt64.random(in: .min ... .max), radix: 36))"
  }

  private static func removeLeftovers(beside place: Place) {
    let names = (try? namesInFolder(place.parent)) ?? []
    for name in names where name.hasPrefix(prefix(of: place.name)) {
      let path = place.parent + "/" + name
      let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: path) }
    }
  }
}
