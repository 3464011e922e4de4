import Labels
import Testing

@Test func `equal texts have one number and different ones their own`() {
  var table = TextTable()
  let numbers = (0..<1000).map { table.index(of: "text \($0 % 300)") }
  #expect(table.count == 300)
  #expect(numbers == (0..<1000).map { $0 % 300 })
  #expect(table.text(299) == "text 299")
  #expect(table.index(of: "") == 300)
}

@Test func `texts are ordered by their code points`() {
  var table = TextTable()
  let numbers = ["b", "a", "ab", "é", "z", ""].map { table.index(of: $0) }
  let sorted = numbers.sorted(by: table.precedes).map(table.text)
  #expect(sorted == ["", "a", "ab", "b", "z", "é"])
}
