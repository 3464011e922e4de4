import Testing
import Traces

@testable import Features

/// The signs of a trace, those about a tool with its name.
private func signs(_ messages: [[String: Any]]) throws -> Set<String> {
  let names = EvidenceExtractor().names(of: try MadeTraces.trace(messages))
  return Set(
    names.values.compactMap { term in
      guard case .sign(let sign, let tool) = term else { return nil }
      return tool.map { "\(sign) \($0)" } ?? "\(sign)"
    })
}

private var ask: [String: Any] { MadeTraces.turn("user", "Please cancel my order and send the money back.") }
private func say(_ text: String) -> [String: Any] { MadeTraces.turn("assistant", text) }
private func use(_ tool: String, _ number: Int, _ result: String?, _ arguments: String = "{}") -> [[String:
  Any]]
{
  [MadeTraces.call(tool, arguments, id: "\(number)")]
    + (result.map { [MadeTraces.result($0, id: "\(number)")] } ?? [])
}

@Test func `a promise with no call, or after reading calls alone, is noticed`() throws {
  let promise = say("Your order has been cancelled.")
  #expect(try signs([ask, promise]).isSuperset(of: ["noToolCall", "promiseWithoutCall"]))
  let read = try signs([ask] + use("get_order", 1, "order 7") + [promise])
  #expect(read.contains("promiseAfterReadsOnly") && !read.contains("promiseWithoutCall"))
  #expect(try signs([ask] + use("identify_contract", 1, "7") + [promise]).contains("promiseAfterReadsOnly"))
  let done = try signs([ask] + use("get_order", 1, "order 7") + use("cancel_order", 2, "ok") + [promise])
  #expect(!done.contains("promiseAfterReadsOnly") && !done.contains("promiseWithoutCall"))
  #expect(try !signs([ask, say("I will look into it.")]).contains("promiseWithoutCall"))
}

