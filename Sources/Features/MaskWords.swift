/// The words that masks know, as data.
enum MaskWords {
  /// Ends of host names; two-letter country codes are accepted beside these where a name has three labels.
  static let topLevelDomains: Set<String> = [
    "ai", "app", "biz", "cloud", "co", "com", "corp", "dev", "edu", "gov", "info", "int", "internal", "io",
    "lan", "local", "localdomain", "mil", "net", "online", "org", "shop", "site", "test", "example",
    "invalid",
  ]

  /// Country codes that end names of settings more often than hosts.
  static let rareTopLevelDomains: Set<String> = ["id", "is", "no", "to"]

  /// First labels that begin a class or package name rather than a host name.
  static let packageRoots: Set<String> = [
    "android", "com", "io", "java", "javax", "jdk", "kotlin", "net", "org", "scala", "sun",
  ]

  /// Ends of file names.
  static let fileExtensions: Set<String> = [
    "avro", "bak", "bin", "bz2", "c", "cc", "cfg", "class", "conf", "cpp", "cs", "css", "csv", "db", "dll",
    "doc", "docx", "dylib", "env", "exe", "gif", "go", "gz", "h", "hpp", "htm", "html", "ini", "ipynb",
    "jar", "java", "jpeg", "jpg", "js", "json", "jsonl", "jsx", "kt", "lock", "log", "lua", "m", "md", "mp3",
    "mp4", "orc", "out", "parquet", "pdf", "php", "pid", "pkl", "png", "ppt", "pptx", "proto", "ps1", "py",
    "pyc", "r", "rb", "rpm", "rs", "scala", "sh", "so", "sock", "sql", "sqlite", "svg", "swift", "tar", "tex",
    "tgz", "tif", "tiff", "tmp", "toml", "ts", "tsv", "tsx", "txt", "wav", "webp", "whl", "xls", "xlsx",
    "xml", "yaml", "yml", "zip", "zst",
  ]

  /// Units of time that may stand after a number, with a space between.
  static let spacedDurations: Set<String> = [
    "ns", "us", "ms", "sec", "secs", "second", "seconds", "msec", "msecs", "millisecond", "milliseconds",
    "microsecond", "microseconds", "nanosecond", "nanoseconds", "min", "mins", "minute", "minutes", "hr",
    "hrs", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
  ]

  /// Units of time that need the number right before them.
  static let joinedDurations: Set<String> = ["s", "m", "h", "d", "w"]

  /// Units of size that may stand after a number, with a space between.
  static let spacedSizes: Set<String> = [
    "b", "byte", "bytes", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "kbytes", "mbytes",
    "gbytes",
  ]

  /// Units of size that need the number right before them.
  static let joinedSizes: Set<String> = ["b", "k", "g", "t"]

  /// Currency codes (ISO 4217) of money amounts.
  static let currencies: Set<String> = [
    "aud", "brl", "cad", "chf", "cny", "czk", "dkk", "eur", "gbp", "hkd", "huf", "ils", "inr", "jpy", "krw",
    "mxn", "nok", "nzd", "pln", "rub", "sek", "sgd", "thb", "try", "usd", "zar",
  ]

  static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december", "sept",
  ]

  static let weekdays: Set<String> = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",
  ]

  /// The first three letters of months and weekdays, packed, for a look before the tables.
  static let dateStarts: [UInt32] = Set(
    (months.union(weekdays)).map { word in word.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1) } }
  ).sorted()

  /// Time zones that may follow a time of day.
  static let timeZones: Set<String> = [
    "utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "z", "am", "pm",
  ]

  /// Keys whose value says which one, not what kind: `key=value` is masked for these.
  static let identifyingKeys: Set<String> = [
    "account", "addr", "address", "container", "customer", "device", "email", "file", "filename", "host",
    "hostname", "id", "ip", "key", "login", "name", "node", "order", "owner", "path", "phone", "pod", "query",
    "rhost", "sender", "server", "session", "sid", "src", "dst", "dest", "token", "uid", "url", "uuid",
  ]

  /// Technical words with digits that are names of kinds, not of things.
  static let wordsWithDigits: Set<String> = [
    "aes128", "aes256", "amd64", "arm64", "base32", "base64", "float16", "float32", "float64", "i386", "i586",
    "i686", "int16", "int32", "int64", "latin1", "oauth2", "sha224", "sha256", "sha384", "sha512", "socks5",
    "uint16", "uint32", "uint64", "utf16", "utf32", "utf8", "win32", "win64", "x64", "x86", "x86_64",
  ]

  /// Methods that open a quoted request line, which is not masked as a string.
  static let requestMethods: Set<String> = [
    "connect", "delete", "get", "head", "options", "patch", "post", "put", "trace",
  ]
}
