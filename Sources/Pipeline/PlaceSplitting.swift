internal import Clustering
internal import Foundation
internal import LinearAlgebra
internal import Statistics

/// Splits clusters that hold one and the same slip at different places of the work.
///
/// What users and assistants say of a slip is the same wherever it happens, so that words alone put all places in
/// one cluster. A cluster is split where its failures lie at places that share little and each place has more of
/// them than strays would bring: strays come to a place as often as to any other, by how much happens there. A
/// slip that happens everywhere stays whole, and so do places to which it comes equally often, by how much happens
/// there: two slips that are worded alike would hardly do so. Nor would one agent have a slip of the same words at
/// each of many kinds of its work: one that is at home at many is one slip.
struct PlaceSplitting {
  let work: WorkPlaces
  let acts: AskedActs
  let minimumSupport: Int

  /// The likeness, within a cluster, at which two places are one.
  private static let leastLikeness: Float = 0.32

  /// The chance at which strays alone would bring as many failures to a place.
  private static let significance = 0.001

  /// Returns the clusters, split where they hold several places; new ones get new numbers.
  ///
  /// They are split by agent first, then by the place of the work, then by what was asked for, each against what else
  /// these agents do.
  ///
  /// - Parameters:
  ///   - rows: The places of the clustered points among those of the work.
  ///   - isToolTold: For each point whether a tool tells its cluster's place already: by an error, or by what it was
  ///     given.
  func split(_ assignments: [Int32], at rows: [Int], isToolTold: [Bool]) -> [Int32] {
    var output = assignments
    var next = (assignments.max() ?? -1) + 1
    let members = clusterMembers(of: assignments, clusterCount: Int(next))
    for points in members where points.count >= 2 * minimumSupport {
      guard points.count(where: { isToolTold[$0] }) * 2 <= points.count else { continue }
      let found = homes(of: points.map { (point: $0, row: rows[$0]) }, by: { work.agents[$0] }) { _ in
        work.agentShares
      }.flatMap {
        homes(of: $0, by: { work.places[$0] }, shares: work.placeShares, isOfOneAgent: isOfOneAgent($0))
      }.flatMap { members in
        let tools = acts.tools(of: members.map(\.row))
        return homes(
          of: members, by: { tools[$0] ?? -1 }, shares: acts.shares, isOfOneAgent: isOfOneAgent(members),
          isApart: true)
      }
      for home in found.dropFirst() {
        for member in home { output[member.point] = next }
        next += 1
      }
    }
    return output
  }

  /// The most places of one agent at which the same words are as many slips.
  ///
  /// In three corpora of a family in which a slip is of an agent, slips were at home at five to eight places of it; in
  /// seven of one in which it is of a place, two to four slips had the same words.
  private static let mostPlaces = 4

  /// A point of a cluster, and its row in the work.
  private typealias Member = (point: Int, row: Int)

  /// Whether nearly all of some failures are one agent's.
  private func isOfOneAgent(_ members: [Member]) -> Bool {
    var counts: [Int32: Int] = [:]
    for member in members { counts[work.agents[member.row], default: 0] += 1 }
    return (counts.values.max() ?? 0) * 10 >= members.count * 9
  }

  private struct Group {
    var members: [Member] = []

    /// The share of what the agents do that lies at its places.
    var share = 0.0

    /// How many of its members come to each of what is done.
    var rate: Double { Double(members.count) / max(share, .leastNormalMagnitude) }
  }

