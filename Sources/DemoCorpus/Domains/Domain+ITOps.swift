extension Domain {
  static let itOps = Domain(
    name: "itops", agents: ["oncall-bot", "helpdesk-bot"], brand: "Platform Operations", thing: "ticket",
    objectShape: "INC0000000", customerShape: "u000000",
    isTechnical: true,
    items: [
      "build server", "VPN profile", "mail relay", "staging cluster", "laptop of $anyname", "print queue",
      "backup job", "Postgres replica", "message broker", "wiki", "payment worker",
      "shared drive",
    ],
    system:
      "You operate internal systems through tools. Read the ticket first. Diagnose with metrics and logs before you change anything. Restarts in production need a yes from the requester. Never print secrets. Write what you did into the ticket.",
    sentences: [
      "If the pod is in CrashLoopBackOff, <read|check> the previous log first.",
      "The runbook for $host was last <tested|rehearsed> on $anyday.",
      "Disk alerts fire at $nn percent, pages at 95.",
      "Access requests are approved by the <owner|line manager> of the system.",
      "Certificates of *.example.net are rotated every $nn days.",
      "Failover takes about $nn seconds, clients reconnect on their own.",
      "Accounts are locked after $n failed logins for $nn minutes.",
      "Snapshots older than $nn days are deleted.",
    ],
    tools: [
      Tool(
        "get_ticket", .identify, #"{"id":"$object"}"#,
        #"{"id":"$object","title":"$item: $noun","requester":"$name","priority":"P$n","opened":"$iso","ci":"$host"}"#
      ),
      Tool(
        "query_metrics", .read, #"{"ci":"$host","ticket":"$object","range":"6h"}"#, #"{"series":[$rows]}"#,
        row:
          #"{"t":"$iso","cpu_pct":$nn.$n,"mem_mb":$int,"disk_pct":$nn,"load1":$n.$nn,"host":"$host","ip":"$ip"}"#
      ),
      Tool(
        "read_logs", .read, #"{"ci":"$host","ticket":"$object","lines":200}"#, #"{"lines":[$rows]}"#,
        row:
          #""$iso <INFO|DEBUG|INFO|WARN> [worker-$nn] <GET|POST|PUT> /v$n/$hex <200|201|204|304> $ms ms client=$ip req=$req""#
      ),
      Tool(
        "list_processes", .read, #"{"ci":"$host","ticket":"$object"}"#, #"{"processes":[$rows]}"#,
        row:
          #"{"pid":$int,"user":"svc_$hex","cmd":"/opt/$hex/bin/<java|node|python3|postgres|nginx> --port $int","rss_mb":$int,"started":"$iso"}"#
      ),
      Tool(
        "search_runbooks", .search, #"{"q":"$item $noun"}"#, #"{"runbooks":[$rows]}"#,
        row:
          #"{"id":"RB-$int","title":"$sentence","body":"$sentence $sentence $sentence","owner":"$anyname"}"#),
      Tool(
        "restart_service", .write, #"{"service":"$item","ticket":"$object","grace_s":30}"#,
        #"{"service":"$item","pid":$int,"state":"running","took_ms":$ms}"#,
        rules: [
          .init(
            "change freeze",
            [
              "change freeze in force until $anyday, <exception|waiver> needed",
              "deployment calendar forbids restarts <today|in this window>",
            ]),
          .init(
            "dependency down",
            [
              "unit will not start: dependency broker-$nn.service failed",
              "pre-start check failed, volume vol-$hex is not mounted",
            ]),
        ]),
      Tool(
        "reset_password", .write, #"{"user":"$customer","ticket":"$object"}"#,
        #"{"user":"$customer","temporary":"sent by sms","expires":"$iso"}"#,
        rules: [
          .init(
            "directory read-only",
            ["directory server dc$nn is in read-only mode", "replica accepts no writes, primary is $host"]),
          .init(
            "account disabled",
            [
              "account $customer is disabled <since $anyday|by HR>, reset refused",
              "user has left the organisation",
            ]),
        ]),
      Tool(
        "grant_access", .write, #"{"user":"$customer","group":"grp-$ref","ticket":"$object"}"#,
        #"{"user":"$customer","group":"grp-$hex","until":"$day"}"#,
        rules: [
          .init(
            "approval missing",
            [
              "no approval from the <owner|data steward> of grp-$hex",
              "workflow $int waits for a manager decision",
            ])
        ]),
      Tool(
        "extend_volume", .write, #"{"volume":"vol-$ref","gb":$num2,"ticket":"$object"}"#,
        #"{"volume":"vol-$ref","size_gb":$int,"state":"optimizing"}"#,
        rules: [
          .init(
            "pool full",
            ["storage pool p$nn has only $n GB free", "not enough extents in volume group vg$nn"])
        ]),
      Tool(
        "restore_backup", .write, #"{"target":"$item","point":"$day2","ticket":"$object"}"#,
        #"{"job":"rst-$int","files":$int,"state":"completed"}"#,
        rules: [
          .init(
            "backup corrupt",
            [
              "checksum mismatch in chunk $int of backup $anyday",
              "archive $hex is damaged, restore <stopped|aborted>",
            ])
        ]),
      Tool("comment_ticket", .side, #"{"id":"$object","text":"working on $noun"}"#, #"{"comment":$int}"#),
      Tool("post_status_page", .side, #"{"component":"$item","state":"investigating"}"#, #"{"id":"$hex"}"#),
      Tool(
        "page_engineer", .handOff, #"{"ticket":"$object","team":"<network|storage|identity>"}"#,
        #"{"paged":"$anyname","ack":false}"#),
    ],
    intents: [
      Intent(
        name: "restart", reads: ["query_metrics", "read_logs"], write: "restart_service",
        act: "restart the $item", done: "restarted the $item", noun: "the restart",
        openings: [
          "The $item hangs again, $nn alerts since $clock.",
          "$object: the $item <eats all memory|answers 502>, bounce it please.",
        ],
        rule: "restarts outside of production need no approval",
        wrongRule: "services may only be restarted <once a quarter|at night by two people>",
        foreign: [
          .german: "den Dienst neu starten", .chinese: "重启服务", .japanese: "サービスを再起動してほしいです",
          .russian: "перезапустить сервис",
        ]),
      Intent(
        name: "password", reads: ["search_runbooks"], write: "reset_password", act: "reset $my password",
        done: "reset the password", noun: "the password reset",
        openings: [
          "I'm locked out since $clock.", "Back from leave, the laptop no longer takes $my password.",
        ],
        rule: "passwords are reset after a check of the ticket's requester",
        wrongRule: "passwords can only be reset <in person|at the headquarters> with a passport",
        foreign: [
          .german: "mein Passwort zurücksetzen", .chinese: "重置密码", .japanese: "パスワードをリセットしたいです",
          .russian: "сбросить пароль",
        ]),
      Intent(
        name: "access", reads: ["search_runbooks", "list_processes"], write: "grant_access",
        act: "get access to the $item", done: "granted the access", noun: "the access",
        openings: [
          "New in the team of $anyname, I can't open the $item.",
          "I need read rights on the $item until $date.",
        ],
        rule: "access is granted once the owner approves",
        wrongRule: "access is <never|not> granted to people with less than <two|three> years of service",
        foreign: [
          .german: "Zugriff bekommen", .chinese: "申请访问权限", .japanese: "アクセス権がほしいです",
          .russian: "получить доступ",
        ]),
      Intent(
        name: "disk", reads: ["query_metrics", "list_processes"], write: "extend_volume",
        act: "enlarge the disk of the $item", done: "enlarged the volume", noun: "the disk extension",
        openings: [
          "$item: disk at $nn percent and rising.", "no space left on device on the $item, see $object",
        ],
        rule: "volumes may be enlarged by up to half without review",
        wrongRule: "disks are fixed in size <for life|until the hardware is replaced>",
        foreign: [
          .german: "die Festplatte vergrößern", .chinese: "扩容磁盘", .japanese: "ディスクを拡張してほしいです",
          .russian: "расширить диск",
        ]),
      Intent(
        name: "restore", reads: ["read_logs", "search_runbooks"], write: "restore_backup",
        act: "restore the $item from backup", done: "restored the $item", noun: "the restore",
        openings: [
          "Someone deleted a folder on the $item on $date2.",
          "The $item is corrupt, we need the state of $date2 back.",
        ],
        rule: "backups are kept for ninety days",
        wrongRule: "backups are kept for <one day|36 hours> only and never restored on request",
        foreign: [
          .german: "eine Sicherung zurückspielen", .chinese: "恢复备份", .japanese: "バックアップから復元したいです",
          .russian: "восстановить из копии",
        ]),
    ])
}
