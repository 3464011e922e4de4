import CFileSystem
import Foundation
import Glibc

/// A folder being written.
package struct FolderDraft {
  let path: String

  /// The place that the folder will take, by which its files are named where something goes wrong.
  let shownPath: String

  /// Makes a file in the folder, and the folders between.
  ///
  /// - Parameter name: The file's path in the folder.
  /// - Parameter write: Writes the file, which is closed then.
  package func write(to name: String, _ write: (WrittenFile) throws -> Void) throws {
    let shownName = shownPath + (shownPath.hasSuffix("/") ? "" : "/") + name
    // Not the draft itself: once a signal has removed it, it must not come back.
    try makeFolders(PathParts(path + "/" + name).folder, within: path, shownPath: shownName)
    let file = try WrittenFile(path: path + "/" + name, shownPath: shownName)
    try write(file)
    // The folder is put on the disk as a whole: a wait for each of a hundred files would take seconds.
    try file.close(synchronising: false)
  }

  /// Makes a file of a text.
  package func write(_ text: String, to name: String) throws {
    try write(to: name) { try $0.write(text) }
  }
}

/// Makes a folder and those above it that are missing.
///
/// - Parameters:
///   - root: A folder that is there, or shall not be made.
///   - shownPath: The path that is named where that fails.
package func makeFolders(_ path: String, within root: String? = nil, shownPath: String) throws(IngestError) {
  if path == root { return }
  if unsafe mkdir(path, 0o777) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, path.count > 1 else { throw .unwritable(path: shownPath, code: errno) }
  try makeFolders(PathParts(path).folder, within: root, shownPath: shownPath)
  guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw .unwritable(path: shownPath, code: errno)
  }
}

/// Waits until the names in a folder are on the disk.
func synchronise(folder path: String, shownPath: String) throws(IngestError) {
  let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .unwritable(path: shownPath, code: errno) }
  defer { close(descriptor) }
  // Some file systems have nothing to wait for and say so with EINVAL.
  guard fsync(descriptor) == 0 || errno == EINVAL else { throw .unwritable(path: shownPath, code: errno) }
}

/// Waits until all that was written to a folder's file system is on the disk.
func synchronise(fileSystemOf path: String, shownPath: String) throws(IngestError) {
  let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .unwritable(path: shownPath, code: errno) }
  defer { close(descriptor) }
  guard syncfs(descriptor) == 0 else { throw .unwritable(path: shownPath, code: errno) }
}
