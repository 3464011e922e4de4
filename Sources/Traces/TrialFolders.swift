/// Which files stand in one trial of Harbor: `result.json` says how it ended, `agent/trajectory.json` beside it what
/// was done, and neither names the other; without a trajectory the sessions in `agent/sessions` say what was done.
///
/// What a file is, its content tells; where it stands tells only which result belongs to what.
package struct TrialFolders: Sendable, Hashable {
  /// For each file the first one of its trial; `nil` for a file that is in none.
  private let firstFiles: [Int?]

  /// The files that are sessions of the agent's own, of trials without a trajectory.
  private let sessions: Set<Int>

  package init(paths: [String] = []) {
    var first: [Substring: Int] = [:]
    for (file, path) in paths.enumerated() where path.split(separator: "/").last == "result.json" {
      first[Self.normal(path).dropLast("result.json".count)] = file
    }
    var folders = paths.map { path in
      Self.folder(of: Self.normal(path)).flatMap { first[$0] == nil ? nil : $0 }
    }
    let told = Set(paths.indices.filter { !paths[$0].hasSuffix("result.json") }.compactMap { folders[$0] })
    var sessions: Set<Int> = []
    for (file, path) in paths.enumerated() where folders[file] == nil {
      guard let folder = Self.folder(ofSession: Self.normal(path)), first[folder] != nil,
        !told.contains(folder)
      else { continue }
      folders[file] = folder
      sessions.insert(file)
    }
    for (file, folder) in folders.enumerated() {
      if let folder, let known = first[folder] { first[folder] = min(known, file) }
    }
    firstFiles = folders.map { $0.flatMap { first[$0] } }
    self.sessions = sessions
  }

  /// The first file of a file's trial; `nil` if it is in none, or the parts in it, of a family, tell nothing of one.
  func first(ofFile file: Int, with family: TraceFamily) -> Int? {
    guard file < firstFiles.count, family == .harbor || sessions.contains(file) else { return nil }
    return firstFiles[file]
  }

  private static func normal(_ path: String) -> Substring {
    path.hasPrefix("./") ? path.dropFirst(2) : path[...]
  }

  /// The folder of a trial's file, with the slash behind it.
  private static func folder(of path: Substring) -> Substring? {
    let name = path.split(separator: "/").last ?? ""
    let folder = path.dropLast(name.count)
    if name == "result.json" { return folder }
    let isTrajectory = name == "trajectory.json" || name.hasPrefix("trajectory.cont-")
    return isTrajectory && folder.hasSuffix("agent/") ? folder.dropLast("agent/".count) : nil
  }

  /// The folder of the trial that a session may be of, with the slash behind it.
  private static func folder(ofSession path: Substring) -> Substring? {
    guard path.hasSuffix(".jsonl") else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard
      let place = parts.indices.dropLast(2).last(where: { parts[$0...].starts(with: ["agent", "sessions"]) })
    else { return nil }
    return path[..<parts[place].startIndex]
  }
}