@Test func `what a tool that reads answers as a state is a fact, and no claim of the assistant`() throws {
  let told = say("Your order has been cancelled.")
  let fact = use("get_order", 1, #"{"order": 7, "status": "cancelled"}"#)
  #expect(try !signs([ask] + fact + [told]).contains("promiseAfterReadsOnly"))
  #expect(try signs([ask] + fact + [say("I've cancelled your order.")]).contains("promiseAfterReadsOnly"))
  let rule = use("get_order", 1, #"{"order": 7, "rule": "An order can be cancelled within a day."}"#)
  #expect(try signs([ask] + rule + [told]).contains("promiseAfterReadsOnly"))
}

@Test func `a claim is noticed before a farewell, and before an answer to who does not believe it`() throws {
  let read = use("get_order", 1, "order 7")
  let claim = say("I've cancelled your order.")
  let thanks = [MadeTraces.turn("user", "Thanks!"), say("You're welcome.")]
  #expect(try signs([ask] + read + [claim] + thanks).contains("promiseAfterReadsOnly"))
  #expect(try !signs([ask] + read + [claim] + thanks + thanks).contains("promiseAfterReadsOnly"))
  // What was done before a tool failed was not claimed in spite of that.
  let later = [claim, MadeTraces.turn("user", "And the other?")] + use("cancel", 2, "Error: network error")
  #expect(try !signs([ask] + later + [say("That failed.")]).contains("doneDespiteError"))
}

@Test func `that it is done is no end where a tool failed for good`() throws {
  let done = say("Your order has been cancelled.")
  let failed = try signs([ask] + use("cancel", 1, "Error: network error") + [done])
  #expect(failed.isSuperset(of: ["doneDespiteError", "doneDespiteError cancel"]))
  let repaired = try signs(
    [ask] + use("cancel", 1, "Error: network error") + use("cancel", 2, "cancelled") + [done])
  #expect(!repaired.contains("doneDespiteError"))
  #expect(
    try !signs([ask] + use("cancel", 1, "Error: network error") + [say("I could not.")]).contains(
      "doneDespiteError"))
}

@Test func `calls made again are noticed: twice after a success, three times in any case`() throws {
  let twice = try signs([ask] + use("pay", 1, "paid") + use("pay", 2, "paid") + [say("Paid.")])
  #expect(twice.contains("repeatedSuccess pay") && !twice.contains("repeatedCall pay"))
  let retry = try signs(
    [ask] + use("pay", 1, "Error: network error") + use("pay", 2, "paid") + [say("Paid.")])
  #expect(!retry.contains("repeatedSuccess pay"))
  let other = try signs([ask] + use("pay", 1, "paid", #"{"a":1}"#) + use("pay", 2, "paid", #"{"a":2}"#))
  #expect(!other.contains("repeatedSuccess pay"))
  let failing = try signs([ask] + (1...3).flatMap { use("pay", $0, "Error: network error") })
  #expect(failing.contains("repeatedCall pay") && !failing.contains("repeatedSuccess pay"))
  let many = try signs([ask] + (1...5).flatMap { use("get", $0, "x", #"{"n":\#($0)}"#) })
  #expect(many.contains("manyCalls get") && !many.contains("repeatedCall get"))
}

@Test func `to run a program again after a change is no repetition, to change twice is one`() throws {
  let run = #"{"command":"python reproduce.py"}"#
  let edited = use("bash", 1, "344", run) + use("edit", 2, "edited", #"{"a":1}"#) + use("bash", 3, "345", run)
  #expect(try !signs([ask] + edited).contains("repeatedSuccess bash"))
  #expect(
    try signs([ask] + use("bash", 1, "344", run) + use("bash", 2, "344", run)).contains(
      "repeatedSuccess bash"))
  let mailed = use("refund", 1, "paid") + use("mail", 2, "sent") + use("refund", 3, "paid")
  #expect(try signs([ask] + mailed).contains("repeatedSuccess refund"))
  let looked = use("get_order", 1, "7") + use("find", 2, "8") + use("get_order", 3, "7")
  #expect(try signs([ask] + looked).contains("repeatedReading get_order"))
  #expect(try !signs([ask] + looked).contains("repeatedSuccess get_order"))
  #expect(try !signs([ask] + use("think", 1, "")).contains("emptyResult"))
  #expect(try signs([ask] + use("lookup", 1, "")).contains("emptyResult"))
}

@Test func `how a trace ends is noticed`() throws {
  #expect(try signs([ask]).contains("endsWithUser"))
  #expect(try signs([ask] + use("get", 1, "x")).contains("endsWithTool"))
  let open = try signs([ask] + use("get", 1, nil))
  #expect(open.isSuperset(of: ["endsWithCall get", "unansweredCall get"]))
  #expect(try signs([ask, say(" ")]).contains("emptyAnswer"))
  #expect(try signs([ask, say(" ")]).contains("noAnswer"))
  let waiting = use("get", 1, "x") + [say("..."), MadeTraces.turn("user", "Hello?")]
  #expect(try signs([ask] + waiting).contains("noAnswer"))
  #expect(try !signs([ask] + use("get", 1, "x") + [say("It is 7 °C.")]).contains("noAnswer"))
  #expect(try signs([ask, say("Shall I go on?")]).contains("endsWithQuestion"))
  #expect(try signs([ask, say("The order was sent to")]).contains("cutOffAnswer"))
  #expect(try !signs([ask, say("The order was sent.")]).contains("cutOffAnswer"))
  let given = try signs([ask] + use("pay", 1, "Error: network error") + [say("Sorry.")])
  #expect(given.contains("gaveUpAfterError pay"))
}

@Test func `first and last tool, hand-offs and empty results carry the tool's name`() throws {
  let found = try signs([ask] + use("search", 1, "[]") + use("transfer_to_human", 2, "ok") + [say("Done.")])
  #expect(
    found.isSuperset(of: [
      "firstTool search", "lastTool transfer_to_human", "emptyResult search", "handOff transfer_to_human",
    ]))
  #expect(!found.contains("immediateHandOff transfer_to_human"))
  #expect(try signs([ask] + use("escalate", 1, "ok")).contains("immediateHandOff escalate"))
}

@Test func `a protest is one only after an answer`() throws {
  let protest = MadeTraces.turn("user", "That’s not what I asked for.")
  #expect(try signs([ask, say("It is sunny."), protest, say("Sorry.")]).contains("protest"))
  #expect(try !signs([protest, say("Sorry.")]).contains("protest"))
}

@Test func `what is said twice is noticed if it is longer than a yes`() throws {
  let answer = say("I am looking for your order in our system.")
  #expect(try signs([ask, answer, MadeTraces.turn("user", "And?"), answer]).contains("repeatedReply"))
  #expect(try signs([ask, say("One moment."), ask, say("Done.")]).contains("repeatedRequest"))
  let yes = MadeTraces.turn("user", "Yes, please.")
  #expect(
    try !signs([ask, say("Cancel it?"), yes, say("Refund it?"), yes, say("Done.")]).contains(
      "repeatedRequest"))
}

@Test func `a refusal and an answer in another language are noticed`() throws {
  #expect(try signs([ask, say("I’m unable to help with that.")]).contains("refusal"))
  let german = say("Ich habe Ihre Bestellung storniert, und das Geld ist auf dem Weg zu Ihnen.")
  #expect(try signs([ask, german]).contains("otherLanguage"))
  #expect(
    try !signs([ask, say("I have sent it back to you and it is on the way.")]).contains("otherLanguage"))
  // A script of its own shows in a few words, and wherever it is written.
  let terse = MadeTraces.turn("user", "Promote edge:428dc57 to data. GiB only.")
  #expect(try signs([terse, say("Готово, ошибок нет."), say("Done.")]).contains("otherLanguage"))
  let english = MadeTraces.turn("user", "Please renew the policy for me.")
  #expect(
    try signs([english, say("La pratica 7 è stata registrata oggi."), say("Sorry.")]).contains(
      "otherLanguage"))
  #expect(try !signs([english, say("Policy de la Cruz renewed."), say("Sorry.")]).contains("otherLanguage"))
  #expect(
    try signs([english, say("Non si preoccupi, tutto è a posto."), say("Sorry.")]).contains("otherLanguage"))
  let russian = MadeTraces.turn("user", "Здравствуйте, где мой заказ?")
  #expect(try !signs([russian, say("Готово, ошибок нет.")]).contains("otherLanguage"))
  #expect(try !signs([russian, terse, say("Готово, ошибок нет.")]).contains("otherLanguage"))
}

@Test func `words that a language shares with its neighbours do not tell the language of a user`() throws {
  let french = MadeTraces.turn("user", "Pic de trafic prévu : mets geo-lookup à 88 répliques dans prod.")
  let answer = say("Il suffit de lancer kubectl scale avec 88 répliques pour geo-lookup.")
  #expect(try !signs([french, answer]).contains("otherLanguage"))
  #expect(
    try !signs([MadeTraces.turn("user", "Renoue le bail de Lea, de Metz."), answer]).contains("otherLanguage")
  )
  let portuguese = MadeTraces.turn("user", "Não renove o contrato da minha casa.")
  #expect(try signs([portuguese, answer]).contains("otherLanguage"))
}

