/// A path cut at its last slash, slashes at its end passed over.
///
/// `NSString` does the same, but its `deletingLastPathComponent` traps on paths of one character on Linux.
struct PathParts {
  /// What stands before the last slash: empty where there is none, `/` for what stands at the root.
  let folder: String

  /// What stands after it; empty for the root itself.
  let name: String

  init(_ path: String) {
    let slash = UInt8(ascii: "/")
    let bytes = Array(path.utf8)
    let end = bytes.lastIndex { $0 != slash }.map { $0 + 1 } ?? 0
    let start = bytes[..<end].lastIndex(of: slash).map { $0 + 1 } ?? 0
    name = String(decoding: bytes[start..<end], as: UTF8.self)
    let folderEnd = bytes[..<start].lastIndex { $0 != slash }.map { $0 + 1 } ?? 0
    folder =
      folderEnd > 0 ? String(decoding: bytes[..<folderEnd], as: UTF8.self) : bytes.first == slash ? "/" : ""
  }
}
