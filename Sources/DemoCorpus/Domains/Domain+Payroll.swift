extension Domain {
  static let payroll = Domain(
    name: "payroll", agents: ["people-desk"], brand: "People Services", thing: "request",
    objectShape: "HR-00000", customerShape: "E00000",
    isTechnical: false,
    items: [
      "travel claim", "parental leave", "payslip of $anydate", "overtime", "company car", "tax form",
      "sick note", "training budget", "home office allowance", "bonus", "relocation claim", "meal voucher",
    ],
    system:
      "You are the people desk of a company of 4,000. Identify employees by number. You may file leave, correct time sheets, reimburse expenses up to policy, change bank details after a second check and issue letters. Salaries of others are confidential. Questions on law go to the legal team.",
    sentences: [
      "Leave of more than $nn days needs the approval of the <manager|director>.",
      "Expenses are paid with the run of the $nn. of the month.", "Receipts above $money must show the tax.",
      "Overtime is paid out or taken as leave within $n months.",
      "The payroll closes on day $nn at $clock.", "A sick note is due on day $n.",
      "Allowances for $anycity are $money a day.",
      "Changes of bank details are <confirmed by phone|double-checked>.",
    ],
    tools: [
      Tool(
        "get_employee", .identify, #"{"employee":"$customer"}"#,
        #"{"employee":"$customer","name":"$name","site":"$city","manager":"$anyname","grade":$n,"email":"$email","open":["$object","$object2"]}"#
      ),
      Tool(
        "get_payslip", .read, #"{"employee":"$customer","month":"$day2","request":"$object"}"#,
        #"{"net":"$amount","lines":[$rows]}"#,
        row:
          #"{"line":$int,"text":"<base|overtime|tax|pension|voucher|bonus>","hours":$nn,"rate":"$money","amount":"$money","cost_centre":$int,"run":"$anyday"}"#
      ),
      Tool(
        "get_leave_balance", .read, #"{"employee":"$customer","request":"$object"}"#,
        #"{"days_left":$nn,"bookings":[$rows]}"#,
        row:
          #"{"from":"$anyday","to":"$anyday","kind":"<annual|sick|unpaid|parental>","days":$n,"approved_by":"$anyname","at":"$iso","remark":"$sentence"}"#
      ),
      Tool(
        "get_expense_report", .read, #"{"report":"$object"}"#, #"{"total":"$amount","items":[$rows]}"#,
        row:
          #"{"no":$nn,"what":"<hotel|train|meal|taxi|fuel> $anycity","on":"$anyday","gross":"$money","receipt":"$hex.pdf","state":"$status"}"#
      ),
      Tool(
        "search_policies", .search, #"{"q":"$item"}"#, #"{"policies":[$rows]}"#,
        row:
          #"{"policy":"P-$int","title":"$sentence","text":"$sentence $sentence $sentence","in_force":"$anyday"}"#
      ),
      Tool(
        "file_leave", .write, #"{"employee":"$customer","from":"$day","days":$num1}"#,
        #"{"request":"$object","from":"$day","state":"approved"}"#,
        rules: [
          .init(
            "blackout period",
            [
              "leave is blocked for team $nn until $anyday",
              "requested days fall into the <closing|peak> season",
            ]),
          .init(
            "balance too low", ["only $n days left, $nn requested", "leave balance would become negative"]),
        ]),
      Tool(
        "reimburse_expense", .write, #"{"report":"$object","amount":"$amount"}"#,
        #"{"report":"$object","amount":"$amount","paid_on":"$day"}"#,
        rules: [
          .init(
            "receipt unreadable",
            ["receipt $nn cannot be read, upload it again", "optical check failed for $hex.pdf"]),
          .init(
            "per diem exceeded",
            ["daily allowance of $money for $anycity is exceeded", "meal cost above policy P-$int"]),
        ]),
      Tool(
        "correct_timesheet", .write, #"{"employee":"$customer","day":"$day2","hours":$num1}"#,
        #"{"day":"$day2","hours":$n,"reference":"$req"}"#,
        rules: [
          .init(
            "period closed",
            [
              "period was closed by payroll on $anyday",
              "time sheet is <frozen|final>, use a correction next month",
            ])
        ]),
      Tool(
        "change_bank_details", .write, #"{"employee":"$customer","iban":"XX$num $num $num"}"#,
        #"{"employee":"$customer","valid_from":"$day","second_check":"$anyname"}"#,
        rules: [
          .init(
            "second check open",
            ["second check by $anyname is still open", "four-eyes rule: approver must differ from requester"])
        ]),
      Tool(
        "issue_letter", .write, #"{"employee":"$customer","kind":"employment","language":"en"}"#,
        #"{"letter":"LT-$int","url":"https://$host/l/$hex.pdf"}"#,
        rules: [
          .init(
            "probation",
            [
              "employee is on probation until $anyday, no letter",
              "contract type $n has no <letter template|such document>",
            ])
        ]),
      Tool("log_case", .side, #"{"employee":"$customer","topic":"$noun"}"#, #"{"case":$int}"#),
      Tool("ping_manager", .side, #"{"manager":"$anyname","about":"$object"}"#, #"{"seen":<true|false>}"#),
      Tool(
        "escalate_to_hr_partner", .handOff, #"{"employee":"$customer","topic":"$noun"}"#,
        #"{"partner":"$anyname"}"#),
    ],
    intents: [
      Intent(
        name: "leave", reads: ["get_leave_balance", "search_policies"], write: "file_leave",
        act: "take leave from $date", done: "filed your leave", noun: "the leave",
        openings: [
          "We want to go to $city, $n days from $date.",
          "How many days do I have left? I need $n from $date on.",
        ],
        rule: "up to ten days need only the manager's approval",
        wrongRule: "leave is <granted|possible> in August only",
        foreign: [
          .french: "poser des congés", .spanish: "pedir vacaciones", .portuguese: "tirar férias",
          .chinese: "请假",
        ]),
      Intent(
        name: "expense", reads: ["get_expense_report"], write: "reimburse_expense", act: "get $my $item paid",
        done: "reimbursed $amount", noun: "the reimbursement",
        openings: [
          "$my trip to $city cost $amount, filed on $date2, no money yet.",
          "taxi and hotel in $city, $amount in all, please pay",
        ],
        rule: "expenses with receipts are paid with the next run",
        wrongRule: "expenses are <never paid|paid only> to directors",
        foreign: [
          .french: "me faire rembourser mes frais", .spanish: "cobrar mis gastos",
          .portuguese: "receber o reembolso de despesas", .chinese: "报销费用",
        ]),
      Intent(
        name: "time", reads: ["get_payslip", "search_policies"], write: "correct_timesheet",
        act: "correct $my hours of $date2", done: "corrected your hours", noun: "the correction",
        openings: ["On $date2 I worked $n hours more than it says.", "$my overtime in $city is missing."],
        rule: "hours can be corrected until the payroll closes",
        wrongRule: "hours once entered <are sealed|can never be touched>",
        foreign: [
          .french: "corriger mes heures", .spanish: "corregir mis horas",
          .portuguese: "corrigir minhas horas", .chinese: "更正工时",
        ]),
      Intent(
        name: "bank", reads: ["get_payslip"], write: "change_bank_details", act: "change $my bank account",
        done: "changed your bank details", noun: "the new account",
        openings: [
          "New bank since $date2, please pay me there.", "$my salary of $amount went to an old account.",
        ],
        rule: "a new account is used from the next run on",
        wrongRule: "the account <can't be changed|is fixed> during employment",
        foreign: [
          .french: "changer mon compte bancaire", .spanish: "cambiar mi cuenta bancaria",
          .portuguese: "mudar minha conta bancária", .chinese: "更换工资卡",
        ]),
      Intent(
        name: "letter", reads: ["get_payslip", "search_policies"], write: "issue_letter",
        act: "get a letter of employment", done: "issued the letter", noun: "the letter",
        openings: [
          "$my landlord in $city wants proof of $my salary.", "The visa office needs a letter by $date.",
        ],
        rule: "letters are issued at once",
        wrongRule: "letters are only written <for managers|after ten years of service>",
        foreign: [
          .french: "obtenir une attestation d'emploi", .spanish: "pedir un certificado de trabajo",
          .portuguese: "obter uma carta de emprego", .chinese: "开在职证明",
        ]),
    ])
}
