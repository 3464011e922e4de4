import Signatures
import Testing

@Test func `a rest comes after all that have a cause, else impact and then support decide`() {
  let keys = [
    RankKey(isRest: true, impact: 90, support: 50), RankKey(isRest: false, impact: 3, support: 2),
    RankKey(isRest: false, impact: 8, support: 4), RankKey(isRest: false, impact: 8, support: 9),
    RankKey(isRest: true, impact: 91, support: 1),
  ]
  #expect(keys.sorted().map(\.support) == [9, 4, 2, 1, 50])
  #expect(!(keys[0] < keys[0]))
}
