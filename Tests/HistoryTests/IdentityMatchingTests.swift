import Statistics
import Testing

@testable import History

/// A signature of its own words, of which a share is replaced by others.
private func candidate(_ number: Int, changed: Int = 0, support: Int = 30, seed: UInt64 = 9)
  -> IdentityMatching.Candidate
{
  var generator = SplitMix64(seed: seed &+ UInt64(number) &* 1_000)
  let elements = SignatureProfile.Facet.allCases.flatMap { facet in
    (0..<10).map { place in
      let hash = generator.next() ^ (place < changed ? 0x5555_5555_5555 : 0)
      return SignatureProfile.Element(key: SignatureProfile.key(facet, hash: hash), weight: 1)
    }
  }
  return IdentityMatching.Candidate(profile: SignatureProfile(elements), support: support)
}

@Test(arguments: 1...8)
func `signatures are known again whatever their order, though some of their terms changed`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  let known = (0..<20).map { candidate($0) }
  let order = generator.shuffled(Array(0..<20))
  let found = order.map { candidate($0, changed: 3) }
  let result = IdentityMatching().match(found: found, known: known)
  #expect(result.knownOfFound == order)
  #expect(result.similarities.allSatisfy { $0 > 0.6 && $0 < 0.8 })
  #expect(result.kin.isEmpty)
}

@Test func `what is like nothing known is new, and what is not found stays out`() {
  let result = IdentityMatching().match(
    found: [candidate(1), candidate(7)], known: [candidate(2), candidate(1)])
  #expect(result.knownOfFound == [1, nil])
  #expect(result.similarities[1] < 0.1)
  #expect(result.kin.isEmpty)
}

@Test func `of two parts of a signature the larger keeps its identity, though the other is more alike`() {
  let known = [candidate(1, support: 60)]
  let parts = [candidate(1, changed: 1, support: 10), candidate(1, changed: 2, support: 50)]
  let result = IdentityMatching().match(found: parts, known: known)
  #expect(result.knownOfFound == [nil, 0])
  #expect(result.kin == [.init(found: 0, known: 0)])
}

@Test func `two signatures that become one are told as merged`() {
  let known = [candidate(1, changed: 3, support: 10), candidate(1, support: 50)]
  let both = IdentityMatching.Candidate(
    profile: .mean(of: [known[0].profile, known[1].profile, known[1].profile]), support: 60)
  let result = IdentityMatching().match(found: [both], known: known)
  #expect(result.knownOfFound == [1])
  #expect(result.kin == [.init(found: 0, known: 0)])
}

@Test func `with nothing known or nothing found there is nothing to match`() {
  #expect(IdentityMatching().match(found: [candidate(1)], known: []).knownOfFound == [nil])
  #expect(IdentityMatching().match(found: [], known: [candidate(1)]).knownOfFound == [])
}

@Test func `neighbours that stay as they are are no kin`() {
  let known = [candidate(1, changed: 3), candidate(1)]
  let result = IdentityMatching().match(found: known, known: known)
  #expect(result.knownOfFound == [0, 1])
  #expect(result.kin.isEmpty)
}
