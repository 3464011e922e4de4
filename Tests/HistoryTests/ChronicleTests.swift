import History
import Testing

private func chronicle(_ supports: [String: [Int]]) -> Chronicle {
  let weeks = (0..<(supports.values.first?.count ?? 0)).map { Week(number: 2_900 + $0) }
  return Chronicle(
    weeks: weeks,
    entries: supports.sorted { $0.key < $1.key }.map { id, counts in
      Chronicle.Entry(
        id: id, minedName: "mined \(id)", minedSeverity: "low", remarks: .init(),
        tallies: counts.map { WeekTally(parts: ["a": .init(support: $0, traceCount: 1_000)]) },
        changes: counts.map { _ in nil })
    }, kinships: [.init(week: weeks[2], one: "A", other: "B")])
}

@Test func `weeks are tested one after another, and a later test leaves the earlier ones`() {
  var all = chronicle(["A": [20, 20, 20, 60, 60], "B": [30, 31, 29, 30, 30], "C": [0, 0, 25, 25, 25]])
  all.test(from: all.weeks[0])
  #expect(all.entry("A")?.changes.map { $0?.kind } == [.first, .steady, .steady, .growing, .steady])
  #expect(all.entry("C")?.changes.map { $0?.kind } == [nil, nil, .new, .steady, .steady])
  let whole = all.entries.map(\.changes)
  all.test(from: all.weeks[4])
  #expect(all.entries.map(\.changes) == whole)
}

@Test func `a chronicle as it was knows nothing of what came later`() {
  var all = chronicle(["A": [20, 20, 20, 60], "C": [0, 0, 0, 25]])
  all.test(from: all.weeks[0])
  let earlier = all.upTo(all.weeks[1])
  #expect(earlier.weeks.count == 2 && earlier.entries.map(\.id) == ["A"])
  #expect(earlier.entry("A")?.tallies.count == 2)
  #expect(earlier.kinships.isEmpty)
  #expect(all.kin(of: "A", in: all.weeks[2]) == ["B"] && all.kin(of: "B", in: all.weeks[2]) == ["A"])
}

@Test func `two weeks are compared whatever lay between`() {
  let all = chronicle(["A": [20, 90, 90, 60], "B": [30, 0, 0, 30], "C": [0, 9, 9, 0]])
  let changes = all.changes(from: all.weeks[0], to: all.weeks[3], by: ChangeTest())
  #expect(changes?.map { $0?.kind } == [.growing, .steady, nil])
  #expect(all.changes(from: all.weeks[0], to: Week(number: 1), by: ChangeTest()) == nil)
}
