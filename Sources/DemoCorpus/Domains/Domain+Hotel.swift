extension Domain {
  static let hotel = Domain(
    name: "hotel", agents: ["stay-planner"], brand: "Casa Altura Hotels", thing: "reservation",
    objectShape: "CA00000?", customerShape: "G-000000",
    isTechnical: false,
    items: [
      "double room", "sea view suite", "family room", "conference room", "airport shuttle", "spa package",
      "half board", "late check-out", "garden bungalow", "single room", "rooftop dinner",
      "parking space",
    ],
    system:
      "You plan stays for $brand. Find the guest by name and reservation before you speak of details. Prices are per night and include tax. Changes and cancellations follow the rate plan. Ask before you charge a card. Be warm and brief.",
    sentences: [
      "Check-in is from $clock, check-out until $clock.",
      "Breakfast is served on floor $n <until ten|with view of the garden>.",
      "The flexible rate can be cancelled until $n days before arrival.",
      "Pets are welcome for $money a night.", "The shuttle from $anycity airport runs every $nn minutes.",
      "Children under $n stay free in the bed of their parents.",
      "The pool is <heated|closed> from October.", "City tax of $money per person is paid on site.",
    ],
    tools: [
      Tool(
        "find_guest", .identify, #"{"name":"$name","reservation":"$object"}"#,
        #"{"guest":"$customer","name":"$name","email":"$email","stays":$nn,"status":"<classic|silver|gold>","reservations":["$object","$object2"]}"#
      ),
      Tool(
        "get_reservation_folio", .read, #"{"reservation":"$object"}"#,
        #"{"reservation":"$object","room":"$item","arrival":"$day2","total":"$amount","folio":[$rows]}"#,
        row:
          #"{"line":$nn,"on":"$anyday","text":"<night|minibar|breakfast|tax|laundry> room $int","amount":"$money","posted_by":"$anyname","terminal":"$hex"}"#
      ),
      Tool(
        "check_availability", .read, #"{"site":"$city","from":"$day","room":"$item"}"#, #"{"rooms":[$rows]}"#,
        row:
          #"{"room":"$anyitem","number":$int,"rate":"$money","plan":"<flex|saver|corporate>","left":$n,"site":"$anycity","text":"$sentence"}"#
      ),
      Tool(
        "get_rate_plan", .read, #"{"reservation":"$object"}"#,
        #"{"plan":"<flex|saver>","conditions":[$rows]}"#,
        row: #"{"no":$nn,"condition":"$sentence","penalty":"$money","until":"$anyday"}"#),
      Tool(
        "search_house_info", .search, #"{"q":"$item","site":"$city"}"#, #"{"entries":[$rows]}"#,
        row:
          #"{"entry":"H$int","topic":"$sentence","text":"$sentence $sentence $sentence","edited":"$anyday"}"#),
      Tool(
        "create_stay", .write, #"{"guest":"$customer","room":"$item","from":"$day","nights":$num1}"#,
        #"{"reservation":"$object","room":"$item","from":"$day","total":"$amount"}"#,
        rules: [
          .init(
            "minimum stay",
            [
              "minimum stay of $n nights <applies|is in force> around $anyday",
              "rate requires at least $n nights",
            ]),
          .init(
            "sold out",
            [
              "category <DBL|SUI|FAM> is sold out on $anyday",
              "no room of that type left, overbooking limit reached",
            ]),
        ]),
      Tool(
        "modify_stay", .write, #"{"reservation":"$object","arrival":"$day"}"#,
        #"{"reservation":"$object","arrival":"$day","difference":"$amount"}"#,
        rules: [
          .init(
            "saver not changeable",
            [
              "saver rate is not changeable after booking",
              "rate plan S$nn allows no <date change|modification>",
            ])
        ]),
      Tool(
        "cancel_stay", .write, #"{"reservation":"$object","waive_fee":false}"#,
        #"{"reservation":"$object","state":"cancelled","fee":"$amount"}"#,
        rules: [
          .init(
            "guest in house",
            [
              "guest is in house since $anyday, use early departure",
              "reservation is checked in, <cancel|cancellation> impossible",
            ])
        ]),
      Tool(
        "add_extra", .write, #"{"reservation":"$object","extra":"$item","on":"$day"}"#,
        #"{"reservation":"$object","extra":"$item","price":"$amount"}"#,
        rules: [
          .init(
            "kitchen closed",
            [
              "restaurant is closed on <Mondays|that day>, no half board",
              "outlet $n takes no orders on $anyday",
            ]),
          .init(
            "too short notice", ["extras need $nn hours of notice", "order deadline for $anyday has passed"]),
        ]),
      Tool(
        "merge_loyalty", .write, #"{"guest":"$customer","reservation":"$object"}"#,
        #"{"guest":"$customer","nights_added":$n,"points":$int}"#,
        rules: [
          .init(
            "agency booking",
            ["stays booked through agencies earn no points", "source OTA-$nn is excluded from the programme"])
        ]),
      Tool("leave_concierge_note", .side, #"{"reservation":"$object","text":"$noun"}"#, #"{"note":$int}"#),
      Tool(
        "email_voucher", .side, #"{"to":"$email","reservation":"$object"}"#, #"{"sent":true,"mail":"$hex"}"#),
      Tool(
        "call_reception", .handOff, #"{"site":"$city","reservation":"$object"}"#,
        #"{"extension":$int,"answered":true}"#),
    ],
    intents: [
      Intent(
        name: "book", reads: ["check_availability", "search_house_info"], write: "create_stay",
        act: "book a $item in $city", done: "booked the $item from $date", noun: "the booking",
        openings: [
          "We are $n people, arriving in $city on $date.",
          "Do you have a $item in $city <around|from> $date?",
        ],
        rule: "two nights are the minimum at weekends",
        wrongRule: "bookings are only taken <by travel agents|for couples>",
        foreign: [
          .spanish: "reservar una habitación", .french: "réserver une chambre", .japanese: "部屋を予約したいです",
          .portuguese: "reservar um quarto",
        ]),
      Intent(
        name: "dates", reads: ["get_reservation_folio", "check_availability"], write: "modify_stay",
        act: "change the dates of $my stay", done: "moved your arrival to $date", noun: "the date change",
        openings: [
          "Our flight now lands on $date, can the room wait?", "Could we come on $date instead of $date2?",
        ],
        rule: "flexible stays can be moved until three days before",
        wrongRule: "dates can <never|not> be changed, <whatever the rate|not even for a fee>",
        foreign: [
          .spanish: "cambiar las fechas de mi estancia", .french: "changer les dates de mon séjour",
          .japanese: "宿泊日を変更したいです", .portuguese: "mudar as datas da estadia",
        ]),
      Intent(
        name: "cancel", reads: ["get_reservation_folio", "get_rate_plan"], write: "cancel_stay",
        act: "cancel $my stay", done: "cancelled your stay", noun: "the cancellation",
        openings: [
          "$my mother is ill, we can't come to $city.",
          "Found another place in $city, please drop the $item.",
        ],
        rule: "the flexible rate is free to cancel until three days before",
        wrongRule: "a cancelled stay costs <double|three times> the price",
        foreign: [
          .spanish: "cancelar mi reserva", .french: "annuler ma réservation", .japanese: "予約を取り消したいです",
          .portuguese: "cancelar a reserva",
        ]),
      Intent(
        name: "extra", reads: ["get_reservation_folio", "search_house_info"], write: "add_extra",
        act: "add a $item", done: "added the $item", noun: "the extra",
        openings: [
          "It's our anniversary, could we have a $item on $date?", "what does the $item cost per day",
        ],
        rule: "extras can be ordered until the evening before",
        wrongRule: "extras are only for guests <above 60|of the suites>",
        foreign: [
          .spanish: "añadir un servicio", .french: "ajouter un service", .japanese: "サービスを追加したいです",
          .portuguese: "adicionar um serviço",
        ]),
      Intent(
        name: "points", reads: ["get_reservation_folio"], write: "merge_loyalty",
        act: "have the nights credited", done: "credited your nights", noun: "the points credit",
        openings: [
          "I stayed in $city in <May|March> and see no points.",
          "$my nights of $date2 are missing from the programme.",
        ],
        rule: "nights can be credited up to six months later",
        wrongRule: "points must be claimed <at check-in|within the hour>",
        foreign: [
          .spanish: "sumar mis puntos", .french: "créditer mes points", .japanese: "ポイントを加算してほしいです",
          .portuguese: "creditar meus pontos",
        ]),
    ])
}
