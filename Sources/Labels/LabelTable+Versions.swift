extension LabelTable {
  /// Makes each version of a judge a judge of its own, named `judge (version)`, where its verdicts name several.
  ///
  /// Two versions on one item are two verdicts to be compared, not a judge who contradicts itself.
  package mutating func separateVersions() {
    guard !judgeVersion.isEmpty else { return }
    var versions: [Int32: Set<Int32>] = [:]
    for row in 0..<count where isJudge[row] { versions[annotator[row], default: []].insert(version(row)) }
    let several = versions.filter { $0.value.count > 1 }
    guard !several.isEmpty else { return }
    var names: [SourceVersion: Int32] = [:]
    for row in 0..<count where isJudge[row] && version(row) >= 0 && several[annotator[row]] != nil {
      let source = SourceVersion(annotator: annotator[row], version: version(row))
      let name =
        names[source]
        ?? Int32(
          annotators.index(
            of: "\(annotators.text(Int(source.annotator))) (\(notes.text(Int(source.version))))"))
      names[source] = name
      annotator[row] = name
    }
  }

  /// The number of the version's text; −1 where the row names none.
  private func version(_ row: Int) -> Int32 { row < judgeVersion.count ? judgeVersion[row] : -1 }
}

/// A judge in one of its versions.
private struct SourceVersion: Hashable {
  let annotator: Int32
  let version: Int32
}
