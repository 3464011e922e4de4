import CFileSystem
import Glibc

/// A folder that is written as a whole: others see the earlier one or the complete new one, never a part.
///
/// It is written under a hidden name beside its place and takes its place in one step. Whatever goes wrong
/// before leaves the earlier one as it was.
package struct AtomicFolder: Sendable {
  /// Where the folder shall stand.
  package let path: String

  /// The name of a file by which an earlier folder is known to be ours to replace.
  package let marker: String

  package init(path: String, marker: String) {
    self.path = path
    self.marker = marker
  }

  /// Makes the folder anew from what a function writes.
  ///
  /// - Parameters:
  ///   - keepsEarlier: Whether an earlier folder, whose path it gets, is kept beside the new one.
  ///   - write: Writes the files, the marker among them.
  /// - Returns: Where the earlier folder stands now, `PATH.kept-1` or the next that is free; `nil` where none is kept.
  ///   A process that ends at any point loses nothing of a folder that is to be kept.
  /// - Throws: What `write` throws; `IngestError.foreignFolder` where something stands in the place that is
  ///   not ours; `.unwritable`. The earlier folder stands unchanged then.
  @discardableResult
  package func replace(
    keepsEarlier: (String) throws -> Bool = { _ in false }, _ write: (FolderDraft) throws -> Void
  ) throws -> String? {
    try refuseDeadLink()
    let place = try Place(path)
    let isKept = try checkedStatus(of: place) != nil && keepsEarlier(place.path)
    let draft = try Draft.folder(beside: place)
    defer { draft.remove() }
    try write(FolderDraft(path: draft.path, shownPath: path))
    try synchronise(fileSystemOf: draft.path, shownPath: path)
    var kept: Name?
    try draft.withPlaceTaken { () throws(IngestError) in
      if try checkedStatus(of: place) == nil {
        do throws(IngestError) {
          try rename(draft.path, to: place.path, shownPath: path)
          return
        } catch {
          // Another process may have put its folder there a moment ago.
          guard try checkedStatus(of: place) != nil else { throw error }
        }
      }
      // Before the exchange, since whatever has a draft's name is removed if the process ends.
      if isKept { kept = try nameToKeep(draft, beside: place) }
      do throws(IngestError) {
        try exchange(kept?.path ?? draft.path, with: place.path, shownPath: path)
      } catch {
        if let kept { try rename(kept.path, to: draft.path, shownPath: path) }
        throw error
      }
    }
    // What was replaced may be another than what was looked at before: asked again, now that nobody else has it.
    if let earlier = kept, try !keepsEarlier(earlier.path) {
      try rename(earlier.path, to: draft.path, shownPath: earlier.shownPath)
      kept = nil
    }
    try synchronise(folder: place.parent, shownPath: path)
    return kept?.shownPath
  }

  /// Looks, before any work, whether the folder could be made anew; makes nothing.
  ///
  /// - Throws: `IngestError.foreignFolder`; `.unwritable`.
  package func check() throws(IngestError) {
    guard !path.isMisnamed else { throw .misnamed(path: path) }
    try refuseDeadLink()
    if let place = try Place(existing: path) {
      _ = try checkedStatus(of: place)
      guard isWritable(place.parent) else { throw .unwritable(path: path, code: errno) }
      return
    }
    guard PathParts(path).name.utf8.count <= Draft.longestPlaceName else {
      throw .unwritable(path: path, code: ENAMETOOLONG)
    }
    var above = PathParts(path).folder
    while !above.isEmpty, (try? FileStatus(path: above)) == nil { above = PathParts(above).folder }
    guard isWritable(above.isEmpty ? "." : above) else { throw .unwritable(path: path, code: errno) }
  }

  /// A link that leads to nothing, which no folder can replace.
  private func refuseDeadLink() throws(IngestError) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    guard unsafe stat(path, &status) != 0, errno == ENOENT || errno == ELOOP else { return }
    throw .unwritable(path: path, code: ENOLINK)
  }

  /// A folder's name and how it is shown.
  private typealias Name = (path: String, shownPath: String)

  /// Gives the draft the name that the earlier folder shall have.
  private func nameToKeep(_ draft: Draft, beside place: Place) throws(IngestError) -> Name {
    let isLink = PathParts(path).name != place.name
    let shown = isLink ? place.path : String(path.reversed().drop { $0 == "/" }.reversed())
    var number = 1
    while (try? FileStatus(path: "\(place.path).kept-\(number)")) != nil { number += 1 }
    let name = Name("\(place.path).kept-\(number)", "\(shown).kept-\(number)")
    try rename(draft.path, to: name.path, shownPath: name.shownPath)
    return name
  }

  /// What stands in the place; `nil` where nothing does.
  ///
  /// - Throws: Where it is anything but an earlier folder of ours or an empty one, or one whose files could not be
  ///   removed: it is somebody's wish that they stay.
  private func checkedStatus(of place: Place) throws(IngestError) -> FileStatus? {
    guard let status = try? FileStatus(path: place.path) else { return nil }
    guard status.isFolder else { throw .unwritable(path: path, code: ENOTDIR) }
    // A folder that another process replaced while its names were read, and removes now, has lost some of them.
    for _ in 0..<Self.lookCount {
      let names: [String]
      do {
        names = try namesInFolder(place.path)
      } catch {
        throw .unwritable(path: path, code: error.code)
      }
      if names.isEmpty { return status }
      if names.contains(marker) {
        guard isWritable(place.path) else { throw .unwritable(path: path, code: errno) }
        return status
      }
    }
    throw .foreignFolder(path: path)
  }

  private static let lookCount = 3
}

/// Whether names in a folder can be made and removed; `errno` says why not.
private func isWritable(_ folder: String) -> Bool {
  unsafe access(folder + "/.", W_OK | X_OK) == 0
}

/// Exchanges two folders in one step; in two where the file system cannot.
private func exchange(_ draft: String, with place: String, shownPath: String) throws(IngestError) {
  let code = unsafe renameat2(AT_FDCWD, draft, AT_FDCWD, place, FAULTLINE_RENAME_EXCHANGE)
  if code == 0 { return }
  guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else {
    throw .unwritable(path: shownPath, code: errno)
  }
  let aside = draft + "-earlier"
  try rename(place, to: aside, shownPath: shownPath)
  do throws(IngestError) {
    try rename(draft, to: place, shownPath: shownPath)
  } catch {
    try rename(aside, to: place, shownPath: shownPath)
    throw error
  }
  try rename(aside, to: draft, shownPath: shownPath)
}

private func rename(_ path: String, to other: String, shownPath: String) throws(IngestError) {
  guard unsafe Glibc.rename(path, other) == 0 else { throw .unwritable(path: shownPath, code: errno) }
}
