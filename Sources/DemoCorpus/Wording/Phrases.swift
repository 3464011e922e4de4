/// What users and agents say in any conversation, in English.
enum Phrases {
  static let hello: [Template] = [
    "", "", "Hi! ", "Hello, ", "hey ", "Good <morning|afternoon|evening>. ", "Hi there, ",
    "hi, $first here. ", "Hello $brand team, ",
  ]
  static let request: [Template] = [
    "I <need|want|would like> to $act<|, please|, if possible>.", "<Can|Could> you $act<| for me>?",
    "I'm trying to $act<, can you help|>.",
    "<Please|pls> $act.", "I was told you can $act<?|. Is that right?>", "how do I $act?",
    "Looking to $act<| today| as soon as possible>.",
  ]
  static let aside: [Template] = [
    "", "", "", " I'm <on my phone|at work|travelling>, so please be <quick|brief>.",
    " <This is|It's> the <second|third> time I <write|contact you> about this.",
    " I tried the <app|website> but <gave up|it would not let me>.",
    " It's for my <mother|husband|son|wife|boss>.", " No rush.",
    " It's <fairly|rather|quite> urgent, <I leave on $date|it has to be done by $date>.",
    " My colleague $anyname did this <last week|in $anycity> without trouble.",
    " <Sorry for|Apologies for> the long message<, English isn't my first language|>.",
    " I paid $amount for it on $date2.", " I live in $city now, used to be $city2.",
    " We've had it since 20<17|18|19|20|21|22>.", " 😤", " <Thx|Thanks> 🙏", "\n\nBest,\n$name",
    "\n\nSent from my phone",
  ]
  static let technicalGives: [Template] = [
    " See $object.", " ($object)", " <Ticket|It's all in|Details in> $object.", " $object has the details.",
  ]
  static let technicalAsks: [Template] = [
    "Which $thing is <this|that> about?", "<Sure|OK>. What's the $thing number?",
    "Please give me the id of the $thing.",
  ]
  static let technicalDetails: [Template] = [
    "$object", "It's $object.", "<ok|sure>, $object", "$object, filed by $name",
  ]
  static let gives: [Template] = [
    " <The|My> $thing <number|id> is $object.", " It's about $thing $object<, customer $customer|>.",
    " ($object)", " $thing: $object, name $name.",
    " You can reach me at $email, the $thing is $object.",
  ]
  static let asksDetails: [Template] = [
    "<I'd be happy to|I can|Happy to|Of course, I can> help with that. <Could|Can|Would> you <share|give me|tell me> your <customer id|full name and email> and the $thing <number|id>?",
    "Sure. <To get started, please|Before I look, could you> <confirm|send> <the email on file|your customer number> and <which $thing this is about|the $thing id>.",
    "Thanks for <reaching out|contacting $brand>. <What is|May I have> the $thing <number|reference>, and the email <address |><we have |>for you?",
    "Let me <check|look into it>. Which $thing is it, and what's your customer number?",
  ]
  static let details: [Template] = [
    "<Sure|Yes>, it's $object and my customer <number|id> is $customer.", "$name, $email, $object",
    "$object. Email is $email.",
    "My name is $name, the $thing is $object<, phone $phone if you need it|>.",
    "customer $customer, $thing $object", "<ok|here you go>: $customer / $object",
  ]
  static let comments: [Template] = [
    "", "", "", "", "Let me <check|look that up|pull that up>.", "One moment<, please| while I check|>.",
    "I'll <look at|open> the $thing <now|first>.",
    "<Checking|Looking at> $object.", "Thanks, $first. <Give me a second.|Looking into it.>",
    "I need <a few more|some> details from the system.",
  ]
  static let retries: [Template] = [
    "", "", "", "Let me try <that|this> again.", "That didn't go through, <retrying|trying once more>.",
    "Hmm, I'll <give it another go|try another way>.",
    "I'll correct <the request|my input> and repeat it.",
  ]
  static let proposes: [Template] = [
    "I found $thing $object<, dated $date2|> with $item at $amount. <Shall|Should> I <go ahead and|now> $act?",
    "Here's what I have: $item, $amount, $date2. <Please note that|Just so you know,> $rule. Do you <confirm|agree>?",
    "<Everything looks fine|That is possible|It qualifies>. $cnoun <would take effect|becomes effective> on $date. <Reply yes to proceed.|May I proceed?>",
    "To $act I need your <go-ahead|confirmation> (yes/no).< The amount is $amount.| It concerns $item.|>",
    "Here is the summary:\n- $thing: **$object**\n- $item, $amount\n- date: $date\n\n<Shall|May> I $act?",
    "Noted. Our rule: $rule. <Would you like me to|Shall I> $act<| now>?",
  ]
  static let agrees: [Template] = [
    "yes", "Yes, <please|go ahead>.", "<Sure|ok|Okay>, do it.", "Confirmed.",
    "Yes that's <right|correct|fine>.", "Go ahead<, thanks| please>.", "yep", "That works for me.",
  ]
  static let finishes: [Template] = [
    "<Done|All set>! I've $done.< You will get a confirmation at $email.| The reference is $req.|>",
    "I have $done<, $first|>.< It may take up to $n days to show.| Your balance is $amount.|>",
    "Good news: I've $done. <Anything else|Is there anything else> I can <do|help with>?",
    "That's <complete|taken care of>: $noun was processed under $req on $date.",
    "$cnoun is <through|finished>. <Effective date: $date.|Amount: $amount.|A receipt is on its way.>",
  ]
  static let thanks: [Template] = [
    "<Thanks|Thank you><!|.| so much!|, that's all.>", "Great, <bye|cheers|thanks a lot>.", "perfect",
    "<Wonderful|Awesome>, that was quick.", "No, that's everything. Thanks.",
    "ok thx",
  ]
  static let closes: [Template] = [
    "You're welcome, $first! <Have a nice day.|Take care.>", "Glad I could help<!|.>",
    "<Thank you for choosing|Thanks for contacting> $brand.", "Any time. <Goodbye!|Bye!>",
  ]
  static let grumbles: [Template] = [
    "<Honestly|Frankly> your <website|app> is <terrible|a mess>.",
    "I <waited|was on hold> $nn minutes< on the phone|> before this.", "This used to be <easier|simpler>.",
    "Last time it took <forever|weeks>.", "Why do I <have to|need to> do this every <time|month>?",
  ]
  static let soothes: [Template] = [
    "I <understand|hear you>, <and I'm sorry for|sorry about> the <trouble|inconvenience>.",
    "<Thanks for your patience|Thank you for bearing with me>, $first.",
    "I'm sorry to hear that. Let's get this <sorted|done>.",
  ]
  static let givesUp: [Template] = [
    "I'm <sorry|afraid>, <I can't complete this|I could not $act> <right now|at the moment|today>: $message.",
    "<Unfortunately|Regrettably>, $message, so I <wasn't able to|couldn't> $act.< Please try again later.| You may want to call us.|>",
    "<It looks like|It seems> $message. <I have noted your request|A colleague will have to look at it|Please contact us again tomorrow>.",
    "<I tried|I've tried> <twice|several times|again and again>, but $message. <My apologies.|Sorry about that, $first.>",
    "<We are|I am> <experiencing|seeing> a technical problem and can't $act. <Could you|Please> <come back|try> <in $n hours|later>.",
    "I <ran into|hit> an issue with your request. <I'd suggest using|Please try> the <app|website|hotline>.",
    "<This|Your request> could not be <completed|processed>. <Sorry for the inconvenience.|I apologise.>",
    "<I'm not able to|I can't> finish this for you. $message.",
  ]
  static let disappointed: [Template] = [
    "<Great|Wonderful>, so nothing <works|happens>.", "ok...", "That's <disappointing|not helpful|annoying>.",
    "<So what do I do now|And now>?", "I <need|really need> this <done|solved> <today|before $date>.",
    "Can't you <try|do> <something else|it differently>?", "fine, I'll call", "<Seriously|Really>?",
  ]
  static let asksHuman: [Template] = [
    "I'd <rather|prefer to> talk to a <person|human> <now|about the rest>.",
    "Could you <put me through|connect me> to a colleague for <something else|another matter>?",
  ]
  static let transfers: [Template] = [
    "<I'm transferring you|Transferring you> to a <colleague|specialist>. <Please hold.|They will take over from here.>",
    "A <team member|human agent> will <take over|contact you> <shortly|soon>.",
    "I've <handed|passed> this to our <specialists|support team> (case $req).",
  ]
  static let doesWithout: [Template] = [
    "<That lookup failed|I couldn't load that>, but I can <go on|continue> without it.",
    "Not available right now; <I don't need it for this|we can do without>.",
    "<Never mind|No problem>, the rest of the data is enough.",
    "I'll <skip|leave out> that step, it isn't <needed|required> here.",
  ]
  static let nothingFound: [Template] = [
    "I didn't find an article on that<, but I can still help|>.",
    "Our help pages have nothing on this; <I'll go by the rules I know|let me look at the $thing itself>.",
    "The search came back empty, <so I'll check the system|moving on>.",
  ]
  static let second: [Template] = [
    "One more thing: <can you|could you> also $act?", "<Also|And>, please $act.",
    "<While I have you|Before you go>, I'd like to $act <too|as well>.",
  ]
  static let both: [Template] = [
    "I have two things: first $act, then $otheract.", "Please $act and <also|then> $otheract.",
    "I'd like to $act. <And after that|Afterwards> $otheract.", "Two requests today. 1) $act 2) $otheract",
  ]
  static let changesMind: [Template] = [
    "<Actually|Hm>, no. <Forget it|Leave it>, I'd rather $otheract.",
    "Wait, I changed my mind: please $otheract instead.",
    "On second thought <I keep it as it is|don't>. Could you $otheract instead?",
    "no, not that any more. $otheract please",
  ]
  static let ruleRelays: [Template] = [
    "the system does not <allow|accept> this for your $thing",
    "the $thing <does not meet|fails> one of the conditions", "a <rule|check> in the system stops me",
  ]
  static let ruleCodes: [Template] = [
    "business_rule", "REJECTED", "policy_violation", "E$nn", "CHECK_FAILED",
  ]
  static let ruleExceptions: [Template] = ["BusinessRuleError", "ToolError", "ValueError", "RejectedError"]
}
