import Glibc
import JSONBytes

/// Finds the files that traces are read from: files, folders with all below them, patterns, standard input.
package struct Discovery {
  /// Where standard input and pipes are kept while they are needed.
  package let temporaryFolder: String

  /// Whether a CSV table with such columns is read; other tables are not, and are passed over in folders.
  private let readsTable: ([String]) -> Bool

  /// The places of the files that are left out, of all that were found: those that say again what another says.
  private let leavesOut: Sieve

  /// Whether a folder, with such names in it, is passed over as a whole; one that was named is never.
  private let isOutput: (_ folder: String, _ names: [String]) -> Bool

  /// Tells of absolute paths, and of bytes of files where those are needed, which are left out.
  package typealias Sieve = (_ paths: [String], _ bytes: @escaping (String) -> [UInt8]?) -> Set<Int>

  /// What was found.
  package struct Result: Sendable {
    /// The files, each once, in the order of their paths' bytes.
    package let files: [SourceFile]

    /// The paths in folders that were passed over, because they hold no traces by their names.
    package let skipped: [String]

    /// The paths in folders that were left out for what stands beside them; a file that was named is never.
    package let leftOut: [String]

    /// The paths in folders, and those that patterns match, that were left out because they are no files: pipes,
    /// sockets and devices may never end, or never begin.
    package let irregular: [String]

    /// The folders in folders that were passed over, because they hold what was made of traces.
    package let outputs: [String]

    /// What could not be found or read, in the order of the paths' bytes.
    package let failures: [IngestError]
  }

  package init(
    temporaryFolder: String, readsTable: @escaping ([String]) -> Bool = { _ in false },
    leavesOut: @escaping Sieve = { _, _ in [] },
    isOutput: @escaping (_ folder: String, _ names: [String]) -> Bool = { _, _ in false }
  ) {
    self.temporaryFolder = temporaryFolder
    self.isOutput = isOutput
    self.readsTable = readsTable
    self.leavesOut = leavesOut
  }

  /// Finds the files that paths name.
  ///
  /// The order of the paths makes no difference. A file named twice, or under two names, is found once:
  /// by the argument whose bytes come first.
  ///
  /// - Parameter paths: Files; folders; patterns with `*`, `?` and `[…]`, where no file has that very name;
  ///   `-` for standard input.
  package func files(at paths: [String]) -> Result {
    var search = Search(
      spool: Spool(temporaryFolder: temporaryFolder), readsTable: readsTable, isOutput: isOutput)
    for path in Set(paths).sorted(by: precedes) { search.add(argument: path) }
    search.found.sort { precedes($0.file.path, $1.file.path) }
    let leftOut = leavesOut(search.found.map(\.place), wholeFile).filter { !search.found[$0].isNamed }
    let kept = search.found.indices.filter { !leftOut.contains($0) }.map { search.found[$0].file }
    let files = kept.enumerated().map { index, file in
      SourceFile(
        index: index, path: file.path, compression: file.compression, isTable: file.isTable,
        byteCount: file.byteCount, kept: file.kept)
    }
    return Result(
      files: files, skipped: search.skipped.sorted(by: precedes),
      leftOut: leftOut.sorted().map { search.found[$0].file.path },
      irregular: search.irregular.sorted(by: precedes), outputs: search.outputs.sorted(by: precedes),
      failures: search.failures)
  }
}

/// The bytes of a file that is looked at to judge others; `nil` if there is none, or one too long to be such a file.
private func wholeFile(at path: String) -> [UInt8]? {
  guard let file = try? OpenFile(path: path), let count = try? file.status().byteCount, count <= 64 << 20,
    let bytes = try? file.bytes(at: 0, count: count)
  else { return nil }
  return bytes.copy(of: 0..<bytes.count)
}

