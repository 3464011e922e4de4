internal import Features

extension [[ErrorEvidence]] {
  /// The tool of which most failures have an error, each failure a list of its errors, the lowest hash of equals;
  /// `nil` if fewer than a share have one of any.
  func commonTool(leastShare: Double) -> UInt64? {
    var counts: [UInt64: Int] = [:]
    for tools in map({ Set($0.map(\.tool)) }) {
      for tool in tools { counts[tool, default: 0] += 1 }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { Double($0.value) >= leastShare * Double(count) ? $0.key : nil }
  }
}