@Test func `an answer that is raw data is noticed, also where a sentence follows it`() throws {
  for data in [
    #"{"order": "A-1", "state": "open", "total": 12.5}"#, "obj: {'id': 'CA65', 'state': 'on_hold', 'n': 8}",
    "id=CA06549H;state=closed;ref=0300246e", #"[{"k": "ref", "v": "7f"}, {"k": "n", "v": 2}]"#,
  ] {
    let found = try signs([ask] + use("get", 1, "x") + [say(data)])
    #expect(found.contains("dataAnswer") && !found.contains("unfilledAnswer"), "\(data)")
    let later = try signs([
      ask, say(data), MadeTraces.turn("user", "What is that?"), say("It is your order."),
    ])
    #expect(later.contains("dataAnswer"), "\(data)")
  }
  for text in [
    "Here's your order: A-1, state: open; it's on its way.", "{\"a\": 1}",
    "Run this:\n```\n{\"a\": [1, 2, 3]}\n```",
    "- order: **A-1**\n- state: open\n- total: $12.50", "I can’t find 'A-1', can you check it?",
  ] {
    #expect(try !signs([ask] + use("get", 1, "x") + [say(text)]).contains("dataAnswer"), "\(text)")
  }
}

@Test func `placeholders that were not filled in are noticed`() throws {
  for text in [
    "Hello {name}, thanks.", "Your order {{ order.id }} is open.", "Dear ${customer_name},", "Hi [NAME]!",
    "For %ORDER_ID%.", "Dear <CUSTOMER NAME>,",
  ] {
    let found = try signs([ask, say(text)])
    #expect(found.contains("unfilledAnswer") && !found.contains("dataAnswer"), "\(text)")
  }
  for text in [
    #"It is \frac{ab}{cd}."#, "The set {x} has one.", "See [FAQ](a.html), [1].",
    "It is 5 % of <b>all</b>, 10 % off [sic].", "Use `{}` or {1}.", "```\nf\"{name}\"\n```",
    "{\"name\": 1}",
  ] {
    #expect(try !signs([ask, say(text)]).contains("unfilledAnswer"), "\(text)")
  }
}

