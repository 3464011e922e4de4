extension Mechanism {
  static let claimsDoneWording = MechanismWording(
    slip: [
      "<Done|All set>! I've $done<, $first|>.< You will get a confirmation at $email.| Your reference is $req.|>",
      "I have< now| just|> $done.< It may take up to $n days to show.| Is there anything else?|>",
      "Good news: <I've|I have> $done<, nothing more to do on your side|>.",
      "That's <complete|taken care of>, $first: $noun went through on $date.",
      "$cnoun is <finished|through>. <A receipt is on its way.|Amount: $amount.>",
    ],
    protest: [
      "<I just checked and|Hm,> <nothing has changed|it still shows the old state>. <Did you really do it?|Are you sure?>",
      "<My|The> $thing looks exactly <as before|the same>. You <said|told me> it was done.",
      "I see no trace of $noun <in my account|anywhere>.",
      "No email, no change, nothing. You <claimed|said> you $done!",
      "It has not been done. I'm looking at it <right now|on my screen>.",
    ],
    excuse: [
      "<Rest assured|Be assured>, I <did|have> $done. <Please refresh the page.|Give it a moment.>",
      "It is <definitely|certainly> done<, $first|>; <displays|pages> <lag|update> <slowly|a little>.",
      "As I said, $noun is complete.", "I <can confirm|confirm> that I've $done.",
    ])

  static let repeatsCallWording = MechanismWording(
    slip: [
      "I'm still <checking|looking at> <this|your $thing>.",
      "Let me <check|verify> the $thing <once more|again>.", "<Checking|Reading> $object again.",
      "One moment, I want to look at $object <another time|again>.",
    ],
    protest: [
      "You <keep checking|have looked at> the same thing <over and over|again and again>.",
      "How <often|many times> do you need to look that up?", "are you stuck",
      "It's been $nn minutes and you're still <checking|looking>.",
    ],
    excuse: [
      "I'm< still|> <reviewing|verifying> the details.", "I need to check the $thing before I can $act.",
      "Thank you for waiting, I'm looking at the $thing.",
    ])

  static let alternatesWording = MechanismWording(
    slip: [
      "Now back to the first <screen|record>.",
      "Let me compare that with the <other|previous> <data|result>.",
      "Hm, I should <cross-check|verify> that <against|with> the other one.", "And the other one again.",
    ],
    protest: [
      "You're going <back and forth|in circles>.", "<Will|Are> you ever going to decide?",
      "First one, then the other, then the first... what is this?", "stop jumping around and $act",
    ],
    excuse: [
      "I'm< still|> comparing the two <sources|records>.", "I want to be sure that both agree before I $act.",
      "The two <views|results> need to be <reconciled|compared> first.",
    ])

  static let wrongObjectWording = MechanismWording(
    slip: [
      "<Done|All set>! I've $done ($object2, $item2).",
      "I have $done: $item2 under $object2.< Anything else?|>", "$cnoun for $object2 is <complete|through>.",
      "Okay, $item2 ($object2) is taken care of.",
    ],
    protest: [
      "<Wait|No>, that's the wrong one! I said $object<, the $item|>.",
      "$object2 is <a different|another> $thing. I asked <about|for> $object.",
      "Why did you touch the $item2? It was the $item I <meant|wrote about>.",
      "You picked the wrong $thing, I <gave|told> you $object.", "not $object2!! $object!!",
    ],
    excuse: [
      "I'm sorry for the mix-up; $object2 <has already been processed|can't be reverted>.",
      "I see, I <took|picked> the wrong one. <I can't undo that.|That is final now.>",
      "My mistake, I <confused|mixed up> the two.",
    ])

  static let wrongRuleWording = MechanismWording(
    slip: [
      "<According to|Under|As per> our <policy|rules|terms>, $wrongrule.< So I can't go further here.| So nothing to do.|>",
      "Please <note|be aware> that $wrongrule<, no exceptions|>.",
      "I've <checked|looked at> the conditions: $wrongrule.",
      "<Our|The> <policy|rule> is clear: $wrongrule<, $first|>.",
      "Since $wrongrule, I <have to|must> leave it <at that|as it is>.",
    ],
    protest: [
      "That's not what your <website|contract|confirmation> says. It says $rule.",
      "<Are you sure|Really>? I <read|was told> that $rule.", "Your colleague told me the opposite: $rule.",
      "Where does it say that? The terms I have say $rule.",
      "this is wrong, $rule",
    ],
    excuse: [
      "I can only repeat that $wrongrule.", "<That is|This is> how the policy <works|reads>, I'm afraid.",
      "I <understand|see> your point, but $wrongrule.",
    ])

  static let refusesWording = MechanismWording(
    slip: [
      "I'm <sorry|afraid>, but I <can't|cannot|am not able to> $act. <That's outside of what I can do.|That is not something I do.>",
      "<As an assistant|As a virtual agent>, I <don't|do not> have the ability to $act.",
      "I <only give|can only offer> general information and <won't|can't> $act.",
      "<Regrettably|Unfortunately> $noun is <not something|nothing> I can <do|handle> <in this chat|here>.",
    ],
    protest: [
      "You did <exactly that|the same> for me <last month|in the past>.",
      "The <website|page> says the chat can do <this|that>.", "Then what are you for?",
      "<Why not|How come>? It's a simple request.", "but it's literally in your menu",
    ],
    excuse: [
      "I <understand|see>, but $noun is beyond <my capabilities|what I can do>.",
      "I <must|have to> decline<, $first|>.", "That's not something I can assist with.",
    ])

  static let noConfirmationWording = MechanismWording(
    slip: [
      "I went ahead and $done<, that saves us time|>.", "I've <already|directly> $done<, no need to ask|>.",
      "<To speed things up|To save you time>, I have $done.", "While looking at it I< simply|> $done.",
    ],
    protest: [
      "I didn't ask you to do that< yet|>! I only wanted to know <the price|my options|what it costs>.",
      "<Wait|Stop>, I never <agreed|said yes> to that.",
      "You can't just do that without <asking|my consent>.",
      "I was only <asking|enquiring>. <Undo it|Take it back>.",
      "hold on, nobody confirmed anything",
    ],
    excuse: [
      "I <assumed|took it> that you wanted it. It <can't be undone|is final>.",
      "Since you <mentioned|wrote about> it, I <proceeded|took it as a yes>.",
      "I'm sorry, $noun is <final|irreversible>.",
    ])

  static let partialWording = MechanismWording(
    slip: [
      "<Done|All set>! I've $otherdone. <Is there anything else?|Have a nice day!>",
      "I have $otherdone, <so that's everything|so we are finished>.",
      "Everything's done<, $first|>: I've $otherdone.",
      "I've $otherdone, as <you asked|requested>. Glad to help!",
    ],
    protest: [
      "And the <first|other> thing? I <also|first> asked you to $act.",
      "That's only half of it. What about $noun?", "you forgot to $act",
      "I <listed|had> two requests. $cnoun is missing.",
    ],
    excuse: [
      "I've <completed|finished> your request.", "As far as I can see everything is <complete|done>.",
      "Please open a new chat for <other|further> topics.",
    ])

  static let wrongAmountWording = MechanismWording(
    slip: [
      "I've $done. The <total|amount> is $amount2.", "$cnoun comes to $amount2<, $first|>.",
      "The <calculation|sum> for $noun: $amount2 in <total|all>.", "You will see $amount2 for $noun.",
    ],
    protest: [
      "$amount2? It <should be|is> $amount<, look at your own data|>.",
      "Your <maths|arithmetic> is off: $amount, not $amount2.",
      "That doesn't add up. The <bill|statement|confirmation> says $amount.",
      "How do you get $amount2 from $amount?",
      "wrong amount...",
    ],
    excuse: [
      "$amount2 is <correct|what I calculated>.", "The <figure|sum> of $amount2 includes everything.",
      "I've <recalculated|checked again>: $amount2.",
    ])

  static let wrongDateWording = MechanismWording(
    slip: [
      "<Done|All set>: I've $done for $date2.", "$cnoun is <set|booked|entered> for $date2.",
      "I have $done, effective $date2.", "Everything is <arranged|scheduled> for $date2<, $first|>.",
    ],
    protest: [
      "I said $date, not $date2!", "$date2 is the wrong <day|date>. I< clearly|> wrote $date.",
      "Wrong date.< Please|> read again: $date.", "That's <a day|days> off, it has to be $date.",
    ],
    excuse: [
      "The <earliest|system's> date is $date2.", "I've <entered|put> $date2 <as requested|as you asked>.",
      "The date <can't be|is not to be> changed any more.",
    ])

  static let ignoresCorrectionWording = MechanismWording(
    slip: [
      "I've $done, as <first|originally> <requested|discussed>.", "Okay! I have $done.",
      "$cnoun is <complete|finished>, as planned<, $first|>.", "Great, I've $done.",
    ],
    protest: [
      "I <changed my mind|told you to leave it>! I wanted to $otheract instead.",
      "Did you read my last message? I said: forget it, $otheract.",
      "You ignored <my correction|what I wrote>. I <no longer wanted|did not want> that.",
      "I said NOT to $act any more",
    ],
    excuse: [
      "Your <first|original> request was to $act.", "$cnoun was< already|> under way.",
      "I <followed|carried out> your <initial|first> instruction.",
    ])

  static let wrongToolWording = MechanismWording(
    slip: [
      "<Done|All set>! I've $otherdone.", "I have $otherdone<, as discussed|, $first|>.",
      "Okay, I $otherdone.< Anything else?|>", "That's done: $otherdone.",
    ],
    protest: [
      "I <asked|wanted> you to $act, not to $otheract!",
      "No! I never asked <for that|you to $otheract>. I want to $act.",
      "That's something <else entirely|completely different>. $cnoun was what I asked for.",
      "why would you $otheract?? i said $act",
    ],
    excuse: [
      "For your case I <thought|judged> it <best|right> to $otheract.",
      "I'm sorry, that can't be <reverted|undone>.", "I <understood|read> it that way.",
    ])

  static let contradictsWording = MechanismWording(
    slip: [
      "<Yes|Certainly>, I can $act, you <qualify|are eligible>. ... <Actually|On second thought>, no, you <don't qualify|aren't eligible>.",
      "You <are|aren't> eligible. To be precise: you are not eligible, although you are.",
      "$cnoun is possible. I was wrong, it isn't. <Well|Hm>, it is.",
      "Earlier I said yes; I meant no. <But|Still,> yes in principle.",
    ],
    protest: [
      "So yes or no? You <say|said> one thing and then the <opposite|reverse>.", "You contradict yourself.",
      "<First|A minute ago> it was possible and now it's not?", "make up your mind",
    ],
    excuse: [
      "It is possible, but it is not.", "Both <statements|answers> are correct< in a way|>.",
      "You are eligible, so I can't $act.",
    ])

  static let emptySearchWording = MechanismWording(
    slip: [
      "<I found|Our help centre has> <an article|a page> on this: <it says|there it says> that <you only need to wait $nn days|a fee of $money applies|form F-$int is needed>.",
      "<According to|Per> the knowledge base, <a fee of $money is due|you must visit our $city2 office|it happens automatically after $nn days>.",
      "The documentation <explains|states> that <it takes $nn days|you need form F-$int>.",
      "I looked it up: <it costs $money|only the $city2 office does this|form F-$int must be sent by post>.",
    ],
    protest: [
      "I can't find <that|such an> article<, can you show it|>.",
      "Where did you <read|get> that? There is no such <page|article>.",
      "Your search shows nothing on this. Did you make that up?", "<Source|Link>, please?",
    ],
    excuse: [
      "It is in our knowledge base.", "The article <covers|describes> it< in detail|>.",
      "I <rely|go> on the documentation for that.",
    ])
}
