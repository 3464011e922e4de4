import JSONBytes
import Testing

@testable import Features

private func language(_ text: String) -> Language? {
  let bytes = Array(text.utf8)
  return Language.of(bytes.span, ByteRange(start: 0, count: bytes.count))
}

@Test(
  arguments: [
    ("I would like to cancel my order, please; it was sent to the wrong address.", .english),
    ("Ich möchte bitte meine Bestellung stornieren, und die Adresse ist nicht von mir.", .german),
    ("Je ne suis pas content, votre colis est en retard et vous ne dites pas la vérité.", .french),
    ("No me han enviado el pedido y la dirección es de mi casa, por favor.", .spanish),
    ("Het pakket is niet op tijd en ik heb geen bericht van u.", .dutch),
    ("Il pacco non è arrivato e lo stato della spedizione è sempre lo stesso per me.", .italian),
    ("请取消我的订单", .chinese), ("注文をキャンセルしてください", .japanese), ("주문을 취소해 주세요", .korean),
    ("Пожалуйста, отмените мой заказ", .cyrillic), ("يرجى إلغاء طلبي", .arabic),
    ("אנא בטל את ההזמנה", .hebrew),
    ("กรุณายกเลิกคำสั่งซื้อ", .thai), ("कृपया मेरा ऑर्डर रद्द करें", .devanagari), ("Παρακαλώ ακυρώστε", .greek),
  ] as [(String, Language)])
func `a language shows in its script or its commonest words`(text: String, expected: Language) {
  #expect(language(text) == expected)
}

@Test(arguments: ["", "OK", "W42-77 / 12:30", "Cancel order", "kubernetes pod restart count 12"])
func `a text that is too short or no sentence has no language`(text: String) {
  #expect(language(text) == nil)
}

@Test func `a foreign name does not turn a sentence`() {
  #expect(
    language("I have sent the parcel to 東京 and it is not there, can you look for it please?") == .english)
}
