extension String {
  /// Whether a path names what is open already: standard input, or what a shell hands over as `<(…)`.
  package var namesOpenFile: Bool {
    if self == "/dev/stdin" || hasPrefix("/dev/fd/") { return true }
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 5 && parts[0].isEmpty && parts[1] == "proc" && parts[3] == "fd"
  }

  /// Whether the bytes that a path was made of were not UTF-8: what could not be kept of them are signs of replacement.
  var isMisnamed: Bool { contains("\u{FFFD}") }
}

/// The folder of a path and the name in it.
///
/// By bytes alone: Foundation's `deletingLastPathComponent` ends the program for a path of one character.
struct PathParts {
  /// Empty for a name without a folder, `/` for a name in the root.
  let folder: String

  /// The last part, without slashes at its end.
  let name: String

  init(_ path: String) {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      (folder, name) = ("", String(decoding: bytes, as: UTF8.self))
      return
    }
    name = String(decoding: bytes[(slash + 1)...], as: UTF8.self)
    var above = Array(bytes[..<slash])
    while above.last == UInt8(ascii: "/") { above.removeLast() }
    folder = above.isEmpty ? "/" : String(decoding: above, as: UTF8.self)
  }
}
