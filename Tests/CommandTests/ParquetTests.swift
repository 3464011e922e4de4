import Foundation
import Testing

/// A Python that has pyarrow: that of the environment, else the system's; `nil` where neither has it.
private func pythonWithParquet(in folder: TemporaryFolder) throws -> String? {
  let named = ProcessInfo.processInfo.environment["PYTHON"]
  for python in [named, "/usr/bin/python3", "/usr/local/bin/python3"].compactMap({ $0 }) {
    guard FileManager.default.isExecutableFile(atPath: python) else { continue }
    if try Tool.start(python, ["-c", "import pyarrow.parquet"], in: folder).outcome().code == 0 {
      return python
    }
  }
  print("skipped: no Python with pyarrow; PYTHON=… names one")
  return nil
}

@Test func `the converter of the README turns a Parquet export into the traces it holds`() throws {
  let folder = try TemporaryFolder()
  guard let python = try pythonWithParquet(in: folder) else { return }
  let page = try String(contentsOfFile: Tool.packageRoot + "/README.md", encoding: .utf8)
  let block = try #require(page.split(separator: "```python\n").last?.split(separator: "```").first)
  try folder.write(String(block), to: "lines.py")
  let sample = Tool.packageRoot + "/Tests/FormatSamples/langsmith-api/runs.jsonl"
  let script = """
    import datetime, json, pyarrow, pyarrow.parquet
    rows = [json.loads(line) for line in open("\(sample)")]
    for row in rows:
        for key in ("inputs", "outputs", "extra", "feedback_stats"):
            row[key] = row.get(key) and json.dumps(row[key])
        for key in ("start_time", "end_time"):
            row[key] = row[key] and datetime.datetime.fromisoformat(row[key])
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), "runs.parquet")
    """
  let made = try Tool.start(python, ["-c", script], in: folder).outcome()
  #expect(made.code == 0, "\(made.errors)")
  let lines = try Tool.start(python, ["lines.py", "runs.parquet"], in: folder).outcome()
  #expect(lines.code == 0, "\(lines.errors)")
  let outcome = try Tool.run(["inspect", "-", "--json"], in: folder, input: lines.output)
  #expect(outcome.count("traces") == 1 && outcome.count("turns") == 7 && outcome.count("tool_calls") == 2)
  let refused = try Tool.run(["inspect", "runs.parquet"], in: folder)
  #expect(refused.code == 1 && refused.output.contains("a Parquet table"))
}
