import JSONBytes
import Testing
import Traces

@testable import Features

/// Whether a text holds a claim.
private func isClaim(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return !ClaimRecogniser().claims(of: bytes.span, ByteRange(start: 0, count: bytes.count)).isEmpty
}

@Test(arguments: [
  "I've cancelled your reservation, and the refund will reach you in 5 to 7 days.",
  "I’ve gone ahead and updated the shipping address on order #W123.",
  "I have successfully rebooked you on flight HAT045 for May 17.",
  "I just sent you a new link.",
  "I went ahead and removed the item from your cart.",
  "I did change the address; please refresh the page.",
  "We've credited $50 to your account.",
  "I've found your booking and cancelled it as you asked.",
  "I've verified your identity, found the order, and updated the payment method.",
  "I've made the change you asked for.", "I've set up a payment plan for you.",
  "I've opened a ticket for this.",
  "I've taken care of that for you.", "I've already issued the refund.",
  "Your refund of $49.99 has been processed.", "Your order, #W123, has now been cancelled.",
  "The two passengers have been added to the reservation.", "Your booking is now updated.",
  "Your seat is now confirmed.", "I can confirm that your subscription has been cancelled.",
  "Your password was reset, and you can log in again.", "The exchange is complete.",
  "It is definitely done, Nadia.",
  "Done! Anything else?", "All done.", "You're all set, Noah.", "That's taken care of.",
  "The transfer went through.", "Updated your address as requested.", "Successfully cancelled the order.",
  "Booking confirmed!", "Order cancelled!", "I've cancelled it, is there anything else?",
  "As requested, your plan has been upgraded to Premium.", "I couldn't refund it, but I've issued a voucher.",
  "Rest assured, I have moved the delivery to April 5.", "After checking your account, I've waived the fee.",
])
func `what an assistant says it has done is a claim`(_ text: String) { #expect(isClaim(text)) }

@Test(arguments: [
  "Has your order been cancelled?", "Have I updated the right address?", "Would you like me to cancel it?",
  "Shall I go ahead and book it?", "Do you want your order cancelled?", "Your order has been cancelled?",
  "Once your order has been cancelled, you will receive an email.", "If I've booked the wrong seat, tell me.",
  "You'll get a message when the refund has been processed.",
  "After the request has been submitted we review it.",
  "As soon as it has been updated I will tell you.", "Unless the fee has been waived, you pay $30.",
  "I haven't cancelled anything yet.", "Your order has not been cancelled.", "No changes have been made.",
  "Nothing was changed.", "I couldn't update your address.", "I was unable to process the refund.",
  "I will cancel your order now.", "I'm going to book the flight.", "Let me update that for you.",
  "It will be taken care of.", "It should have been cancelled last week.", "I'll make sure it is done.",
  "Your refund will be processed within 7 days.", "The order needs to be cancelled by the owner.",
  "Orders that have been processed cannot be changed.", "Refunds are issued to the original payment method.",
  "Our policy says: “Once shipped, your order has been processed and is final.”",
  "The terms read \"the fee has been waived for members\".",
  "Your order has been shipped.", "Your package has been delivered.", "Your order was delivered on May 3.",
  "The bookshelf is part of an order that has already been processed, so it cannot be returned.",
  "I see that your order has been cancelled.", "It looks like your flight was cancelled by the airline.",
  "According to our records, your address has been updated.", "The flight has been cancelled by the airline.",
  "Your reservation was created on April 2.", "You said your card has been blocked.",
  "I've checked your reservation and found two flights.", "I've looked into it.", "I've reviewed the policy.",
  "I just need your order number.", "I have a question.", "I went through your account.",
  "I've made a mistake.",
  "I've confirmed that two seats are left.", "I've updated the list of options below.",
  "I've created a summary for you.", "The search is complete.", "I set great store by that.",
  "Here's the updated plan.", "Cancelled orders are refunded within a week.",
  "Reset your password with this link.",
  "Unfortunately I cannot help with that.", "You can check it yourself once I have submitted the form.",
  "Done.", "Great, we're finished here.", "As per our article, this is done at the counter.",
  "What I've changed depends on the fare.", "Booked your own flight? Then call the airline.",
])
func `a question, a condition, a denial, a plan, a quotation or a fact is no claim`(_ text: String) {
  #expect(!isClaim(text))
}

@Test(arguments: [
  "Ich habe Ihre Buchung für den 5. Mai storniert.", "Ihre Buchung wurde storniert.",
  "Die Erstattung habe ich soeben veranlasst.", "Ihre Adresse wurde erfolgreich auf Lindenweg 4 geändert.",
  "Ihr Flug wurde auf den 5. Mai umgebucht.", "Das ist erledigt.", "Ihr Termin ist jetzt storniert.",
  "Ich bestätige, dass ich die Zahlung storniert habe.",
  "Hiermit bestätige ich, dass Ihr Vertrag gekündigt wurde.",
  "J'ai annulé votre réservation.", "Votre commande a bien été annulée.",
  "J’ai trouvé votre vol et l’ai modifié.",
  "Vos billets ont été remboursés.", "C'est fait !", "Votre réservation est désormais confirmée.",
  "J'ai mis à jour votre adresse.",
  "He cancelado su reserva.", "Su pedido ha sido cancelado.", "Se ha procesado el reembolso.",
  "Ya he actualizado la dirección.", "Su cita ya está confirmada.", "Listo, he procedido a anular el pedido.",
])
func `claims are known in German, French and Spanish`(_ text: String) { #expect(isClaim(text)) }

@Test(arguments: [
  "Wurde Ihre Buchung storniert?", "Sobald die Buchung storniert wurde, erhalten Sie eine E-Mail.",
  "Wenn ich die Buchung storniert habe, melde ich mich.", "Ihre Buchung wurde nicht storniert.",
  "Ich habe nichts geändert.", "Ich werde die Buchung stornieren.", "Ihre Buchung wird storniert.",
  "Ich habe Ihre Bestellung gefunden.", "Ihr Paket wurde zugestellt.",
  "Ich sehe, dass Ihre Buchung storniert wurde.",
  "Bestellungen, die storniert wurden, werden erstattet.", "Laut System wurde der Termin bereits verschoben.",
  "Votre commande a-t-elle été annulée ?", "Si votre commande a été annulée, vous serez remboursé.",
  "Votre commande n'a pas été annulée.", "Je n'ai pas modifié votre adresse.", "Je vais annuler votre vol.",
  "J'ai trouvé votre commande.", "Votre colis a été livré.", "Je vois que votre vol a été modifié.",
  "Les commandes qui ont été annulées sont remboursées.",
  "¿Ha sido cancelado el pedido?", "Si su pedido ha sido cancelado, recibirá un correo.",
  "Su pedido no ha sido cancelado.", "No he cambiado nada.", "Voy a cancelar su reserva.",
  "He encontrado su pedido.", "Su paquete ha sido entregado.", "Veo que su vuelo ha sido modificado.",
  "Los pedidos que han sido cancelados se reembolsan.", "He changed his mind.",
  "很抱歉，目前无法办理。", "大変恐れ入りますが、後ほどもう一度お試しください。", "", "…",
])
func `what is none in German, French and Spanish is no claim`(_ text: String) { #expect(!isClaim(text)) }
