/// How an assistant says that something is done, in German, French and Spanish: data, not code.
extension ClaimWords {
  static let german = ClaimWords(
    own: ["ich habe", "habe ich", "ich hab", "hab ich", "wir haben", "haben wir"],
    passive: ["wurde", "wurden"],
    stative: ["ist", "sind"],
    adverbs: """
      jetzt nun soeben gerade auch eben damit somit hiermit erfolgreich bereits direkt sofort für sie ihnen es das dies \
      wie gewünscht alles vollständig endgültig
      """,
    acts: """
      storniert gebucht umgebucht geändert aktualisiert angepasst korrigiert erstattet zurückerstattet gutgeschrieben \
      überwiesen verschickt versendet gesendet gesandt geschickt zugeschickt angelegt erstellt hinterlegt eingetragen \
      gelöscht entfernt hinzugefügt gesperrt entsperrt freigeschaltet aktiviert deaktiviert zurückgesetzt gestartet \
      neugestartet veranlasst beauftragt eingereicht gemeldet registriert verlängert gekündigt umgestellt gewechselt \
      ausgetauscht umgetauscht getauscht ersetzt reserviert bearbeitet erledigt vorgenommen durchgeführt abgeschlossen \
      vereinbart verschoben verlegt gespeichert übernommen ausgestellt angewendet eingerichtet festgelegt behoben \
      repariert installiert umgezogen beantragt ausgeführt veröffentlicht zurückgenommen aufgehoben widerrufen erneuert \
      gewährt gutgebracht informiert benachrichtigt gestoppt pausiert
      """,
    ownActs: "bestellt bezahlt geschlossen eröffnet abgeschickt freigegeben gezahlt",
    states: """
      erledigt storniert gebucht umgebucht geändert aktualisiert abgeschlossen eingerichtet aktiv verlängert gekündigt \
      durch fertig
      """,
    phrases: ["alles erledigt"],
    wholes: ["erledigt", "fertig", "ist erledigt", "das ist erledigt"],
    articles: "ihre ihren ihr die der das alles wie",
    negations: "nicht kein keine keinen keiner nichts nie niemals weder ohne noch kaum",
    conditions: "wenn falls sobald sofern nachdem bevor ob bis solange",
    futures: "werde wird werden würde würden kann können soll sollte muss müssen möchte möchten",
    relatives: "wann",
    reports: [
      "sehe", "sehen", "laut", "zeigt", "steht", "offenbar", "anscheinend", "scheint", "status", "bereits",
      "schon",
      "sagten sie", "erwähnten sie", "beispiel", "angeblich", "ursprünglich", "damals",
    ],
    doers: "von vom durch",
    contrasts: "aber jedoch allerdings",
    texts: "antwort zusammenfassung liste übersicht entwurf text tabelle berechnung",
    readings: "suche prüfung überprüfung",
    isSplit: true,
    asksByOrder: true,
    subordinating: "dass",
    lastOwn: "habe haben",
    lastPassive: "wurde wurden ist sind",
    speakers: "ich wir")

  static let french = ClaimWords(
    own: ["jai", "nous avons", "lai", "les ai", "lavons", "les avons"],
    passive: ["a été", "ont été", "vient dêtre", "viennent dêtre"],
    stative: ["est", "sont"],
    adverbs:
      "bien donc également aussi maintenant désormais immédiatement tout juste correctement dès à présent déjà",
    acts: feminine(
      """
      annulé modifié changé remboursé envoyé réservé enregistré créé ajouté supprimé traité effectué validé activé \
      désactivé réinitialisé corrigé programmé planifié déplacé reporté échangé remplacé renouvelé prolongé résilié \
      bloqué débloqué appliqué crédité redémarré installé versé actualisé retiré restitué adapté finalisé complété \
      lancé initié demandé augmenté diminué commandé accordé suspendu
      """) + " mis mise mises émis émise émises fait faite faites",
    ownActs: feminine("payé clôturé fermé expédié") + " ouvert ouverte transmis soumis",
    limited: [
      "mis": "à en votre le la", "mise": "à en", "mises": "à en", "ouvert": "un une",
      "fait": "le la les votre",
      "faite": "", "faites": "",
    ],
    states: feminine("annulé confirmé réservé modifié activé terminé réglé validé programmé"),
    phrases: ["cest fait", "cest réglé", "voilà qui est fait"],
    wholes: ["fait"],
    articles: "votre vos le la les tout",
    negations: "ne pas non aucun aucune rien jamais sans plus na nai nont",
    conditions: "si sil sils quand lorsque fois dès après avant jusquà",
    futures: "sera seront serait vais va allons pourra pourrait devrait",
    relatives: "qui",
    reports: [
      "je vois", "selon", "daprès", "semble", "apparemment", "indique", "statut", "déjà", "vous avez",
      "exemple",
      "montre", "initialement",
    ],
    doers: "par",
    contrasts: "mais cependant toutefois",
    texts: "réponse résumé liste tableau texte aperçu",
    readings: "recherche vérification")

  static let spanish = ClaimWords(
    own: ["he", "hemos"],
    passive: ["ha sido", "han sido", "se ha", "se han", "ha quedado", "han quedado", "quedó", "queda"],
    past: ["fue", "fueron"],
    stative: ["está", "están"],
    adverbs: "ya ahora también bien correctamente exitosamente con éxito inmediatamente recién",
    acts: gendered(
      """
      cancelad anulad cambiad modificad actualizad reembolsad enviad reservad registrad cread añadid agregad eliminad \
      borrad procesad realizad activad desactivad restablecid corregid programad reprogramad agendad reemplazad \
      sustituid renovad ampliad prolongad bloquead desbloquead emitid aplicad abonad reiniciad instalad completad \
      tramitad gestionad movid ajustad retirad efectuad intercambiad concedid confirmad suspendid quitad
      """) + " hecho hecha devuelto devuelta puesto repuesto",
    ownActs: gendered("pagad solicitad pedid cerrad comprad") + " abierto abierta procedido",
    limited: [
      "hecho": "el la los las su lo", "hecha": "", "abierto": "un una", "puesto": "el la su en",
      "procedido": "a",
    ],
    states: gendered("cancelad confirmad reservad actualizad activad completad programad resuelt list"),
    phrases: ["está hecho", "ya está hecho", "todo listo"],
    wholes: ["listo", "hecho", "ya está"],
    articles: "su sus el la los las todo",
    negations: "no nunca ningún ninguna ninguno nada sin tampoco jamás",
    conditions: "si cuando vez cuanto después antes hasta",
    futures: "será serán sería voy va vamos podrá podría debería",
    relatives: "que",
    reports: [
      "veo", "según", "parece", "aparentemente", "indica", "muestra", "usted dijo", "ejemplo",
      "anteriormente",
      "originalmente",
    ],
    pasts: "el por en al ayer hace debido",
    doers: "por",
    contrasts: "pero sin embargo",
    texts: "respuesta resumen lista tabla texto",
    readings: "búsqueda verificación")

  /// French participles, with their endings for one thing and many: “annulé”, “annulée”, “annulés”, “annulées”.
  private static func feminine(_ words: String) -> String {
    words.split(separator: " ").flatMap { ["\($0)", "\($0)e", "\($0)s", "\($0)es"] }.joined(separator: " ")
  }

  /// Spanish participles of a stem, with their endings.
  private static func gendered(_ stems: String) -> String {
    stems.split(separator: " ").flatMap { ["\($0)o", "\($0)a", "\($0)os", "\($0)as"] }.joined(separator: " ")
  }
}
