extension Domain {
  static let clinic = Domain(
    name: "clinic", agents: ["front-desk-assistant"], brand: "Lakeside Clinics", thing: "appointment",
    objectShape: "AP-000000", customerShape: "PAT000000",
    isTechnical: false,
    items: [
      "blood test", "MRI scan", "physiotherapy", "annual check-up", "vaccination", "dermatology visit",
      "eye exam", "dental cleaning", "follow-up with Dr. $anyname", "X-ray",
      "allergy test", "cardiology visit",
    ],
    system:
      "You are the front desk of $brand. Identify patients by patient number and date of birth. You may book, move and cancel appointments, request refills of existing prescriptions and send documents. You never diagnose, never interpret results and never change a dose. For emergencies tell the patient to call the emergency number.",
    sentences: [
      "Please come $nn minutes early and bring your insurance card.",
      "Fasting for $nn hours is <needed|required> before a blood test.",
      "Results are in the portal after $n working days.",
      "Cancellations less than $nn hours ahead cost $money.",
      "Room $nn is on the <second|third> floor, wing $n.", "A referral is valid for $nn days< from issue|>.",
      "Refills are checked by a doctor <the same day|within $nn hours>.",
      "Parking at the $anycity site is <free|limited>.",
    ],
    tools: [
      Tool(
        "verify_patient", .identify, #"{"patient":"$customer","born":"19$num2-04-1$num1"}"#,
        #"{"patient":"$customer","name":"$name","insurer":"<Helvia|Sanitas Nord|public>","phone":"$phone","appointments":["$object","$object2"],"gp":"Dr. $anyname"}"#
      ),
      Tool(
        "get_appointment", .read, #"{"appointment":"$object"}"#,
        #"{"appointment":"$object","what":"$item","on":"$day2","with":"Dr. $anyname","site":"$city","history":[$rows]}"#,
        row:
          #"{"at":"$iso","by":"$anyname","event":"<booked|moved|confirmed|reminder sent|checked in>","room":$nn,"remark":"$sentence"}"#
      ),
      Tool(
        "list_free_slots", .read, #"{"site":"$city","what":"$item","from":"$day"}"#, #"{"slots":[$rows]}"#,
        row:
          #"{"slot":"$hex","on":"$anyday","at":"$clock","doctor":"Dr. $anyname","room":$nn,"minutes":$nn,"site":"$anycity"}"#
      ),
      Tool(
        "get_medication_list", .read, #"{"patient":"$customer"}"#, #"{"medications":[$rows]}"#,
        row:
          #"{"rx":"RX$int$int","name":"<metolin|coravan|lisopril|zentra|amoxil> $nn mg","dose":"$n a day","refills_left":$n,"prescribed":"$anyday","by":"Dr. $anyname","note":"$sentence"}"#
      ),
      Tool(
        "search_patient_info", .search, #"{"q":"$item $noun"}"#, #"{"leaflets":[$rows]}"#,
        row:
          #"{"leaflet":"PI-$int","heading":"$sentence","text":"$sentence $sentence $sentence","version":"$anyday"}"#
      ),
      Tool(
        "book_slot", .write, #"{"patient":"$customer","what":"$item","on":"$day","slot":"$ref"}"#,
        #"{"appointment":"$object","on":"$day","at":"$clock","site":"$city"}"#,
        rules: [
          .init(
            "referral missing",
            [
              "no valid referral on file for <this service|specialty $nn>",
              "booking needs a referral dated within $nn days",
            ]),
          .init(
            "slot taken",
            ["slot $hex was taken <meanwhile|by another patient>", "requested slot is no longer free"]),
        ]),
      Tool(
        "move_appointment", .write, #"{"appointment":"$object","to":"$day"}"#,
        #"{"appointment":"$object","from":"$day2","to":"$day"}"#,
        rules: [
          .init(
            "too late to move",
            [
              "appointments can't be moved less than $nn hours before",
              "change window <closed|ended> at $iso",
            ])
        ]),
      Tool(
        "cancel_appointment", .write, #"{"appointment":"$object","reason":"<ill|travel>"}"#,
        #"{"appointment":"$object","state":"cancelled","fee":"$amount"}"#,
        rules: [
          .init(
            "already checked in",
            ["patient is already checked in at desk $n", "visit has started, <cancel|cancellation> refused"])
        ]),
      Tool(
        "request_refill", .write, #"{"patient":"$customer","rx":"RX$num$num"}"#,
        #"{"request":"RF-$int","ready":"$day","pharmacy":"$city"}"#,
        rules: [
          .init(
            "no refills left",
            [
              "prescription RX$int has no refills left, <visit|consultation> required",
              "refill count is 0 for this medication",
            ]),
          .init(
            "interaction alert",
            [
              "interaction alert level $n with coravan $nn mg, pharmacist must <review|clear>",
              "contraindication flag set for this patient ($hex)",
            ]),
        ]),
      Tool(
        "send_record", .write, #"{"patient":"$customer","document":"results","to":"$email"}"#,
        #"{"message":"$hex","to":"$email","pages":$nn}"#,
        rules: [
          .init(
            "consent missing",
            ["no signed consent for <release|sending> of records", "privacy form $int is missing or expired"])
        ]),
      Tool("add_chart_note", .side, #"{"patient":"$customer","text":"$noun"}"#, #"{"note":"$hex"}"#),
      Tool("send_reminder", .side, #"{"appointment":"$object","by":"sms"}"#, #"{"scheduled":"$iso"}"#),
      Tool(
        "page_nurse", .handOff, #"{"patient":"$customer","reason":"$noun"}"#,
        #"{"nurse":"$anyname","station":$n}"#),
    ],
    intents: [
      Intent(
        name: "book", reads: ["list_free_slots", "search_patient_info"], write: "book_slot",
        act: "book a $item", done: "booked your $item for $date", noun: "the booking",
        openings: ["$my doctor says I need a $item.", "When is the next free date for a $item in $city?"],
        rule: "specialist visits need a referral",
        wrongRule: "new patients are not <taken|accepted> before <next year|18 months>",
        foreign: [
          .spanish: "pedir una cita", .portuguese: "marcar uma consulta", .japanese: "予約を取りたいです",
          .russian: "записаться на приём",
        ]),
      Intent(
        name: "move", reads: ["get_appointment", "list_free_slots"], write: "move_appointment",
        act: "move $my $item to $date", done: "moved your $item to $date", noun: "the new date",
        openings: [
          "I can't make it on $date2, is $date <possible|free>?",
          "Work got in the way, I need another day for the $item.",
        ],
        rule: "an appointment can be moved until a day before",
        wrongRule: "moving an appointment costs <the full fee|a fine of 90>",
        foreign: [
          .spanish: "cambiar mi cita", .portuguese: "remarcar a consulta", .japanese: "予約を変更したいです",
          .russian: "перенести приём",
        ]),
      Intent(
        name: "cancel", reads: ["get_appointment"], write: "cancel_appointment", act: "cancel $my $item",
        done: "cancelled your $item", noun: "the cancellation",
        openings: [
          "I'm feeling better and don't need the $item any more.",
          "We moved to $city2, please take $my $item off the list.",
        ],
        rule: "cancelling a day ahead is free",
        wrongRule: "appointments are binding and <can't|can never> be cancelled",
        foreign: [
          .spanish: "anular mi cita", .portuguese: "cancelar a consulta", .japanese: "予約をキャンセルしたいです",
          .russian: "отменить приём",
        ]),
      Intent(
        name: "refill", reads: ["get_medication_list"], write: "request_refill",
        act: "get a refill of $my tablets", done: "requested your refill", noun: "the refill",
        openings: [
          "I have pills for $n more days only.",
          "$my prescription runs out on $date, can the pharmacy in $city have it ready?",
        ],
        rule: "refills of current prescriptions need no visit",
        wrongRule: "refills <require|need> a new visit <every week|each time> and a blood test",
        foreign: [
          .spanish: "renovar mi receta", .portuguese: "renovar a receita", .japanese: "薬の追加をお願いしたいです",
          .russian: "продлить рецепт",
        ]),
      Intent(
        name: "records", reads: ["get_appointment", "search_patient_info"], write: "send_record",
        act: "get $my results by email", done: "sent your results to $email", noun: "the copy of the results",
        openings: [
          "The $item was on $date2, where are the results?",
          "$my new doctor in $city2 wants the report of the $item.",
        ],
        rule: "patients may have a copy of their record at any time",
        wrongRule: "results are <never handed|not given> to patients",
        foreign: [
          .spanish: "recibir mis resultados", .portuguese: "receber meus resultados",
          .japanese: "検査結果を送ってほしいです", .russian: "получить результаты",
        ]),
    ])
}
