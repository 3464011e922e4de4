/// The words by which an assistant says, in one language, that something is done: data, not code.
///
/// Lower case, without apostrophes, words apart by spaces. A claim is one of
/// - what the speaker did: a beginning of `own` and a participle (“I've just cancelled it”, “ich habe sie storniert”);
/// - what was done: `passive` and a participle (“has been refunded”, “wurde storniert”, “a été annulée”);
/// - what is so now: `stative` and a state (“is now updated”, “está cancelada”);
/// - a sentence that begins with a participle (“Updated your address.”), or a phrase by itself (“All done”).
struct ClaimWords {
  /// What stands before the participle of what the speaker did.
  var own: [String]

  /// The same before a past tense, where a form that is also a present tells nothing.
  var ownPast: [String] = []

  /// The same before the plain form of a verb.
  var ownPlain: [String] = []

  /// What stands before the participle of what was done.
  var passive: [String]

  /// The same, where a day or a doer behind it tells of the past: “was cancelled by the airline”.
  var past: [String] = []

  /// What stands before a state.
  var stative: [String]

  /// What may stand between the words of a beginning, and between it and a participle.
  var adverbs: String

  /// Participles of what changes something.
  var acts: String

  /// Those of what also happens by itself or in the past, and is a claim only of who says “I”.
  var ownActs: String

  /// Plain forms of what changes something.
  var plainActs = ""

  /// Participles that are a claim only before some words: “made the change”, not “made a mistake”.
  var limited: [String: String] = [:]

  /// Forms that are present and past: “I set”.
  var ambiguous = ""

  /// What is so once something is done.
  var states: String

  /// What is a claim wherever it stands, and what is one if nothing else stands in the clause; one word by itself only with an
  /// exclamation mark behind it.
  var phrases: [String]
  var wholes: [String]

  /// What may begin a sentence of which the subject is left out, before a participle or behind it.
  var articles: String

  /// Words that deny, that set a condition, and that look ahead, before the participle in its clause.
  var negations: String
  var conditions: String
  var futures: String

  /// Words right before a passive by which it tells of others: “orders that have been cancelled”, “may have been”.
  var relatives: String

  /// Words right before what the speaker did by which it tells of no one thing: “what I've changed”.
  var questioning = ""

  /// What tells that something is read or heard, anywhere before a passive or a state: “I see that it has been changed”.
  var reports: [String]

  /// What tells behind a past passive that it was long ago, or somebody else's doing.
  var pasts = ""

  /// What tells whose doing it was: “cancelled by the airline”.
  var doers: String

  /// Words that begin a clause of its own: “but”.
  var contrasts: String

  /// Words by which what the speaker did goes on, and those that end it: “I've found it and cancelled your stay”.
  var joins = ""
  var closers = ""

  /// Things that an answer itself holds, and that need no tool: “I've updated the list”.
  var texts: String

  /// What is looked for rather than changed: “the search is complete”.
  var readings: String

  /// Whether other words stand between a beginning and its participle: “habe ich die Buchung storniert”.
  var isSplit = false

  /// Whether a sentence that begins with its verb asks, or sets a condition: “Wurde sie storniert, so …”.
  var asksByOrder = false

  /// Of a language that puts the verb last: the word before such a clause, the verbs that end it, and who speaks in it:
  /// “dass ich die Buchung storniert habe”, “dass die Buchung storniert wurde”.
  var subordinating = ""
  var lastOwn = ""
  var lastPassive = ""
  var speakers = ""
}

extension ClaimWords {
  static let all = [english, german, french, spanish]

