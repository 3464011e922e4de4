import Testing

@testable import Features

@Test(arguments: [1, 300, 3_000])
func `each key is new once until all are forgotten`(keyCount: UInt32) {
  let keys = (0..<keyCount).map { $0 &* 0x9E37_79B1 }
  var seen = SeenKeys()
  for _ in 0..<3 {
    seen.removeAll()
    let firstCount = keys.count { seen.insert($0) }
    #expect(firstCount == keys.count)
    let secondCount = keys.count { seen.insert($0) }
    #expect(secondCount == 0)
  }
}