  /// The members of a cluster by the places where they are at home.
  ///
  /// - Parameters:
  ///   - place: Gives the place of a row of the work; below 0 for none.
  ///   - shares: The share of failures that comes to each place anyway, given the rows.
  ///   - isOfOneAgent: Whether the places are those of one agent's work.
  ///   - isApart: Whether places are no more one for being alike.
  /// - Returns: The first are the members of the largest group, and the strays.
  private func homes(
    of members: [Member], by place: (Int) -> Int32, shares: ([Int]) -> [Double], isOfOneAgent: Bool = false,
    isApart: Bool = false
  ) -> [[Member]] {
    let found = merged(members, place, shares, isApart: isApart).sorted(by: Self.isLarger)
    guard let largest = found.first, found.count > 1, !isEverywhere(found) else { return [members] }
    // From the smallest: what is at home somewhere is no stray, by which a larger one would have to be judged.
    var homes: [Group] = []
    var (strays, elsewhere) = (0, max(0, 1 - found.reduce(0) { $0 + $1.share }))
    for group in found.dropFirst().reversed() {
      if isHome(group, tail: strays, elsewhere: elsewhere) {
        homes.append(group)
      } else {
        strays += group.members.count
        elsewhere += group.share
      }
    }
    homes.append(largest)
    homes.reverse()
    if isOfOneAgent, isApart ? Self.areLikelyOne(homes) : homes.count > Self.mostPlaces { return [members] }
    let others = Self.joiningEquallyFrequent(homes, isOfOneAgent ? .likely : .shown)
      .sorted(by: Self.isLarger).dropFirst().map(\.members)
    let away = Set(others.joined().map(\.point))
    return [members.filter { !away.contains($0.point) }] + others
  }

  private static func isLarger(_ first: Group, _ second: Group) -> Bool {
    (second.members.count, first.members[0].point) < (first.members.count, second.members[0].point)
  }

  /// Homes with those as one to which the slip comes equally often by how much is done there.
  private static func joiningEquallyFrequent(_ homes: [Group], _ equality: Equality) -> [Group] {
    var output: [Group] = []
    for home in homes.sorted(by: { ($1.rate, $0.members[0].point) < ($0.rate, $1.members[0].point) }) {
      if let last = output.indices.last, isEquallyFrequent(output[last], home, equality) {
        output[last].members += home.members
        output[last].share += home.share
      } else {
        output.append(home)
      }
    }
    return output
  }

  /// The ratio up to which two rates are equal.
  ///
  /// When it was chosen, over eleven made corpora, in seven of which two modes may be one slip, 1.3 found five modes more
  /// than joining none, 1.4 four fewer.
  private static let equalRates = 1.3

  /// The quantile of the normal distribution for a test at 5 %.
  private static let equalityQuantile = 1.645

  /// When two rates are equal: when that is shown, or when it is likely.
  private enum Equality { case shown, likely }

  /// How far, as the logarithm of their ratio, the rates of one slip at two places are apart, and those of two slips:
  /// sizes of slips differ by powers.
  private static let (spreadOfOne, spreadOfTwo) = (0.15, 1.2)

  /// How many times likelier two rates must be as those of one slip than as those of two.
  private static let leastOdds = 3.0

  /// Of slips with fewer failures than this there are many of about one size.
  private static let leastOfEqual = 25

  /// Whether two groups have the rates of one slip rather than of two, by the Bayes factor of two normal distributions
  /// of the logarithm of their ratio.
  private static func isLikelyOne(_ frequent: Group, _ other: Group) -> Bool {
    guard min(frequent.members.count, other.members.count) >= leastOfEqual else { return false }
    let error = 1 / Double(frequent.members.count) + 1 / Double(other.members.count)
    let (one, two) = (error + spreadOfOne * spreadOfOne, error + spreadOfTwo * spreadOfTwo)
    let apart = log(frequent.rate / other.rate)
    return exp(apart * apart / 2 * (1 / two - 1 / one)) * (two / one).squareRoot() >= leastOdds
  }

  /// Of several homes those with fewer failures than this tell nothing of one slip.
  private static let leastOfSeveral = 5

  /// How far, as the logarithm, the rates of one slip of an agent at its tasks are from their mean: how much is asked
  /// of it is known less well than how much is done.
  private static let spreadOfSeveral = 0.3

  /// Whether several groups have the rates of one slip, by the Bayes factor of normal distributions about their mean.
  private static func areLikelyOne(_ homes: [Group]) -> Bool {
    guard homes.count > 2, homes.allSatisfy({ $0.members.count >= leastOfSeveral }) else { return false }
    let rates = homes.map { log($0.rate) }
    let mean = rates.reduce(0, +) / Double(rates.count)
    let odds = zip(homes, rates).reduce(0) { odds, home in
      let error = 1 / Double(home.0.members.count)
      // The spread of two is of their difference.
      let (one, two) = (error + spreadOfSeveral * spreadOfSeveral, error + spreadOfTwo * spreadOfTwo / 2)
      let apart = home.1 - mean
      return odds + apart * apart / 2 * (1 / two - 1 / one) + log(two / one) / 2
    }
    return odds >= log(leastOdds)
  }

