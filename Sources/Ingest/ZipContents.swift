import JSONBytes

/// The table of contents of a zip archive, as far as its entries hold traces.
///
/// Source: PKWARE, "APPNOTE.TXT – .ZIP File Format Specification", 6.3.10, sections 4.3 and 4.5.3.
struct ZipContents {
  struct Entry: Sendable, Hashable {
    let name: String

    /// How it is compressed: 0 not at all, 8 by deflate, 93 by Zstandard.
    let method: Int

    /// The number of bytes as stored.
    let byteCount: Int

    /// Where its own header begins.
    let headerOffset: Int
  }

  /// The entries that hold traces, in the order of the archive.
  ///
  /// Of a log of Inspect AI those are its samples: what else is in it is said there again.
  let entries: [Entry]

  init(of file: OpenFile) throws(StreamFailure) {
    let all: [Entry]
    do throws(SystemFailure) {
      all = try Self.allEntries(of: file)
    } catch {
      throw StreamFailure(error)
    }
    guard !all.isEmpty else { throw StreamFailure(.damaged(detail: "no table of contents of a zip archive")) }
    // An entry that was written again stands there twice, and the last counts.
    var last: [String: Int] = [:]
    for (place, entry) in all.enumerated() { last[entry.name] = place }
    let whole = all.enumerated().filter { last[$0.element.name] == $0.offset }.map(\.element)
    let named = whole.filter { entry in
      Self.endings.contains { entry.name.lowercased().hasSuffix($0) } && !entry.name.hasPrefix("__MACOSX")
    }
    let samples = named.filter { $0.name.hasPrefix("samples/") }
    entries = samples.isEmpty ? named : samples
    guard !entries.isEmpty else { throw StreamFailure(.damaged(detail: "a zip archive without JSON in it")) }
  }

  private static let endings = [".json", ".jsonl", ".ndjson", ".traj"]

  // MARK: The directory

  private static func allEntries(of file: OpenFile) throws(SystemFailure) -> [Entry] {
    let byteCount = try file.status().byteCount
    // The end record is 22 bytes and a comment of at most 65,535; that of larger archives stands before it.
    let tailCount = min(byteCount, 22 + 65_535 + 76)
    let tail = try bytes(of: file, at: byteCount - tailCount, count: tailCount)
    guard let end = lastPlace(of: [0x50, 0x4B, 0x05, 0x06], in: tail), end + 22 <= tail.count else {
      return []
    }
    var (size, start) = (tail.number(end + 12, 4), tail.number(end + 16, 4))
    if let large = lastPlace(of: [0x50, 0x4B, 0x06, 0x06], in: tail), large + 56 <= tail.count, large < end,
      start == 0xFFFF_FFFF || size == 0xFFFF_FFFF
    {
      (size, start) = (tail.number(large + 40, 8), tail.number(large + 48, 8))
    }
    guard start >= 0, size > 0, start + size <= byteCount else { return [] }
    return entries(in: try bytes(of: file, at: start, count: size))
  }

  private static func entries(in directory: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    var place = 0
    while place + 46 <= directory.count, directory[place..<place + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02])
    {
      let (nameCount, extraCount) = (directory.number(place + 28, 2), directory.number(place + 30, 2))
      let nameStart = place + 46
      let next = nameStart + nameCount + extraCount + directory.number(place + 32, 2)
      guard next <= directory.count else { break }
      let extra = Array(directory[nameStart + nameCount..<nameStart + nameCount + extraCount])
      let (stored, plain) = (directory.number(place + 20, 4), directory.number(place + 24, 4))
      let header = directory.number(place + 42, 4)
      let large = largeNumbers(extra, stored: stored, plain: plain, header: header)
      entries.append(
        Entry(
          name: String(decoding: directory[nameStart..<nameStart + nameCount], as: UTF8.self),
          method: directory.number(place + 10, 2), byteCount: large.stored, headerOffset: large.header))
      place = next
    }
    return entries
  }

  /// The numbers of an entry beyond 4 GB, which stand in its extra field 1, each only if it is too large.
  private static func largeNumbers(
    _ extra: [UInt8], stored: Int, plain: Int, header: Int
  ) -> (stored: Int, header: Int) {
    var result = (stored: stored, header: header)
    var place = 0
    while place + 4 <= extra.count {
      let (id, count) = (extra.number(place, 2), extra.number(place + 2, 2))
      var next = place + 4
      let end = min(next + count, extra.count)
      func take() -> Int? {
        guard next + 8 <= end else { return nil }
        defer { next += 8 }
        return extra.number(next, 8)
      }
      if id == 1 {
        if plain == 0xFFFF_FFFF { _ = take() }
        if stored == 0xFFFF_FFFF { result.stored = take() ?? stored }
        if header == 0xFFFF_FFFF { result.header = take() ?? header }
      }
      place += 4 + count
    }
    return result
  }

  private static func lastPlace(of sign: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= sign.count else { return nil }
    return (0...bytes.count - sign.count).last {
      bytes[$0] == sign[0] && bytes[$0..<$0 + 4].elementsEqual(sign)
    }
  }

  /// Where the bytes of an entry begin, behind its header.
  static func start(of entry: Entry, in file: OpenFile) throws(SystemFailure) -> Int {
    let header = try bytes(of: file, at: entry.headerOffset, count: 30)
    guard header.count == 30 else { throw SystemFailure(code: 5) }
    return entry.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
  }

  private static func bytes(of file: OpenFile, at offset: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    let read = try file.bytes(at: offset, count: count)
    return read.copy(of: 0..<read.count)
  }
}

extension [UInt8] {
  /// The number in some bytes, the least first; one beyond what fits becomes the greatest.
  fileprivate func number(_ place: Int, _ count: Int) -> Int {
    var value: UInt64 = 0
    for offset in 0..<count { value |= UInt64(self[place + offset]) << UInt64(8 * offset) }
    return Int(exactly: value) ?? .max
  }
}
