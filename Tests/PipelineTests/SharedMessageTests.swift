import Signatures
import Testing

@testable import Pipeline

private func message(_ templates: [[String]], of count: Int? = nil) -> (String, Bool)? {
  SharedMessage(templates, of: count ?? templates.count).message.map { ($0.text, $0.isCommon) }
}

@Test func `the longest run of words that four in five traces meet is what all say`() throws {
  let found = try #require(
    message([
      ["Error: volume <id> is not mounted today"],
      ["ValueError: volume <id> is not mounted today", "slow down"],
      ["volume <id> is not mounted today"], ["REJECTED: volume <id> is not mounted today"],
      ["no such unit <id>"],
    ]))
  #expect(found == ("volume <id> is not mounted today", true))
}

@Test func `without such a run the most common message is an example, of equals the first by name`() throws {
  let found = try #require(
    message([
      ["pre-start check failed"], ["unit will not start"], ["pre-start check failed"],
      ["unit will not start"],
    ]))
  #expect(found == ("pre-start check failed", false))
  #expect(message([[], []]) == nil)
}

@Test func `what says only that something failed is no message, and a rare one no example`() {
  let output = "exitcode: <num> (execution failed) Code output: Traceback (most recent call last):"
  #expect(message([[output], [output], [output]]) == nil)
  let rare = "NameError: name <text> is undefined somewhere"
  #expect(message(Array(repeating: [output], count: 9) + [[rare]]) == nil)
}

@Test func `traces without the error count too`() throws {
  let denied = Array(repeating: ["role of user is missing"], count: 8)
  #expect(try #require(message(denied, of: 10)) == ("role of user is missing", true))
  #expect(try #require(message(denied, of: 11)) == ("role of user is missing", false))
}

@Test func `a run may end with a placeholder`() throws {
  let found = try #require(
    message([["Error: non-pending order cannot be <*>"], ["non-pending order cannot be <*>"]]))
  #expect(found == ("non-pending order cannot be <*>", true))
}

@Test func `one word, or words of grammar and placeholders, are nothing in common`() throws {
  let found = try #require(message([["fare <id> is fixed"], ["ticket <id> is fixed"], ["fare is of <id>"]]))
  #expect(found.1 == false)
}

@Test(arguments: [
  (["scanner: <*> found"], "scanner: <*> found"),
  (["AR block: <duration> past due"], "AR block: <duration> past due"),
  (["weigh-in too old for <id>", "weigh-in too old for Rex"], "weigh-in too old"),
])
func `where no type tells anything, short words and names before a colon do`(texts: [String], common: String)
{
  let each = texts.map { [$0] }
  #expect(SharedMessage(each, of: each.count).message?.isCommon != true)
  let found = SharedMessage(each, of: each.count, isLenient: true).message
  #expect(found == .init(text: common, isCommon: true))
}

@Test func `the id of a request behind a message is no part of it`() {
  for tag in ["[req-<id>]", "[<*>]", "(ref <hex>)", "[<id>]"] {
    #expect(MessageTemplates.withoutTag("volume is not mounted \(tag)") == "volume is not mounted")
  }
  for whole in [
    "[<id>]", "closed (see the calendar)", "line <num> column <num> (char <num> of the whole file)", "",
  ] {
    #expect(MessageTemplates.withoutTag(whole) == whole)
  }
}

@Test func `a run begins with the word that denies it`() throws {
  let found = try #require(
    message([["You are not subscribed to this API."], ["Error: you are not subscribed to this API."]]))
  #expect(found == ("not subscribed to this API.", true))
}

@Test func `a message with the name of its error before it is the one that comes without`() {
  let texts: Set<String> = ["volume is not mounted", "Note: it is late"]
  #expect(
    MessageTemplates.withoutName("MountError: volume is not mounted", among: texts) == "volume is not mounted"
  )
  for whole in ["MountError: volume is gone", "the drive: volume is not mounted", "Note: it is late"] {
    #expect(MessageTemplates.withoutName(whole, among: texts) == whole)
  }
}

@Test func `a run is told with the short words and those of grammar that lead to it from the start`() throws {
  let found = try #require(
    message([
      ["You must be logged in to the server"], ["You must be logged in to the server (<num>)"],
      ["You must be logged in to the server"],
    ]))
  #expect(found == ("You must be logged in to the server", true))
  let short = try #require(message([["RuntimeError: SMS credit <num> left"], ["SMS credit <num> left"]]))
  #expect(short == ("SMS credit <num> left", true))
  let flag = try #require(message([["ward flag RED on Hall <num>"], ["ward flag RED on Lab <num>"]]))
  #expect(flag == ("ward flag RED", true))
}

@Test func `two words out of longer messages say less than one of these`() throws {
  let found = try #require(
    message([
      ["pass <id> check digit wrong here"], ["the digit wrong in pass <id> today"],
      ["pass <id> check digit wrong here"],
    ]))
  #expect(found == ("pass <id> check digit wrong here", false))
}
