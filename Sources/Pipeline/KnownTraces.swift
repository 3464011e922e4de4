/// The traces met so far, by name, in 32 bytes each.
struct KnownTraces {
  enum Meeting {
    case new, duplicate, conflict
  }

  private var names: [UInt64]
  private var contents: [UInt64]
  private var count = 0

  init() {
    names = Array(repeating: 0, count: 1 << 12)
    contents = Array(repeating: 0, count: 1 << 12)
  }

  /// Meets a trace: new, the same again, or another of the same name.
  ///
  /// A trace in conflict is remembered under its name and content, so that its own duplicates are known.
  mutating func meet(_ identity: TraceIdentity) -> Meeting {
    switch look(identity.name, identity.content) {
    case .new: return .new
    case .duplicate: return .duplicate
    case .conflict:
      return look(Self.nameInConflict(identity), identity.content) == .duplicate ? .duplicate : .conflict
    }
  }

  /// The name of a trace whose own name another trace had first.
  static func nameInConflict(_ identity: TraceIdentity) -> UInt64 {
    identity.name ^ identity.content &* 0x9E37_79B9_7F4A_7C15
  }

  private mutating func look(_ name: UInt64, _ content: UInt64) -> Meeting {
    if count * 2 > names.count { grow() }
    // 0 marks an empty place.
    let name = max(name, 1)
    let place = place(of: name)
    guard names[place] == 0 else { return contents[place] == content ? .duplicate : .conflict }
    names[place] = name
    contents[place] = content
    count += 1
    return .new
  }

  private func place(of name: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: name &* 0x9E37_79B9_7F4A_7C15 >> 20) & (names.count - 1)
    while names[place] != 0, names[place] != name { place = (place + 1) & (names.count - 1) }
    return place
  }

  private mutating func grow() {
    let (oldNames, oldContents) = (names, contents)
    names = Array(repeating: 0, count: oldNames.count * 2)
    contents = Array(repeating: 0, count: oldNames.count * 2)
    for index in oldNames.indices where oldNames[index] != 0 {
      let place = place(of: oldNames[index])
      names[place] = oldNames[index]
      contents[place] = oldContents[index]
    }
  }
}
