/// The phrases by which users correct what was done: data, not code.
///
/// Lower case; apostrophes as typed on a keyboard.
enum CorrectionPhrases {
  /// What says by itself that something else was meant.
  static let corrections: [String] =
    [
      "i only wanted", "i only asked", "i only meant", "not what i asked",
      "not what i wanted", "not what i said", "not what i meant", "not what i requested",
      "not what i ordered",
      "not the one i", "not the ones i", "i didn't ask", "i did not ask", "i never asked", "i didn't want",
      "i did not want", "i didn't say", "i did not say", "i never said", "i didn't authorize",
      "i did not authorize", "i didn't agree", "i did not agree", "i never agreed", "opposite of what",
      "the opposite of", "are you kidding", "you're kidding", "you must be joking", "are you serious",
      "without asking me", "without my permission", "without my consent", "why did you", "why have you",
      "why would you", "you weren't supposed", "you were not supposed", "you shouldn't have",
      "you should not have", "you got it wrong", "you got that wrong", "you did it wrong",
      "you made a mistake",
      "you've made a mistake", "you messed up", "das wollte ich nicht", "das habe ich nicht gesagt",
      "no es lo que pedí", "no pedí", "ce n'est pas ce que", "je n'ai pas demandé", "não foi o que pedi",
      "我没有要", "我不是要", "頼んでいません",
    ] + wrongChoices

  private static let wrongChoices: [String] = [
    "picked", "chose", "selected", "cancelled", "canceled", "booked", "changed", "deleted", "removed",
    "updated", "modified", "ordered", "sent", "returned", "exchanged", "refunded", "charged", "closed",
    "edited", "moved", "opened", "used", "gave me", "took", "did",
  ].map { "you \($0) the wrong" }

  /// What reminds of what was said before; beside a contrast it corrects.
  static let ownWords: [String] = [
    "i said", "i told you", "i asked for", "i asked you", "i gave you", "i wanted", "i meant", "i requested",
    "i've said", "i already said", "i already told", "i clearly", "i specifically", "i explicitly",
  ]

  /// What sets one thing against another.
  static let contrasts: [String] = [
    "not", "never", "only", "instead", "wrong", "other one", "rather than",
  ]

  /// What asks to have a change undone, said straight after it.
  static let undoing: [String] = [
    "undo", "reverse that", "reverse it", "reverse this", "revert it", "revert that", "revert this",
    "revert the", "change it back", "change that back",
    "change them back", "put it back", "put that back", "put them back", "switch it back", "set it back",
    "take that back", "back to how it was", "back to the way", "back to what it was", "restore it",
    "restore that", "restore them", "reinstate", "un-cancel", "uncancel", "still go through",
    "still be delivered", "still be shipped", "can the rest", "no wait", "wait no", "wait, no", "no, wait",
    "wait, what", "rückgängig", "deshacer", "annuler ce changement", "desfazer", "撤销", "取り消して",
  ]
}
