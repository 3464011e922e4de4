import Glibc

/// Finds the files that traces are read from: files, folders with all below them, patterns, standard input.
package struct Discovery {
  /// Where standard input and pipes are kept while they are needed.
  package let temporaryFolder: String

  /// Whether a CSV table with such columns is read; other tables are not, and are passed over in folders.
  private let readsTable: ([String]) -> Bool

  /// What was found.
  package struct Result: Sendable {
    /// The files, each once, in the order of their paths' bytes.
    package let files: [SourceFile]

    /// The paths in folders that were passed over, because they hold no traces by their names.
    package let skipped: [String]

    /// What could not be found or read, in the order of the paths' bytes.
    package let failures: [IngestError]
  }

  package init(temporaryFolder: String, readsTable: @escaping ([String]) -> Bool = { _ in false }) {
    self.temporaryFolder = temporaryFolder
    self.readsTable = readsTable
  }

  /// Finds the files that paths name.
  ///
  /// The order of the paths makes no difference. A file named twice, or under two names, is found once:
  /// by the argument whose bytes come first.
  ///
  /// - Parameter paths: Files; folders; patterns with `*`, `?` and `[…]`, where no file has that very name;
  ///   `-` for standard input.
  package func files(at paths: [String]) -> Result {
    var search = Search(spool: Spool(temporaryFolder: temporaryFolder), readsTable: readsTable)
    for path in Set(paths).sorted(by: precedes) { search.add(argument: path) }
    search.found.sort { precedes($0.path, $1.path) }
    let files = search.found.enumerated().map { index, file in
      SourceFile(
        index: index, path: file.path, compression: file.compression, isTable: file.isTable,
        byteCount: file.byteCount, kept: file.kept)
    }
    return Result(files: files, skipped: search.skipped.sorted(by: precedes), failures: search.failures)
  }
}

/// Whether a path's bytes come before another's.
private func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// A search under way.
private struct Search {
  let spool: Spool
  private let readsTable: ([String]) -> Bool
  var found: [SourceFile] = []
  var skipped: [String] = []
  var failures: [IngestError] = []
  private var seenFiles: Set<FileStatus.Identity> = []
  private var seenFolders: Set<FileStatus.Identity> = []

  init(spool: Spool, readsTable: @escaping ([String]) -> Bool) {
    (self.spool, self.readsTable) = (spool, readsTable)
  }

  mutating func add(argument path: String) {
    if path == "-" { return addStandardInput() }
    if let status = try? FileStatus(path: path) { return add(path, status, isArgument: true) }
    let code = errno
    guard path.contains(where: { "*?[".contains($0) }) else {
      failures.append(code == ENOENT ? .missing(path: path) : .unreadable(path: path, code: code))
      return
    }
    let matches = matches(of: path)
    if matches.isEmpty { failures.append(.noMatch(pattern: path)) }
    for match in matches { addNamed(match, isArgument: true) }
  }

  private mutating func addStandardInput() {
    do throws(SystemFailure) {
      let file = try spool.standardInput()
      try add(file, path: "-", kept: true)
    } catch {
      failures.append(.unspooled(code: error.code))
    }
  }

  /// Adds what a path names that is known to be there.
  private mutating func addNamed(_ path: String, isArgument: Bool) {
    do {
      add(path, try FileStatus(path: path), isArgument: isArgument)
    } catch {
      failures.append(.unreadable(path: path, code: error.code))
    }
  }

  private mutating func add(_ path: String, _ status: FileStatus, isArgument: Bool) {
    if status.isFolder { return addFolder(path, status, isArgument: isArgument) }
    guard status.isRegular || isArgument else {
      skipped.append(path)
      return
    }
    guard seenFiles.insert(status.identity).inserted else { return }
    do throws(SystemFailure) {
      let file = try OpenFile(path: path)
      try add(status.isRegular ? file : spool.copy(of: file), path: path, kept: !status.isRegular)
    } catch {
      failures.append(.unreadable(path: path, code: error.code))
    }
  }

  private mutating func add(_ file: OpenFile, path: String, kept: Bool) throws(SystemFailure) {
    let compression = try SourceFile.Compression(of: file)
    found.append(
      SourceFile(
        index: 0, path: path, compression: compression, isTable: isTable(file, compression),
        byteCount: try file.status().byteCount, kept: kept ? file : nil))
  }

  private func isTable(_ file: OpenFile, _ compression: SourceFile.Compression) -> Bool {
    guard compression != .zip, let columns = TableColumns(of: file, compression: compression)?.names else {
      return false
    }
    return readsTable(columns)
  }

  /// Whether a file in a folder is a table that is read.
  private func isTable(_ path: String) -> Bool {
    guard path.lowercased().hasSuffix(".csv"), let file = try? OpenFile(path: path) else { return false }
    return isTable(file, .none)
  }

  /// Adds the files of a folder and of those in it; a folder that links lead to again is read once.
  private mutating func addFolder(_ path: String, _ status: FileStatus, isArgument: Bool) {
    guard seenFolders.insert(status.identity).inserted else { return }
    let countBefore = found.count + failures.count
    let names: [String]
    do {
      names = try namesInFolder(path)
    } catch {
      failures.append(.unreadable(path: path, code: error.code))
      return
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    for name in names.sorted(by: precedes) {
      if isHidden(name) || namesNoTraces(name) && !isTable(prefix + name) {
        skipped.append(prefix + name)
      } else {
        addNamed(prefix + name, isArgument: false)
      }
    }
    if isArgument, found.count + failures.count == countBefore { failures.append(.emptyFolder(path: path)) }
  }
}

private func isHidden(_ name: String) -> Bool {
  name.hasPrefix(".")
}

/// Whether a file's name says that it holds something other than traces.
///
/// Only folders are sifted so; a file that the user names is read whatever its name.
private func namesNoTraces(_ name: String) -> Bool {
  guard let dot = name.lastIndex(of: ".") else { return namesOfOtherFiles.contains(name.uppercased()) }
  return endingsOfOtherFiles.contains(name[name.index(after: dot)...].lowercased())
}

/// Names without an ending of files that stand beside traces.
private let namesOfOtherFiles: Set<String> = [
  "LICENSE", "LICENCE", "COPYING", "NOTICE", "README", "MAKEFILE",
]

/// Endings of files that stand beside traces: texts, pictures, tables, programs, settings.
private let endingsOfOtherFiles: Set<String> = [
  "md", "rst", "html", "htm", "pdf", "css", "svg", "png", "jpg", "jpeg", "gif", "webp", "ico",
  "csv", "tsv", "xlsx", "db", "sqlite", "py", "ipynb", "js", "ts", "sh", "swift", "go", "rs", "c", "h", "cpp",
  "yaml", "yml", "toml", "ini", "lock", "sha256", "bak", "tmp",
]

/// The names in a folder, in no order, without the folder itself and the one above.
func namesInFolder(_ path: String) throws(SystemFailure) -> [String] {
  guard let folder = unsafe opendir(path) else { throw SystemFailure(code: errno) }
  defer { unsafe closedir(folder) }
  var names: [String] = []
  errno = 0
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
    errno = 0
  }
  guard errno == 0 else { throw SystemFailure(code: errno) }
  return names
}

/// The paths that a pattern matches; none where it matches none.
private func matches(of pattern: String) -> [String] {
  var result = unsafe glob_t()
  defer { unsafe globfree(&result) }
  guard unsafe glob(pattern, 0, nil, &result) == 0 else { return [] }
  return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
    unsafe result.gl_pathv[index].map { unsafe String(cString: $0) }
  }
}
