import History
import Statistics
import Testing

private func profile(_ seed: UInt64, facets: [SignatureProfile.Facet] = SignatureProfile.Facet.allCases)
  -> SignatureProfile
{
  var generator = SplitMix64(seed: seed)
  return SignatureProfile(
    facets.flatMap { facet in
      (0..<12).map { _ in
        SignatureProfile.Element(
          key: SignatureProfile.key(facet, hash: generator.next()), weight: Float(generator.uniform()) + 0.01)
      }
    })
}

@Test(arguments: 1...20)
func `likeness goes both ways, is 1 to itself and within 0 and 1`(seed: UInt64) {
  let (one, other) = (profile(seed), profile(seed + 100))
  #expect(abs(one.similarity(to: one) - 1) < 1e-6)
  #expect(one.similarity(to: other) == other.similarity(to: one))
  let mixed = SignatureProfile.mean(of: [one, other])
  #expect((0...1).contains(mixed.similarity(to: one)))
  #expect(mixed.similarity(to: one) > other.similarity(to: one))
}

@Test func `profiles without a common term are not alike`() {
  #expect(profile(1).similarity(to: profile(2)) < 1e-9)
  #expect(SignatureProfile([]).similarity(to: profile(1)) == 0)
}

@Test func `a facet that only one has counts half`() {
  let whole = profile(3)
  let rest = SignatureProfile(whole.elements.filter { $0.facet != .workflow })
  let without = whole.similarity(to: rest)
  // Of a worth of 6.5 the workflow has 1, of which half counts against the pair.
  #expect(abs(without - 5.5 / 6) < 1e-6)
}

@Test(arguments: 1...10)
func `a stored profile is read back as it was`(seed: UInt64) {
  let one = profile(seed)
  #expect(SignatureProfile(bytes: one.bytes) == one)
  #expect(one.bytes.count == one.elements.count * 8)
}

@Test func `damaged bytes are no profile`() {
  let bytes = profile(1).bytes
  #expect(SignatureProfile(bytes: bytes.dropLast()) == nil)
  #expect(SignatureProfile(bytes: Array(bytes[8..<16] + bytes[0..<8])) == nil)
  #expect(SignatureProfile(bytes: bytes[..<4] + [0, 0, 192, 127]) == nil)
  #expect(SignatureProfile(bytes: [])?.elements == [])
}

extension SignatureProfile {
  fileprivate init?(bytes: ArraySlice<UInt8>) { self.init(bytes: Array(bytes)) }
}
