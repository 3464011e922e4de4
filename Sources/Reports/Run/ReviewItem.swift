internal import ContentHash
internal import Signatures

/// A trace that experts are asked to label, as it stands in the queue.
struct ReviewItem {
  let signatureID: String
  let excerpt: TraceExcerpt
  let representative: Representative

  /// The items of a signature, in the order of its representatives.
  static func items(of signature: Signature, in report: RunReport) -> [ReviewItem] {
    (report.excerpts[signature.id] ?? []).compactMap { excerpt in
      excerpt.representative.map {
        ReviewItem(signatureID: signature.id, excerpt: excerpt, representative: $0)
      }
    }
  }

  /// The same for the same trace in the same role of the same signature, whatever else is in the run.
  var id: String {
    let parts = [signatureID, excerpt.traceID, representative.role.rawValue].map { JSONText.string($0) }
    return "item-" + ContentHash.hexadecimal(of: Array(JSONText.array(parts).canonical.utf8)).prefix(12)
  }
}
