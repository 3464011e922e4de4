import Testing

@testable import Features

private func error(_ result: String) throws -> ToolError? {
  ErrorRecogniser().results(of: try MadeTraces.trace(result: result)).errors.first
}

@Test(
  arguments: [
    (#"<Fehler nr="1120">masse: '9.058,0' nicht numerisch</Fehler>"#, "masse: '9.058,0' nicht numerisch"),
    (#"<erreur code="12">Le montant dépasse le plafond</erreur>"#, "Le montant dépasse le plafond"),
    (#"<antwort><fout code="7">Bedrag te hoog</fout></antwort>"#, "Bedrag te hoog"),
    (#"{"estado":"error","mensaje":"saldo insuficiente"}"#, "saldo insuficiente"),
    (#"{"status":"fehlgeschlagen","grund":"Konto gesperrt"}"#, "Konto gesperrt"),
    (#"{"erfolg":false,"meldung":"Konto gesperrt"}"#, "Konto gesperrt"),
    (#"{"exito":false,"motivo":"cuenta bloqueada"}"#, "cuenta bloqueada"),
    (#"{"succes":false,"motif":"compte bloqué"}"#, "compte bloqué"),
    (#"{"statut":"échec","message":"compte bloqué"}"#, "compte bloqué"),
    (#"{"resultado":"KO","detalle":"socio bloqueado"}"#, "socio bloqueado"),
    (#"{"blad":"nieznany klient"}"#, "nieznany klient"),
    (#"{"erro":{"codigo":7,"mensagem":"cliente inexistente"}}"#, "cliente inexistente"),
    (#"{"错误":"客户不存在"}"#, "客户不存在"),
  ])
func `a failure is known by fields of many languages`(result: String, message: String) throws {
  #expect(try error(result).map { String(decoding: $0.message, as: UTF8.self) } == message)
}

@Test(
  arguments: [
    (
      #"<Ack status="REJECTED" code="A51" text="version 3 not greater than 49"/>"#,
      "version 3 not greater than 49"
    ),
    (#"<response status="error" message="tariff closed"/>"#, "tariff closed"),
    (#"<result success="false"><text>tariff closed</text></result>"#, "tariff closed"),
    (#"<reply ok='0' reason='tariff closed'/>"#, "tariff closed"),
    (#"{"reject":"AREA","detail":"'PL/TSO' unknown bidding zone","seq":7}"#, "'PL/TSO' unknown bidding zone"),
    (#"{"rejection":{"code":"R12","text":"limit reached"}}"#, "limit reached"),
    (#"{"refused":"the gate is shut"}"#, "the gate is shut"),
    ("400: max_cloud '0.4%' is not of type number", "400: max_cloud '0.4%' is not of type number"),
    ("503: upstream gone", "503: upstream gone"),
  ])
func `a refusal in attributes, in a field of its own and behind a status is a failure`(
  result: String, message: String
) throws {
  #expect(try error(result).map { String(decoding: $0.message, as: UTF8.self) } == message)
}

@Test(
  arguments: [
    #"<order status="rejected" id="7"/>"#, #"<flight status="cancelled" text="at the gate"/>"#,
    #"<result success="true"><text>tariff open</text></result>"#,
    #"{"accept":97,"reject":3,"detail":"batch 7"}"#,
    #"{"reject":false,"detail":"batch 7"}"#, "418: the room with a view, second floor west",
    "4 items: tea, bread", "404 rows", #"{"refused":[],"detail":"all taken"}"#,
  ])
func `a state, a count or a number before a colon is none`(result: String) throws {
  #expect(try error(result) == nil)
}

@Test(
  arguments: [
    #"{"estado":"activo","mensaje":"socio al día"}"#, #"{"erfolg":true,"meldung":"gespeichert"}"#,
    #"{"statut":"livré","message":"colis remis"}"#, #"{"fehler":null,"kurs":1.07}"#,
    #"{"fehler":0,"zeilen":7}"#,
    #"{"resultado":"OK","detalle":"socio activo"}"#, #"{"ergebnis":[{"id":7}],"hinweis":"vollständig"}"#,
    #"<antwort><meldung>gespeichert</meldung></antwort>"#, #"{"motivo":"visita médica","hora":"10:40"}"#,
  ])
func `what went well in many languages is no failure`(result: String) throws {
  #expect(try error(result) == nil)
}
