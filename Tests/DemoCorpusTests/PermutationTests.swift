import Testing

@testable import DemoCorpus

@Test(arguments: [1, 2, 3, 10, 255, 256, 257, 5_000])
func `every place is taken once`(count: Int) {
  let permutation = Permutation(count: count, seed: 11)
  #expect(Set((0..<count).map { permutation($0) }) == Set(0..<count))
}

@Test func `neighbours are torn apart`() {
  let permutation = Permutation(count: 10_000, seed: 1)
  let kept = (0..<9_999).count { permutation($0) + 1 == permutation($0 + 1) }
  #expect(kept < 20)
}
