extension Domain {
  static let energy = Domain(
    name: "energy", agents: ["meter-mate"], brand: "Nordwerk Energy", thing: "meter",
    objectShape: "1EMH000000000", customerShape: "NW-000000",
    isTechnical: false,
    items: [
      "electricity contract", "gas contract", "heat pump tariff", "wallbox", "solar feed-in", "smart meter",
      "advance payment", "final bill", "night tariff", "district heating", "second meter",
      "green tariff",
    ],
    system:
      "Assistant of $brand. Identify by contract or meter number. Read the meter history before you discuss a bill. Advance payments may be changed within the range the system gives. Moves need a date and a reading. Outages are reported to the grid desk.",
    sentences: [
      "A household of $n uses about $int kWh a year.",
      "Readings are taken <once a year|on the last of the month>.",
      "The grid fee rose by $n percent on $anyday.", "Feed-in is paid at $n.$nn cents per kWh.",
      "A smart meter sends a value every $nn minutes.", "The bill is corrected for up to $n years.",
      "Notice is $n weeks to the end of the month.", "Works in $anycity may interrupt supply until $clock.",
    ],
    tools: [
      Tool(
        "identify_contract", .identify, #"{"meter":"$object"}"#,
        #"{"contract":"$customer","name":"$name","meter":"$object","other_meters":["$object2"],"supply":"$int Hill Street, $city","tariff":"<basic|green|night>"}"#
      ),
      Tool(
        "get_meter_readings", .read, #"{"meter":"$object","since":"$day2"}"#,
        #"{"meter":"$object","readings":[$rows]}"#,
        row:
          #"{"on":"$anyday","kwh":$int$nn.$n,"source":"<customer|grid|estimate|remote>","quality":"$status","delta":$int,"read_by":"$anyname"}"#
      ),
      Tool(
        "get_invoice", .read, #"{"contract":"$customer","date":"$day2"}"#,
        #"{"total":"$amount","lines":[$rows]}"#,
        row:
          #"{"line":$nn,"text":"<energy|grid fee|tax|meter rent|bonus>","kwh":$int,"cents":$nn.$nn,"net":"$money","from":"$anyday","to":"$anyday"}"#
      ),
      Tool(
        "get_tariff_offers", .read, #"{"meter":"$object","city":"$city"}"#, #"{"offers":[$rows]}"#,
        row:
          #"{"offer":"T$int","name":"$anyitem $nn","base":"$money","cents_per_kwh":$nn.$nn,"bonus":"$money","binding_months":$nn,"text":"$sentence"}"#
      ),
      Tool(
        "search_help_pages", .search, #"{"q":"$noun $item"}"#, #"{"pages":[$rows]}"#,
        row:
          #"{"page":"/help/$hex","title":"$sentence","text":"$sentence $sentence $sentence","updated":"$anyday"}"#
      ),
      Tool(
        "submit_reading", .write, #"{"meter":"$object","kwh":$num$num2,"on":"$day2"}"#,
        #"{"meter":"$object","accepted":true,"delta":$int}"#,
        rules: [
          .init(
            "reading implausible",
            [
              "reading is below the last one of $anyday",
              "value deviates by $nn percent from the forecast, <rejected|not plausible>",
            ])
        ]),
      Tool(
        "set_advance_payment", .write, #"{"contract":"$customer","amount":"$amount","from":"$day"}"#,
        #"{"contract":"$customer","advance":"$amount","from":"$day"}"#,
        rules: [
          .init(
            "below minimum",
            ["advance must be at least $money for this usage", "amount lies outside of the allowed range"])
        ]),
      Tool(
        "switch_tariff", .write, #"{"meter":"$object","offer":"T$num","from":"$day"}"#,
        #"{"meter":"$object","offer":"T$int","from":"$day"}"#,
        rules: [
          .init(
            "bound to tariff",
            ["contract is bound until $anyday", "price guarantee forbids a change before $anyday"]),
          .init(
            "meter type unsuitable",
            ["tariff needs a <two-rate|smart> meter", "register $n missing on this meter"]),
        ]),
      Tool(
        "register_move", .write, #"{"contract":"$customer","to":"$city","on":"$day"}"#,
        #"{"contract":"$customer","move":"MV$int","on":"$day"}"#,
        rules: [
          .init(
            "supply point taken",
            [
              "supply point is still registered to <the previous tenant|another supplier>",
              "overlap with contract NW-$int until $anyday",
            ])
        ]),
      Tool(
        "correct_invoice", .write, #"{"contract":"$customer","amount":"$amount"}"#,
        #"{"correction":"IV$int","refund":"$amount","on":"$day"}"#,
        rules: [
          .init(
            "invoice not due",
            [
              "invoice run is in progress, corrections <blocked|closed>",
              "settlement with the grid operator is open",
            ])
        ]),
      Tool("store_memo", .side, #"{"contract":"$customer","memo":"$noun"}"#, #"{"memo":$int}"#),
      Tool("mail_summary", .side, #"{"to":"$email","contract":"$customer"}"#, #"{"mail":"$hex"}"#),
      Tool(
        "open_back_office_case", .handOff, #"{"contract":"$customer","topic":"$noun"}"#, #"{"case":"B$int"}"#),
    ],
    intents: [
      Intent(
        name: "reading", reads: ["get_meter_readings"], write: "submit_reading",
        act: "hand in $my meter reading", done: "entered your reading", noun: "the reading",
        openings: [
          "The meter shows $int$nn today.", "You estimated $my usage, here is the true value of $date2.",
        ],
        rule: "readings can be handed in at any time",
        wrongRule: "readings are only <taken|accepted> from sworn <engineers|officials>",
        foreign: [
          .german: "meinen Zählerstand melden", .russian: "передать показания счётчика",
          .japanese: "検針値を報告したいです", .thai: "แจ้งเลขมิเตอร์",
        ]),
      Intent(
        name: "advance", reads: ["get_invoice", "get_meter_readings"], write: "set_advance_payment",
        act: "lower $my monthly payment", done: "set your monthly payment to $amount",
        noun: "the new monthly payment",
        openings: [
          "I pay $amount a month, that's far too much for one person.",
          "Can the advance go down from $date on?",
        ],
        rule: "the advance can be changed twice a year",
        wrongRule: "the advance can <only|merely> be raised, by <fifty|eighty> percent at a time",
        foreign: [
          .german: "meinen Abschlag senken", .russian: "снизить ежемесячный платёж",
          .japanese: "毎月の支払額を下げたいです", .thai: "ลดค่างวดรายเดือน",
        ]),
      Intent(
        name: "tariff", reads: ["get_tariff_offers", "search_help_pages"], write: "switch_tariff",
        act: "switch to a $item", done: "switched your tariff", noun: "the tariff change",
        openings: [
          "We bought an electric car, which tariff fits?",
          "$my neighbour pays less with you, I want the same.",
        ],
        rule: "the tariff can be changed at the end of any month",
        wrongRule: "tariffs are <bound to the house|inherited> and can't be chosen",
        foreign: [
          .german: "den Tarif wechseln", .russian: "сменить тариф", .japanese: "料金プランを変更したいです",
          .thai: "เปลี่ยนอัตราค่าไฟ",
        ]),
      Intent(
        name: "move", reads: ["get_meter_readings", "search_help_pages"], write: "register_move",
        act: "take $my contract to $city", done: "registered your move", noun: "the move",
        openings: [
          "I move from $city2 to $city on $date.", "We hand over the flat on $date2, what about the power?",
        ],
        rule: "a contract moves along free of charge",
        wrongRule: "whoever moves pays <the rest of the term|for both homes> for <two|three> years",
        foreign: [
          .german: "meinen Umzug melden", .russian: "сообщить о переезде", .japanese: "引っ越しの手続きをしたいです",
          .thai: "แจ้งย้ายที่อยู่",
        ]),
      Intent(
        name: "bill", reads: ["get_invoice", "get_meter_readings"], write: "correct_invoice",
        act: "have the bill of $date2 corrected", done: "corrected the bill", noun: "the correction",
        openings: ["$amount for one year? The reading is wrong.", "The bill counts $int kWh too much."],
        rule: "wrong bills are corrected for three years back",
        wrongRule: "a bill is final <once printed|after two days>",
        foreign: [
          .german: "meine Rechnung korrigieren lassen", .russian: "исправить счёт",
          .japanese: "請求書を訂正してほしいです", .thai: "แก้ไขใบแจ้งหนี้",
        ]),
    ])
}
