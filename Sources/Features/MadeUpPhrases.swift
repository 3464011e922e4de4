/// The phrases by which an assistant says that it takes values of its own in place of those it did not get: data, not code.
///
/// Lower case; apostrophes as typed on a keyboard. They count only right after a call that failed or found nothing.
enum MadeUpPhrases {
  static let phrases: [String] = english + others

  private static let english: [String] =
    [
      "simulate the", "simulating the", "will simulate", "i'll simulate", "let's simulate", "let us simulate",
      "let me simulate", "can simulate", "for demonstration purposes", "for illustration purposes",
      "for illustrative purposes", "for the sake of this example", "for the sake of the example",
      "let's assume", "let us assume", "i'll assume the", "i will assume the", "we'll assume the",
      "we will assume the", "assumption of a", "assumption that the", "based on typical values",
      "made up values", "made-up values", "made-up data",
    ]
    + ["simulated", "mock", "dummy", "placeholder", "hypothetical", "fictitious", "fictional"].flatMap {
      kind in
      [
        "data", "dataset", "value", "values", "csv", "file", "result", "results", "response", "numbers",
        "figures",
        "prices", "entries", "records",
      ].map { "\(kind) \($0)" }
    }

  private static let others: [String] = [
    "ich simuliere", "simulierte daten", "beispieldaten", "platzhalterdaten", "fiktive daten",
    "fiktiven daten",
    "nehmen wir an", "ich nehme die werte", "angenommene werte", "angenommenen werten",
    "datos simulados", "datos ficticios", "datos de ejemplo", "voy a simular", "supongamos",
    "valores supuestos",
    "données simulées", "données fictives", "je vais simuler", "supposons", "valeurs fictives",
    "dados simulados", "dados fictícios", "vou simular", "vamos supor", "dati simulati", "dati fittizi",
    "supponiamo", "gesimuleerde gegevens", "fictieve gegevens", "laten we aannemen",
    "模拟数据", "假设数据", "虚构数据", "我们假设", "仮のデータ", "ダミーデータ", "仮定します",
  ]
}
