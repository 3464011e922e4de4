/// What users and agents say in one language, turn by turn.
struct Voice: Sendable {
  /// The opening; `$act` is what the user wants.
  let request: [Template]
  let asksDetails: [Template]
  let details: [Template]
  let comments: [Template]
  let proposes: [Template]
  let agrees: [Template]
  let finishes: [Template]
  let thanks: [Template]
  let closes: [Template]
  let givesUp: [Template]
  let disappointed: [Template]
}

extension Language {
  var phrases: Voice {
    switch self {
    case .spanish: Voice.spanish
    case .german: Voice.german
    case .french: Voice.french
    case .portuguese: Voice.portuguese
    case .japanese: Voice.japanese
    case .chinese: Voice.chinese
    case .thai: Voice.thai
    case .russian: Voice.russian
    }
  }
}

extension Voice {
  static let english = Voice(
    request: Phrases.request, asksDetails: Phrases.asksDetails, details: Phrases.details,
    comments: Phrases.comments,
    proposes: Phrases.proposes, agrees: Phrases.agrees, finishes: Phrases.finishes, thanks: Phrases.thanks,
    closes: Phrases.closes, givesUp: Phrases.givesUp, disappointed: Phrases.disappointed)

  static let spanish = Voice(
    request: [
      "<Hola|Buenos días|Buenas>, <quiero|quisiera|necesito> $act.< Mi número es $object.| Gracias.|>",
      "<¿Me puede ayudar|Me ayudan> a $act<?| por favor?>< Se trata de $object.|>",
      "necesito $act<, es urgente|, por favor>",
    ],
    asksDetails: [
      "Con gusto. ¿Me <da|indica> su número de cliente y la referencia?",
      "Claro. <¿Cuál es su correo|Necesito su correo> y el número?",
    ],
    details: [
      "Sí, $object, cliente $customer.", "$name, $email, $object", "El número es $object y mi correo $email.",
    ],
    comments: ["", "", "Un momento, lo <reviso|consulto>.", "Estoy mirando $object."],
    proposes: [
      "Encontré $object por $amount. ¿<Confirma|Desea continuar>?",
      "Puedo hacerlo con fecha $day. ¿<Procedo|Está de acuerdo>?",
    ],
    agrees: ["sí", "Sí, <adelante|por favor>.", "De acuerdo.", "vale, hágalo"],
    finishes: [
      "<Listo|Hecho>. <La referencia es $req.|Recibirá un correo en $email.>",
      "Ya está <hecho|tramitado>, $first. ¿Algo más?",
    ],
    thanks: ["<Muchas gracias|Gracias>.", "Perfecto, <adiós|gracias>."],
    closes: ["Gracias por contactar con $brand.", "Que tenga un buen día, $first."],
    givesUp: [
      "Lo siento, <no he podido completarlo|no puedo hacerlo ahora> por un problema del sistema.",
      "<Lamentablemente|Por desgracia> no se pudo procesar. <Inténtelo más tarde.|Llámenos, por favor.>",
    ],
    disappointed: ["<¿Y ahora qué hago?|Qué desastre.>", "Eso no me <sirve|ayuda>.", "vaya..."])

