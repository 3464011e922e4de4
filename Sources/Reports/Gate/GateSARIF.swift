import ContentHash
package import Gate

/// What a gate found as SARIF, for code scanning: a rule an evaluator, a result for each that did not pass.
///
/// A result stands at the evaluator's file, since the scores tell nothing of the agent's source.
///
/// Source: OASIS 2020, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
package struct GateSARIF: Sendable {
  private let report: GateReport
  private let version: String

  /// - Parameter version: Of the tool.
  package init(_ report: GateReport, version: String) {
    (self.report, self.version) = (report, version)
  }

  package var text: String {
    JSONText.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver)])),
            ("invocations", .array([.object([("executionSuccessful", .bool(true))])])),
            ("results", .array(results)),
            (
              "properties",
              .object([
                ("decision", .string(report.decision.rawValue)),
                ("causes", .array(report.causes.map { .string($0.rawValue) })),
              ])
            ),
          ])
        ])
      ),
    ]).page
  }

  private var names: [String] { report.findings.map(\.evaluator) + report.onlyBaseline }

  private var driver: JSONText {
    .object([
      ("name", .string("Faultline")), ("version", .string(version)),
      (
        "rules",
        .array(
          names.map { name in
            .object([
              ("id", .string(name)),
              (
                "shortDescription",
                .object([("text", .string("\(name) does not fall from release to release"))])
              ),
            ])
          })
      ),
    ])
  }

  private var results: [JSONText] {
    let found = report.findings.enumerated().compactMap { index, finding -> JSONText? in
      guard let level = level(of: finding.decision) else { return nil }
      return result(index, finding.evaluator, level, message(of: finding))
    }
    let missing = report.onlyBaseline.enumerated().map { index, name in
      result(
        report.findings.count + index, name, "warning",
        "The candidate was not scored by \(name), by which the baseline was.")
    }
    return found + missing
  }

  private func level(of decision: GateDecision) -> String? {
    switch decision {
    case .passed: nil
    case .regressed: "error"
    case .inconclusive: "warning"
    case .notFit: "note"
    }
  }

  private func message(of finding: EvaluatorFinding) -> String {
    let causes = finding.causes.map { GateWording.phrase($0.kind, isDrop: $0.effect.value < 0) }
    let reasons =
      finding.doubts.map { GateWording.words($0, in: finding, rule: report.rule) }
      + finding.unfitness.map(GateWording.words)
    return
      ([
        "\(GateWording.word(finding.decision)): \(GateWording.summary(finding))",
        causes.isEmpty ? nil : "Causes: \(causes.joined(separator: ", ")).",
        reasons.isEmpty ? nil : "\(reasons.joined(separator: "; ")).",
      ].compactMap { $0 }).joined(separator: " ")
  }

  private func result(_ index: Int, _ name: String, _ level: String, _ message: String) -> JSONText {
    .object([
      ("ruleId", .string(name)), ("ruleIndex", .integer(index)), ("level", .string(level)),
      ("message", .object([("text", .string(VisibleText.singleLine(message)))])),
      (
        "locations",
        .array([
          .object([
            (
              "physicalLocation",
              .object([
                ("artifactLocation", .object([("uri", .string("evaluators/\(Self.path(name)).yaml"))])),
                ("region", .object([("startLine", .integer(1))])),
              ])
            )
          ])
        ])
      ),
      (
        "partialFingerprints",
        .object([
          ("faultlineGate/v1", .string(String(ContentHash.hexadecimal(of: Array(name.utf8)).prefix(16))))
        ])
      ),
    ])
  }

  /// A name as a part of a URI: letters and digits, all else by its code.
  private static func path(_ name: String) -> String {
    name.utf8.map { byte in
      let isPlain =
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || [0x2D, 0x5F, 0x2E].contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
