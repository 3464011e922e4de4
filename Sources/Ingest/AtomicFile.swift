import Glibc

/// A file that is written as a whole: others see the earlier one or the complete new one, never a part.
package struct AtomicFile: Sendable {
  /// Where the file shall stand.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// Makes the file anew from what a function writes.
  ///
  /// - Throws: What `write` throws; `IngestError.unwritable`. The earlier file stands unchanged then.
  package func replace(_ write: (WrittenFile) throws -> Void) throws {
    let place = try Place(path)
    let draft = try Draft.file(beside: place)
    defer { draft.remove() }
    let file = try WrittenFile(path: draft.path, shownPath: path)
    try write(file)
    try file.close()
    try draft.withPlaceTaken { () throws(IngestError) in
      guard unsafe rename(draft.path, place.path) == 0 else {
        throw .unwritable(path: path, code: errno)
      }
    }
    try synchronise(folder: place.parent, shownPath: path)
  }

  /// Makes the file anew of a text.
  package func replace(with text: String) throws {
    try replace { try $0.write(text) }
  }
}
