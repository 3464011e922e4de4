internal import Statistics

/// Finds which signatures of a run are ones that are known, which are new, and which are like one another.
///
/// The pairs are those of the assignment with the greatest total gain, so that of two neighbours each gets its own.
/// A pair gains its similarity above half the threshold times the root of the fewer traces: where a signature falls
/// apart, its identity goes with most of its traces and not with the part that is by chance the most alike. A pair
/// below the threshold is none.
package struct IdentityMatching: Sendable, Hashable {
  /// The least similarity, from 0 to 1, at which a signature is a known one.
  package let threshold: Double

  package init(threshold: Double = IdentityMatching.defaultThreshold) {
    precondition((0...1).contains(threshold), "a threshold of \(threshold)")
    self.threshold = threshold
  }

  /// Chosen on planted weeks; see `Sources/Benchmarks/weeks.py`.
  package static let defaultThreshold = 0.4

  /// How much more alike a signature must be to one that was not met of late: there are ever more of those, and
  /// what is new would be taken for one of them.
  private static let dormantMargin = 0.1

  private func threshold(for known: Candidate) -> Double {
    min(1, threshold + (known.isDormant ? Self.dormantMargin : 0))
  }

  /// A signature to be matched: what it is known by, and how many traces it had when it was seen last.
  package struct Candidate: Sendable, Hashable {
    package let profile: SignatureProfile
    package let support: Int

    /// Whether the run before this one did not meet it.
    package let isDormant: Bool

    package init(profile: SignatureProfile, support: Int, isDormant: Bool = false) {
      (self.profile, self.support, self.isDormant) = (profile, support, isDormant)
    }
  }

  /// What became of the signatures.
  package struct Result: Sendable, Hashable {
    /// For each found signature the place of the known one that it is; `nil` for a new one.
    package let knownOfFound: [Int?]

    /// For each found signature its similarity to the known one that it is, else to the nearest.
    package let similarities: [Double]

    /// The pairs that are alike and not the same: traces may have moved from one to the other.
    package let kin: [Pair]
  }

  /// A found signature and a known one, by their places.
  package struct Pair: Sendable, Hashable {
    package let found: Int
    package let known: Int
  }

  /// Matches the signatures found in a run with known ones.
  ///
  /// - Complexity: O(*f* *k* *t* + *f*² *k*) for *f* found and *k* known profiles of *t* terms, *f* the fewer.
  package func match(found: [Candidate], known: [Candidate]) -> Result {
    let similarities = found.map { one in known.map { one.profile.similarity(to: $0.profile) } }
    let costs = found.indices.flatMap { place in
      known.indices.map { other in
        let similarity = similarities[place][other]
        guard similarity >= self.threshold(for: known[other]) else { return 0.0 }
        let support = Double(max(1, min(found[place].support, known[other].support)))
        return -(similarity - threshold / 2) * support.squareRoot()
      }
    }
    let assignment = OptimalAssignment(rowCount: found.count, columnCount: known.count, costs: costs)
    var knownOfFound = assignment.columns
    for (place, column) in knownOfFound.enumerated() {
      guard let column, similarities[place][column] >= threshold(for: known[column]) else {
        knownOfFound[place] = nil
        continue
      }
    }
    return Result(
      knownOfFound: knownOfFound,
      similarities: found.indices.map { place in
        knownOfFound[place].map { similarities[place][$0] } ?? similarities[place].max() ?? 0
      },
      kin: kin(similarities, knownOfFound, known: known))
  }

  /// The pairs between which traces may have moved: a new signature and what it is like, and a known one that has
  /// become more like another than it was.
  ///
  /// Likeness alone would take every neighbour for kin. Measured on planted weeks, `leastApproach` keeps seven of ten
  /// pairs between which at least 15 % of the traces moved, and two of ten of the others.
  private func kin(_ similarities: [[Double]], _ knownOfFound: [Int?], known: [Candidate]) -> [Pair] {
    similarities.indices.flatMap { place in
      known.indices.filter { other in
        guard similarities[place][other] >= threshold, knownOfFound[place] != other else { return false }
        guard let own = knownOfFound[place] else { return true }
        let before = known[own].profile.similarity(to: known[other].profile)
        return similarities[place][other] - before >= Self.leastApproach
      }.map { Pair(found: place, known: $0) }
    }
  }

  private static let leastApproach = 0.02
}
