internal import Traces

/// The signature of each mined trace, as comma-separated values.
struct AssignmentsFile {
  let assignments: [RunReport.Assignment]

  var csv: String {
    var text = CSV.row(["trace_id", "signature_id", "source", "offset", "outcome", "distance"])
    for assignment in assignments {
      text += CSV.row([
        VisibleText.visible(assignment.traceID), assignment.signatureID ?? "",
        VisibleText.visible(assignment.path), "\(assignment.offset)", assignment.outcome.name,
        assignment.distance.map { JSONText.text(of: $0) } ?? "",
      ])
    }
    return text
  }
}
