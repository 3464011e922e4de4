import Foundation

/// A Swift file of the package.
struct SourceFile {
  /// From the package's folder, such as `Sources/Traces/Trace.swift`.
  let path: String
  let lines: [Substring]

  /// The same lines without comments and the text of strings.
  let codeLines: [Substring]

  /// The folder below `Sources` or `Tests`.
  var module: String { String(path.split(separator: "/")[1]) }

  /// The modules that the file imports.
  var imports: [String] {
    codeLines.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place < 3, place + 1 < words.count else { return nil }
      let isImport = words[..<place].allSatisfy {
        ["internal", "package", "private", "public"].contains($0) || $0.hasPrefix("@")
      }
      return isImport ? words.last.map(String.init) : nil
    }
  }

  /// The places where code matches a pattern, as `path:line: text`.
  func places(of pattern: some RegexComponent) -> [String] {
    codeLines.indices.filter { codeLines[$0].contains(pattern) }.map { place(ofLine: $0) }
  }

  func place(ofLine index: Int) -> String {
    "\(path):\(index + 1): \(lines[index].trimmingCharacters(in: .whitespaces))"
  }
}

/// The files of the package.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let sources = swiftFiles(in: "Sources")
  static let tests = swiftFiles(in: "Tests")

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path).sorted()
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The paths of all files in a folder, from the package's folder.
  static func paths(in folder: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    return (all?.compactMap { $0 as? String } ?? []).sorted().map { folder + "/" + $0 }
  }

  private static func swiftFiles(in folder: String) -> [SourceFile] {
    paths(in: folder).filter { $0.hasSuffix(".swift") }.compactMap { path in
      guard let text = try? text(of: path) else { return nil }
      return SourceFile(
        path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false),
        codeLines: SwiftText.codeLines(of: text))
    }
  }
}