  static let german = Voice(
    request: [
      "<Hallo|Guten Tag|Moin>, ich <möchte|will|würde gern> $act.< Die Nummer ist $object.| Danke.|>",
      "<Können Sie|Könnten Sie> mir helfen? Ich muss $act.< Es geht um $object.|>", "bitte $act<, es eilt|>",
    ],
    asksDetails: [
      "Gerne. <Nennen|Schicken> Sie mir bitte Ihre Kundennummer und die Referenz.",
      "Natürlich. Wie lautet die E-Mail-Adresse und die Nummer?",
    ],
    details: [
      "Ja, $object, Kundennummer $customer.", "$name, $email, $object",
      "Es ist $object, meine E-Mail ist $email.",
    ],
    comments: ["", "", "Einen Moment, ich <schaue nach|prüfe das>.", "Ich sehe mir $object an."],
    proposes: [
      "Ich sehe $object über $amount. <Soll ich fortfahren?|Einverstanden?>",
      "Das geht zum $day. <Darf ich das so machen?|Bestätigen Sie bitte.>",
    ],
    agrees: ["ja", "Ja, <bitte|gerne>.", "Einverstanden.", "ok, machen Sie das"],
    finishes: [
      "<Erledigt|Fertig>. <Die Referenz lautet $req.|Sie bekommen eine E-Mail an $email.>",
      "Das ist <erledigt|durchgeführt>, $first. Noch etwas?",
    ],
    thanks: ["<Vielen Dank|Danke>.", "Super, <tschüss|danke>."],
    closes: ["Danke, dass Sie $brand kontaktiert haben.", "Einen schönen Tag noch, $first."],
    givesUp: [
      "Es tut mir leid, <das klappt gerade nicht|ich konnte es nicht abschließen>, das System macht Probleme.",
      "<Leider|Bedauerlicherweise> war das nicht möglich. <Versuchen Sie es später.|Bitte rufen Sie uns an.>",
    ],
    disappointed: ["<Und was mache ich jetzt?|Na toll.>", "Das hilft mir nicht< weiter|>.", "schade"])

  static let french = Voice(
    request: [
      "<Bonjour|Bonsoir|Salut>, je <voudrais|souhaite|veux> $act.< Mon numéro est $object.| Merci.|>",
      "<Pouvez-vous|Pourriez-vous> m'aider à $act ?< C'est pour $object.|>",
      "il faut $act<, c'est urgent|, svp>",
    ],
    asksDetails: [
      "Volontiers. Quel est votre numéro de client et la référence ?",
      "Bien sûr. <Donnez-moi|Il me faut> votre adresse e-mail et le numéro.",
    ],
    details: [
      "Oui, $object, client $customer.", "$name, $email, $object", "C'est $object, mon e-mail est $email.",
    ],
    comments: ["", "", "Un instant, je <vérifie|regarde>.", "Je consulte $object."],
    proposes: [
      "Je vois $object pour $amount. <Je continue ?|Vous confirmez ?>",
      "C'est possible au $day. <D'accord ?|Puis-je procéder ?>",
    ],
    agrees: ["oui", "Oui, <allez-y|s'il vous plaît>.", "D'accord.", "ok, faites-le"],
    finishes: [
      "C'est <fait|terminé>. <La référence est $req.|Vous recevrez un e-mail à $email.>",
      "Voilà, c'est <réglé|fait>, $first. Autre chose ?",
    ],
    thanks: ["<Merci beaucoup|Merci>.", "Parfait, <au revoir|merci>."],
    closes: ["Merci d'avoir contacté $brand.", "Bonne journée, $first."],
    givesUp: [
      "Désolé, <je n'ai pas pu terminer|c'est impossible pour l'instant>, le système a un problème.",
      "<Malheureusement|Hélas> cela n'a pas abouti. <Réessayez plus tard.|Appelez-nous, s'il vous plaît.>",
    ],
    disappointed: ["<Et maintenant ?|C'est nul.>", "Ça ne m'aide pas.", "bon..."])

