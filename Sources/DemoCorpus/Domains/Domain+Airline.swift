extension Domain {
  static let airline = Domain(
    name: "airline", agents: ["sky-desk"], brand: "Norvia Air", thing: "booking", objectShape: "???0??",
    customerShape: "NV000000000", isTechnical: false,
    items: [
      "flight to $anycity", "return trip to $anycity", "window seat", "business class seat", "extra bag",
      "flight NV$int", "connection via $anycity", "pet transport",
      "bassinet seat", "sports equipment", "lounge access", "night flight to $anycity",
    ],
    system:
      "You are a booking agent of $brand. The current time is $iso. Obtain the loyalty number or email before you read a booking. Before cancelling, changing or paying anything list the details and obtain an explicit yes. Basic economy cannot be modified but can be cancelled within 24 hours. Compensation is only offered if the user asks. Never invent fares.",
    sentences: [
      "Check-in <opens|starts> $nn hours before departure and closes $n hours before.",
      "Hand luggage may weigh up to $nn kg on <all|intercontinental> routes.",
      "Basic fares <do not include|come without> seat selection.",
      "On flights via $anycity a transit visa may be <needed|required>.",
      "A name can be corrected by up to $n letters <without charge|free of charge>.",
      "Vouchers <expire|lapse> $nn months after issue.",
      "Members earn $nn miles per <segment|leg>, twice that in business.",
      "Pets under $n kg travel <in the cabin|under the seat> for $money.",
    ],
    tools: [
      Tool(
        "get_passenger_profile", .identify, #"{"loyalty_number":"$customer"}"#,
        #"{"loyalty_number":"$customer","name":"$name","email":"$email","tier":"<silver|gold|base>","miles":$int,"home":"$city","bookings":["$object","$object2"],"travel_credits":[{"id":"TC$int","value":"$money"}]}"#
      ),
      Tool(
        "get_reservation", .read, #"{"record_locator":"$object"}"#,
        #"{"record_locator":"$object","status":"$status","cabin":"<economy|basic|business>","total":"$amount","segments":[{"from":"$city2","to":"$city","date":"$day","flight":"NV$int"},$rows],"passengers":[{"name":"$name","seat":"$nn$n"}]}"#,
        row:
          #"{"from":"$anycity","to":"$anycity","date":"$anyday","flight":"NV$int","departure":"$clock","fare_basis":"Y$int","bags":$n,"price":"$money","equipment":"A$int","history":"$anyname $iso"}"#
      ),
      Tool(
        "search_flights", .read, #"{"from":"$city2","to":"$city","date":"$day"}"#, #"{"flights":[$rows]}"#,
        row:
          #"{"flight":"NV$int","from":"$anycity","to":"$anycity","departs":"$clock","arrives":"$clock","stops":$n,"seats":{"basic":$nn,"economy":$nn,"business":$n},"price":{"basic":"$money","economy":"$money","business":"$money"}}"#
      ),
      Tool(
        "get_fare_rules", .read, #"{"record_locator":"$object","fare":"Y$num1"}"#,
        #"{"record_locator":"$object","rules":[$rows]}"#,
        row:
          #"{"section":$nn,"title":"$sentence","text":"$sentence $sentence","fee":"$money","valid_from":"$anyday"}"#
      ),
      Tool(
        "search_travel_guide", .search, #"{"q":"$noun","lang":"en"}"#, #"{"hits":[$rows],"took_ms":$nn}"#,
        row:
          #"{"doc":"TG-$int","heading":"$sentence","snippet":"$sentence $sentence $sentence","revised":"$anyday"}"#
      ),
      Tool(
        "cancel_reservation", .write, #"{"record_locator":"$object","refund":"original_payment"}"#,
        #"{"record_locator":"$object","status":"cancelled","refund":"$amount","reference":"$req"}"#,
        rules: [
          .init(
            "already flown",
            [
              "segment NV$int was <already flown|used> on $anyday",
              "cannot cancel: coupon $n of $object is flown",
            ]),
          .init(
            "fare not refundable",
            [
              "fare Y$int is non-refundable after <ticketing|24 hours>",
              "basic economy ticket is not <eligible for cancellation|cancellable> (issued $anyday)",
            ]),
        ]),
      Tool(
        "change_flight", .write, #"{"record_locator":"$object","new_date":"$day","new_flight":"NV$num"}"#,
        #"{"record_locator":"$object","new_date":"$day","fare_difference":"$money","status":"rebooked"}"#,
        rules: [
          .init(
            "no seats left",
            [
              "no seats <left|available> on NV$int in fare class Y",
              "flight NV$int is <full|overbooked> for $anyday",
            ]),
          .init(
            "married segments",
            [
              "segments $n and $nn are married and cannot be changed <separately|on their own>",
              "partial change of a through fare is not allowed",
            ]),
        ]),
      Tool(
        "add_baggage", .write, #"{"record_locator":"$object","pieces":1,"payment_id":"card_$num"}"#,
        #"{"record_locator":"$object","pieces":$n,"charged":"$amount","emd":"$int$int"}"#,
        rules: [
          .init(
            "weight limit",
            [
              "total weight $nn kg <is over|exceeds> the limit of this aircraft",
              "hold of NV$int has no capacity for <another|extra> piece",
            ])
        ]),
      Tool(
        "select_seat", .write, #"{"record_locator":"$object","seat":"$num2$num1"}"#,
        #"{"record_locator":"$object","seat":"$nn$n","status":"confirmed"}"#,
        rules: [
          .init(
            "exit row",
            [
              "seat $nn is an exit row and <needs|requires> a declaration",
              "passenger does not meet exit row <criteria|conditions>",
            ])
        ]),
      Tool(
        "issue_travel_credit", .write, #"{"loyalty_number":"$customer","amount":"$amount","reason":"delay"}"#,
        #"{"credit_id":"TC$int","amount":"$amount","expires":"$anyday"}"#,
        rules: [
          .init(
            "delay too short",
            [
              "delay of $nn minutes is below the threshold for <compensation|credit>",
              "no entitlement: NV$int arrived $nn minutes late",
            ])
        ]),
      Tool(
        "log_interaction", .side, #"{"locator":"$object","topic":"$noun"}"#, #"{"logged":true,"id":$int}"#),
      Tool(
        "send_itinerary", .side, #"{"email":"$email","locator":"$object"}"#,
        #"{"status":"queued","message_id":"$hex"}"#),
      Tool(
        "handoff_to_desk", .handOff, #"{"locator":"$object","reason":"$noun"}"#,
        #"{"queue":"desk-$n","position":$nn}"#),
    ],
    intents: [
      Intent(
        name: "cancel", reads: ["get_reservation", "get_fare_rules"], write: "cancel_reservation",
        act: "cancel $my flight", done: "cancelled the flight", noun: "the cancellation",
        openings: [
          "I can't <fly|travel> to $city on $date<, I'm ill|>. Please cancel.",
          "Our trip to $city is off, what do I get back?",
        ],
        rule: "every booking can be cancelled with full refund within 24 hours",
        wrongRule: "<no|not a single> booking is refunded unless the passenger <has died|is hospitalised>",
        foreign: [
          .spanish: "cancelar mi vuelo", .german: "meinen Flug stornieren", .thai: "ยกเลิกเที่ยวบิน",
          .japanese: "フライトをキャンセルしたいです",
        ]),
      Intent(
        name: "rebook", reads: ["get_reservation", "search_flights"], write: "change_flight",
        act: "move $my flight to $date", done: "moved your flight to $date", noun: "the rebooking",
        openings: [
          "I need to fly on $date instead of $date2.",
          "Something came up, is there <a|any> later flight to $city<, say $date|>?",
        ],
        rule: "economy tickets can be moved for the fare difference only",
        wrongRule: "every change of date costs <the full price of|twice the fare for> a new ticket",
        foreign: [
          .spanish: "cambiar la fecha de mi vuelo", .german: "meinen Flug umbuchen", .thai: "เลื่อนเที่ยวบิน",
          .japanese: "フライトの日付を変更したいです",
        ]),
      Intent(
        name: "bag", reads: ["get_reservation"], write: "add_baggage", act: "add a suitcase",
        done: "added one piece of baggage", noun: "the extra bag",
        openings: [
          "I have <a|one> suitcase more than planned for $city.",
          "what does a second bag cost on my flight on $date?",
        ],
        rule: "gold members have one extra bag free",
        wrongRule: "bags can only be added at the airport <and cost triple|in cash>",
        foreign: [
          .spanish: "añadir una maleta", .german: "einen Koffer hinzubuchen", .thai: "เพิ่มกระเป๋าเดินทาง",
          .japanese: "荷物を追加したいです",
        ]),
      Intent(
        name: "seat", reads: ["get_reservation", "search_travel_guide"], write: "select_seat",
        act: "get a <window|front row|aisle> seat", done: "reserved your seat", noun: "the seat reservation",
        openings: ["We want to sit together on the way to $city.", "Is row $nn free? I have long legs."],
        rule: "seats can be chosen free of charge from 24 hours before departure",
        wrongRule: "seats are <drawn by lot|assigned at the gate> and <never|not> reserved",
        foreign: [
          .spanish: "elegir un asiento", .german: "einen Sitzplatz reservieren", .thai: "เลือกที่นั่ง",
          .japanese: "座席を指定したいです",
        ]),
      Intent(
        name: "delay credit", reads: ["get_reservation", "search_travel_guide"], write: "issue_travel_credit",
        act: "get compensation for the delay", done: "issued a travel credit of $amount",
        noun: "the compensation",
        openings: [
          "We landed in $city <five|four> hours late on $date2, what do I get?",
          "Flight NV$int was <delayed|cancelled>, I missed my connection. I want compensation.",
        ],
        rule: "a delay of three hours gives a credit of $amount per passenger",
        wrongRule: "delays under <twelve|24> hours are <never|not> compensated",
        foreign: [
          .spanish: "pedir compensación por el retraso",
          .german: "eine Entschädigung für die Verspätung bekommen", .thai: "ขอค่าชดเชยเที่ยวบินล่าช้า",
          .japanese: "遅延の補償をお願いしたいです",
        ]),
    ])
}
