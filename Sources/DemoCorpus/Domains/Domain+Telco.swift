extension Domain {
  static let telco = Domain(
    name: "telco", agents: ["linea-care"], brand: "Linea Mobile", thing: "line", objectShape: "L-0000000",
    customerShape: "LM000000",
    isTechnical: false,
    items: [
      "fibre connection", "SIM card", "data plan", "router", "roaming pack", "family plan", "prepaid number",
      "TV box", "landline", "eSIM", "streaming option", "second SIM",
    ],
    system:
      "Assistant of $brand. Identify the customer by customer number or line. Diagnose before you promise a technician. Contract changes take effect on the next billing day and need an explicit yes. Credits up to 30 may be granted. Do not discuss competitors.",
    sentences: [
      "Restart the router by <pressing the button|pulling the plug> for $nn seconds.",
      "Speeds may drop to $nn Mbit/s <at peak times|in the evening>.",
      "Roaming is included in $nn countries, elsewhere $money per MB.",
      "A number is ported within $n working days.",
      "The minimum term is $nn months, then monthly <notice|cancellation>.",
      "An outage in $anycity affects about $int lines.",
      "The light <blinks|glows> red when the optical signal is lost.",
      "Unused data <rolls over|lapses> at the end of the month.",
    ],
    tools: [
      Tool(
        "lookup_subscriber", .identify, #"{"line":"$object"}"#,
        #"{"subscriber":"$customer","name":"$name","lines":["$object","$object2"],"plan":"<S|M|L|XL>","since":"$anyday","email":"$email"}"#
      ),
      Tool(
        "run_line_test", .read, #"{"line":"$object","depth":"full"}"#,
        #"{"line":"$object","samples":[$rows]}"#,
        row:
          #"{"t":"$iso","down_mbit":$nn.$n,"up_mbit":$n.$nn,"loss_pct":0.$n,"node":"$host","attenuation_db":$nn,"port":"$int/$n","state":"<sync|training|idle>"}"#
      ),
      Tool(
        "get_bill", .read, #"{"subscriber":"$customer","month":"$day2"}"#,
        #"{"total":"$amount","positions":[$rows],"due":"$day"}"#,
        row:
          #"{"position":$nn,"text":"<roaming|data|calls|rental|option> $anycity","quantity":$int,"net":"$money","tax_pct":$nn,"from":"$anyday","note":"$sentence"}"#
      ),
      Tool(
        "get_coverage_map", .read, #"{"city":"$city","technology":"5g"}"#, #"{"cells":[$rows]}"#,
        row:
          #"{"cell":"$hex","city":"$anycity","band":"n$nn","load_pct":$nn,"mast_height_m":$nn,"last_alarm":"$iso","ip":"$ip"}"#
      ),
      Tool(
        "search_device_guides", .search, #"{"text":"$item $noun"}"#, #"{"guides":[$rows]}"#,
        row:
          #"{"guide":"G-$int","title":"$sentence","steps":"$sentence $sentence $sentence","checked":"$anyday"}"#
      ),
      Tool(
        "book_technician", .write, #"{"line":"$object","day":"$day","window":"08-12"}"#,
        #"{"visit":"V$int","day":"$day","technician":"$anyname"}"#,
        rules: [
          .init(
            "no slot",
            [
              "no free <slot|technician> in $anycity before $anyday",
              "all windows on the requested day are taken",
            ]),
          .init(
            "open fault ticket",
            [
              "a fault ticket ($int) is already open for this line, close it first",
              "visit refused: area outage $int in progress",
            ]),
        ]),
      Tool(
        "change_plan", .write, #"{"line":"$object","plan":"L","from":"$day"}"#,
        #"{"line":"$object","plan":"L","price":"$amount","from":"$day"}"#,
        rules: [
          .init(
            "minimum term",
            [
              "contract runs until $anyday, downgrade <not allowed|impossible> before",
              "minimum term of $nn months not yet served",
            ]),
          .init(
            "option incompatible",
            ["option $nn cannot be combined with plan <S|M>", "family bundle must be dissolved first"]),
        ]),
      Tool(
        "port_number", .write, #"{"number":"$phone","to_line":"$object","on":"$day"}"#,
        #"{"port_id":"P$int$int","on":"$day","state":"$status"}"#,
        rules: [
          .init(
            "donor rejects",
            [
              "donor network rejected the port: <name|birth date> mismatch",
              "porting refused by releasing carrier, reason code $nn",
            ])
        ]),
      Tool(
        "grant_credit", .write, #"{"subscriber":"$customer","amount":"$amount","reason":"outage"}"#,
        #"{"credit":"$amount","booked_on":"$day","reference":"$req"}"#,
        rules: [
          .init(
            "above agent limit",
            ["credit above 30 needs a team lead", "sum of credits this quarter <exceeds|is over> the cap"])
        ]),
      Tool(
        "activate_roaming", .write, #"{"line":"$object","pack":"world-$num1","start":"$day"}"#,
        #"{"line":"$object","pack":"world-$n","price":"$amount","start":"$day"}"#,
        rules: [
          .init(
            "dunning lock",
            [
              "line is in dunning since $anyday, options <locked|not bookable>",
              "open balance $money blocks new options",
            ])
        ]),
      Tool("tag_contact", .side, #"{"subscriber":"$customer","tag":"$noun"}"#, #"{"tags":$n}"#),
      Tool("send_text_message", .side, #"{"to":"$phone","template":$num2}"#, #"{"sms_id":"$hex","parts":1}"#),
      Tool(
        "queue_for_agent", .handOff, #"{"line":"$object","skill":"<billing|technical>"}"#,
        #"{"wait_minutes":$nn}"#),
    ],
    intents: [
      Intent(
        name: "fault", reads: ["run_line_test", "search_device_guides"], write: "book_technician",
        act: "get a technician for $my $item", done: "booked the technician for $date",
        noun: "the technician visit",
        openings: [
          "$my internet <is down|drops every hour> since $date2.",
          "No signal in $city<, the router blinks red|>.",
        ],
        rule: "a technician comes free of charge if the line test shows a fault",
        wrongRule: "technicians are <only sent|reserved> for business customers",
        foreign: [
          .portuguese: "agendar um técnico", .french: "faire venir un technicien", .chinese: "预约维修师傅",
          .thai: "นัดช่างมาซ่อม",
        ]),
      Intent(
        name: "plan change", reads: ["get_bill", "get_coverage_map"], write: "change_plan",
        act: "switch to a <bigger|smaller|cheaper> plan", done: "switched your plan", noun: "the plan change",
        openings: [
          "I pay $amount a month and use <nothing|a tenth> of it.",
          "$my data is used up by mid-month, what else do you have?",
        ],
        rule: "a bigger plan can be taken at any time",
        wrongRule: "plans can <only be changed|be changed only> after <four|six> years",
        foreign: [
          .portuguese: "mudar de plano", .french: "changer de forfait", .chinese: "更换套餐",
          .thai: "เปลี่ยนแพ็กเกจ",
        ]),
      Intent(
        name: "number port", reads: ["search_device_guides"], write: "port_number",
        act: "bring $my old number along", done: "started porting your number", noun: "the number transfer",
        openings: [
          "I come from another provider and want to keep $phone.", "how do I port $phone to $my new SIM",
        ],
        rule: "numbers are ported free of charge",
        wrongRule: "a number <stays with|belongs to> the old provider for good",
        foreign: [
          .portuguese: "fazer a portabilidade do número", .french: "garder mon ancien numéro",
          .chinese: "携号转网", .thai: "ย้ายค่ายเบอร์เดิม",
        ]),
      Intent(
        name: "bill", reads: ["get_bill"], write: "grant_credit", act: "get a credit for the outage",
        done: "granted a credit of $amount", noun: "the credit",
        openings: [
          "We had no network for $n days and still <pay|paid> $amount.",
          "The bill of $date2 is too high by $amount.",
        ],
        rule: "a full day of outage is credited",
        wrongRule: "outages are <force majeure|an act of God> and never credited",
        foreign: [
          .portuguese: "receber um crédito na fatura", .french: "obtenir un avoir sur la facture",
          .chinese: "申请话费补偿", .thai: "ขอเครดิตคืนค่าบริการ",
        ]),
      Intent(
        name: "roaming", reads: ["get_coverage_map", "search_device_guides"], write: "activate_roaming",
        act: "switch on roaming", done: "activated roaming from $date", noun: "the roaming pack",
        openings: [
          "I fly to $city on $date, does $my phone work there?", "$anycity, $n days: what will data cost me?",
        ],
        rule: "roaming is included within the union",
        wrongRule: "roaming must be ordered <by letter|in writing> <three|six> weeks before",
        foreign: [
          .portuguese: "ativar o roaming", .french: "activer l'itinérance", .chinese: "开通国际漫游",
          .thai: "เปิดโรมมิ่ง",
        ]),
    ])
}