  static let portuguese = Voice(
    request: [
      "<Olá|Oi|Bom dia>, <quero|preciso|gostaria de> $act.< O número é $object.| Obrigado.|>",
      "<Pode|Poderia> me ajudar a $act?< É sobre $object.|>", "preciso $act<, é urgente|>",
    ],
    asksDetails: [
      "Claro. Qual é o seu número de cliente e a referência?",
      "Com prazer. Me <informe|passe> o e-mail e o número.",
    ],
    details: [
      "Sim, $object, cliente $customer.", "$name, $email, $object", "É $object, meu e-mail é $email.",
    ],
    comments: ["", "", "Um momento, vou <verificar|consultar>.", "Estou vendo $object."],
    proposes: [
      "Encontrei $object por $amount. <Posso continuar?|Confirma?>",
      "Dá para fazer em $day. <De acordo?|Posso prosseguir?>",
    ],
    agrees: ["sim", "Sim, <por favor|pode>.", "De acordo.", "ok, pode fazer"],
    finishes: [
      "<Pronto|Feito>. <A referência é $req.|Você receberá um e-mail em $email.>",
      "Está <feito|resolvido>, $first. Mais alguma coisa?",
    ],
    thanks: ["<Muito obrigado|Obrigada>.", "Ótimo, <tchau|valeu>."],
    closes: ["Obrigado por contatar a $brand.", "Tenha um bom dia, $first."],
    givesUp: [
      "Desculpe, <não consegui concluir|não é possível agora>, o sistema está com problema.",
      "<Infelizmente|Lamento, mas> não foi possível. <Tente mais tarde.|Ligue para nós.>",
    ],
    disappointed: ["<E agora?|Que absurdo.>", "Isso não <ajuda|resolve>.", "poxa..."])

  static let japanese = Voice(
    request: [
      "<こんにちは。|お世話になります。|>$act。<番号は$objectです。|よろしくお願いします。|>", "すみません、$act。<$objectの件です。|>",
      "$act。<至急お願いします。|>",
    ],
    asksDetails: ["かしこまりました。お客様番号と<受付番号|ご注文番号>をお知らせください。", "承知しました。メールアドレスと番号を教えていただけますか。"],
    details: ["はい、$object、お客様番号は$customerです。", "$name、$email、$objectです。", "番号は$objectで、メールは$emailです。"],
    comments: ["", "", "少々お待ちください。<確認いたします。|お調べします。>", "$objectを確認しています。"],
    proposes: ["$object、金額$amountでございます。<お進めしてよろしいですか。|よろしいでしょうか。>", "$dayで手続き可能です。<進めますか。|ご確認をお願いします。>"],
    agrees: ["はい", "はい、お願いします。", "それで<いいです|大丈夫です>。"],
    finishes: ["手続きが<完了しました|終わりました>。<受付番号は$reqです。|確認メールを$emailにお送りします。>", "完了いたしました。他にご用件はございますか。"],
    thanks: ["ありがとうございます。", "助かりました。"], closes: ["$brandをご利用いただきありがとうございました。", "またのご利用をお待ちしております。"],
    givesUp: [
      "申し訳ございません。<システムの不具合で手続きできませんでした。|現在お手続きができません。>", "大変恐れ入りますが、<後ほどもう一度お試しください。|お電話でお問い合わせください。>",
    ],
    disappointed: ["<それでは困ります。|どうすればいいですか。>", "そうですか…", "残念です。"])

  static let chinese = Voice(
    request: ["<你好，|您好，|>我想$act。<编号是$object。|谢谢。|>", "请问能帮我$act吗？<单号$object。|>", "$act<，很急|，麻烦了>。"],
    asksDetails: ["好的，请提供您的客户编号和<单号|参考号>。", "没问题，请告诉我您的邮箱和编号。"],
    details: ["好的，$object，客户编号$customer。", "$name，$email，$object", "单号是$object，邮箱$email。"],
    comments: ["", "", "请稍等，我<查一下|看一下>。", "正在查询$object。"],
    proposes: ["查到$object，金额$amount。<确认继续吗？|可以办理吗？>", "可以在$day办理。<您同意吗？|请确认。>"],
    agrees: ["好的", "是的，<请办理|麻烦了>。", "确认。", "可以"],
    finishes: ["已经<办好了|完成了>。<参考号$req。|确认邮件会发到$email。>", "处理完毕，$first。还有其他需要吗？"],
    thanks: ["谢谢！", "非常感谢。"], closes: ["感谢联系$brand。", "祝您愉快。"],
    givesUp: ["很抱歉，<系统出现问题，无法完成。|目前无法办理。>", "抱歉没能处理，<请稍后再试。|请致电客服。>"],
    disappointed: ["<那我怎么办？|真让人失望。>", "这没有帮助。", "唉"])

