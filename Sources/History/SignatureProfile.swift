/// What a signature is known again by: the hashed terms of its centroid, the masked messages of its errors and
/// its agents, each with a weight.
///
/// Keys are hashes, not columns, so that profiles of weeks with other vocabularies can be compared. The highest
/// three bits of a key say which facet it belongs to.
package struct SignatureProfile: Sendable, Hashable {
  /// A kind of evidence; the first six are the blocks of terms but the last, in their order.
  package enum Facet: UInt8, Sendable, Hashable, CaseIterable {
    case error, tool, workflow, request, protest, reply, message, agent
  }

  /// A key and how much it weighs in the signature.
  package struct Element: Sendable, Hashable {
    package let key: UInt32
    package let weight: Float

    package init(key: UInt32, weight: Float) {
      self.key = key
      self.weight = weight
    }

    package var facet: Facet { Facet(rawValue: UInt8(key >> 29)) ?? .agent }
  }

  /// Ascending by key, each key once.
  package let elements: [Element]

  /// Makes a profile; of each facet the heaviest elements are kept, of equals those with the lowest key.
  package init(_ elements: [Element]) {
    var sums: [UInt32: Float] = [:]
    for element in elements where element.weight > 0 { sums[element.key, default: 0] += element.weight }
    let all = sums.map { Element(key: $0.key, weight: $0.value) }
    let byFacet = Dictionary(grouping: all, by: \.facet)
    self.elements = byFacet.values.flatMap { facet in
      facet.sorted { ($1.weight, $0.key) < ($0.weight, $1.key) }.prefix(Self.facetLimit)
    }.sorted { $0.key < $1.key }
  }

  /// Beyond these, terms are chance.
  private static let facetLimit = 40

  /// The key of a hash in a facet.
  package static func key(_ facet: Facet, hash: UInt64) -> UInt32 {
    UInt32(facet.rawValue) << 29 | UInt32(truncatingIfNeeded: hash ^ hash >> 29) & 0x1FFF_FFFF
  }

  /// The mean of profiles of one signature, facet by facet: what it has always had weighs more than what a
  /// single week brought.
  package static func mean(of profiles: [SignatureProfile]) -> SignatureProfile {
    guard profiles.count > 1 else { return profiles.first ?? SignatureProfile([]) }
    let share = 1 / Float(profiles.count)
    return SignatureProfile(
      profiles.flatMap { $0.elements.map { Element(key: $0.key, weight: $0.weight * share) } })
  }

  // MARK: Likeness

  /// How alike two profiles are, from 0 to 1.
  ///
  /// In each facet the cosine of the two; facets count by their own worth and by how much both signatures show of
  /// them, so that a facet that only one has counts half.
  package func similarity(to other: SignatureProfile) -> Double {
    let (own, others) = (squaredLengths, other.squaredLengths)
    let products = products(with: other)
    var (total, weights) = (0.0, 0.0)
    for facet in Facet.allCases {
      let place = Int(facet.rawValue)
      guard own[place] > 0 || others[place] > 0 else { continue }
      let weight = Self.worth(of: facet) * (own[place] > 0 && others[place] > 0 ? 1 : 0.5)
      weights += weight
      guard own[place] > 0, others[place] > 0 else { continue }
      total += weight * min(1, products[place] / (own[place] * others[place]).squareRoot())
    }
    return weights > 0 ? total / weights : 0
  }

  /// What a facet is worth.
  private static func worth(of facet: Facet) -> Double {
    switch facet {
    case .error: 1
    case .tool: 0.5
    case .workflow: 1
    case .request: 1
    case .protest: 0.5
    case .reply: 1
    case .message: 0.5
    case .agent: 1
    }
  }

  private var squaredLengths: [Double] {
    var sums = [Double](repeating: 0, count: Facet.allCases.count)
    for element in elements {
      sums[Int(element.facet.rawValue)] += Double(element.weight) * Double(element.weight)
    }
    return sums
  }

  private func products(with other: SignatureProfile) -> [Double] {
    var sums = [Double](repeating: 0, count: Facet.allCases.count)
    var (place, otherPlace) = (0, 0)
    while place < elements.count, otherPlace < other.elements.count {
      let (one, two) = (elements[place], other.elements[otherPlace])
      if one.key == two.key {
        sums[Int(one.facet.rawValue)] += Double(one.weight) * Double(two.weight)
      }
      if one.key <= two.key { place += 1 }
      if two.key <= one.key { otherPlace += 1 }
    }
    return sums
  }
}
