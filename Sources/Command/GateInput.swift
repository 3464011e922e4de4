import Alignment
import ArgumentParser
import Evaluators
import Foundation
import Gate
import Labels
import Reports
import Store

/// One side of a gate: what the user named, as scores.
struct GateInput {
  let table: ScoreTable
  let side: GateSide
  let fitness: [String: Fitness]

  /// Whether the scores are labels of people, whose agreement with people is no question.
  let isOfPeople: Bool

  /// Reads what is named: a folder or file of scores, the run of a workspace, or a label set.
  ///
  /// - Throws: `GateFailure` where there are no scores.
  init(_ name: String, _ place: WorkspaceOption, threadCount: Int) throws {
    let isThere = name == "-" || FileManager.default.fileExists(atPath: name)
    if !isThere, name.wholeMatch(of: /E-[0-9a-f]{8}/) != nil {
      try self.init(run: name, of: try Self.workspace(place, for: name), threadCount: threadCount)
    } else if !isThere, name == "current" || name.wholeMatch(of: /L-[0-9a-f]{8,}/) != nil {
      try self.init(labelSet: name, of: try Self.workspace(place, for: name))
    } else {
      self.init(try ScoreReading(at: name, threadCount: threadCount))
    }
  }

  private init(_ reading: ScoreReading) {
    (table, side, fitness, isOfPeople) = (reading.table, reading.side, reading.summary.fitness, false)
  }

  private static func workspace(_ place: WorkspaceOption, for name: String) throws -> Workspace {
    guard let workspace = try WorkspaceUse.find(place.workspace) else {
      throw GateFailure.noWorkspace(name: name)
    }
    return workspace
  }

  /// The scores of a run: of its folder while that is there, else those that the database keeps.
  private init(run: String, of workspace: Workspace, threadCount: Int) throws {
    let memory = try workspace.memory()
    guard let evaluation = try memory.evaluation(run) else {
      throw GateFailure.unknownRun(run: run, workspace: workspace.path)
    }
    let folder =
      evaluation.folder.hasPrefix("/") ? evaluation.folder : "\(workspace.path)/\(evaluation.folder)"
    if FileManager.default.fileExists(atPath: folder + "/" + ScoreReading.fileName) {
      let reading = try ScoreReading(at: folder, threadCount: threadCount)
      // Another run may have been written to the same folder since.
      if reading.summary.run == run {
        (table, side, fitness, isOfPeople) = (reading.table, reading.side, reading.summary.fitness, false)
        return
      }
    }
    var table = ScoreTable()
    try memory.forEachScore(of: run) { table.append($0, run: run) }
    guard table.count > 0 else { throw GateFailure.lostRun(run: run, folder: folder) }
    self.table = table
    side = GateSide(name: run, hash: nil, run: run, scoreCount: table.count, rejectionCount: 0)
    fitness = evaluation.evaluators.reduce(into: [:]) { found, evaluator in
      found[evaluator.name] = evaluator.fitness.flatMap { Fitness(json: $0) }
    }
    isOfPeople = false
  }

  /// What people said, as the scores of one evaluator a criterion.
  private init(labelSet: String, of workspace: Workspace) throws {
    let memory = try workspace.memory()
    let traces = try LabelledTraces(workspace, memory, set: labelSet)
    if traces.staleCount > 0 {
      Message.warning("\(traces.staleCount) labels are stale and were left out: trace or criterion changed.")
    }
    let criteria = Dictionary(try workspace.criteria().map { ($0.name, $0) }) { first, _ in first }
    let hashes = traces.shownHashes
    var table = ScoreTable()
    let name = traces.labelSet ?? labelSet
    for ratings in RatingsReader(scales: criteria.mapValues(\.scale)).ratings(in: traces.labels)
    where ratings.criterion != Ratings.pooledName {
      for index in ratings.items.indices {
        guard let position = ratings.references[index] else { continue }
        // By the hash the very same traces are known: where labels of those differ, people changed and not the agent.
        let trace = traces.labels.items.text(Int(ratings.items[index].item))
        var score = Score(
          traceID: trace, traceHash: hashes[trace] ?? "", shownHash: hashes[trace] ?? "",
          evaluator: "people on \(ratings.criterion)", evaluatorVersion: "people",
          criterion: ratings.criterion, criterionVersion: criteria[ratings.criterion]?.version ?? "")
        guard score.take(position: position, on: ratings.scale) else { break }
        score.labelSet = name
        table.append(score, run: name)
      }
    }
    guard table.count > 0 else { throw GateFailure.noLabels(set: labelSet) }
    self.table = table
    side = GateSide(name: labelSet, hash: nil, run: name, scoreCount: table.count, rejectionCount: 0)
    (fitness, isOfPeople) = ([:], true)
  }
}

extension Score {
  /// Takes over the label of people at a position of a scale: of two labels one is a pass; of more in order, those of
  /// the upper half.
  ///
  /// - Returns: Whether the labels of the scale say what passes.
  fileprivate mutating func take(position: Int, on scale: LabelScale) -> Bool {
    label = scale.labels[position]
    if let pass = scale.passPosition {
      (value, passed) = (position == pass ? 1 : 0, position == pass)
      return true
    }
    guard scale.kind == .ordinal, scale.labels.count > 1 else { return false }
    let share = Double(position) / Double(scale.labels.count - 1)
    (value, passed) = (share, share >= 0.5)
    return true
  }
}
