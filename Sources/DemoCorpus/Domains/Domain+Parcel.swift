extension Domain {
  static let parcel = Domain(
    name: "parcel", agents: ["waybill-agent"], brand: "Fastline Parcel", thing: "shipment",
    objectShape: "FL000000000??", customerShape: "SH-hhhhhh",
    isTechnical: false,
    items: [
      "box of books", "fragile vase", "pallet of tiles", "medicine parcel", "laptop shipment",
      "birthday present", "frozen goods", "car tyres", "documents", "art print", "crate of wine",
      "spare part",
    ],
    system:
      "You handle shipments for $brand. Find the shipment by waybill, confirm sender or recipient by name and postcode. You may reroute, reschedule, start a trace, file a damage report and order a pickup. Customs questions go to the customs desk.",
    sentences: [
      "The depot in $anycity opens at $clock.", "Parcels above $nn kg need two people.",
      "A trace takes up to $n working days.", "Customs may hold goods above $money for <inspection|papers>.",
      "Delivery is tried $n times, then the parcel goes to the shop.",
      "Insurance covers up to $money unless declared higher.", "The cut-off for pickups is $clock.",
      "Dangerous goods class $n is <refused|excluded>.",
    ],
    tools: [
      Tool(
        "find_shipment", .identify, #"{"waybill":"$object"}"#,
        #"{"waybill":"$object","sender":"$anyname","recipient":"$name","to":"$city","weight_kg":$n.$n,"contents":"$item"}"#
      ),
      Tool(
        "get_scan_events", .read, #"{"waybill":"$object"}"#, #"{"waybill":"$object","events":[$rows]}"#,
        row:
          #"{"at":"$iso","hub":"$anycity","code":"E$nn","text":"<arrival|departure|sorting|customs|out for delivery>","belt":$nn,"scanner":"$hex","by":"$anyname"}"#
      ),
      Tool(
        "get_route_plan", .read, #"{"waybill":"$object","day":"$day"}"#, #"{"stops":[$rows]}"#,
        row:
          #"{"stop":$nn,"city":"$anycity","window":"$clock-$clock","vehicle":"V$int","driver":"$anyname","parcels":$nn,"note":"$sentence"}"#
      ),
      Tool(
        "get_customs_file", .read, #"{"waybill":"$object"}"#, #"{"declared":"$amount","papers":[$rows]}"#,
        row:
          #"{"paper":"<invoice|CN23|EUR1|licence>","number":"$int$int","value":"$money","filed":"$anyday","officer":"$anyname","remark":"$sentence"}"#
      ),
      Tool(
        "search_service_manual", .search, #"{"q":"$noun $item"}"#, #"{"sections":[$rows]}"#,
        row:
          #"{"section":"S$nn.$n","title":"$sentence","text":"$sentence $sentence $sentence","revision":$nn}"#),
      Tool(
        "reroute_shipment", .write, #"{"waybill":"$object","city":"$city","street":"$num Mill Lane"}"#,
        #"{"waybill":"$object","new_city":"$city","surcharge":"$amount"}"#,
        rules: [
          .init(
            "already loaded",
            [
              "parcel is on vehicle V$int since $clock, <rerouting|redirect> closed",
              "out for delivery: address is frozen",
            ]),
          .init(
            "cross-border",
            [
              "redirect to another country <not possible|refused> after customs",
              "destination lies outside customs territory $nn",
            ]),
        ]),
      Tool(
        "reschedule_delivery", .write, #"{"waybill":"$object","day":"$day"}"#,
        #"{"waybill":"$object","day":"$day","window":"$clock-$clock"}"#,
        rules: [
          .init(
            "public holiday",
            ["no deliveries on <public holidays|Sundays> in zone $nn", "depot is closed on the chosen day"])
        ]),
      Tool(
        "start_trace", .write, #"{"waybill":"$object","value":"$amount"}"#,
        #"{"trace":"TR$int","waybill":"$object","answer_by":"$day"}"#,
        rules: [
          .init(
            "too early to trace",
            [
              "a trace can start $n days after the last scan at the earliest",
              "last scan was only $nn hours ago",
            ])
        ]),
      Tool(
        "file_damage_report", .write, #"{"waybill":"$object","value":"$amount","photos":$num1}"#,
        #"{"report":"DR$int","waybill":"$object","state":"$status"}"#,
        rules: [
          .init(
            "signed clean",
            [
              "recipient signed for the parcel without reservation",
              "proof of delivery shows no damage remark",
            ]),
          .init(
            "packing insufficient",
            [
              "packaging class <C|D> excludes liability",
              "inner packing of $item not compliant with section S$nn",
            ]),
        ]),
      Tool(
        "order_pickup", .write, #"{"shipper":"$customer","day":"$day","parcels":$num1}"#,
        #"{"pickup":"PU$int","day":"$day","reference":"$req"}"#,
        rules: [
          .init(
            "after cut-off",
            [
              "pickup for that day had to be ordered before $clock",
              "cut-off time of depot $anycity has passed",
            ])
        ]),
      Tool("append_remark", .side, #"{"waybill":"$object","text":"$noun"}"#, #"{"remark":$nn}"#),
      Tool("notify_recipient", .side, #"{"waybill":"$object","via":"sms"}"#, #"{"notice":"$hex"}"#),
      Tool("forward_to_depot", .handOff, #"{"waybill":"$object","depot":"$city"}"#, #"{"case":$int}"#),
    ],
    intents: [
      Intent(
        name: "reroute", reads: ["get_scan_events", "get_route_plan"], write: "reroute_shipment",
        act: "send the $item to another address", done: "rerouted the shipment to $city",
        noun: "the redirection",
        openings: [
          "I'm in $city this week, the $item should come here.",
          "Wrong house number on the label of $object.",
        ],
        rule: "a parcel can be redirected until it is loaded",
        wrongRule: "a label once printed <is final|can never be changed>",
        foreign: [
          .chinese: "更改收件地址", .russian: "изменить адрес доставки", .french: "rediriger mon colis",
          .spanish: "cambiar el destino del paquete",
        ]),
      Intent(
        name: "reschedule", reads: ["get_route_plan"], write: "reschedule_delivery",
        act: "have it delivered on $date", done: "moved the delivery to $date", noun: "the new delivery day",
        openings: [
          "Nobody is home before $date.", "The driver came on $date2 and left, please come on $date.",
        ],
        rule: "the delivery day can be chosen twice",
        wrongRule: "delivery days are <secret|drawn by the depot> and can't be chosen",
        foreign: [
          .chinese: "改派送日期", .russian: "перенести доставку", .french: "reporter la livraison",
          .spanish: "aplazar la entrega",
        ]),
      Intent(
        name: "trace", reads: ["get_scan_events", "search_service_manual"], write: "start_trace",
        act: "find $my lost $item", done: "started the trace", noun: "the trace",
        openings: ["No scan of $object since $date2.", "It says delivered but there is no $item here."],
        rule: "a trace may start three days after the last scan",
        wrongRule: "lost parcels are <not searched|given up> after <six|twelve> hours",
        foreign: [
          .chinese: "查找丢失的包裹", .russian: "найти потерянную посылку", .french: "retrouver mon colis perdu",
          .spanish: "buscar mi paquete perdido",
        ]),
      Intent(
        name: "damage", reads: ["get_scan_events", "get_customs_file"], write: "file_damage_report",
        act: "report the damaged $item", done: "filed the damage report", noun: "the damage report",
        openings: [
          "The $item arrived in pieces, worth $amount.", "box crushed, $item <broken|wet>, photos attached",
        ],
        rule: "damage is reported within seven days",
        wrongRule: "damage must be reported <before opening|in the presence of the driver's boss>",
        foreign: [
          .chinese: "申报货物损坏", .russian: "сообщить о повреждении", .french: "signaler un colis abîmé",
          .spanish: "informar de un daño",
        ]),
      Intent(
        name: "pickup", reads: ["get_route_plan", "search_service_manual"], write: "order_pickup",
        act: "have the $item picked up", done: "ordered the pickup for $date", noun: "the pickup",
        openings: ["$n boxes to collect in $city on $date.", "Can a driver fetch a $item at our office?"],
        rule: "pickups are free from three parcels on",
        wrongRule: "pickups are for <contract customers|firms with 500 parcels a day> only",
        foreign: [
          .chinese: "预约上门取件", .russian: "заказать забор посылки", .french: "demander un enlèvement",
          .spanish: "pedir una recogida",
        ]),
    ])
}
