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

@Test(arguments: [
  ("from [2001:db8::7]:443 and [fe80::1]:80", "from <ip> and <ip>"),
  ("list [a:b] and [x]", "list [a:b] and [x]"),
  ("of 2001:db8::7]", "of <ip>]"), ("[2001:db8::7] said", "[<ip>] said"),
  ("open s.m.example.com:5228", "open <host>"), ("e.g. this", "e.g. this"),
])
func `addresses stand in brackets before a port, hosts may begin with one letter`(
  message: String, masked: String
) {
  #expect(MaskScanner().masked(message) == masked)
}

@Test(arguments: [
  ("took 39 s", "took <duration>"), ("39 s's", "<num> s's"), ("in +1s422ms", "in <duration>"),
  ("up 3d4h", "up <duration>"), ("drawn +71.136s", "drawn <duration>"), ("3d printer", "<duration> printer"),
  ("got 7B 22 1D", "got <hex>"), ("got 12 34 56", "got <num> <num> <num>"), ("be ad ed", "be ad ed"),
  (String(repeating: "12 ", count: 40) + "end", String(repeating: "<num> ", count: 40) + "end"),
  (String(repeating: "1C ", count: 40) + "end", "<hex> end"),
  ("1C FA", "1C FA"),
])
func `times of several units and bytes in pairs are one thing`(message: String, masked: String) {
  #expect(MaskScanner().masked(message) == masked)
}
