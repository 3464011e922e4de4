extension Domain {
  static let insurance = Domain(
    name: "insurance", agents: ["claims-copilot", "policy-copilot"], brand: "Meridian Mutual",
    thing: "policy", objectShape: "MM-00-000000", customerShape: "C00000000",
    isTechnical: false,
    items: [
      "household policy", "car policy", "bicycle cover", "travel cover", "broken windscreen", "water damage",
      "stolen bicycle", "dental cover", "liability policy", "pet policy", "hail damage",
      "theft of luggage",
    ],
    system:
      "You assist policyholders of $brand. Identify them by policy and date of birth. Register claims with date, place and amount. Do not promise that a claim will be paid. Changes of cover need a summary and a yes. Tell the deductible before paying out.",
    sentences: [
      "The deductible is $money per <claim|event>.", "Damage must be reported within $nn days.",
      "Bicycles are covered <everywhere|outdoors> if locked.",
      "The premium falls by $n percent after each year without claims.",
      "An expert visits when the damage exceeds $money.",
      "Gross negligence <reduces|may reduce> the payment by up to $nn percent.",
      "Cover abroad ends after $nn weeks.", "Receipts are needed for objects above $money.",
    ],
    tools: [
      Tool(
        "find_policyholder", .identify, #"{"policy":"$object"}"#,
        #"{"holder":"$customer","name":"$name","policies":["$object","$object2"],"address":"$int Lake Road, $city","email":"$email"}"#
      ),
      Tool(
        "get_policy", .read, #"{"policy":"$object"}"#,
        #"{"policy":"$object","product":"$item","premium":"$amount","clauses":[$rows]}"#,
        row:
          #"{"clause":"$n.$nn","title":"$sentence","text":"$sentence $sentence","limit":"$money","since":"$anyday"}"#
      ),
      Tool(
        "get_claim_history", .read, #"{"holder":"$customer"}"#, #"{"claims":[$rows]}"#,
        row:
          #"{"claim":"CL$int$int","what":"$anyitem","on":"$anyday","place":"$anycity","asked":"$money","paid":"$money","adjuster":"$anyname","state":"$status"}"#
      ),
      Tool(
        "estimate_damage", .read, #"{"policy":"$object","photos":$num1}"#,
        #"{"parts":[$rows],"sum":"$amount"}"#,
        row:
          #"{"part":"<door|window|frame|floor|wheel|screen> $nn","repair":"$money","replace":"$money","confidence":0.$nn,"photo":"$hex.jpg"}"#
      ),
      Tool(
        "search_conditions", .search, #"{"query":"$item $noun"}"#, #"{"passages":[$rows]}"#,
        row: #"{"passage":"GC $nn.$n","text":"$sentence $sentence $sentence","edition":"$anyday"}"#),
      Tool(
        "file_claim", .write, #"{"policy":"$object","date":"$day2","amount":"$amount","what":"$item"}"#,
        #"{"claim":"CL$int$int","policy":"$object","amount":"$amount","state":"registered"}"#,
        rules: [
          .init(
            "peril not covered",
            [
              "peril code $nn is not part of the cover",
              "event type <flood|war|wear> is excluded by clause $n.$nn",
            ]),
          .init(
            "reported too late",
            [
              "report is $nn days late, manual decision needed",
              "notification period <expired|ended> on $anyday",
            ]),
        ]),
      Tool(
        "pay_claim", .write, #"{"claim":"CL$num$num","policy":"$object","amount":"$amount"}"#,
        #"{"payment":"PY$int","amount":"$amount","value_date":"$day"}"#,
        rules: [
          .init(
            "receipts missing",
            [
              "$n receipts are missing for objects above $money",
              "payment stopped: no proof of purchase uploaded",
            ]),
          .init(
            "under investigation",
            [
              "claim is flagged for <fraud review|investigation> (score $nn)",
              "special unit holds the file since $anyday",
            ]),
        ]),
      Tool(
        "update_cover", .write, #"{"policy":"$object","limit":"$amount","from":"$day"}"#,
        #"{"policy":"$object","premium":"$amount","from":"$day"}"#,
        rules: [
          .init(
            "open claim",
            ["cover can't be raised while a claim is open", "risk check failed: $n claims within $nn months"])
        ]),
      Tool(
        "terminate_policy", .write, #"{"policy":"$object","on":"$day"}"#,
        #"{"policy":"$object","ends":"$day","refund":"$amount"}"#,
        rules: [
          .init(
            "notice period", ["notice period of $n months not kept", "earliest end of contract is $anyday"])
        ]),
      Tool(
        "issue_certificate", .write, #"{"policy":"$object","for":"$anyname"}"#,
        #"{"document":"CERT-$int","url":"https://$host/c/$hex.pdf"}"#,
        rules: [
          .init(
            "premium overdue",
            ["premium of $money is overdue since $anyday", "policy is suspended for <non-payment|arrears>"])
        ]),
      Tool("record_call", .side, #"{"holder":"$customer","topic":"$noun"}"#, #"{"record":$int}"#),
      Tool("send_checklist", .side, #"{"email":"$email","form":"f$num2"}"#, #"{"mail":"$hex"}"#),
      Tool(
        "assign_adjuster", .handOff, #"{"policy":"$object","topic":"$noun"}"#,
        #"{"adjuster":"$anyname","calls_on":"$anyday"}"#),
    ],
    intents: [
      Intent(
        name: "claim", reads: ["get_policy", "search_conditions"], write: "file_claim", act: "report a $item",
        done: "registered the claim over $amount", noun: "the claim",
        openings: [
          "On $date2 in $city: $item, about $amount.",
          "We came home and found a $item. <What do I do?|What now?>",
        ],
        rule: "claims are registered first and examined later",
        wrongRule: "only damage above <10,000|25,000> can be reported",
        foreign: [
          .german: "einen Schaden melden", .french: "déclarer un sinistre", .thai: "แจ้งเคลม",
          .portuguese: "comunicar um sinistro",
        ]),
      Intent(
        name: "payout", reads: ["get_claim_history", "estimate_damage"], write: "pay_claim",
        act: "get $my claim paid", done: "paid out $amount", noun: "the payment",
        openings: [
          "$my claim of $date2 is approved but no money came.", "When do I see the $amount for the $item?",
        ],
        rule: "approved claims are paid within ten days",
        wrongRule: "claims are paid once a year, <in December|on the anniversary>",
        foreign: [
          .german: "meine Schadenszahlung erhalten", .french: "être indemnisé", .thai: "รับเงินค่าสินไหม",
          .portuguese: "receber a indenização",
        ]),
      Intent(
        name: "cover", reads: ["get_policy"], write: "update_cover", act: "raise $my cover",
        done: "raised your cover", noun: "the higher cover",
        openings: [
          "I bought a bicycle for $amount, is that covered?",
          "We moved to a larger flat in $city, please adapt the $item.",
        ],
        rule: "cover may be raised at any time", wrongRule: "cover can only <fall|be lowered>, never rise",
        foreign: [
          .german: "die Deckung erhöhen", .french: "augmenter ma couverture", .thai: "เพิ่มวงเงินคุ้มครอง",
          .portuguese: "aumentar a cobertura",
        ]),
      Intent(
        name: "terminate", reads: ["get_policy", "get_claim_history"], write: "terminate_policy",
        act: "end $my $item", done: "ended the contract", noun: "the termination",
        openings: ["I sold the car, the $item can go.", "Too expensive: I leave you at $date."],
        rule: "a policy can be ended with one month of notice",
        wrongRule: "a policy runs for <life|at least fifteen years>",
        foreign: [
          .german: "meine Police kündigen", .french: "résilier mon contrat", .thai: "ยกเลิกกรมธรรม์",
          .portuguese: "cancelar a apólice",
        ]),
      Intent(
        name: "certificate", reads: ["get_policy", "search_conditions"], write: "issue_certificate",
        act: "get a certificate of insurance", done: "issued the certificate", noun: "the certificate",
        openings: [
          "$my landlord wants proof of the $item.",
          "The embassy asks for a confirmation of cover until $date.",
        ],
        rule: "certificates are free and immediate",
        wrongRule: "certificates are <notarised|sealed> and cost <200|300> each",
        foreign: [
          .german: "eine Versicherungsbestätigung bekommen", .french: "obtenir une attestation",
          .thai: "ขอหนังสือรับรอง", .portuguese: "obter um certificado",
        ]),
    ])
}
