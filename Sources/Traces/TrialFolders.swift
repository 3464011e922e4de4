/// Which files stand in one trial of Harbor: `result.json` says how it ended, `agent/trajectory.json` beside it what
/// was done, and neither names the other.
///
/// What a file is, its content tells; where it stands tells only which result belongs to which trajectory.
package struct TrialFolders: Sendable, Hashable {
  /// For each file the first one of its trial; `nil` for a file that is in none.
  private let firstFiles: [Int?]

  package init(paths: [String] = []) {
    var first: [Substring: Int] = [:]
    for (file, path) in paths.enumerated() where path.split(separator: "/").last == "result.json" {
      first[Self.normal(path).dropLast("result.json".count)] = file
    }
    let folders = paths.map { path in
      Self.folder(of: Self.normal(path)).flatMap { first[$0] == nil ? nil : $0 }
    }
    for (file, folder) in folders.enumerated() {
      if let folder, let known = first[folder] { first[folder] = min(known, file) }
    }
    firstFiles = folders.map { $0.flatMap { first[$0] } }
  }

  /// The first file of a file's trial; `nil` if it is in none.
  func first(ofFile file: Int) -> Int? { file < firstFiles.count ? firstFiles[file] : nil }

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
}
