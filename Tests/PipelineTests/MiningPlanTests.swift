import Pipeline
import Testing

@Test func `all successes of a corpus up to 96 MiB are looked at, and of a larger one as much as that`() {
  #expect(MiningPlan().successShare == 1)
  #expect(MiningPlan(inputByteCount: 96 << 20).successShare == 1)
  #expect(MiningPlan(inputByteCount: 192 << 20).successShare == 0.5)
  #expect(MiningPlan(inputByteCount: 960 << 20).successShare == 0.1)
}

@Test func `where all traces are mined, every success is looked at`() {
  #expect(MiningPlan(scope: .all, inputByteCount: 960 << 20).successShare == 1)
}
