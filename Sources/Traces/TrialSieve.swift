internal import JSONBytes

/// Tells which files of the folders of Harbor's jobs are left out, so that each trial is one trace.
///
/// A trial tells the same up to three times: `agent/trajectory.json`, the session that the agent kept itself, and what
/// it printed. The first of them that is there counts. Beside them stand settings, logs and what the verifier wrote,
/// which hold no trace.
///
/// Source: Harbor 0.26, `models/trial/paths.py`.
package struct TrialSieve {
  private let bytes: (String) -> [UInt8]?

  /// - Parameter bytes: The bytes of a file, by its path.
  package init(bytes: @escaping (String) -> [UInt8]?) {
    self.bytes = bytes
  }

  /// The places of the files that are left out, of all that were found.
  ///
  /// - Parameter paths: Absolute paths.
  package func leftOut(of paths: [String]) -> Set<Int> {
    let trials = trials(in: paths)
    guard !trials.isEmpty else { return [] }
    let jobs = Set(trials.map { folder(of: $0) })
    var leftOut: Set<Int> = []
    var accounts: [Substring: [(file: Int, account: TrialFile.Account)]] = [:]
    for (file, path) in paths.enumerated() {
      guard let trial = folders(above: path).first(where: { trials.contains($0) }) else {
        if jobs.contains(folder(of: path[...])), isOfJobAlone(path) { leftOut.insert(file) }
        continue
      }
      switch TrialFile(path, in: trial) {
      case .aside: leftOut.insert(file)
      case .account(let account, let agent): accounts[agent, default: []].append((file, account))
      case .other: break
      }
    }
    for files in accounts.values {
      let best = bestAccount(of: files, paths)
      for (file, account) in files where account > best { leftOut.insert(file) }
    }
    return leftOut
  }

  /// The best account of what an agent did that can be read, so that one that was cut off takes no other with it.
  private func bestAccount(
    of files: [(file: Int, account: TrialFile.Account)], _ paths: [String]
  ) -> TrialFile.Account {
    let accounts = Set(files.map(\.account)).sorted()
    guard accounts.count > 1 else { return accounts.first ?? .other }
    let read = accounts.first { account in
      account != .other
        && (!account.isOneDocument
          || files.contains { $0.account == account && isWhole(paths[$0.file]) })
    }
    return read ?? accounts[0]
  }

  /// Whether a file is a JSON document to its end; one whose bytes cannot be looked at counts as one.
  private func isWhole(_ path: String) -> Bool {
    guard let bytes = bytes(path) else { return true }
    return (try? JSONParser().parse(bytes)) != nil
  }

  /// The folders of trials: that of a result, and where there is none, that of a trajectory in `agent/`.
  private func trials(in paths: [String]) -> Set<Substring> {
    var (likely, settings): (Set<Substring>, Set<Substring>) = ([], [])
    var results: Set<Substring> = []
    var trajectories: [Substring] = []
    for path in paths {
      let folder = folder(of: path[...])
      switch path[folder.endIndex...] {
      case "/result.json": results.insert(folder)
      case "/config.json": settings.insert(folder)
      case "/trajectory.json" where folder.hasSuffix("/agent"): trajectories.append(folder)
      default: break
      }
      for agent in folders(above: path) where agent.hasSuffix("/agent") {
        likely.insert(trial(ofAgent: agent))
      }
    }
    // A file called result.json with nothing beside it that a trial has is not looked into.
    var trials = likely.union(results.intersection(settings)).filter { holdsTrialResult($0) }
    for agent in trajectories where !trials.contains(trial(ofAgent: agent)) && holdsTrajectory(agent) {
      trials.insert(folder(of: agent))
    }
    return trials
  }

  /// The folder of the trial that a folder `agent` is of, also that of one of its steps.
  private func trial(ofAgent agent: Substring) -> Substring {
    let outer = folder(of: agent)
    let steps = folder(of: outer)
    return steps.hasSuffix("/steps") ? folder(of: steps) : outer
  }

  private func holdsTrialResult(_ folder: Substring) -> Bool {
    guard let document = document(at: folder + "/result.json"), let place = TraceFormats.place(of: document)
    else { return false }
    return TraceFormats.all[place] is HarborTrialReader
  }

  private func holdsTrajectory(_ agent: Substring) -> Bool {
    guard let document = document(at: agent + "/trajectory.json"),
      let place = TraceFormats.place(of: document), TraceFormats.all[place] is HarborReader
    else { return false }
    return document.text("schema_version", of: document.root).map {
      document.strings[$0.indices].starts(with: "ATIF".utf8)
    } ?? false
  }

  /// Whether a file beside the folders of trials is of the job: its settings, its log and the results again.
  private func isOfJobAlone(_ path: String) -> Bool {
    switch path[folder(of: path[...]).endIndex...] {
    case "/config.json", "/lock.json", "/job.log": return true
    case "/result.json":
      guard let document = document(at: path[...]) else { return false }
      return document.field("n_total_trials", of: document.root) != nil
    default: return false
    }
  }

  private func document(at path: Substring) -> JSONDocument? {
    guard let bytes = bytes(String(path)) else { return nil }
    return try? JSONParser().parse(bytes)
  }
}

/// What a file in the folder of a trial is.
private enum TrialFile {
  /// How the agent's work is told, the better before the worse.
  enum Account: Int, Comparable {
    case trajectory, ownTrajectory, session, record, printed, other

    /// Whether a file of it is one JSON document, which is broken as a whole or not at all.
    var isOneDocument: Bool { self == .trajectory || self == .ownTrajectory }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// Holds no trace.
  case aside

  /// Tells what the agent of a folder did.
  case account(Account, agent: Substring)
  case other

  init(_ path: String, in trial: Substring) {
    var parts = path[trial.endIndex...].split(separator: "/")[...]
    if parts.first == "steps", parts.count > 3 { parts = parts.dropFirst(2) }
    guard let first = parts.first, parts.count > 1 else {
      self = Self.asides.contains(String(parts.first ?? "")) ? .aside : .other
      return
    }
    switch first {
    case "agent":
      self = .account(Account(parts.dropFirst()), agent: path[..<first.endIndex])
    case "user-agent", "verifier", "artifacts": self = .aside
    default: self = .other
    }
  }

  private static let asides: Set<String> = ["config.json", "lock.json", "trial.log", "exception.txt"]
}

extension TrialFile.Account {
  /// - Parameter parts: The path below the folder `agent`.
  init(_ parts: ArraySlice<Substring>) {
    let name = parts.last ?? ""
    let isAtTop = parts.count == 1
    if isAtTop, name == "trajectory.json" || name.hasPrefix("trajectory.cont-") {
      self = .trajectory
    } else if isAtTop, name.hasSuffix(".trajectory.json") {
      self = .ownTrajectory
    } else if name.hasSuffix(".jsonl"), parts.dropLast().contains(where: { $0.hasSuffix("sessions") }) {
      self = .session
    } else if [".jsonl", ".json", ".traj"].contains(where: { name.hasSuffix($0) }) {
      self = .record
    } else {
      self = isAtTop && name.hasSuffix(".txt") ? .printed : .other
    }
  }
}

/// The path without what stands behind its last slash.
private func folder(of path: Substring) -> Substring {
  path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
}

/// The folders that a path leads through, the innermost first.
private func folders(above path: String) -> some Sequence<Substring> {
  sequence(first: folder(of: path[...])) { $0.isEmpty ? nil : folder(of: $0) }
}
