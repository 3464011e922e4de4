import ContentHash
import Foundation

/// A report that an earlier run wrote, and that people may have written in since.
struct EarlierReport {
  let path: String

  /// The files that are not as the run wrote them, or that it did not write, by their paths in the folder; none where
  /// the manifest does not say what was written.
  func editedFiles() -> [String] {
    guard let written = writtenFiles() else { return [] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      let exists = unsafe FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
      guard exists, !isFolder.boolValue, name != Self.manifest, !Self.isOfSystem(name) else { return false }
      guard let hash = written[name] else { return true }
      return Self.hash(ofFileAt: path + "/" + name) != hash
    }.sorted()
  }

  static let manifest = "manifest.json"

  /// Whether a file is one that says what a report of ours was made from.
  static func isOurs(_ path: String) -> Bool {
    let fields = fields(ofFileAt: path)
    return fields["schema_version"] is NSNumber && fields["version"] is String
  }

  private static func fields(ofFileAt path: String) -> [String: Any] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    return (try? JSONSerialization.jsonObject(with: data) as? [String: Any]) ?? [:]
  }

  /// What file managers and editors leave is nobody's work.
  private static func isOfSystem(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    return last.hasPrefix(".") || last == "Thumbs.db" || last == "desktop.ini"
  }

  /// The hashes of the files that the run wrote, by their paths in the folder.
  private func writtenFiles() -> [String: String]? {
    Self.fields(ofFileAt: path + "/" + Self.manifest)["files"] as? [String: String]
  }

  private static func hash(ofFileAt path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = ContentHash()
    while let data = try? file.read(upToCount: chunkBytes), !data.isEmpty { hash.update(data.bytes) }
    return hash.hexadecimal()
  }

  /// A report of millions of traces is not held in memory.
  private static let chunkBytes = 1 << 20
}
