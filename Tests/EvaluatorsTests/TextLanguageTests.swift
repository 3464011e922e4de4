import Testing

@testable import Evaluators

private func language(_ text: String) -> TextLanguage? {
  let bytes = Array(text.utf8)
  return TextLanguage.of(bytes.span, bytes.indices)
}

@Test(arguments: [
  (
    TextLanguage.english,
    "I would like to cancel my order, please, and get a refund for the item that was broken."
  ),
  (
    .german,
    "Ich möchte bitte meine Bestellung stornieren und das Geld für den kaputten Artikel zurück haben."
  ),
  (
    .french,
    "Je voudrais annuler ma commande et être remboursé pour un article qui est arrivé cassé dans le colis."
  ),
  (
    .spanish,
    "Quiero cancelar mi pedido y que me devuelvan el dinero por el artículo que llegó roto en la caja."
  ),
  (
    .portuguese,
    "Eu gostaria de cancelar o meu pedido e receber o dinheiro de volta, pois não foi como você disse."
  ),
  (
    .italian,
    "Vorrei annullare il mio ordine e non ho ancora ricevuto il rimborso della merce che è arrivata rotta."
  ),
  (.dutch, "Ik wil graag mijn bestelling annuleren en het geld terug voor een artikel dat niet goed was."),
  (.polish, "Proszę o anulowanie zamówienia i zwrot pieniędzy, bo to nie jest to, co zamówiłam na stronie."),
  (.swedish, "Jag vill avbryta min beställning och få pengarna tillbaka för en vara som inte var hel."),
  (
    .turkish, "Siparişimi iptal etmek istiyorum ve bu ürün için paramı geri istiyorum çünkü çok kötü, lütfen."
  ),
  (.chinese, "我想取消订单，并为损坏的商品退款。"), (.japanese, "注文をキャンセルして、壊れた商品の返金をお願いします。"),
  (.korean, "주문을 취소하고 파손된 상품에 대해 환불을 받고 싶습니다."),
  (.russian, "Я хочу отменить заказ и вернуть деньги за сломанный товар."),
  (
    .ukrainian, "Я хочу скасувати замовлення і отримати гроші за зламаний товар, який мені привезли її друзі."
  ),
  (.arabic, "أريد إلغاء طلبي واسترداد أموالي مقابل المنتج المكسور."),
  (.hebrew, "אני רוצה לבטל את ההזמנה ולקבל החזר כספי על המוצר השבור."),
  (.thai, "ฉันต้องการยกเลิกคำสั่งซื้อและขอเงินคืนสำหรับสินค้าที่เสียหาย"),
  (.hindi, "मैं अपना ऑर्डर रद्द करना चाहता हूँ और टूटे हुए सामान के लिए पैसे वापस चाहता हूँ।"),
  (.greek, "Θέλω να ακυρώσω την παραγγελία μου και να πάρω πίσω τα χρήματά μου."),
])
func `a sentence shows its language`(wanted: TextLanguage, text: String) {
  #expect(language(text) == wanted)
}

@Test(arguments: ["", "OK", "12345 67890", "ORD-1182 {\"a\": 1}", "🙂🙂🙂", "Berlin, Paris, London"])
func `a text that shows no language has none`(text: String) {
  #expect(language(text) == nil)
}

@Test func `an order number or a name in another script does not change the language`() {
  #expect(language("Please send the order 订单 to me, it is for my friend and I have paid for it.") == .english)
  #expect(language("请把订单 ORD-1182 发给我 please") == .chinese)
}

@Test func `bytes that are no UTF-8 show no language and do no harm`() {
  let bytes: [UInt8] = [0xFF, 0xE4, 0xD0, 0xC3, 0x80, 0xF0, 0xE3]
  for end in 0...bytes.count {
    let found = TextLanguage.of(bytes.span, 0..<end)
    #expect(found == nil)
  }
}
