/// What is known of the signatures of a workspace over its weeks.
package struct Chronicle: Sendable {
  /// Two signatures that were so alike in a week that traces may have moved between them.
  package struct Kinship: Sendable, Hashable {
    package let week: Week
    package let one: String
    package let other: String

    package init(week: Week, one: String, other: String) {
      (self.week, self.one, self.other) = (week, one, other)
    }
  }

  /// A signature over the weeks.
  package struct Entry: Sendable {
    /// Its lasting id, such as `SIG-4F2A`.
    package let id: String

    /// As mining named it last.
    package let minedName: String
    package let minedSeverity: String

    /// What people said of it.
    package let remarks: Remarks

    /// In the order of the chronicle's weeks.
    package let tallies: [WeekTally]

    /// In the order of the chronicle's weeks; `nil` where nothing was tested.
    package var changes: [Change?]

    package init(
      id: String, minedName: String, minedSeverity: String, remarks: Remarks, tallies: [WeekTally],
      changes: [Change?]
    ) {
      (self.id, self.minedName, self.minedSeverity) = (id, minedName, minedSeverity)
      (self.remarks, self.tallies, self.changes) = (remarks, tallies, changes)
    }

    package var name: String { remarks.name ?? minedName }
    package var severity: String { remarks.severity ?? minedSeverity }
  }

  /// What people gave a signature; it stays with its id.
  package struct Remarks: Sendable, Hashable {
    package var name: String?
    package var severity: String?
    package var owner: String?
    package var note: String?
    package var criterion: String?

    package init(
      name: String? = nil, severity: String? = nil, owner: String? = nil, note: String? = nil,
      criterion: String? = nil
    ) {
      (self.name, self.severity, self.owner) = (name, severity, owner)
      (self.note, self.criterion) = (note, criterion)
    }
  }

  /// The weeks that traces were recorded of, ascending.
  package let weeks: [Week]

  /// In the order in which they were first met.
  package private(set) var entries: [Entry]
  package let kinships: [Kinship]

  package init(weeks: [Week], entries: [Entry], kinships: [Kinship]) {
    precondition(entries.allSatisfy { $0.tallies.count == weeks.count && $0.changes.count == weeks.count })
    (self.weeks, self.entries, self.kinships) = (weeks, entries, kinships)
  }

  /// The entry of an id; `nil` if there is none.
  package func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  /// The chronicle as it was at the end of a week.
  package func upTo(_ week: Week) -> Chronicle {
    let count = weeks.prefix { $0 <= week }.count
    return Chronicle(
      weeks: Array(weeks.prefix(count)),
      entries: entries.compactMap { entry in
        guard entry.tallies.prefix(count).contains(where: { $0.support > 0 }) else { return nil }
        return Entry(
          id: entry.id, minedName: entry.minedName, minedSeverity: entry.minedSeverity,
          remarks: entry.remarks, tallies: Array(entry.tallies.prefix(count)),
          changes: Array(entry.changes.prefix(count)))
      }, kinships: kinships.filter { $0.week <= week })
  }

  // MARK: Changes

  /// Tests the weeks from a week on anew, each against those before it.
  package mutating func test(from first: Week, by test: ChangeTest = ChangeTest()) {
    for (place, week) in weeks.enumerated() where week >= first {
      let changes = tested(place, by: test)
      for index in entries.indices { entries[index].changes[place] = changes[index] }
    }
  }

  /// The changes of a week; `nil` for signatures that were not met up to then.
  private func tested(_ week: Int, by test: ChangeTest) -> [Change?] {
    let met = entries.indices.filter { entries[$0].tallies[...week].contains { $0.support > 0 } }
    let series = met.map { index in
      ChangeTest.Series(
        tallies: Array(entries[index].tallies[...week]),
        earlier: entries[index].changes[..<week].map { $0?.kind ?? .steady })
    }
    let placeOfID = Dictionary(met.enumerated().map { (entries[$1].id, $0) }) { first, _ in first }
    let kin = met.map { index in
      self.kin(of: entries[index].id, in: weeks[week]).compactMap { placeOfID[$0] }
    }
    var changes = [Change?](repeating: nil, count: entries.count)
    for (index, change) in zip(met, test.changes(of: series, kin: kin)) { changes[index] = change }
    return changes
  }

  /// The ids of those that a signature was like in a week, ascending.
  package func kin(of id: String, in week: Week) -> [String] {
    let ids = kinships.filter { $0.week == week }.compactMap { kinship -> String? in
      if kinship.one == id { return kinship.other }
      return kinship.other == id ? kinship.one : nil
    }
    return Set(ids).subtracting([id]).sorted()
  }
}
