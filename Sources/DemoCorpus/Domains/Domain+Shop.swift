extension Domain {
  static let shop = Domain(
    name: "shop", agents: ["retail-concierge", "retail-voice"], brand: "Halden & Sons", thing: "order",
    objectShape: "#W0000000",
    customerShape: "cus_hhhhhhhh", isTechnical: false,
    items: [
      "wireless headphones", "hiking boots", "espresso machine", "desk lamp", "winter jacket", "garden hose",
      "mechanical keyboard", "yoga mat",
      "cast iron pan", "bluetooth speaker", "office chair", "rain coat", "electric kettle", "running shoes",
      "picture frame", "board game",
    ],
    system:
      "You are the assistant of $brand, an online store. Verify the customer before sharing order data. You may look up orders, cancel pending orders, change addresses before dispatch, return or exchange delivered items and pay refunds to the original method. Ask for explicit confirmation before any change to the database. One change at a time. Transfer to a human only if the request is outside of your tools. Do not give subjective recommendations.",
    sentences: [
      "Items in original packaging can be <returned|sent back> within $nn days of delivery.",
      "Refunds are credited to the <original|initial> payment method in $n to $nn business days.",
      "Orders leave our warehouse in $anycity <every working day|on weekdays> before $clock.",
      "Gift cards cannot be <exchanged for cash|paid out>.",
      "The carrier makes $n delivery attempts before a parcel goes to the <pick-up point|depot>.",
      "Price adjustments are <possible|granted> within $n days of purchase.",
      "Size $nn runs <small|large> according to <reviews|customers>.",
      "Warranty claims need the serial number and a photo of the $anyitem.",
    ],
    tools: [
      Tool(
        "find_customer", .identify, #"{"email":"$email"}"#,
        #"{"customer_id":"$customer","name":"$name","email":"$email","phone":"$phone","default_address":{"street":"$int Main Street","city":"$city","zip":"$int"},"payment_methods":[{"id":"card_$int","brand":"visa","last_four":"$int"}],"orders":["$object","$object2"]}"#
      ),
      Tool(
        "get_order", .read, #"{"order_id":"$object"}"#,
        #"{"order_id":"$object","customer_id":"$customer","placed":"$day2","status":"$status","total":"$amount","items":[{"name":"$item","price":"$amount","sku":"SKU-$int"},$rows],"shipping":{"city":"$city","carrier":"TNL","tracking":"$hex"}}"#,
        row:
          #"{"name":"$anyitem","price":"$money","sku":"SKU-$int","options":{"color":"<black|white|green|navy>","size":"$n","weight_g":$int},"warehouse":"$anycity","updated_at":"$iso","picked_by":"$anyname"}"#
      ),
      Tool(
        "get_product", .read, #"{"name":"$item"}"#, #"{"product":"$item","variants":[$rows]}"#,
        row:
          #"{"item_id":"$int$int","price":"$money","available":<true|false>,"options":{"color":"<black|white|red|blue>","material":"<steel|cotton|wood|plastic>","size":"$n"},"stock":{"$anycity":$nn},"note":"$sentence"}"#
      ),
      Tool(
        "track_parcel", .read, #"{"order_id":"$object","carrier":"TNL"}"#,
        #"{"order_id":"$object","events":[$rows],"eta":"$day"}"#,
        row:
          #"{"at":"$iso","place":"$anycity","event":"<arrived at hub|departed|sorted|loaded on vehicle|customs cleared>","scan":"$hex","operator":"$anyname"}"#
      ),
      Tool(
        "search_help_center", .search, #"{"query":"$noun $thing","limit":5}"#,
        #"{"results":[$rows],"total":$n}"#,
        row:
          #"{"id":"KB-$int","title":"$sentence","score":0.$int,"body":"$sentence $sentence $sentence","updated":"$anyday"}"#
      ),
      Tool(
        "cancel_order", .write, #"{"order_id":"$object","reason":"<no longer needed|ordered by mistake>"}"#,
        #"{"order_id":"$object","status":"cancelled","refund":"$amount","reference":"$req"}"#,
        rules: [
          .init(
            "already shipped",
            [
              "order $object <has already left|already left> the warehouse and <cannot|can not> be cancelled",
              "cancellation refused: $object <is in transit|was handed to the carrier> since $anyday",
            ])
        ]),
      Tool(
        "return_items", .write, #"{"order_id":"$object","items":["$item"],"refund_to":"original"}"#,
        #"{"order_id":"$object","return_id":"RT-$int","label_url":"https://$host/labels/$hex.pdf","status":"return requested"}"#,
        rules: [
          .init(
            "return window over",
            [
              "return window for $object <closed|ended> on $anyday",
              "item delivered $nn days ago, <returns are accepted|return is possible> for 30 days only",
            ]),
          .init(
            "not returnable",
            [
              "<hygiene|final sale> articles <can't be returned|are excluded from returns> (sku SKU-$int)",
              "category $nn is marked non-returnable",
            ]),
        ]),
      Tool(
        "exchange_item", .write, #"{"order_id":"$object","item":"$item","new_item_id":"$num$num"}"#,
        #"{"order_id":"$object","exchange_id":"EX-$int","price_difference":"$money","status":"exchange requested"}"#,
        rules: [
          .init(
            "out of stock",
            [
              "variant $int$int is <out of stock|sold out> in all warehouses",
              "no stock left for requested option, next delivery $anyday",
            ])
        ]),
      Tool(
        "update_address", .write, #"{"order_id":"$object","city":"$city","street":"$num Oak Avenue"}"#,
        #"{"order_id":"$object","address":{"street":"$num Oak Avenue","city":"$city"},"status":"updated"}"#,
        rules: [
          .init(
            "outside delivery area",
            [
              "postcode $int is <outside|not in> the delivery area of carrier TNL",
              "carrier does not <serve|deliver to> zone $nn",
            ])
        ]),
      Tool(
        "issue_refund", .write, #"{"order_id":"$object","amount":"$amount","currency":"USD"}"#,
        #"{"refund_id":"rf_$hex","order_id":"$object","amount":"$amount","state":"succeeded"}"#,
        rules: [
          .init(
            "exceeds balance",
            [
              "refund of $money exceeds the <captured|remaining> amount $money",
              "cannot refund more than was paid (captured $money)",
            ]),
          .init(
            "approval needed",
            [
              "refunds above $money need <approval by|a sign-off from> a supervisor (queue $nn)",
              "amount over agent limit, approval token missing",
            ]),
        ]),
      Tool(
        "add_order_note", .side, #"{"order_id":"$object","text":"contact about $noun"}"#,
        #"{"ok":true,"note_id":$int}"#),
      Tool(
        "send_survey", .side, #"{"customer_id":"$customer","template":"csat_v$num1"}"#, #"{"queued":true}"#),
      Tool(
        "transfer_to_human_agents", .handOff, #"{"summary":"$name, $object, $noun"}"#, "Transfer successful"),
    ],
    intents: [
      Intent(
        name: "cancel", reads: ["get_order"], write: "cancel_order", act: "cancel $my order",
        done: "cancelled the order", noun: "the cancellation",
        openings: [
          "I ordered <a|the> $item <by mistake|twice>, <please stop it|cancel it please>.",
          "<Don't|Please don't> send the $item, I <found|got> it cheaper in $city2.",
        ],
        rule: "a pending order can be cancelled free of charge until it is dispatched",
        wrongRule: "an order can <never|not> be cancelled once it has been <placed|paid>",
        foreign: [
          .spanish: "cancelar mi pedido", .german: "meine Bestellung stornieren", .chinese: "取消订单",
          .japanese: "注文をキャンセルしたいです",
        ]),
      Intent(
        name: "return", reads: ["get_order", "search_help_center"], write: "return_items",
        act: "return the $item", done: "registered the return of the $item", noun: "the return",
        openings: [
          "The $item <arrived damaged|doesn't fit|is not what I expected>, I want to send it back.",
          "how do returns work? <The|My> $item is <broken|too small>",
        ],
        rule: "delivered items can be returned within 30 days",
        wrongRule:
          "returns are only accepted within <three|five> days and with a restocking fee of <40|50> percent",
        foreign: [
          .spanish: "devolver un artículo", .german: "einen Artikel zurückschicken", .chinese: "退货",
          .japanese: "返品したいです",
        ]),
      Intent(
        name: "exchange", reads: ["get_order", "get_product"], write: "exchange_item",
        act: "exchange the $item for another <size|colour|model>", done: "exchanged the $item",
        noun: "the exchange",
        openings: [
          "The $item is <too big|too small|the wrong colour>, can I get another one instead?",
          "I'd like a different <version|variant> of the $item I <bought|ordered>.",
        ],
        rule: "an item can be exchanged for another option of the same product",
        wrongRule: "exchanges are only possible <in our shops|for members>, <never|not> online",
        foreign: [
          .spanish: "cambiar un artículo por otra talla", .german: "einen Artikel umtauschen", .chinese: "换货",
          .japanese: "商品を交換したいです",
        ]),
      Intent(
        name: "address", reads: ["get_order", "track_parcel"], write: "update_address",
        act: "change the delivery address", done: "changed the delivery address to $city",
        noun: "the address change",
        openings: [
          "I <moved|am moving> to $city, the parcel still <goes|is going> to $city2.",
          "Wrong address on my order, it must go to $city.",
        ],
        rule: "the address can be changed until the parcel is dispatched",
        wrongRule: "the address is <fixed|locked> for <60|90> days after an order",
        foreign: [
          .spanish: "cambiar la dirección de entrega", .german: "die Lieferadresse ändern",
          .chinese: "修改收货地址", .japanese: "配送先を変更したいです",
        ]),
      Intent(
        name: "refund", reads: ["get_order", "track_parcel"], write: "issue_refund",
        act: "get $my money back for the $item", done: "refunded $amount for the $item", noun: "the refund",
        openings: [
          "I <sent|gave> back the $item on $date2 and <still have no|never got a> refund of $amount.",
          "The parcel with my $item <never came|got lost>, I want my $amount back.",
        ],
        rule: "refunds go to the original payment method within ten days",
        wrongRule:
          "refunds are only paid as <store credit|vouchers>, <valid for 30 days|minus a handling fee>",
        foreign: [
          .spanish: "recibir el reembolso", .german: "mein Geld zurückbekommen", .chinese: "申请退款",
          .japanese: "返金してほしいです",
        ]),
    ])
}
