extension Domain {
  static let coding = Domain(
    name: "coding", agents: ["patchwright"], brand: "Patchwright", thing: "issue", objectShape: "PW-00000",
    customerShape: "dev-hhhhhh", isTechnical: true,
    items: [
      "parser module", "login form", "cache layer", "retry helper", "date formatter", "CSV exporter",
      "websocket client", "migration script", "config loader", "test fixture",
      "rate limiter", "image resizer",
    ],
    system:
      "You are a coding agent inside a repository checkout. Use the tools to read, search, edit and test. Keep changes minimal, run the tests before you open a pull request and never push to the main branch. Report what you did in plain words.",
    sentences: [
      "The module keeps a <bounded|fixed-size> queue of $int entries and drops the oldest.",
      "Deprecated since $n.$nn, <use|prefer> the streaming variant.",
      "The lock is taken for at most $nn ms, see benchmark $hex.",
      "Every public function has a doctest< and a type hint|>.",
      "The build image is pinned to sha256:$hex$hex.",
      "Flaky on the <arm64|windows> runner about once in $nn runs.",
      "Errors are wrapped and rethrown with the path of the file.",
    ],
    tools: [
      Tool(
        "get_issue", .identify, #"{"id":"$object"}"#,
        #"{"id":"$object","title":"$item: $noun","author":"$customer","state":"open","labels":["bug","p$n"],"created":"$day2","milestone":"$n.$nn"}"#
      ),
      Tool(
        "read_file", .read, #"{"path":"src/$ref.py","issue":"$object"}"#,
        #"{"path":"src/$ref.py","lines":[$rows],"total":$int}"#,
        row:
          #""<    def <load|merge|flush|parse>_$hex(self, <value|path|key>):|        return self._<cache|queue|index>[<key|path|value>]|    if not <entry|value|path>: raise ValueError('bad <entry|value|path> $int')|    for key, <entry|value> in <self|config|table>_$hex.items():|        <count|total|offset> += len(<entry|value>) * $n|    # $sentence|        with open(path, 'rb') as stream: header = stream.read($int)|        logger.debug('<merged|flushed|read> %d entries', $int)|    assert <total|offset|count> == $int, <total|offset|count>|import <os|sys|json|lib_$hex>>""#
      ),
      Tool(
        "search_code", .read, #"{"pattern":"<def|class> $ref","path":"src/"}"#, #"{"matches":[$rows]}"#,
        row:
          #"{"file":"src/$hex/$hex.py","line":$int,"text":"<raise|return|yield|import|assert> <load|merge|parse|check>_$hex(<value|key|path>) # $sentence","commit":"$hex$hex","author":"$anyname"}"#
      ),
      Tool(
        "run_tests", .read, #"{"target":"tests/","filter":"$object"}"#,
        #"{"summary":"$int passed in $nn.$nn s","log":[$rows]}"#,
        row:
          #""tests/test_$hex.py::test_<load|merge|parse|flush|encode>_$hex PASSED [$nn%] $ms ms (worker gw$n)""#
      ),
      Tool(
        "search_docs", .search, #"{"query":"$noun $item"}"#, #"{"documents":[$rows]}"#,
        row:
          #"{"url":"https://$host/docs/$hex","title":"$sentence","text":"$sentence $sentence $sentence","version":"$n.$nn"}"#
      ),
      Tool(
        "edit_file", .write,
        #"{"path":"src/$ref.py","issue":"$object","replacement":"return merge_$ref(value)"}"#,
        #"{"path":"src/$ref.py","changed_lines":$nn,"diff":"@@ -$int,$n +$int,$n @@"}"#,
        rules: [
          .init(
            "patch does not apply",
            [
              "hunk $n of $nn <failed|did not apply> at line $int",
              "search block not found in <file|src>, nothing replaced",
            ]),
          .init(
            "lint rejected",
            [
              "edit rejected by linter: E$int undefined name at line $int",
              "syntax check failed after edit: unindent does not match, line $int",
            ]),
        ]),
      Tool(
        "open_pull_request", .write, #"{"issue":"$object","branch":"fix/$ref","title":"$noun"}"#,
        #"{"number":$int,"url":"https://$host/pull/$int","state":"open"}"#,
        rules: [
          .init(
            "protected branch",
            [
              "branch fix/$hex is protected, <push|update> refused by hook",
              "pre-receive hook declined: commits must be signed",
            ]),
          .init(
            "merge conflict",
            [
              "cannot merge automatically: conflicts in $n files",
              "branch is $nn commits behind and conflicts in src/$hex.py",
            ]),
        ]),
      Tool(
        "bump_dependency", .write, #"{"package":"lib$ref","version":"$num1.$num2.0","issue":"$object"}"#,
        #"{"package":"lib$ref","from":"$n.$n.0","to":"$num1.$num2.0","lockfile":"updated"}"#,
        rules: [
          .init(
            "unsolvable versions",
            [
              "no matching distribution: lib$hex requires python <3.$nn|3.$n>",
              "version solving failed because lib$hex depends on lib$hex $n.$nn",
            ])
        ]),
      Tool(
        "revert_commit", .write, #"{"sha":"$ref$ref","issue":"$object"}"#,
        #"{"sha":"$ref$ref","state":"reverted","files":$nn}"#,
        rules: [
          .init(
            "merge commit",
            [
              "commit $hex is a merge but no -m option was given",
              "reverting a merge needs a mainline parent",
            ])
        ]),
      Tool(
        "run_migration", .write, #"{"name":"$num-$ref","issue":"$object","env":"staging"}"#,
        #"{"applied":["$num-$ref"],"duration_ms":$ms}"#,
        rules: [
          .init(
            "column exists",
            [
              "column c_$hex of relation t_$hex already <exists|defined>",
              "migration $int-$hex was partly applied, table t_$hex exists",
            ])
        ]),
      Tool("post_comment", .side, #"{"issue":"$object","body":"working on $noun"}"#, #"{"id":$int}"#),
      Tool(
        "notify_channel", .side, #"{"channel":"dev-$num2","text":"$object"}"#, #"{"ok":true,"ts":"$iso"}"#),
      Tool("assign_reviewer", .handOff, #"{"issue":"$object","reviewer":"$anyname"}"#, #"{"assigned":true}"#),
    ],
    intents: [
      Intent(
        name: "fix bug", reads: ["read_file", "search_code", "run_tests"], write: "edit_file",
        act: "fix the bug in the $item", done: "fixed the $item", noun: "the fix",
        openings: [
          "The $item <crashes|returns nonsense> since $day2, see $object.",
          "$object: the $item <drops|loses> the last entry. <Fix it please.|Can you look?>",
        ],
        rule: "a fix needs a failing test first",
        wrongRule: "bugs in <released|frozen> versions are never fixed",
        foreign: [
          .german: "den Fehler im Modul beheben", .chinese: "修复这个模块的错误", .japanese: "モジュールの不具合を直したいです",
          .russian: "исправить ошибку в модуле",
        ]),
      Intent(
        name: "pull request", reads: ["run_tests", "search_code"], write: "open_pull_request",
        act: "open a pull request for the $item", done: "opened the pull request", noun: "the pull request",
        openings: [
          "My branch for the $item is ready, open a PR.", "please make a PR out of fix/$hex for $object",
        ],
        rule: "a pull request needs green tests and one reviewer",
        wrongRule: "pull requests <can only be opened by|are reserved for> maintainers",
        foreign: [
          .german: "einen Pull Request öffnen", .chinese: "提交合并请求", .japanese: "プルリクエストを作成したいです",
          .russian: "открыть pull request",
        ]),
      Intent(
        name: "upgrade", reads: ["read_file", "search_docs"], write: "bump_dependency",
        act: "upgrade the vulnerable library", done: "upgraded the dependency", noun: "the upgrade",
        openings: [
          "There's a CVE in one of the dependencies of the $item, bump it.",
          "dependabot is off, please upgrade what $object names",
        ],
        rule: "minor versions may be raised without review",
        wrongRule: "dependencies are <frozen|pinned> for good and may <never|not> be raised",
        foreign: [
          .german: "eine Abhängigkeit aktualisieren", .chinese: "升级依赖", .japanese: "依存関係を更新したいです",
          .russian: "обновить зависимость",
        ]),
      Intent(
        name: "revert", reads: ["search_code", "run_tests"], write: "revert_commit",
        act: "revert the last change to the $item", done: "reverted the commit", noun: "the revert",
        openings: [
          "The deploy of $date2 broke the $item, roll that commit back.",
          "undo $hex please, it made the $item <slower|worse>",
        ],
        rule: "a broken commit is reverted first and discussed later",
        wrongRule: "commits older than <one|two> hours cannot be reverted",
        foreign: [
          .german: "einen Commit zurücknehmen", .chinese: "回滚提交", .japanese: "コミットを取り消したいです",
          .russian: "откатить коммит",
        ]),
      Intent(
        name: "migration", reads: ["read_file", "search_docs"], write: "run_migration",
        act: "run the migration on staging", done: "run the migration", noun: "the migration",
        openings: [
          "Staging lacks the new column for the $item, run the migration.",
          "$object: apply migration $int on staging<, I need it by $date|>",
        ],
        rule: "migrations run on staging before production",
        wrongRule: "migrations may only run on <the first of the month|a Sunday night>",
        foreign: [
          .german: "die Migration auf Staging ausführen", .chinese: "在预发环境执行迁移",
          .japanese: "マイグレーションを実行したいです", .russian: "запустить миграцию",
        ]),
    ])
}
