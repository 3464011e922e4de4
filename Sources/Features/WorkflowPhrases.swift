/// The phrases by which promises, protests, refusals and hand-offs are known: data, not code.
///
/// Lower case; apostrophes as typed on a keyboard.
enum WorkflowPhrases {
  /// What an assistant says of something as done, in languages of which `ClaimWords` knows no verbs.
  static let promises: [String] = [
    "foi processado", "foi cancelado", "foi cancelada", "è stato annullato", "è stata annullata", "已经", "已为您",
    "完成了", "完了しました", "いたしました",
  ]

  /// What a user says who does not accept an answer.
  static let protests: [String] = [
    "that's not", "that is not", "thats not", "not what i", "that's wrong", "that is wrong", "you're wrong",
    "wrong one", "incorrect", "that doesn't", "that does not", "i already told", "i already said",
    "i told you",
    "i said", "you said", "again", "still not", "still waiting", "still doesn't", "still wrong",
    "nothing happened",
    "no confirmation", "i didn't ask", "i did not ask", "i never asked", "you didn't", "you did not",
    "are you sure",
    "unacceptable", "ridiculous", "frustrated", "frustrating", "useless", "not helpful", "complaint",
    "supervisor",
    "manager", "real person", "a human", "speak to someone", "disappointed", "why did you", "makes no sense",
    "contradict", "you keep", "stop asking", "asked me that", "not true", "not correct", "das stimmt nicht",
    "das ist falsch", "schon gesagt", "no es lo que", "eso no es", "ya te dije", "ce n'est pas", "déjà dit",
    "isso não", "不对", "不是我", "已经说过", "違います", "ちがいます",
  ]

  /// What an assistant says that will not or cannot help.
  static let refusals: [String] = [
    "i'm unable", "i am unable", "i cannot", "i can't", "i'm not able", "i am not able", "unfortunately, i",
    "i don't have access", "i do not have access", "i won't be able", "not something i can",
    "beyond what i can",
    "i'm afraid i", "outside of my", "unable to assist", "can't help with", "cannot help with",
    "not possible for me",
    "ich kann leider nicht", "no puedo", "je ne peux pas", "não posso", "我无法", "できません",
  ]

  /// What an assistant says that leaves the matter to somebody else, or to the user.
  static let elsewhere: [String] = [
    "please contact", "please call", "please reach out", "please get in touch", "please speak",
    "please visit",
    "please ask your", "please turn to", "contact our", "contact the", "contact your", "reach out to our",
    "reach out to the", "reach out to your", "get in touch with", "call our", "call us at", "call the",
    "speak to our",
    "speak with our", "write to our", "email our", "e-mail our", "our hotline", "the hotline",
    "our help desk",
    "the help desk", "the support team", "our support team", "support team will", "customer service",
    "a colleague", "my colleagues", "our team will", "a specialist", "one of our specialists", "someone from",
    "someone else will", "a human agent", "a live agent", "a person from", "a representative",
    "i'll transfer you", "i will transfer you", "i'm transferring you", "i am transferring you",
    "transferring you", "transferred you", "connect you with", "connecting you", "hand you over",
    "handing you over", "put you through", "pass you on", "passing you on", "pass this on", "passing this on",
    "passed this on", "forward your", "forwarded your", "forwarding your", "forward this", "forwarded this",
    "forwarding this", "escalate", "escalated", "escalating", "do it yourself", "do this yourself",
    "do that yourself", "take care of it yourself", "handle it yourself", "handle this yourself",
    "on our website", "on the website", "via our website", "visit our", "in the app yourself", "self-service",
    "other department", "another department", "different department", "responsible department",
    "wenden sie sich", "kontaktieren sie", "rufen sie", "ich leite", "weitergeleitet", "póngase en contacto",
    "contacte con", "comuníquese", "contactez", "adressez-vous", "veuillez appeler", "entre em contato",
    "contatti", "si rivolga", "neem contact op", "请联系", "请致电", "转接", "お問い合わせください", "担当者",
  ]

  /// How models write a call of a tool that was meant to be made.
  static let writtenCalls: [String] = [
    "<tool_call", "<tool_calls", "<tool_use", "<function=", "<function_call", "<function_calls",
    "<invoke name",
    "<|tool_call", "<|python_tag|>", "<｜tool", "[tool_calls]", "[tool_call]", "to=functions.", "```tool_code",
    "```tool_call", "action input:", "\"tool_calls\":", "\"function_call\":", "\"tool_input\":",
    "\"arguments\": {", "\"arguments\":{", "\"arguments\": \"{", "\"arguments\":\"{",
  ]

  /// Parts of the names of tools that hand the user to somebody else.
  static let handOffTools: [String] = [
    "transfer_to", "transferto", "transfer_call", "transfer_user", "transfer_customer", "transfer_chat",
    "transfer_conversation", "transfer_human", "transfer_agent", "warm_transfer", "cold_transfer", "escalate",
    "handoff", "hand_off", "hand-off", "handover", "human", "forward_to", "route_to",
  ]

  /// What comes back from a tool that hands the user to somebody else.
  static let handOffResults: [String] = [
    "transfer successful", "transfer succeeded", "transfer initiated", "transfer to human",
    "transfer to a human",
    "transferred to human", "transferred to a human", "transferred to an agent",
    "transferred to a live agent",
    "transferred to agent", "transferring to a human", "handoff successful", "handoff complete",
    "handed off to",
    "handed over to", "escalated to", "escalation created", "connected to a human", "connected to an agent",
    "forwarded to a human",
  ]

  /// Names of tools by which an agent says that it is done: nothing comes back from them, and nothing has to.
  static let endingTools: Set<String> = [
    "submit", "finish", "finished", "done", "complete", "complete_task", "task_complete", "task_done", "exit",
    "terminate", "stop", "end", "end_conversation", "end_call", "hang_up", "final_answer", "finalanswer",
    "give_final_answer", "attempt_completion", "respond", "answer",
  ]

  /// First words of the names of tools by which an agent thinks aloud: nothing comes back from them.
  static let thinkingTools: Set<String> = [
    "think", "thinking", "plan", "reflect", "reason", "reasoning", "scratchpad", "note", "todo",
  ]

  /// First words of the names of tools that run programs: the same command after a change is a test of it.
  static let runningTools: Set<String> = [
    "run", "execute", "exec", "bash", "shell", "terminal", "python", "ipython", "computer", "command", "cmd",
    "test",
    "pytest", "make", "build", "compile", "lint", "code",
  ]

  /// Words of which the names of tools consist that run whatever program they are given.
  static let runningWords: Set<String> = [
    "run", "execute", "exec", "bash", "sh", "shell", "zsh", "powershell", "terminal", "console", "python",
    "python3", "ipython", "repl", "node", "computer", "command", "commands", "cmd", "code", "script", "cell",
    "notebook", "jupyter", "interpreter", "tool", "in", "executor", "runner", "sandbox", "local", "session",
  ]

  /// First words of the names of tools that only read.
  static let readingTools: Set<String> = [
    "get", "list", "search", "find", "lookup", "look", "check", "read", "fetch", "query", "show", "view",
    "describe", "identify",
    "retrieve", "calculate", "think", "count", "browse", "validate", "verify", "status", "inspect",
    "estimate",
    "preview", "quote", "load", "scan", "detect", "is", "has", "compare", "track",
  ]
}
