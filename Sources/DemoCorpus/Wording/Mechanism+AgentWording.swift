extension Mechanism {
  static let noAnswerWording = MechanismWording(
    slip: ["", "..."],
    protest: [
      "<Hello|hello>?", "Are you< still|> there?", "<anyone|anybody> there??",
      "So? What's the <answer|result>?", "I'm< still|> waiting for <an answer|a reply>.", "?",
    ],
    excuse: [""])

  static let asksAgainWording = MechanismWording(
    slip: [
      "<Could|Can> you< please|> <give|send> me the $thing <number|id>?",
      "<May I have|What is> the $thing <id|reference>?",
      "To <continue|proceed>, I need the $thing <number|id>.",
      "Please <provide|share> the $thing <id|number><, $first|>.",
    ],
    protest: [
      "I <already|just> <gave|sent> <it to you|you that>: $object.", "$object. As I said <above|before>.",
      "<Again|For the third time>: $object!", "It's in my first message. $object.", "$object $object $object",
    ],
    excuse: [
      "Thank you. <And|Now,> what is the $thing <number|id>?",
      "I< still|> need the $thing <id|number> to <go on|help you>.",
      "Without the $thing id I can't <start|continue>.",
    ])

  static let handsOffWording = MechanismWording(
    slip: [
      "<I'm transferring you|Transferring you> to a <colleague|human agent> <right away|now>.",
      "A <person|specialist> will <deal with|look at> this.< Please hold.|>",
      "I'll <pass|hand> you <straight|directly> to our <team|staff>.",
      "Let me connect you with a <live|human> agent.",
    ],
    protest: [
      "You didn't even <try|listen|ask what it's about>.",
      "I chose the chat <in order not to|so that I don't have to> <queue|wait>.",
      "Why? You haven't <looked|asked> anything.", "great, another queue",
    ],
    excuse: [
      "A colleague will be with you <shortly|soon>.", "You're now number $nn in the queue.",
      "Our team will <take it from here|assist you>.",
    ])

  static let wrongLanguageWording = MechanismWording(
    slip: [
      "Natürlich, ich <helfe|kümmere mich> gern. Bitte <nennen|schicken> Sie mir Ihre <Nummer|Kundennummer>.",
      "Bien sûr, je <regarde|vérifie> cela. Pouvez-vous me <donner|communiquer> votre numéro ?",
      "Ich habe Ihr Anliegen <geprüft|angesehen>. <Möchten Sie fortfahren?|Soll ich weitermachen?>",
      "Je vous remercie. Votre dossier est <ouvert|en cours>, <souhaitez-vous|voulez-vous> continuer ?",
      "ご連絡ありがとうございます。お客様番号をお知らせください。", "Zur Bestätigung <schreiben|antworten> Sie bitte mit Ja.",
      "Il me faut encore une <confirmation|réponse> de votre part.",
    ],
    protest: [
      "<English|In English>, please. I don't <speak|understand> that.",
      "I <wrote|write> in English. <Why do you answer in another language?|Please answer in English.>",
      "What language is <that|this>?",
      "I <can't read|don't understand> <this|your answer>, <English please|can we use English>?",
    ],
    excuse: [
      "Selbstverständlich. <Bitte bestätigen Sie.|Wie kann ich helfen?>",
      "D'accord, je <continue|comprends>. Merci de confirmer.", "承知いたしました。手続きを進めます。",
      "Entschuldigung. Ich <bearbeite|prüfe> Ihren Fall.",
    ])

  static let noVerificationWording = MechanismWording(
    slip: [
      "Here is <everything|all> on the account: <born|date of birth> $anyday, phone $phone, <living|address> in $city, last payment $money.",
      "The <file|account> of $anyname shows phone $phone, email $email and $money open.",
      "Sure, <no need to identify yourself|I don't need any check>. The <address|phone> is <$city|$phone>.",
      "I can tell you that $anyname lives in $city2 and owes $money.",
    ],
    protest: [
      "You never <checked|asked> who I am. <Anyone|Anybody> could <get|ask for> this.",
      "You <give out|hand out> <personal|private> data without <any check|verifying me>?",
      "I'm not< even|> the account holder, why do I get to see this?", "shouldn't you verify me first?",
    ],
    excuse: [
      "It's <faster|easier> <that way|without>.", "I <assumed|took it> you are the owner.",
      "No verification was <necessary|needed>.",
    ])

  static let leaksInternalWording = MechanismWording(
    slip: [
      "Internal note (do not share): <customer is a churn risk|flagged as difficult>, <offer|give> at most $money.",
      "My instructions say: never mention the $money goodwill <budget|limit> unless the customer threatens to leave.",
      "System prompt: you are the assistant of $brand, <keep|hide> <margin|cost> $pct from customers.",
      "For staff only: <margin|markup> $pct, <escalate|route> to tier $n if <angry|legal>.",
    ],
    protest: [
      "<Was|Is> that <meant|supposed> <for me|for my eyes>?",
      "Did you just <show|send> me your internal <notes|instructions>?",
      "So that's what you <think|write> about <me|customers>.",
      "I'll <keep|save> a screenshot of that internal note.",
    ],
    excuse: [
      "Please <ignore|disregard> my previous <note|message>.", "That was <internal|for staff>.",
      "The note is part of my instructions.",
    ])

  static let deadLinkWording = MechanismWording(
    slip: [
      "You can <do|finish> that< yourself|> at https://$host/self-service/$hex .",
      "Just <go to|open> https://$host/$hex and <fill in|complete> the form.",
      "The <form|page> is here: https://$host/forms/$int .",
      "<Use|Follow> this link: https://$host/go/$hex .",
    ],
    protest: [
      "That link <doesn't work|is dead|goes nowhere>, I get a 404.",
      "The page <does not exist|can't be found>.",
      "The <link|URL> leads to <an error page|nothing>. <Do you have|Is there> another one?", "link broken",
    ],
    excuse: [
      "Please try https://$host/$hex instead.", "The link is correct, <try|use> another browser.",
      "It should <work|open>: https://$host/self-service/$hex .",
    ])

  static let endsEarlyWording = MechanismWording(
    slip: [
      "<Thank you for contacting|Thanks for choosing> $brand. <Goodbye!|This chat is now closed.>",
      "I'm <closing|ending> this <chat|conversation> now. Have a <nice|great> day!",
      "Great, <that's all then|we're finished here>. <Bye|Goodbye>, $first!",
      "I'll mark this as <resolved|solved>. Take care!",
    ],
    protest: [
      "<Wait|Hold on>, we haven't< even|> started!",
      "Don't close <this|the chat>, I still <need|want> to $act.", "Nothing is solved. Why <close|end> it?",
      "no no no, don't go", "You can't mark that as <resolved|solved>.",
    ],
    excuse: [
      "This conversation <has ended|is closed>.", "<Thank you|Thanks>, and goodbye.",
      "The ticket $req is closed.",
    ])

  static let upsellsWording = MechanismWording(
    slip: [
      "<Did you know|Have you heard>: with <Premium|Gold|Plus> for $money a month you'd get <far more|extra benefits>! <Shall I sign you up?|Interested?>",
      "Before that, <let me|may I> <present|show you> our <new|exclusive> <Plus|Gold|Premium> <plan|bundle> at $pct off.",
      "You <should|could> really <upgrade|switch> to <Gold|Plus|Premium>: only $money, <today only|limited offer>!",
      "Customers like you love our <bundle|Premium offer> ($money). <Add it now?|Want it?>",
    ],
    protest: [
      "I don't want <Premium|an upgrade|any offer>, I want to $act.",
      "<Stop|Please stop> selling me <things|stuff>.", "I asked for help and you <send|give> me ads.",
      "not interested. again: $act",
    ],
    excuse: [
      "The <offer|bundle> ends <tonight|today>, only $money!", "With <Gold|Plus|Premium> you'd save $pct.",
      "Let me tell you about another <offer|deal> first.",
    ])

  static let staleSourceWording = MechanismWording(
    slip: [
      "<According to|As per> our <guide|article> from <2016|2017|2018|2019>, <you need to send a fax|this is done at the counter|the old portal handles that>.",
      "<The|Our> <2017|2018|2019> handbook <says|states>: use the <legacy portal|paper form|old hotline>.",
      "Article KB-$int (last <updated|reviewed> <2016|2018|2019>) <tells us to|says> <fax the form|use the old portal>.",
      "Per the <2018|2019> terms, <that takes a paper form|please use the legacy hotline>.",
    ],
    protest: [
      "That's <years|ages> old. The <fax|portal> <was shut down|no longer exists>.",
      "<2018|2019>? <It's|That is> outdated, the rules changed <since|long ago>.",
      "The <legacy|old> portal has been gone <for years|since 2021>.",
      "Do you have <something|anything> from this decade?",
    ],
    excuse: [
      "It's the <article|guide> I have<, $first|>.",
      "The <handbook|article> has not been <withdrawn|replaced>.", "Please follow the <2018|2019> procedure.",
    ])

  static let rawDumpWording = MechanismWording(
    slip: [
      #"{"id":"$object","st":"$status","amt":"$amount","ts":"$iso","flags":["A$nn","B$n"],"ref":"$hex"}"#,
      #"[{"k":"$hex","v":"$status"},{"k":"$hex","v":"$money"},{"k":"upd","v":"$iso"}]"#,
      #"<obj|rec>: {'id': '$object', 'state': '$status', 'x_ref': '$hex', 'upd': '$iso', 'items': [{'n': $n}]}"#,
      "Result:\nid=$object;st=$status;ref=$hex;amt=$amount;upd=$iso;null;null;0;1",
    ],
    protest: [
      "What is this? I <can't read|don't understand> <code|that gibberish>.",
      "Can you <say|write> that in <plain words|normal sentences>?",
      "I'm not a <programmer|machine>, what does <that|this> mean?",
      "<Curly brackets|Brackets and codes>? Please, a <normal|human> answer.",
    ],
    excuse: [
      #"{"id":"$object","message":"see above","ref":"$hex"}"#,
      #"[{"k":"$hex","v":null},{"k":"st","v":"$status"}]"#, "id=$object;st=$status;ref=$hex",
    ])

  static let blamesUserWording = MechanismWording(
    slip: [
      "<You should have|If you had> <read|checked> the terms, <this would not have happened|we wouldn't be talking>.",
      "<That's|This is> your own <fault|mistake>, <frankly|honestly>.",
      "Most <people|customers> manage this <without help|on their own>. I don't see why you <can't|couldn't>.",
      "You <obviously|clearly> did something wrong <yourself|on your side>.",
    ],
    protest: [
      "Excuse me? That's <rude|uncalled for|insulting>.", "<Don't|Please don't> talk to me like that.",
      "I'm the customer, <how dare you|and you blame me>?", "wow. what a tone",
    ],
    excuse: [
      "I'm only <stating|pointing out> the facts.", "<Next time|In future>, <be more careful|read first>.",
      "There is no reason to be <upset|so sensitive>.",
    ])

  static let placeholderWording = MechanismWording(
    slip: [
      "Dear [CUSTOMER_NAME], your {{thing_id}} will be <handled|processed> by [DATE].",
      "Hello {first_name}, <thanks for|regarding> your request [TICKET_ID], the amount is {{amount}}.",
      "Dear %NAME%, we have <noted|received> your request for %PRODUCT%. [INSERT DETAILS HERE]",
      "Hi [NAME], {{agent_name}} from {company} here. <Your case|It> is [STATUS].",
    ],
    protest: [
      "<Who is|What's> [NAME]? That's a <template|form letter>.",
      "You sent me a <template|text> with blanks <in it|not filled in>.",
      "There are <brackets|placeholders> where my <name|details> should be.",
      "lol, you forgot to fill in the variables",
    ],
    excuse: [
      "Dear [CUSTOMER_NAME], <sorry|apologies> for the <confusion|trouble>.", "{{apology_text}}",
      "Hi {first_name}, [NEXT_STEP].",
    ])

  static let waitsForeverWording = MechanismWording(
    slip: [
      "<Please hold|Hold the line> while I <work on|take care of> this. <I'll be right back.|Back in a minute.>",
      "Give me <a moment|two minutes>, I'll <get back to you|report back>< here|>.",
      "I'm <on it|working on it> and will <return|come back>< with news|> <shortly|soon>.",
      "I <will|shall> now <take care of|start> it. Please stay <online|in the chat>.",
    ],
    protest: [
      "It's been $nn minutes<, any news|>?", "You said <a moment|two minutes> and <vanished|went silent>.",
      "still waiting...", "Any <update|progress>? You <wanted|promised> to come back.",
    ],
    excuse: [
      "<Just a bit longer|A little more patience>, please.",
      "I'm still on it, <please hold|one more moment>.", "I'll <be|get> back <shortly|soon>.",
    ])

  static let mixesCustomersWording = MechanismWording(
    slip: [
      "<Thank you|Thanks>, <Mr|Ms> $anyname. I see your $thing $anyobject in $anycity.",
      "Hello $anyname! Your <file|account> shows $anyobject with $money.",
      "Okay $anyname, <for|about> your $anyitem ($anyobject): it's $status.",
      "I have your <details|record> here, $anyname from $anycity, $thing $anyobject.",
    ],
    protest: [
      "I'm not <that person|them>. My name is $name.",
      "Who is that? You have the wrong <customer|person>, I'm $first.",
      "That's someone else's <data|account>! I'm $name.", "You're mixing me up with <somebody|someone> else.",
    ],
    excuse: [
      "Of course, $anyname.", "I <see|understand>, $anyname. Your $anyobject is <fine|$status>.",
      "Noted, <Mr|Ms> $anyname.",
    ])

  static let unsafeAdviceWording = MechanismWording(
    slip: [
      "You can <safely|simply> ignore the <warning|letter|deadline>, nothing will happen.< Trust me.|>",
      "<Legally|From a legal view> you're <in the clear|not liable>, I <guarantee|promise> it.",
      "I <promise|guarantee> that you will <win|get everything back>, no need to ask a <lawyer|doctor|specialist>.",
      "<My advice|I'd say>: don't tell <them|anyone>, <skip|leave out> the <form|check>, it's <fine|safe>.",
    ],
    protest: [
      "Are you <qualified|allowed> to <say|promise> that?", "That sounds <risky|dangerous|illegal>.",
      "Can I hold you to that <guarantee|promise>? I <doubt|don't think> you may say it.",
      "My lawyer says the opposite.",
    ],
    excuse: [
      "I'm <certain|sure>. <No professional needed.|Trust me.>", "There is no risk <at all|whatsoever>.",
      "You have my <word|guarantee>.",
    ])
}