/// The absolute path of what a path names, without links; the path itself where the system has no other.
private func absolute(_ path: String) -> String {
  guard let resolved = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// Whether a path's bytes come before another's.
private func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// A file that was found.
private struct FoundFile {
  let file: SourceFile

  /// Its absolute path, below that of the argument it was found by.
  let place: String

  /// Whether an argument is its very name.
  var isNamed: Bool
}

/// A search under way.
private struct Search {
  let spool: Spool
  private let readsTable: ([String]) -> Bool
  private let isOutput: (_ folder: String, _ names: [String]) -> Bool
  var found: [FoundFile] = []
  var skipped: [String] = []
  var irregular: [String] = []
  var outputs: [String] = []
  var failures: [IngestError] = []

  /// The files met, with their places among those found; `nil` for those that could not be opened.
  private var seenFiles: [FileStatus.Identity: Int?] = [:]
  private var seenFolders: Set<FileStatus.Identity> = []

  init(
    spool: Spool, readsTable: @escaping ([String]) -> Bool,
    isOutput: @escaping (_ folder: String, _ names: [String]) -> Bool
  ) {
    (self.spool, self.readsTable, self.isOutput) = (spool, readsTable, isOutput)
  }

  mutating func add(argument path: String) {
    if path == "-" { return addStandardInput() }
    if let status = try? FileStatus(path: path) {
      return add(path, at: absolute(path), status, .name)
    }
    let code = errno
    guard path.contains(where: { "*?[".contains($0) }) else {
      failures.append(
        path.isMisnamed && code == ENOENT
          ? .misnamed(path: path)
          : code == ENOENT ? .missing(path: path) : .unreadable(path: path, code: code))
      return
    }
    let matches = matches(of: path)
    if matches.isEmpty { failures.append(.noMatch(pattern: path)) }
    for match in matches { addKnown(match, at: absolute(match), .pattern) }
  }

  /// How a path was come by.
  private enum Origin {
    case name, pattern, folder
  }

  private mutating func addStandardInput() {
    do throws(SystemFailure) {
      if let kind = try spool.kindWithoutEnd() {
        failures.append(.noInput(kind: kind))
        return
      }
      let file = try spool.standardInput()
      try add(file, path: "-", at: "-", kept: true, .name)
    } catch {
      failures.append(.unspooled(code: error.code))
    }
  }

  /// Adds what a path names that is known to be there.
  private mutating func addKnown(_ path: String, at place: String, _ origin: Origin) {
    do {
      add(path, at: place, try FileStatus(path: path), origin)
    } catch {
      failures.append(path.isMisnamed ? .misnamed(path: path) : .unreadable(path: path, code: error.code))
    }
  }

  private mutating func add(_ path: String, at place: String, _ status: FileStatus, _ origin: Origin) {
    if status.isFolder { return addFolder(path, at: place, status, origin) }
    guard status.isRegular || origin == .name else {
      irregular.append(path)
      return
    }
    guard status.isRegular || status.isNullDevice || isHandedOver(path, status) else {
      failures.append(.noFile(path: path, kind: status.kind))
      return
    }
    if let seen = seenFiles[status.identity] {
      if let seen, origin == .name { found[seen].isNamed = true }
      return
    }
    seenFiles[status.identity] = .some(nil)
    do throws(SystemFailure) {
      let file = try OpenFile(path: path)
      try add(
        status.isRegular ? file : spool.copy(of: file), path: path, at: place, kept: !status.isRegular, origin
      )
      seenFiles[status.identity] = found.count - 1
    } catch {
      failures.append(.unreadable(path: path, code: error.code))
    }
  }

  /// Whether a path leads to a pipe or a terminal that is open already, so that somebody stands at its other end.
  private func isHandedOver(_ path: String, _ status: FileStatus) -> Bool {
    guard path.namesOpenFile else { return false }
    return status.kind == .pipe || status.kind == .device && (try? OpenFile(path: path))?.isTerminal ?? false
  }

  private mutating func add(
    _ file: OpenFile, path: String, at place: String, kept: Bool, _ origin: Origin
  ) throws(SystemFailure) {
    let compression = try SourceFile.Compression(of: file)
    let source = SourceFile(
      index: 0, path: path, compression: compression, isTable: isTable(file, compression),
      byteCount: try file.status().byteCount, kept: kept ? file : nil)
    found.append(FoundFile(file: source, place: place, isNamed: origin == .name))
  }

  private func isTable(_ file: OpenFile, _ compression: SourceFile.Compression) -> Bool {
    guard compression != .zip, let columns = TableColumns(of: file, compression: compression)?.names else {
      return false
    }
    return readsTable(columns)
  }

  /// Whether a file in a folder is a table that is read.
  private func isTable(_ path: String) -> Bool {
    guard path.lowercased().hasSuffix(".csv"), (try? FileStatus(path: path))?.isRegular ?? false,
      let file = try? OpenFile(path: path)
    else { return false }
    return isTable(file, .none)
  }

  /// Adds the files of a folder and of those in it; a folder that links lead to again is read once.
  private mutating func addFolder(
    _ path: String, at place: String, _ status: FileStatus, _ origin: Origin
  ) {
    guard seenFolders.insert(status.identity).inserted else { return }
    let countBefore = found.count + failures.count
    let names: [String]
    do {
      names = try namesInFolder(path)
    } catch {
      failures.append(.unreadable(path: path, code: error.code))
      return
    }
    guard origin == .name || !isOutput(path, names) else {
      outputs.append(path)
      return
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    for name in names.sorted(by: precedes) {
      if isHidden(name) || namesNoTraces(name) && !isTable(prefix + name) {
        skipped.append(prefix + name)
      } else {
        addKnown(prefix + name, at: place + "/" + name, .folder)
      }
    }
    if origin != .folder, found.count + failures.count == countBefore {
      failures.append(.emptyFolder(path: path))
    }
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