  static let thai = Voice(
    request: [
      "<สวัสดีครับ |สวัสดีค่ะ |>ต้องการ$act<ครับ|ค่ะ|>< หมายเลข $object|>",
      "ช่วย$actหน่อย<ได้ไหมครับ|ได้ไหมคะ>< เรื่อง $object|>", "อยาก$act<ด่วน|>",
    ],
    asksDetails: ["ได้ค่ะ กรุณาแจ้งหมายเลขลูกค้าและ<เลขอ้างอิง|หมายเลขรายการ>", "ยินดีค่ะ ขออีเมลและหมายเลขด้วยค่ะ"],
    details: ["$object หมายเลขลูกค้า $customer", "$name $email $object", "หมายเลข $object อีเมล $email"],
    comments: ["", "", "กรุณารอสักครู่ <กำลังตรวจสอบค่ะ|ขอตรวจสอบก่อนค่ะ>", "กำลังดู $object"],
    proposes: ["พบ $object จำนวน $amount <ยืนยันไหมคะ|ดำเนินการต่อไหมคะ>", "ทำได้วันที่ $day <ตกลงไหมคะ|กรุณายืนยัน>"],
    agrees: ["ตกลง", "ใช่ <ดำเนินการเลย|ครับ>", "โอเคครับ"],
    finishes: [
      "<เรียบร้อยแล้วค่ะ|ดำเนินการเสร็จแล้วค่ะ> <เลขอ้างอิง $req|จะส่งอีเมลไปที่ $email>", "เสร็จแล้วค่ะ มีอะไรให้ช่วยอีกไหมคะ",
    ],
    thanks: ["ขอบคุณครับ", "ขอบคุณมากค่ะ"], closes: ["ขอบคุณที่ติดต่อ $brand", "ขอให้เป็นวันที่ดีค่ะ"],
    givesUp: [
      "ขออภัยค่ะ <ระบบขัดข้อง ไม่สามารถดำเนินการได้|ขณะนี้ทำรายการไม่ได้>", "เสียใจด้วยค่ะ <กรุณาลองใหม่ภายหลัง|กรุณาโทรติดต่อเรา>",
    ],
    disappointed: ["<แล้วต้องทำอย่างไร|แย่จัง>", "ไม่ได้ช่วยอะไรเลย", "อืม"])

  static let russian = Voice(
    request: [
      "<Здравствуйте|Добрый день|Привет>, <хочу|мне нужно|хотел бы> $act.< Номер $object.| Спасибо.|>",
      "<Помогите|Можете помочь> $act?< Речь о $object.|>", "нужно $act<, срочно|, пожалуйста>",
    ],
    asksDetails: [
      "Конечно. <Назовите|Сообщите> номер клиента и номер заявки.", "Хорошо. Укажите почту и номер.",
    ],
    details: ["Да, $object, клиент $customer.", "$name, $email, $object", "Номер $object, почта $email."],
    comments: ["", "", "Минуту, <проверяю|смотрю>.", "Открываю $object."],
    proposes: [
      "Нашёл $object на $amount. <Продолжить?|Подтверждаете?>",
      "Можно сделать на $day. <Согласны?|Оформляем?>",
    ],
    agrees: ["да", "Да, <пожалуйста|давайте>.", "Согласен.", "ок, делайте"],
    finishes: [
      "<Готово|Сделано>. <Номер обращения $req.|Письмо придёт на $email.>",
      "Всё <оформлено|готово>, $first. Что-нибудь ещё?",
    ],
    thanks: ["Спасибо<!|.>", "Отлично, <до свидания|спасибо>."],
    closes: ["Спасибо за обращение в $brand.", "Хорошего дня, $first."],
    givesUp: [
      "К сожалению, <не удалось завершить|сейчас это невозможно>, система даёт сбой.",
      "Извините, не получилось. <Попробуйте позже.|Позвоните нам.>",
    ],
    disappointed: ["<И что теперь?|Ужасно.>", "Это не помогает.", "жаль"])
}
