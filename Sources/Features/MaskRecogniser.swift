/// The recognisers of masks by name: a plain value, so that trying one costs a direct call.
enum MaskRecogniser: UInt8, Sendable {
  case url
  case email
  case uuid
  case hardware
  case ipv6
  case timestamp
  case wordedDate
  case time
  case ipv4
  case version
  case money
  case dump
  case size
  case duration
  case prefixedHex
  case number
  case keyValue
  case hex
  case file
  case host
  case path
  case relativePath
  case identifier
  case quoted

  /// Returns the bytes to mask of a match that starts at an index: usually all of it, or its last part.
  func match(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    switch self {
    case .url: AddressMasks.url(bytes, start)
    case .email: AddressMasks.email(bytes, start)
    case .uuid: IdentifierMasks.uuid(bytes, start)
    case .hardware: AddressMasks.hardware(bytes, start)
    case .ipv6: AddressMasks.ipv6(bytes, start)
    case .timestamp: TimeMasks.timestamp(bytes, start)
    case .wordedDate: TimeMasks.wordedDate(bytes, start)
    case .time: TimeMasks.time(bytes, start)
    case .ipv4: AddressMasks.ipv4(bytes, start)
    case .version: NumberMasks.version(bytes, start)
    case .money: NumberMasks.money(bytes, start)
    case .dump: NumberMasks.byteDump(bytes, start)
    case .size: NumberMasks.size(bytes, start)
    case .duration: NumberMasks.duration(bytes, start)
    case .prefixedHex: NumberMasks.prefixedHex(bytes, start)
    case .number: NumberMasks.number(bytes, start)
    case .keyValue: IdentifierMasks.keyValue(bytes, start)
    case .hex: IdentifierMasks.hex(bytes, start)
    case .file: AddressMasks.file(bytes, start)
    case .host: AddressMasks.host(bytes, start)
    case .path: AddressMasks.path(bytes, start)
    case .relativePath: AddressMasks.relativePath(bytes, start)
    case .identifier: IdentifierMasks.identifier(bytes, start)
    case .quoted: IdentifierMasks.quoted(bytes, start)
    }
  }
}
