extension MinedSignatures {
  /// The id that the run made of the evidence of a trace's signature, by the trace's hashed name; of those alone that
  /// are in one.
  package var evidenceIDByName: [UInt64: String] {
    let ids = SignatureDrafts(mined: self, traces: [:]).ids
    var clusterOfRow = [Int32](repeating: -1, count: collection.rows.count)
    for (row, cluster) in zip(selection.mined, partition.assignments) { clusterOfRow[row] = Int32(cluster) }
    for (row, cluster) in zip(selection.assigned, assignedClusters) { clusterOfRow[row] = Int32(cluster) }
    // Rows that were left out are gone from both, and those that stayed are in their order.
    let names = (collection.ledger?.entries ?? []).filter { $0.row != nil }.map(\.name)
    precondition(names.count == clusterOfRow.count, "\(names.count) names of \(clusterOfRow.count) rows")
    return zip(names, clusterOfRow).reduce(into: [:]) { found, entry in
      if entry.1 >= 0 { found[entry.0] = ids[Int(entry.1)] }
    }
  }
}
