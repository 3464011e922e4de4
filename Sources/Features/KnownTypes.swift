/// The types of failures that were told before: the same few messages come again and again.
struct KnownTypes {
  private var types: [UInt64: ErrorType] = [:]

  /// So many are kept; then it begins anew.
  private static let limit = 4_096

  /// The type of a failure, as the phrases tell it.
  mutating func type(of failure: Failure, _ phrases: ErrorPhraseIndex) -> ErrorType {
    let key = Self.key(of: failure)
    if let known = types[key] { return known }
    let type = phrases.type(of: failure)
    if types.count >= Self.limit { types.removeAll(keepingCapacity: true) }
    types[key] = type
    return type
  }

  /// A hash of all that the type depends on.
  private static func key(of failure: Failure) -> UInt64 {
    var hash = ByteHash()
    for text in [failure.typeText, failure.message] { hash.add(text.map { ByteHash.of($0) } ?? 0) }
    hash.add(failure.status.map { UInt64(bitPattern: Int64($0)) } ?? 1 << 63)
    return hash.value
  }
}