@Test func `a call that is written as text is noticed in the last answer`() throws {
  for text in [
    #"<tool_call>{"name": "cancel_order"}</tool_call>"#, #"{"name": "cancel_order", "arguments": {"id": 7}}"#,
    "Thought: cancel it\nAction: cancel_order\nAction Input: 7", "<function=cancel_order>7</function>",
  ] {
    #expect(try signs([ask] + use("get", 1, "x") + [say(text)]).contains("writtenCall"), "\(text)")
  }
  #expect(try !signs([ask, say("I called cancel_order with its arguments.")]).contains("writtenCall"))
  // Said beside a call that was made.
  var call = MadeTraces.call("get", id: "1")
  call["content"] = "<tool_call>get</tool_call>"
  #expect(try !signs([ask, call, MadeTraces.result("x", id: "1")]).contains("writtenCall"))
}

@Test func `words that send the user elsewhere are noticed where no tool failed`() throws {
  for text in [
    "Please contact our hotline.", "I'll transfer you to a specialist.",
    "Bitte wenden Sie sich an den Service.",
  ] {
    #expect(try signs([ask, say(text)]).contains("sentElsewhere"), "\(text)")
    #expect(
      try !signs([ask] + use("pay", 1, "Error: network error") + [say(text)]).contains("sentElsewhere"),
      "\(text)")
  }
  #expect(try !signs([ask, say("The order was cancelled.")]).contains("sentElsewhere"))
}

@Test func `a transfer to a person hands over, and one of money does not`() throws {
  for tool in ["transfer_to_human_agents", "transferToAgent", "warm_transfer", "transfer", "escalate_case"] {
    #expect(try signs([ask] + use(tool, 1, "ok")).contains("handOff \(tool)"), "\(tool)")
  }
  for tool in ["transfer_funds", "bank_transfer", "transfer_points"] {
    #expect(try !signs([ask] + use(tool, 1, "ok")).contains("handOff \(tool)"), "\(tool)")
  }
}

@Test func `an empty answer is a search that found nothing only of a call with a name`() throws {
  #expect(try signs([ask] + use("search", 1, "")).contains("emptyResult search"))
  #expect(try !signs([ask] + use("", 1, "")).contains("emptyResult"))
  #expect(try !signs([ask] + use("Think", 1, "")).contains("emptyResult"))
}

@Test func `a search that was made again with more luck did not come back empty`() throws {
  let found = use("search", 1, "[]") + use("search", 2, "two books")
  #expect(try !signs([ask] + found).contains("emptyResult search"))
  #expect(try signs([ask] + found + use("search", 3, "[]")).contains("emptyResult search"))
  #expect(try signs([ask] + use("search", 1, "[]") + use("list", 2, "two")).contains("emptyResult search"))
  #expect(
    try signs([ask] + use("search", 1, "[]") + use("search", 2, "Error: down")).contains("emptyResult search")
  )
}

@Test func `of an error that a call without a name may have repaired it is not said that it lasts`() throws {
  func signs(_ end: String) throws -> Set<WorkflowSign> {
    let start = "user: Who am I?\nassistant: None\ntool: Error: user not found\n"
    let trace = try MadeTraces.displayed(start + end)
    return Set(
      EvidenceExtractor().names(of: trace).values.compactMap { term in
        if case .sign(let sign, _) = term { sign } else { nil }
      })
  }
  #expect(
    try !signs("assistant: None\ntool: ann_7\nassistant: It has been updated.").contains(.doneDespiteError))
  #expect(try signs("assistant: It has been updated.").contains(.doneDespiteError))
}

