package import JSONBytes

extension RecordBlock {
  /// The scores of an id in a block of `scores.jsonl`, each with its line.
  package func scores(named id: String) -> [(line: Int, record: ScoreRecord)] {
    let parser = JSONParser()
    var document = JSONDocument()
    var found: [(line: Int, record: ScoreRecord)] = []
    for record in records {
      do {
        try parser.parse(bytes, positions(of: record), into: &document)
      } catch {
        // What is no JSON holds no score; the gate reports it.
        continue
      }
      guard let node = document.field("score_id", of: document.root), let range = document.text(node),
        document.string(range) == id, let score = ScoreRecord(document)
      else { continue }
      found.append((record.line, score))
    }
    return found
  }
}
