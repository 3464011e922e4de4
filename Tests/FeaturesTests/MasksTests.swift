import Testing

@testable import Features

@Test(arguments: Masks.table.indices)
func `each mask does what its example says`(row: Int) {
  let mask = Masks.table[row]
  #expect(MaskScanner().masked(mask.example) == mask.maskedExample)
  #expect(mask.maskedExample.contains(mask.placeholder))
}
