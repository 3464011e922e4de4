import Foundation
import Glibc
internal import Ingest

/// A folder that remembers: settings, criteria and evaluators as text, and a database of what was mined.
package struct Workspace: Sendable, Hashable {
  package let path: String

  package static let settingsName = "faultline.yaml"
  package static let databaseName = "faultline.db"
  static let lockName = "faultline.lock"
  static let folderNames = ["criteria", "evaluators"]

  package var settingsPath: String { path + "/" + Self.settingsName }
  package var databasePath: String { path + "/" + Self.databaseName }
  var lockPath: String { path + "/" + Self.lockName }

  /// The workspace at a path.
  ///
  /// - Throws: `StoreError.noWorkspace` where there is neither a settings file nor a database.
  package init(at path: String) throws(StoreError) {
    self.path = path
    guard Self.isWorkspace(path) else { throw .noWorkspace(path: path) }
  }

  private init(unchecked path: String) {
    self.path = path
  }

  private static func isWorkspace(_ path: String) -> Bool {
    [settingsName, databaseName].contains { FileManager.default.fileExists(atPath: path + "/" + $0) }
  }

  /// The workspace that a folder is in: itself or the nearest above it; `nil` if there is none.
  package static func find(from folder: String) -> Workspace? {
    var place = URL(fileURLWithPath: folder).standardizedFileURL.path
    while true {
      if isWorkspace(place) { return Workspace(unchecked: place) }
      guard place != "/" else { return nil }
      place = (place as NSString).deletingLastPathComponent
    }
  }

  /// Makes what is missing of a workspace, and leaves what is there.
  ///
  /// - Returns: The workspace, and the names of what was made.
  package static func create(
    at path: String
  ) throws(StoreError) -> (workspace: Workspace, made: [String]) {
    let workspace = Workspace(unchecked: path)
    var made: [String] = []
    for file in [workspace.settingsPath, workspace.databasePath]
    where FileManager.default.fileExists(atPath: file) && !FileManager.default.isPlainFile(file) {
      throw .noFile(path: file)
    }
    for name in folderNames where !FileManager.default.fileExists(atPath: path + "/" + name) {
      do throws(IngestError) {
        try makeFolders(path + "/" + name, shownPath: path + "/" + name)
      } catch {
        throw StoreError(error, path: path + "/" + name)
      }
      made.append(name + "/")
    }
    if !FileManager.default.fileExists(atPath: workspace.settingsPath) {
      try workspace.write(WorkspaceSettings.template, to: workspace.settingsPath)
      made.append(settingsName)
    }
    if !FileManager.default.fileExists(atPath: workspace.databasePath) {
      try workspace.place(named: databaseName) { path throws(StoreError) in try Memory.create(at: path) }
      made.append(databaseName)
    }
    return (workspace, made)
  }

  /// Makes a file under another name and gives it its own in one step, so that it is there whole or not at all.
  private func place(
    named name: String, _ make: (_ path: String) throws(StoreError) -> Void
  ) throws(StoreError) {
    let draft = "\(path)/.\(name).new-\(getpid())"
    defer { _ = unsafe unlink(draft) }
    _ = unsafe unlink(draft)
    try make(draft)
    // A link fails where another job was faster, and its file stays.
    guard unsafe link(draft, path + "/" + name) == 0 || errno == EEXIST else {
      throw .unwritable(path: path + "/" + name, code: errno)
    }
  }

  /// Writes a text file as a whole: it is there with all of its text, on the disk, or as it was before.
  func write(_ text: String, to path: String) throws(StoreError) {
    do {
      try AtomicFile(path: path).replace(with: text)
    } catch let error as IngestError {
      throw StoreError(error, path: path)
    } catch {
      throw .unwritable(path: path, code: (error as NSError).posixCode)
    }
  }

  /// The settings; the defaults where there is no file of them.
  package func settings() throws(StoreError) -> WorkspaceSettings {
    guard FileManager.default.fileExists(atPath: settingsPath) else { return WorkspaceSettings() }
    guard FileManager.default.isPlainFile(settingsPath) else {
      throw .noFile(path: settingsPath)
    }
    let text: String
    do {
      text = try String(contentsOfFile: settingsPath, encoding: .utf8)
    } catch {
      throw .settings(path: settingsPath, line: nil, detail: StoreError.noText)
    }
    return try WorkspaceSettings(yaml: text, path: settingsPath)
  }

  /// Opens the database.
  package func memory() throws(StoreError) -> Memory { try Memory(at: databasePath) }
}

extension FileManager {
  /// Whether a path leads to a file, or to a link to one, and to nothing else.
  func isPlainFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

extension StoreError {
  /// A failure to write, of a path where it names none itself.
  init(_ error: IngestError, path: String) {
    guard case .unwritable(let path, let code) = error else {
      self = .unwritable(path: path, code: EIO)
      return
    }
    self = .unwritable(path: path, code: code)
  }
}

extension NSError {
  /// The system's error number behind the error; `EIO` where it names none.
  var posixCode: Int32 {
    if domain == NSPOSIXErrorDomain { return Int32(code) }
    if domain == NSCocoaErrorDomain, code == CocoaError.fileWriteNoPermission.rawValue { return EACCES }
    if domain == NSCocoaErrorDomain, code == CocoaError.fileWriteOutOfSpace.rawValue { return ENOSPC }
    let underlying = userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying?.domain == NSPOSIXErrorDomain ? Int32(underlying?.code ?? Int(EIO)) : EIO
  }
}
