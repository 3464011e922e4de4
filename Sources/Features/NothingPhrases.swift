/// The phrases by which an assistant says that nothing was found, or anything else in the negative: data, not code.
///
/// Lower case; apostrophes as typed on a keyboard. An answer to a search that found nothing holds one of them, unless
/// it tells what was not found.
enum NothingPhrases {
  static let phrases: [String] =
    english + german + romance + others

  private static let english: [String] = [
    "no", "not", "none", "nothing", "nobody", "nowhere", "neither", "nor", "never", "cannot", "without",
    "unable",
    "unfortunately", "regrettably", "sorry", "apologies", "apologize", "apologise", "regret", "afraid",
    "zero", "0",
    "empty", "blank", "missing", "failed", "fails", "unavailable", "only", "instead", "however", "though",
    "zilch",
    "can't", "couldn't", "didn't", "don't", "doesn't", "isn't", "aren't", "wasn't", "weren't", "won't",
    "wouldn't",
    "hasn't", "haven't", "hadn't", "nope", "nil", "outside", "gone", "sold out", "fully booked", "clear",
    "free of",
  ]

  private static let german: [String] = [
    "kein", "keine", "keinen", "keinem", "keiner", "keines", "nicht", "nichts", "niemand", "leider",
    "ohne",
    "leer", "geen", "niet", "niets", "helaas", "inte", "ingen", "inga", "inget", "tyvärr", "ikke", "intet",
    "desværre", "dessverre",
  ]

  private static let romance: [String] = [
    "ne", "n'y", "n'a", "n'ai", "n'est", "pas", "aucun", "aucune", "rien", "malheureusement", "désolé",
    "désolée",
    "sans", "vide", "ningún", "ninguna", "ninguno", "nada", "nadie", "tampoco", "lamentablemente",
    "desafortunadamente", "lo siento", "lamento", "sin", "vacío", "não", "nenhum", "nenhuma", "infelizmente",
    "sem",
    "non", "nessun", "nessuno", "nessuna", "niente", "nulla", "purtroppo", "nu", "niciun", "nimic",
  ]

  private static let others: [String] = [
    "nie", "brak", "nic", "żaden", "żadnych", "niestety", "není", "žádný", "žádné", "bohužel", "yok", "değil",
    "maalesef", "bulunamadı", "нет", "не", "ничего", "сожалению", "ei", "valitettavasti", "没有", "未", "无", "不",
    "沒有", "無", "ありません", "見つかりません", "ない", "残念", "없", "안", "لا", "لم",
  ]
}