  static let english = ClaimWords(
    own: ["i have", "ive", "we have", "weve"],
    ownPast: ["i", "we"],
    ownPlain: ["i did", "we did"],
    passive: ["has been", "have been", "is now", "are now"],
    past: ["was", "were"],
    stative: ["is", "are", "its", "thats", "everythings"],
    adverbs: """
      just now also successfully gone went ahead and indeed definitely certainly hereby so then since fully all both \
      officially properly finally therefore immediately duly actually already today only
      """,
    acts: """
      cancelled canceled updated changed modified amended adjusted corrected fixed refunded reimbursed credited issued \
      processed submitted filed registered logged recorded created booked rebooked reserved scheduled rescheduled \
      arranged ordered placed sent resent emailed mailed transferred moved switched upgraded downgraded activated \
      deactivated enabled disabled reactivated blocked unblocked locked unlocked reset restarted rebooted deployed \
      installed removed deleted added applied renewed extended exchanged replaced swapped redeemed waived completed \
      finalized finalised executed paused resumed stopped suspended terminated linked merged assigned granted revoked \
      reinstated rerouted redirected saved subscribed unsubscribed enrolled withdrawn reversed voided initiated \
      requested implemented patched committed pushed reverted rolled configured notified informed confirmed settled \
      migrated archived restored erased cleared patched made done set
      """,
    ownActs: """
      closed opened paid charged returned shipped dispatched posted uploaded attached purchased bought shared approved \
      released ordered stored marked flagged reported signed turned carried taken put
      """,
    plainActs: """
      cancel update change modify amend adjust correct fix refund reimburse credit issue process submit file register \
      create book rebook reserve schedule reschedule arrange order place send email transfer move switch upgrade \
      downgrade activate deactivate enable disable block unblock lock unlock reset restart deploy install remove delete \
      add apply renew extend exchange replace swap redeem waive complete set grant revoke initiate
      """,
    limited: [
      "made": "the your this these those all both that it", "done": "it that so this the your all",
      "opened": "a an", "taken": "care", "put": "the your it this", "turned": "on off it the your",
      "set": "up your the it a an this", "carried": "out", "through": "", "marked": "it the your this",
      "stored": "the your it this",
      "rolled": "back it the out", "confirmed": "the your this",
    ],
    ambiguous: "set put reset",
    states: """
      cancelled canceled booked confirmed complete completed done finished updated resolved rebooked through
      """,
    phrases: [
      "all set", "taken care of", "went through", "gone through", "has gone through", "consider it done",
      "refund is on its way", "money is on its way", "replacement is on its way", "receipt is on its way",
      "now active", "now live", "now in effect", "now in place",
    ],
    wholes: [
      "done", "all done", "its done", "its all done", "thats done", "that is done", "it is done",
      "all complete",
    ],
    articles: "your the it this that these those everything both all successfully",
    negations: """
      not no never nothing none neither nor cannot cant couldnt dont doesnt didnt havent hasnt isnt arent wasnt werent \
      wont wouldnt unable without failed hardly instead yet almost nearly
      """,
    conditions:
      "if once when whenever after before until till unless whether soon provided assuming case while should",
    futures: "will ill youll well itll theyll shall would going gonna wouldnt",
    relatives: "that which who be being will may might must should would could to having ever what",
    questioning: "what whatever anything could would should may might must wish",
    reports: [
      "see", "shows", "show", "showing", "indicates", "according", "seems", "seem", "appears", "appear",
      "looks",
      "apparently", "per", "status", "records", "history", "found", "find", "understand", "noticed", "hear",
      "already",
      "originally", "previously", "earlier", "ago", "you said", "you say", "you mentioned", "you told",
      "you stated",
      "you think", "you believe", "you noticed", "suppose", "example", "policy", "says", "saying", "reads",
    ],
    pasts: "on by at in from last yesterday because due when before under with as",
    doers: "by",
    contrasts: "but however though although",
    joins: "and then",
    closers: "that which who you was were has been is are what how where whether",
    texts: """
      answer answers response summary list draft explanation table text example version overview breakdown \
      reply wording calculation estimate
      """,
    readings: "search lookup check verification identification analysis investigation validation calculation",
    asksByOrder: true)
}