  /// Whether the slip comes to two groups equally often.
  ///
  /// A test of equivalence of two Poisson rates, on the logarithm of their ratio (Schuirmann 1987,
  /// doi:10.1007/BF01068419). Few failures show nothing. How much is done at each place is taken as known, though it
  /// is counted in a sample of the successes.
  ///
  /// - Parameter frequent: The one with the greater rate.
  private static func isEquallyFrequent(_ frequent: Group, _ other: Group, _ equality: Equality) -> Bool {
    if equality == .likely, isLikelyOne(frequent, other) { return true }
    let error = (1 / Double(frequent.members.count) + 1 / Double(other.members.count)).squareRoot()
    return frequent.rate / other.rate * exp(equalityQuantile * error) < equalRates
  }

  /// The places of a cluster, those that are alike in it as one.
  private func merged(
    _ members: [Member], _ placeOf: (Int) -> Int32, _ shares: ([Int]) -> [Double], isApart: Bool
  ) -> [Group] {
    let rows = members.map(\.row)
    var numbers: [Int32: Int32] = [:]
    let start = rows.map { row -> Int32 in
      let place = placeOf(row)
      guard place >= 0 else { return -1 }
      let number = numbers[place] ?? Int32(numbers.count)
      numbers[place] = number
      return number
    }
    guard numbers.count > 1 else { return [] }
    let merged =
      isApart
      ? start
      : DistributionMerging(leastLikeness: Self.leastLikeness).fit(work.points.rows(rows), start: start)
    let shares = shares(rows)
    var groups = [Group](repeating: Group(), count: Int((merged.max() ?? -1) + 1))
    var seen: Set<Int32> = []
    for (member, group) in zip(members, merged) where group >= 0 {
      groups[Int(group)].members.append(member)
      let place = placeOf(member.row)
      if seen.insert(place).inserted { groups[Int(group)].share += shares[Int(place)] }
    }
    return groups
  }

  /// The least share of a slip's failures that must lie elsewhere than by how much happens there.
  ///
  /// Of very many failures the least unevenness is more than chance, and how much is done where is known roughly.
  private static let leastAway = 0.2

  /// Whether a slip comes to all places by how much happens there: as Pearson's test of goodness of fit says, or
  /// nearly so.
  private func isEverywhere(_ groups: [Group]) -> Bool {
    let total = Double(groups.reduce(0) { $0 + $1.members.count })
    let rest = max(0, 1 - groups.reduce(0) { $0 + $1.share })
    // Where none of them lies, all that is expected is missing.
    let statistic = groups.reduce(rest * total) { sum, group in
      let expected = max(group.share * total, .leastNormalMagnitude)
      let difference = Double(group.members.count) - expected
      return sum + difference * difference / expected
    }
    let freedom = Double(groups.count - (rest > Self.leastRest ? 0 : 1))
    let away = groups.reduce(rest) { $0 + abs(Double($1.members.count) / total - $1.share) } / 2
    return away < Self.leastAway || regularisedUpperGamma(freedom / 2, statistic / 2) > Self.significance
  }

  /// The least share of the work elsewhere that counts as a place of its own.
  private static let leastRest = 1e-9

  /// Whether a group has more members than strays bring, who come to it as often as to the smaller groups.
  ///
  /// - Parameters:
  ///   - tail: The members of the smaller groups that are not at home there.
  ///   - elsewhere: The share of all failures at the places of those, and at none.
  private func isHome(_ group: Group, tail: Int, elsewhere: Double) -> Bool {
    guard group.members.count >= minimumSupport else { return false }
    let elsewhere = max(elsewhere, group.share * Self.leastElsewhere, .leastNormalMagnitude)
    let expected = (Double(tail) + 0.5) * group.share / elsewhere
    // The chance of as many or more from a Poisson distribution.
    return 1 - regularisedUpperGamma(Double(group.members.count), expected) < Self.significance
  }

  /// Of a place's own share, what is counted as elsewhere at least: at the last place nothing is left.
  private static let leastElsewhere = 0.2
}
