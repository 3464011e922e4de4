/// The places in a template that are filled when a trace is written.
enum Slot: String, Sendable, CaseIterable {
  // Drawn once a trace, so that a conversation stays about one thing.
  case object, object2, customer, first, name, email, phone, item, item2, amount, amount2
  case day, day2, date, date2, city, city2, num, num1, num2, ref
  // Given by the speaker, the domain, the intent and the tool in hand.
  case my, act, done, noun, cnoun, rule, wrongrule, otheract, otherdone, thing, brand, tool
  // Given by the fault in hand.
  case message, code, http, exception
  // Drawn each time.
  case hex, uuid, int, n, nn, ms, clock, iso, ip, host, path, money, req, pct, status
  case anydate, anyname, anycity, anyitem, anyobject, anyday, sentence
  /// Rows of the tool in hand, as many as the trace's size asks for.
  case rows
}
