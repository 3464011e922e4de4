extension Domain {
  static let bank = Domain(
    name: "bank", agents: ["ledger-assist", "ledger-voice"], brand: "Bank Corvina", thing: "transaction",
    objectShape: "TX00000000",
    customerShape: "K0000000", isTechnical: false,
    items: [
      "card payment at $anycity Market", "standing order", "wire to $anyname", "streaming subscription",
      "cash withdrawal in $anycity", "direct debit", "hotel charge",
      "instalment", "salary advance", "foreign exchange", "insurance premium", "parking charge",
    ],
    system:
      "You serve retail customers of $brand. Authenticate by customer number and date of birth before any account data is shown. Never move money without an explicit yes. Disputes are open for 120 days. Fees may be waived once a year. Do not give investment, tax or legal advice.",
    sentences: [
      "Transfers within the <euro|SEPA> area arrive <the same day|within one working day>.",
      "A disputed charge is credited provisionally after $nn days.",
      "The daily limit for <cash|card payments> is $money <unless raised|by default>.",
      "Overdrafts are charged at $n.$nn percent a year.",
      "Cards are replaced within $n working days, express costs $money.",
      "Standing orders run on the <first|fifteenth> or the next working day.",
      "Foreign charges carry a fee of $n percent, <waived|free> for premium accounts.",
      "Statements are kept for $nn years in the archive.",
    ],
    tools: [
      Tool(
        "authenticate_client", .identify, #"{"client_number":"$customer","channel":"chat"}"#,
        #"{"client_number":"$customer","name":"$name","level":"<basic|premium>","accounts":[{"iban":"XX$int $int $int","balance":"$money"},{"iban":"XX$int $int $int","balance":"$money"}],"phone":"$phone"}"#
      ),
      Tool(
        "list_transactions", .read, #"{"client_number":"$customer","around":"$day2","reference":"$object"}"#,
        #"{"transactions":[{"id":"$object","text":"$item","amount":"$amount","booked":"$day2"},$rows]}"#,
        row:
          #"{"id":"TX$int$int","text":"<CARD|SEPA|ATM|DD> $anycity $int $anyname","amount":"$money","booked":"$anyday","value":"$anyday","balance":"$money","mcc":$int}"#
      ),
      Tool(
        "get_card_status", .read, #"{"client_number":"$customer","reference":"$object"}"#,
        #"{"cards":[$rows]}"#,
        row:
          #"{"card":"**** $int","state":"$status","limit":"$money","used":"$money","expires":"$anyday","last_use":{"place":"$anycity","at":"$iso","amount":"$money"},"note":"$sentence"}"#
      ),
      Tool(
        "get_fee_schedule", .read, #"{"client_number":"$customer","topic":"$noun"}"#, #"{"fees":[$rows]}"#,
        row:
          #"{"code":"F$int","name":"$sentence","amount":"$money","period":"<monthly|yearly|once>","waivable":<true|false>,"since":"$anyday"}"#
      ),
      Tool(
        "search_product_terms", .search, #"{"query":"$noun","edition":"2025"}"#, #"{"clauses":[$rows]}"#,
        row:
          #"{"clause":"$nn.$n","text":"$sentence $sentence $sentence","source":"GTC-$int","valid":"$anyday"}"#
      ),
      Tool(
        "open_dispute", .write,
        #"{"transaction_id":"$object","amount":"$amount","reason":"<fraud|not received|double charge>"}"#,
        #"{"dispute_id":"DP-$int","transaction_id":"$object","amount":"$amount","provisional_credit":"$day"}"#,
        rules: [
          .init(
            "dispute period over",
            [
              "transaction is older than 120 days, <dispute|chargeback> period has lapsed",
              "booked $anyday: outside the chargeback window",
            ]),
          .init(
            "still pending",
            [
              "only booked transactions can be disputed, $object is <pending|reserved>",
              "authorisation not yet settled by merchant",
            ]),
        ]),
      Tool(
        "transfer_funds", .write,
        #"{"client_number":"$customer","amount":"$amount","to":"$anyname","on":"$day"}"#,
        #"{"transfer_id":"$object","amount":"$amount","executes":"$day","reference":"$req"}"#,
        rules: [
          .init(
            "limit exceeded",
            [
              "amount $money is above the daily limit of $money",
              "transfer limit for channel chat <used up|exceeded>",
            ]),
          .init(
            "payee blocked",
            [
              "payee is on the <sanctions|watch> list, hit $int",
              "recipient account <closed|blocked> at receiving bank",
            ]),
        ]),
      Tool(
        "block_card", .write, #"{"client_number":"$customer","card":"**** $num","reason":"lost"}"#,
        #"{"card":"blocked","replacement":"$day","reference":"$req"}"#,
        rules: [
          .init(
            "card already blocked",
            ["card **** $int is already blocked since $anyday", "no active card with this number"])
        ]),
      Tool(
        "waive_fee", .write, #"{"client_number":"$customer","transaction_id":"$object","amount":"$amount"}"#,
        #"{"waived":"$amount","transaction_id":"$object","booked":"$day"}"#,
        rules: [
          .init(
            "already waived",
            [
              "a fee was already waived on $anyday, once a year only",
              "goodwill allowance for this client is spent",
            ])
        ]),
      Tool(
        "set_standing_order", .write,
        #"{"client_number":"$customer","amount":"$amount","start":"$day","interval":"monthly"}"#,
        #"{"order_id":"SO-$int","amount":"$amount","first":"$day"}"#,
        rules: [
          .init(
            "not a bank day",
            [
              "start date is not a <bank|working> day in $anycity",
              "execution day must lie at least $n days ahead",
            ])
        ]),
      Tool(
        "write_contact_note", .side, #"{"client_number":"$customer","text":"$noun"}"#,
        #"{"note":$int,"saved":true}"#),
      Tool(
        "push_notification", .side, #"{"client_number":"$customer","template":"n$num2"}"#,
        #"{"delivered":<true|false>}"#),
      Tool(
        "route_to_advisor", .handOff, #"{"client_number":"$customer","topic":"$noun"}"#,
        #"{"advisor":"$anyname","callback":"$clock"}"#),
    ],
    intents: [
      Intent(
        name: "dispute", reads: ["list_transactions", "search_product_terms"], write: "open_dispute",
        act: "dispute a charge", done: "opened the dispute over $amount", noun: "the dispute",
        openings: [
          "There is a $item over $amount on $my account that I <don't know|never made>.",
          "I was charged twice for the $item on $date2.",
        ],
        rule: "a charge can be disputed for 120 days",
        wrongRule: "charges under <500|1000> can <never|not> be disputed",
        foreign: [
          .french: "contester un paiement", .german: "einer Abbuchung widersprechen",
          .thai: "โต้แย้งรายการเรียกเก็บเงิน", .russian: "оспорить списание",
        ]),
      Intent(
        name: "transfer", reads: ["list_transactions"], write: "transfer_funds",
        act: "send $amount to $my landlord", done: "sent the transfer of $amount", noun: "the transfer",
        openings: [
          "Please wire $amount to my landlord by $date.",
          "I have to pay $amount abroad, $my app won't let me.",
        ],
        rule: "transfers up to the daily limit go out the same day",
        wrongRule: "transfers <must be ordered|are only taken> in a branch <with two witnesses|on paper>",
        foreign: [
          .french: "faire un virement", .german: "eine Überweisung machen", .thai: "โอนเงิน",
          .russian: "сделать перевод",
        ]),
      Intent(
        name: "lost card", reads: ["get_card_status"], write: "block_card", act: "block $my card",
        done: "blocked your card", noun: "the card block",
        openings: [
          "I <lost|left> $my card in $city, somebody may use it!",
          "$my wallet was stolen <yesterday|on $date2>.",
        ],
        rule: "a lost card is blocked at once and free of charge",
        wrongRule: "a card can only be blocked <with a police report|by post>",
        foreign: [
          .french: "bloquer ma carte", .german: "meine Karte sperren", .thai: "อายัดบัตร",
          .russian: "заблокировать карту",
        ]),
      Intent(
        name: "fee", reads: ["list_transactions", "get_fee_schedule"], write: "waive_fee",
        act: "get the fee of $amount back", done: "waived the fee of $amount", noun: "the fee waiver",
        openings: [
          "Why did you take $amount <in fees|for nothing> on $date2?",
          "Your price list says the account is free, yet $amount is gone.",
        ],
        rule: "one fee a year may be waived", wrongRule: "fees are <never|under no circumstances> given back",
        foreign: [
          .french: "me faire rembourser des frais", .german: "eine Gebühr zurückbekommen",
          .thai: "ขอคืนค่าธรรมเนียม", .russian: "вернуть комиссию",
        ]),
      Intent(
        name: "standing order", reads: ["list_transactions", "search_product_terms"],
        write: "set_standing_order", act: "set up a standing order", done: "set up the standing order",
        noun: "the standing order",
        openings: [
          "From $date on, $amount a month to $anyname please.",
          "I want $my rent of $amount paid automatically.",
        ],
        rule: "standing orders can start on any working day",
        wrongRule: "standing orders need a minimum of <three|five> years",
        foreign: [
          .french: "mettre en place un virement permanent", .german: "einen Dauerauftrag einrichten",
          .thai: "ตั้งโอนเงินอัตโนมัติ", .russian: "настроить регулярный платёж",
        ]),
    ])
}
