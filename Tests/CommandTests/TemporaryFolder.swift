import Foundation

/// A folder of a test's own, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "faultline-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, with the folders it stands in.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }

  /// Makes a folder where there is none.
  func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    return path + "/" + name
  }

  func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }

  func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }

  /// A file with a text, open for reading.
  func handle(of text: String) throws -> FileHandle {
    let file = try write(text, to: "input-" + UUID().uuidString)
    return try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
  }

  /// The files in a folder with all below it, by their paths.
  func files(in name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let file as String in FileManager.default.enumerator(atPath: path + "/" + name)
      ?? FileManager.DirectoryEnumerator()
    {
      var isFolder: ObjCBool = false
      let whole = path + "/" + name + "/" + file
      if unsafe FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue {
        files[file] = try Data(contentsOf: URL(fileURLWithPath: whole))
      }
    }
    return files
  }

  /// The names in the folder that begin with a dot: what is being written, or was left behind.
  func hiddenNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix(".") }.sorted()
  }
}
