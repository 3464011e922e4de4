package import Gate

/// What a gate found as JUnit XML: a test case an evaluator.
///
/// A regression is a failure, what could not be decided an error, and an evaluator that only advises is skipped.
///
/// Source: the schema that Jenkins and Maven Surefire publish; elements and attributes stand in its order.
package struct GateJUnit: Sendable {
  private let report: GateReport

  package init(_ report: GateReport) {
    self.report = report
  }

  package var text: String {
    let missing = report.onlyBaseline.map { name in
      testCase(name, element("error", "missing", "the candidate was not scored by it", nil))
    }
    let count = report.findings.count + report.onlyBaseline.count
    let attributes = [
      ("name", "faultline gate"), ("tests", "\(count)"), ("failures", "\(self.count(.regressed))"),
      ("errors", "\(self.count(.inconclusive) + report.onlyBaseline.count)"),
      ("skipped", "\(self.count(.notFit))"), ("time", "0"),
    ]
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
      <testsuite\(Self.text(of: attributes))>
      \((report.findings.map(testCase) + missing).joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  private func count(_ decision: GateDecision) -> Int { report.findings.count { $0.decision == decision } }

  private func testCase(_ finding: EvaluatorFinding) -> String {
    testCase(finding.evaluator, outcome(of: finding))
  }

  private func testCase(_ name: String, _ outcome: String) -> String {
    let attributes = [("name", name), ("classname", "faultline.gate"), ("time", "0")]
    return outcome.isEmpty
      ? "  <testcase\(Self.text(of: attributes))/>"
      : "  <testcase\(Self.text(of: attributes))>\n    \(outcome)\n  </testcase>"
  }

  private func outcome(of finding: EvaluatorFinding) -> String {
    let summary = GateWording.summary(finding)
    switch finding.decision {
    case .passed: return ""
    case .regressed:
      let causes = finding.causes.map {
        GateWording.phrase($0.kind, isDrop: $0.effect.value < 0) + ", " + GateWording.change($0.effect) + ": "
          + GateWording.evidence($0, in: finding)
      }
      return element("failure", "regressed", summary, causes.joined(separator: "\n"))
    case .inconclusive:
      let doubts = finding.doubts.map { GateWording.words($0, in: finding, rule: report.rule) }
      return element("error", "inconclusive", summary, doubts.joined(separator: "\n"))
    case .notFit:
      let reasons = finding.unfitness.map(GateWording.words).joined(separator: "; ")
      return "<skipped\(Self.text(of: [("message", "advises only: \(reasons). \(summary)")]))/>"
    }
  }

  private func element(_ name: String, _ type: String, _ message: String, _ content: String?) -> String {
    "<\(name)\(Self.text(of: [("message", message), ("type", type)]))>\(Markup.escaped(content ?? ""))</\(name)>"
  }

  /// Attributes in quotes; a line feed would become a space there.
  private static func text(of attributes: [(String, String)]) -> String {
    attributes.map { " \($0)=\"\(Markup.escaped(VisibleText.singleLine($1)))\"" }.joined()
  }
}
