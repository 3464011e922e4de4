import Testing

@testable import Features

@Test(arguments: Masks.table.indices)
func `each mask does what its example says`(row: Int) {
  let mask = Masks.table[row]
  #expect(MaskScanner().masked(mask.example) == mask.maskedExample)
  #expect(mask.maskedExample.contains(mask.placeholder))
}

@Test(arguments: [
  ("from ::ffff:10.0.0.12 port 22", "from <ip> port <num>"), ("at ::ffff:10.0.0.12:5432.", "at <ip>."),
  ("std::string", "std::string"),
])
func `an IPv4 address may end one of version 6`(message: String, masked: String) {
  #expect(MaskScanner().masked(message) == masked)
}

@Test(arguments: [
  ("no order #5104-FF8 here", "no order #<id> here"), ("ticket 77-b2c-9", "ticket <id>"),
  ("rooms 10-20 and 5-day pass", "rooms <num>-<num> and <num>-day pass"),
  ("wait 10-20ms", "wait <num>-<duration>"),
])
func `digits before a hyphen begin an identifier where letters and a digit follow`(
  message: String, masked: String
) {
  #expect(MaskScanner().masked(message) == masked)
}
