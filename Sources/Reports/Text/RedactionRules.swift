/// The rules, in the order in which they are tried at each word: the first that matches wins.
package enum RedactionRules {
  package static let table: [RedactionRule] = [
    RedactionRule(
      "private key", "<private key>", "a PEM block of a private key",
      examples: [
        (
          "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\nok", "<private key>\nok"
        ),
        (
          "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY\n-----END PGP PRIVATE KEY BLOCK-----\nok",
          "<private key>\nok"
        ),
      ],
      nearMisses: [
        "-----BEGIN CERTIFICATE-----", "----- BEGIN -----", "-----BEGIN PGP PUBLIC KEY BLOCK-----",
      ], match: SecretRules.privateKey),
    RedactionRule(
      "token", "<secret>",
      "a token by its prefix (SecretRules.prefixes) or shape (TokenShapes); also JSON web tokens",
      examples: [
        ("key sk-proj-a1B2c3D4e5F6g7H8i9J0 used", "key <secret> used"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "<secret>"),
        ("AKIAIOSFODNN7EXAMPLE", "<secret>"), ("xoxb-123456789012-abcdefABCDEF", "<secret>"),
        ("74-ghp_16C7e42F292c6912E7710c838347Ae178B4a", "74-<secret>"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN", "<secret>"),
        ("hvs.A1b2C3d4E5f6G7h8I9j0K1l2", "<secret>"), ("dapi0a1b2c3d4e5f60718293a4b5c6d7e8f9", "<secret>"),
        ("lin_api_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0", "<secret>"),
        ("figd_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0", "<secret>"),
        ("ntn_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0", "<secret>"),
        ("pcsk_A1b2C3_d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0", "<secret>"),
        ("xai-A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0A1b2C3d4", "<secret>"),
        ("AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8", "<secret>"),
        ("secret_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0", "<secret>"),
        ("SK0a1b2c3d4e5f60718293a4b5c6d7e8f9", "<secret>"),
        ("123456789:AAE-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P", "<secret>"),
        (
          "https://h.example/bot123456789:AAE-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P/x",
          "https://h.example/bot<secret>/x"
        ),
        ("MTIzNDU2Nzg5MDEyMzQ1Njc4.Gx1a2B.A1b2C3d4E5f6G7h8I9j0K1l2M3n4", "<secret>"),
        ("hf_abcdefghijklmnopqrstuvwxyzABCDEFGH", "<secret>"), ("AKIAQWERTYUIOPASDFGH", "<secret>"),
        ("gsk_qWeRtYuIoPaSdFgHjKlZxCvBnMqWeRtYuIoP", "<secret>"),
        ("glpat-qWeRtYuIoP-aSdFgHjKlZxCvBnM", "<secret>"),
        ("A1b2C3d4E5f6G7.atlasv1.A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0A1b2C3d4E5f6G7h8I9j0", "<secret>"),
      ],
      nearMisses: [
        "sk-learn", "task-12345678901234567", "AKIA", "ghp_short", "eyJ", "xoxb-",
        "risk-2024-assessment-0001", "secret_santa_list", "secret_santa_list_of_the_whole_department_2024_12",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "SKU0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "9fceb02d0ae598e95dc970b74767f19372d61af8", "12345678:AAPL", "1234567890:AA", "hvs.read_2024",
        "dapi2024",
        "Module.Reader.readsOneTraceOfTheFile2024", "docs.atlasv1.com", "figd_2", "AGE-SECRET-KEY-1",
        "hf_hub_download_of_the_whole_snapshot", "npm_config_registry_of_the_company",
        "sk-learn-compatible-estimators",
        "hf_downloadSnapshotOfRepository", "SG.SEND_GRID_TEMPLATE_NAMES",
        "sk-donaudampfschifffahrtsgesellschaft",
      ],
      match: SecretRules.token),
    RedactionRule(
      "authorisation", "<secret>", "what follows Bearer or Basic",
      examples: [
        ("Authorization: Bearer abc.DEF-123456", "Authorization: Bearer <secret>"),
        ("Basic dXNlcjpwYXNzd29yZA==", "Basic <secret>"), ("Bearer zebra.<id> no", "Bearer <secret> no"),
      ],
      nearMisses: ["Bearer of bad news", "Basic authentication failed", "bearer token missing"],
      match: SecretRules.authorisation),
    RedactionRule(
      "secret value", "<secret>",
      "the value of a key such as password, secret, token, api_key, cvv; logins of commands and URLs, webhooks, "
        + "links to reset a password or confirm an address",
      examples: [
        ("password=hunter2&x=1", "password=<secret>&x=1"),
        ("{\"api_key\": \"k9-x\", \"n\": 1}", "{\"api_key\": \"<secret>\", \"n\": 1}"),
        ("DB_PASSWORD: s3cr3t!pass", "DB_PASSWORD: <secret>"),
        ("redis://ann:pw12@db:6379", "redis://<secret>@db:6379"),
        (
          #"{\"body\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}"#,
          #"{\"body\":\"{\\\"password\\\":\\\"<secret>\\\"}\"}"#
        ),
        (#"{"password":"a\"b\\c","n":1}"#, #"{"password":"<secret>","n":1}"#),
        (#"{"password":["hunter2"]}"#, #"{"password":["<secret>"]}"#),
        (#"{"v":"-H \"X-API-Key: k9x8w7\""}"#, #"{"v":"-H \"X-API-Key: <secret>\""}"#),
        ("curl -u ann:pw12 x", "curl -u ann:<secret> x"),
        ("login --password pw12 now", "login --password <secret> now"),
        ("my password is hunter2.", "my password is <secret>"), ("cvc: 123,", "cvc: <secret>,"),
        ("x?X-Amz-Signature=ab12&y=1", "x?X-Amz-Signature=<secret>&y=1"),
        ("DB_PASS=hunter22x", "DB_PASS=<secret>"),
        (#"{"pw":["a1b2c3","d4e5f6"],"n":1}"#, #"{"pw":["<secret>"],"n":1}"#),
        (#"{"password":{"value":"x"}}"#, #"{"password":{"value":"<secret>"}}"#),
        (#"{"name":"Authorization","value":"hunter9"}"#, #"{"name":"Authorization","value":"<secret>"}"#),
        ("<password>hunter79</password>", "<password><secret></password>"),
        ("password => hunter80", "password => <secret>"),
        ("contraseña: abc123", "contraseña: <secret>"), ("mot de passe : abc123", "mot de passe : <secret>"),
        ("mysql -u root -phunter8x db", "mysql -u root -p<secret> db"),
        ("sshpass -p hunter2 ssh", "sshpass -p <secret> ssh"),
        ("postgres://u:p@ss:w0rd@h/db", "postgres://<secret>@h/db"),
        ("API key: abcd1234", "API key: <secret>"),
        ("Cookie: sid=a1; b=wombat\nok", "Cookie: <secret>\nok"),
        ("https://hooks.slack.com/services/T00/B00/XXXX", "https://hooks.slack.com/services/<secret>"),
        ("JSESSIONID=0a1b2c3d4e5f60718293a4b5c6d7e8f9;", "JSESSIONID=<secret>;"),
        (#"{"auth":"dXNlcjpwYXNzd29yZDEyMzQ1Njc4"}"#, #"{"auth":"<secret>"}"#),
        (#"{"session_id":"3f2b8c1e-9a4d-4e2b-8f7a-0c1d2e3f4a5b"}"#, #"{"session_id":"<secret>"}"#),
        (
          #"{"password2":"wombat","pass_phrase":"giraffe"}"#,
          #"{"password2":"<secret>","pass_phrase":"<secret>"}"#
        ),
        (#"{"bearer":"zebra123"}"#, #"{"bearer":"<secret>"}"#),
        ("machine h login u password zz", "machine h login u password <secret>"),
        ("machine h\n  login u\n  password zz\nok", "machine h\n  login u\n  password <secret>\nok"),
        ("password:\n  hunter2\nok", "password:\n  <secret>\nok"),
        (#"{"v":"password:\n  hunter2"}"#, #"{"v":"password:\n  <secret>"}"#),
        ("your verification code is 482913.", "your verification code is <secret>"),
        ("the verification code is: 482913", "the verification code is: <secret>"),
        ("the password is 'hunter2'", "the password is '<secret>'"),
        ("verification_code: 482913", "verification_code: <secret>"),
        ("the PIN is 4821", "the PIN is <secret>"),
        ("x-api-key: qwertyuiopasdfghjklzxcvb", "x-api-key: <secret>"),
        ("api key: qWeRtYuIoPaSdFgHjKlZxCvB", "api key: <secret>"),
        ("my token is qWeRtYuIoPaSdFgHjKlZxCvB", "my token is <secret>"),
        ("https://h.example/reset?code=Ab3dE9xYz12345678&n=1", "https://h.example/reset?code=<secret>&n=1"),
        ("https://h.example/reset/9f8e7d6c5b4a39281706", "https://h.example/reset/<secret>"),
        ("cvv 737", "cvv <secret>"), ("CVV2: 737", "CVV2: <secret>"),
        (#"<user password="hunter2">"#, #"<user password="<secret>">"#),
        (#"<password type="x">hunter2</password>"#, #"<password type="x"><secret></password>"#),
        ("<w:password>hunter2</w:password>", "<w:password><secret></w:password>"),
        ("<password><![CDATA[hunter2]]></password>", "<password><![CDATA[<secret>]]></password>"),
        (#"<input name="password" value="hunter2">"#, #"<input name="password" value="<secret>">"#),
        (#"<input value='hunter2' type='password'/>"#, #"<input value='<secret>' type='password'/>"#),
        (#"<add key="db.password" value="hunter2" />"#, #"<add key="db.password" value="<secret>" />"#),
        (#"<string name="api_key">hunter2</string>"#, #"<string name="api_key"><secret></string>"#),
        ("密码：hunter22，请登录", "密码：<secret>，请登录"), ("登录密码: hunter22", "登录密码: <secret>"),
        ("密码是hunter22请登录", "密码是<secret>请登录"), (#"{"密碼":"hunter"}"#, #"{"密碼":"<secret>"}"#),
        ("пароль: hunter22", "пароль: <secret>"), ("Мой пароль это hunter22", "Мой пароль это <secret>"),
        ("パスワード：hunter22", "パスワード：<secret>"), ("パスワードは hunter22 です", "パスワードは <secret> です"),
        ("비밀번호: hunter22", "비밀번호: <secret>"), ("비밀번호는 482913 입니다", "비밀번호는 <secret> 입니다"),
        ("la contraseña es hunter22", "la contraseña es <secret>"),
        ("Contraseña: abc123", "Contraseña: <secret>"),
        ("mot de passe : 48291377", "mot de passe : <secret>"),
        ("le mot de passe est hunter22", "le mot de passe est <secret>"), ("MDP: hunter22", "MDP: <secret>"),
        ("Das Passwort ist hunter22.", "Das Passwort ist <secret>"),
        ("Kennwort: hunter22", "Kennwort: <secret>"),
        ("a senha é hunter22", "a senha é <secret>"), ("palavra-passe: 48291377", "palavra-passe: <secret>"),
        ("wachtwoord is hunter22", "wachtwoord is <secret>"), ("şifre: hunter22", "şifre: <secret>"),
        ("hasło: hunter22", "hasło: <secret>"), ("hasło to hunter22", "hasło to <secret>"),
        ("la parola: hunter22", "la parola: <secret>"), ("la password è hunter22", "la password è <secret>"),
        ("κωδικός: hunter22", "κωδικός: <secret>"), ("كلمة المرور: hunter22", "كلمة المرور: <secret>"),
      ],
      nearMisses: [
        "password: must be longer", "max_tokens=100", "\"tokens\": 12", "token=null", "forgot password?",
        "\"password\": \"\"", "http://db:6379/a@b", "the password is wrong", "pin: 12", "design: 12345678",
        "--token --json", "docs -u ann", "pass=12 fail=3", "first-pass=0.93", "{\"pass\": \"yes\"}",
        "cp -prf a b",
        "{\"name\":\"Accept\",\"value\":\"hunter9\"}", "<secret> of a good <b>", "the key: abcd1234",
        "mysql -p db",
        "pass: 14 of 15", #"{"t":"token: \\"}"#, "the order code is 482913", "status code is 500123",
        "PIN is 12 mm long", "the verification code is wrong", #"{"session_id":"checkout-2024-05-01"}"#,
        #"{"session_id":"s-17"}"#, #"{"auth":"oauth-client-credentials"}"#, "auth: required", "oauth=abc1",
        "login failed password incorrect", "password:\n  type: string", "password:\nok 12345678",
        "password:\n  pattern8: a", "bearer: missing", "session 3f2b8c1e9a4d4e2b8f7a0c1d2e3f4a5b",
        "secret_2024_plan: on", "password2 is wrong", "token: internationalisation of the whole",
        "cvv mismatch",
        "my token is missing from the request", "api key: see the developers' documentation", "cvv 73712",
        "https://h.example/list?code=SUMMER2024SALE", "https://h.example/error?code=500",
        "/confirm/ORD20240501123456",
        "密码错误", "密码：请输入8-20位字符", "密码：8-20位字符", "请重置密码。", "パスワードを忘れた", "비밀번호를 잊으셨나요?",
        "пароль: неверный", "contraseña incorrecta", "mot de passe oublié", "le mot de passe est faux",
        "clave: valor", "la parola chiave", "Passwort vergessen", "the password to server01",
        #"<input name="city" value="hunter2">"#, #"<input name="password"> hunter2</form>"#,
        #"<input type="password" placeholder="x8x8x8">"#, "<b>the <secret> of it</b>",
        "<password></password>",
        #"<string name="title">hunter2</string>"#, "value=hunter2 name=password",
        "git reset/checkout", "/verify/2024-05-01-10-15-59", "the token is CamelCaseNamesOfClasses",
      ], match: SecretRules.value),
    RedactionRule(
      "e-mail", "<e-mail>", "an e-mail address",
      examples: [
        ("mail ann.lee+x@example.co.uk now", "mail <e-mail> now"), ("<a_b@c-d.org>", "<<e-mail>>"),
        ("?to=jane.doe%40example.com&x", "?to=<e-mail>&x"),
      ],
      nearMisses: [
        "@mention", "a@b", "user@", "git@", "3 @ 4.50", "@media.print", "react@18.2.0", "x@y.z",
        "git@github.com:org/repo.git",
      ], match: ContactRules.email),
    RedactionRule(
      "IP address", "<ip>",
      "a public IPv4 or IPv6 address, which may be that of a person's line; private, shared, loopback, link-local, "
        + "documentation and multicast addresses stay, as do versions and names of hosts",
      examples: [
        ("login from 84.23.17.201 failed", "login from <ip> failed"),
        ("connect ECONNREFUSED 52.94.236.248:443", "connect ECONNREFUSED <ip>:443"),
        ("https://52.94.236.248/x", "https://<ip>/x"), ("52.94.236.0/24", "<ip>/24"),
        ("::ffff:84.23.17.201", "::ffff:<ip>"), ("84.23.17.201-84.23.17.209", "<ip>-<ip>"),
        ("client_ip=12.3.1.170", "client_ip=<ip>"),
        (#"{"remoteAddr": "4.10.0.84"}"#, #"{"remoteAddr": "<ip>"}"#),
        ("IP: 12.3.1.170", "IP: <ip>"), ("dial 12.3.1.170:443", "dial <ip>:443"),
        ("http://4.10.0.84/x", "http://<ip>/x"),
        ("2a02:8109:9ac0:15f4:d1c1:7a2e:4a5b:11fe", "<ip>"), ("[2606:4700::6810:84e5]:443", "[<ip>]:443"),
      ],
      nearMisses: [
        "10.0.0.5:5432", "192.168.100.200", "172.16.4.1", "100.64.0.9", "127.0.0.1", "169.254.169.254",
        "198.51.100.7", "203.0.113.9", "192.0.2.1", "255.255.255.0", "0.0.0.0", "224.0.0.251", "198.18.0.1",
        "1.2.3.4", "8.8.8.8", "12.3.1.170", "4.10.0.84", "Chrome/99.0.48.51 Safari", "version 52.1.20.3",
        "v52.94.236.248", "zip: 1.2.3.4", "ZIP 1.2.3.4", "lib 1.2.3.4: 12", "chip=4.10.0.84", "ip: 10.0.0.5",
        "pip==52.94.23.1", "lib-52.94.23.1.tgz", "52.94.23.1-1ubuntu2", "52.94.23.1.7", "352.94.23.1",
        "2001:db8::7", "fe80::1%eth0", "fd12:3456:789a::1", "::1", "2024:05:01 10:15:59", "std::vector",
        "ff02::1", "20:15:59", "2024::", "52.094.23.1",
      ], match: { AddressRules.ipv4($0, $1) ?? AddressRules.ipv6($0, $1) }),
    RedactionRule(
      "MAC address", "<mac>", "the address of a network card; those for all cards and those of Docker stay",
      examples: [
        ("card 3c:22:fb:9a:10:7e up", "card <mac> up"), ("3C-22-FB-9A-10-7E", "<mac>"),
        ("00:50:56:10:20:30", "<mac>"), ("3c22.fb9a.107e", "<mac>"),
      ],
      nearMisses: [
        "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "02:42:ac:11:00:02", "10:15:59", "24:05:01:10:15:59",
        "10-11-12-13-14-15", "3c:22:fb:9a:10:7e:01:02", "dead.beef.cafe", "3c22.fb9a.107e.11", "1.22.333",
        "sha 3c:22:fb:9a:10:7e:9a:10:7e",
      ], match: AddressRules.mac),
    RedactionRule(
      "IBAN", "<iban>", "an IBAN, with or without spaces, by its check digits",
      examples: [
        ("to DE89 3704 0044 0532 0130 00.", "to <iban>."), ("GB82WEST12345698765432", "<iban>"),
        ("acct_DE89370400440532013000_x", "acct_<iban>_x"), ("DE89370400440532013000_2", "<iban>_2"),
      ],
      nearMisses: [
        "DE89 3704 0044 0532 0130 01", "GB82WEST12345698765433", "ID12ABCDEFGHIJKLMNO",
        "acct_DE89370400440532013001_x", "x_DE8937040044053201300",
      ],
      match: NumberRules.iban),
    RedactionRule(
      "card", "<card>", "a payment card number by its first digits, length and check digit (Luhn)",
      examples: [
        ("card 4111 1111 1111 1111 declined", "card <card> declined"), ("5500-0000-0000-0004", "<card>"),
        ("378282246310005", "<card>"), ("\"4111111111111111 0\"", "\"<card> 0\""),
        ("4111 1111 1111 1111 7", "<card> 7"), ("card_4111_1111_1111_1111", "card_<card>"),
        ("card_4111111111111111_x", "card_<card>_x"), ("4111_1111_1111_1111", "<card>"),
        ("visa-4111111111111111", "visa-<card>"),
      ],
      nearMisses: [
        "4111 1111 1111 1112", "1700000000000", "order 4111111111111111222233", "1234567890123456",
        "2024-05-01 10:15:59", "blk_4111111111111111", "4d41111111111111111",
        "4111111111111112 0", "4111 1111 1111", "card_4111_1111_1111_1112", "order_4111111111111111",
        "1_4111_1111_1111_1111",
      ], match: NumberRules.card),
    RedactionRule(
      "account", "<account>",
      "what follows words such as account number, SSN, routing number, passport, Steuer-ID, Aadhaar, CPF, NHS number",
      examples: [
        ("account number: 1234567890", "account number: <account>"),
        ("{\"account_number\":\"00123456\"}", "{\"account_number\":\"<account>\"}"),
        ("SSN 078-05-1120", "SSN <account>"), ("acct #99887766", "acct #<account>"),
        ("it is 078-05-1120.", "it is <account>."),
        ("\"accountNumber\":\"00123456\"", "\"accountNumber\":\"<account>\""),
        (#"{\\\"ssn\\\":\\\"078051120\\\"}"#, #"{\\\"ssn\\\":\\\"<account>\\\"}"#),
        (#"{\\\"card_number\\\": 99887766}"#, #"{\\\"card_number\\\": \\\"<account>\\\"}"#),
        (#"{\"account\":\"99887766\"}"#, #"{\"account\":\"<account>\"}"#),
        ("passport number C01X00T47", "passport number <account>"),
        ("my passport number is C01X00T47.", "my passport number is <account>."),
        ("Steuer-ID 12345678911", "Steuer-ID <account>"), ("Aadhaar 2341 2341 2346", "Aadhaar <account>"),
        ("CPF 123.456.789-09", "CPF <account>"), ("CNPJ: 12.345.678/0001-95.", "CNPJ: <account>."),
        ("NHS number 943 476 5919", "NHS number <account>"),
        ("National Insurance number: QQ123456C", "National Insurance number: <account>"),
      ],
      nearMisses: [
        "account 12", "accounts: 1234567", "account created 2024", "number 1234567890",
        "000-12-3456", "123-45-67890", "2024-05-1120", "passport office", "passport number MISSING",
        "CPF 3.5 kg",
        "order number is 1234567890", "passport valid until 2030", "Aadhaar is needed",
        "invoice 123.456.789-09",
      ],
      match: NumberRules.account),
    RedactionRule(
      "phone", "<phone>",
      "a phone number: with + and country, as (ddd) ddd-dddd, in the groups of a country, or after tel or phone",
      examples: [
        ("call +49 (30) 1234-5678 today", "call <phone> today"), ("(212) 555-0123", "<phone>"),
        ("212-555-0123", "<phone>"), ("phone: 030 1234567", "phone: <phone>"), ("+12125550123", "<phone>"),
        ("call 020 7946 0958 now", "call <phone> now"), ("0171-1234567", "<phone>"),
        ("0044 20 7946 0958", "<phone>"), ("+49 (0)30 / 123 45 67", "<phone>"),
        ("\"phoneNumber\": 4155552671,", "\"phoneNumber\": \"<phone>\","),
        ("06 12 84 53 79", "<phone>"), ("01.23.45.67.89", "<phone>"), ("079 123 45 67", "<phone>"),
        ("(11) 91234-5678", "<phone>"),
        (#"{\\\"phone\\\":\\\"4155552671\\\"}"#, #"{\\\"phone\\\":\\\"<phone>\\\"}"#),
      ],
      nearMisses: [
        "2024-05-01", "192.168.100.200", "10.0.0.1:8080", "order 212555012345", "1.22.333.4444", "+5 points",
        "id 123-456-7890-12", "1700000000", "v212.555.0123.1", "2024-05-01T10:15:59+0200", "+100000",
        "3f2b8c1e-9a4d-4e2b-8f7a-0c1d2e3f4a5b", "phone: n/a", "a+12125550123",
        "9fceb02d0ae598e95dc970b74767f19372d61af8", "call 5551234 times", "+100 200 300 points", "01-02-2024",
        "07/08/2024", "0.5 1.5", "01 02 03", "00:10 00:20", "0012345678", "09 30 2024", "09 12 15 18 21",
        "06 12 84 53 79 22", "42 06 12 84 53 79", "01 02 03 04 05", "06 12 84 53 7", "2024-06-12-84-53-79",
        "(12) 34-56",
        "05 12 2024 1030",
      ], match: ContactRules.phone),
  ]

  /// Whether a rule can match at an index: at the start of a word, at `+`, `(` or five hyphens, at a known word of
  /// letters beyond ASCII.
  static func canStart(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte.isAlphanumeric {
      return index == 0 || !bytes[index - 1].isAlphanumeric || bytes.isBehindEscape(index)
    }
    switch byte {
    case 0x2B: return bytes.byte(index + 1).isDigit || bytes.byte(index + 1) == 0x28
    case 0x28: return bytes.byte(index + 1).isDigit
    case 0x2D:
      return bytes.byte(index + 1) == 0x2D && bytes.byte(index + 4) == 0x2D && bytes.byte(index + 5) == 0x42
    default: return byte >= 0x80 && SecretWords.end(bytes, index) != nil
    }
  }
}
