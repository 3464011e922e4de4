internal import ContentHash

/// What a run was made from, and what it wrote, for programs.
struct ManifestFile {
  let report: RunReport

  /// The other files of the report.
  let pages: [Page]

  var json: String {
    JSONText.object([
      ("schema_version", .integer(ReportSchema.version)), ("version", .string(report.version)),
      ("title", .string(report.title)),
      ("settings", .object(report.settings.map { ($0.name, .string($0.value)) })),
      ("inputs", .array(report.inputs.map(value))), ("counts", counts),
      ("signatures", .integer(report.signatures.count)), ("unassigned", .integer(report.unassignedCount)),
      ("rare_but_severe", .integer(report.severeCount)), ("choice", .string(report.choice)),
      ("files", .object(files)),
    ]).page
  }

  private var files: [(String, JSONText)] {
    pages.sorted { $0.path < $1.path }.map {
      ($0.path, .string(ContentHash.hexadecimal(of: Array($0.text.utf8))))
    }
  }

  private func value(of input: RunReport.Input) -> JSONText {
    .object([
      ("path", .string(input.path)), ("bytes", .integer(input.byteCount)), ("hash", .string(input.hash)),
    ])
  }

  private var counts: JSONText {
    let counts = report.counts
    var fields: [(String, JSONText)] = [
      ("records", .integer(counts.records)), ("traces", .integer(counts.traces)),
    ]
    if counts.joined > 0 { fields.append(("joined", .integer(counts.joined))) }
    if counts.evaluatorFailures > 0 {
      fields.append(("evaluator_failures", .integer(counts.evaluatorFailures)))
    }
    fields += [
      ("duplicates", .integer(counts.duplicates)), ("conflicts", .integer(counts.conflicts)),
      ("rejections", .integer(counts.rejections)), ("failures", .integer(counts.failures)),
      ("successes", .integer(counts.successes)), ("unknowns", .integer(counts.unknowns)),
      ("turns", .integer(counts.turns)), ("tool_calls", .integer(counts.toolCalls)),
      ("bytes", .integer(counts.byteCount)),
    ]
    return .object(fields)
  }
}