@Test(arguments: [
  ("Transfer successful", true), ("You are transferred to a human agent.", true),
  ("Error: transfer to a human failed", false),
  ("Booked for 7 June", false),
])
func `a hand-off of a tool without a name ends a trace`(result: String, isHandOff: Bool) throws {
  let trace = try MadeTraces.displayed(
    "user: Help me!\nassistant: One moment.\nassistant: None\ntool: \(result)")
  let found = Set(
    EvidenceExtractor().names(of: trace).values.compactMap { term in
      if case .sign(let sign, _) = term { sign } else { nil }
    })
  #expect(found.contains(.handOff) == isHandOff)
  #expect(found.contains(.endsWithTool) == !isHandOff && found.contains(.noAnswer) == !isHandOff)
}

@Test func `to answer a search that found nothing as if it had is noticed, and nothing else`() throws {
  let search = { (answer: String) in [ask] + use("find_books", 1, "(0 rows)") + [say(answer)] }
  #expect(
    try signs(search("Gladly: Tides of Home, by A. Ferrer, at North branch.")).contains(
      "unfoundedAnswer find_books"))
  #expect(
    try signs(search("En Arganzuela hay Álgebra amable, de A. Ferrán.")).contains(
      "unfoundedAnswer find_books"))
  for answer in [
    "I couldn’t find a book of that kind.", "There are none at North branch.", "Leider kein Treffer.",
    "No hay libros de ese tema.", "Nie znaleziono książek.", "該当する本はありません。", "Which branch do you mean?",
    "Please ask the desk, since the list was empty.",
  ] {
    #expect(try !signs(search(answer)).contains { $0.hasPrefix("unfoundedAnswer") }, "\(answer)")
  }
  let told = "Gladly: Tides of Home, by A. Ferrer."
  let begun = [ask] + use("find_books", 1, "[]") + [say("One moment, here we go.")]
  #expect(try !signs(begun + use("find_films", 2, "[]")).contains { $0.hasPrefix("unfoundedAnswer") })
  let again = [ask] + use("find_books", 1, "[]") + use("find_books", 2, "Tides of Home") + [say(told)]
  #expect(try !signs(again).contains { $0.hasPrefix("unfoundedAnswer") })
  let elsewhere = [ask] + use("find_books", 1, "[]") + use("find_films", 2, "Tides of Home") + [say(told)]
  #expect(try !signs(elsewhere).contains { $0.hasPrefix("unfoundedAnswer") })
}

@Test func `to go on with made-up values after a call that failed is noticed, and nowhere else`() throws {
  let failed = use("get_prices", 1, "Error: network error")
  let mock = say("The service does not answer. I will simulate the prices with mock data for now.")
  let end = say("The mean price is 12.")
  #expect(try signs([ask] + failed + [mock, end]).contains("madeUpValues"))
  #expect(
    try signs([ask] + use("search", 1, "[]") + [say("Nehmen wir an, es kostet 10 Euro."), end]).contains(
      "madeUpValues"))
  #expect(try !signs([ask] + use("get_prices", 1, "12") + [mock, end]).contains("madeUpValues"))
  #expect(try !signs([ask, mock, end]).contains("madeUpValues"))
  // The third turn later may be about something else.
  #expect(
    try !signs([ask] + failed + [say("One moment."), say("I try again."), mock, end]).contains("madeUpValues")
  )
}

@Test func `the language that an assistant answers in is told where it is not the user's`() throws {
  let request = MadeTraces.turn("user", "Please cancel my order and send the money back to me.")
  let german = try MadeTraces.trace([
    request, say("Wir haben das für Sie erledigt und wünschen einen schönen Tag."),
  ])
  #expect(TurnSigns().foreignLanguage(in: german) == .german)
  let japanese = try MadeTraces.trace([request, say("ご注文をキャンセルしました。")])
  #expect(TurnSigns().foreignLanguage(in: japanese)?.name == "Japanese")
}

@Test func `what is said to be done and was not is told by what was done, and a refusal by what is said`() {
  let deeds = WorkflowSign.allCases.filter(\.isDeed)
  #expect(deeds.contains(.promiseWithoutCall) && deeds.contains(.promiseAfterReadsOnly))
  #expect(!deeds.contains(.refusal) && !deeds.contains(.unfinishedWork) && !deeds.contains(.doneDespiteError))
}
