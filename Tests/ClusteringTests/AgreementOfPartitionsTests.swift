import Clustering
import Statistics
import Testing

private func randomClusters(_ count: Int, of clusters: Int, seed: UInt64) -> [Int32] {
  var generator = SplitMix64(seed: seed)
  return (0..<count).map { _ in Int32(generator.integer(below: clusters)) }
}

@Test(arguments: 1...5)
func `renumbering clusters changes nothing`(seed: UInt64) {
  let (truth, found) = (randomClusters(200, of: 6, seed: seed), randomClusters(200, of: 9, seed: seed + 50))
  let agreement = AgreementOfPartitions(truth: truth, found: found)
  #expect(
    agreement == AgreementOfPartitions(truth: truth.map { 100 - 3 * $0 }, found: found.map { $0 * $0 - 7 }))
  let swapped = AgreementOfPartitions(truth: found, found: truth)
  #expect(abs(agreement.adjustedRandIndex - swapped.adjustedRandIndex) < 1e-12)
  #expect(abs(agreement.homogeneity - swapped.completeness) < 1e-12)
}

@Test(arguments: 1...5)
func `a division agrees with itself and, by chance, not with another`(seed: UInt64) {
  let truth = randomClusters(2_000, of: 8, seed: seed)
  let same = AgreementOfPartitions(truth: truth, found: truth)
  for figure in [same.adjustedRandIndex, same.vMeasure, same.adjustedMutualInformation] {
    #expect(abs(figure - 1) < 1e-9)
  }
  let other = AgreementOfPartitions(truth: truth, found: randomClusters(2_000, of: 8, seed: seed + 90))
  #expect(abs(other.adjustedRandIndex) < 0.02)
  #expect(abs(other.adjustedMutualInformation) < 0.02)
}

@Test func `no points and one cluster agree fully`() {
  for clusters in [[], [Int32](repeating: 4, count: 5)] {
    let agreement = AgreementOfPartitions(truth: clusters, found: clusters)
    #expect(agreement.adjustedRandIndex == 1)
    #expect(agreement.vMeasure == 1)
    #expect(agreement.normalisedMutualInformation == 1)
    #expect(agreement.adjustedMutualInformation == 1)
  }
}

@Test func `a true cluster is found again where a pure cluster holds half of it`() {
  let truth: [Int32] = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4]
  // Half of 0 alone; all of 1 with two strangers; a quarter each of 2; both of 3; the only one of 4.
  let found: [Int32] = [0, 0, 7, 8, 1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 5]
  let agreement = AgreementOfPartitions(truth: truth, found: found)
  #expect(agreement.trueClusterCount == 5)
  #expect(agreement.recoveredClusterCount() == 2)
  #expect(agreement.recoveredClusterCount(purity: 0.6) == 3)
  #expect(agreement.recoveredClusterCount(coverage: 0.6) == 1)
  #expect(AgreementOfPartitions(truth: truth, found: truth).recoveredClusterCount() == 4)
}
