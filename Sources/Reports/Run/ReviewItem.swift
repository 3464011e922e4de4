internal import ContentHash
internal import Signatures

/// A trace that experts are asked to label, as it stands in the queue.
struct ReviewItem {
  /// `nil` outside of signatures.
  let signatureID: String?

  /// What it was drawn from: the traces of a signature, or some of those in none.
  let stratum: String
  let excerpt: TraceExcerpt
  let representative: Representative

  /// The items of a signature, in the order of its representatives.
  static func items(of signature: Signature, in report: RunReport) -> [ReviewItem] {
    items(report.excerpts[signature.id] ?? [], of: signature.id, stratum: signature.id)
  }

  /// The items that belong to no signature: the severe ones, then those drawn by lot.
  static func itemsOutside(of report: RunReport) -> [ReviewItem] {
    items(report.rareButSevere.map(\.excerpt), of: nil, stratum: "rare-but-severe")
      + items(report.unassignedSample, of: nil, stratum: "unassigned")
  }

  /// The items of the random lane that were drawn for nothing else, in its order.
  static func itemsOfLane(in report: RunReport) -> [ReviewItem] {
    report.laneSample.flatMap { drawn in
      items([drawn.excerpt], of: drawn.signatureID, stratum: drawn.signatureID ?? "unassigned")
    }
  }

  private static func items(_ excerpts: [TraceExcerpt], of signatureID: String?, stratum: String)
    -> [ReviewItem]
  {
    excerpts.compactMap { excerpt in
      excerpt.representative.map {
        ReviewItem(signatureID: signatureID, stratum: stratum, excerpt: excerpt, representative: $0)
      }
    }
  }

  /// The same for the same trace in the same role of the same stratum, whatever else is in the run.
  var id: String {
    let parts = [stratum, excerpt.traceID, representative.role.rawValue].map { JSONText.string($0) }
    return "item-" + ContentHash.hexadecimal(of: Array(JSONText.array(parts).canonical.utf8)).prefix(12)
  }
}
