import Testing

@testable import Pipeline

@Test(arguments: [
  ("no, the other one: #5104-FF8", "no, the other one: #…"),
  ("ticket T477658 of 2026-03-01 for ann@example.com", "ticket … of … for …"),
  ("case 20260312 at 10.0.0.7", "case … at …"),
  // What was said stays: small numbers, amounts, words in quotes.
  ("it fails 3 out of 10 times", "it fails 3 out of 10 times"),
  (
    "80% size for $4.50, run `apt-get install` in 5 minutes",
    "80% size for $4.50, run `apt-get install` in 5 minutes"
  ),
  ("T477658", "T477658"), ("", ""), ("où est ma commande №5 ?", "où est ma commande №5 ?"),
])
func `a quote loses what says which one`(text: String, masked: String) {
  #expect(QuoteMask().masked(text) == masked)
}
