import Testing
import Traces

@testable import Features
@testable import Pipeline

private func error(_ type: ErrorType, tool: UInt64 = 1) -> ErrorEvidence {
  ErrorEvidence(tool: tool, type: type, provenance: .flag, message: 1, isRepaired: false, call: 0)
}

/// The clusters after splitting, of failures in one cluster that have errors of some types each.
private func split(_ failures: [(count: Int, types: [ErrorType])], tool: UInt64 = 1) -> [Int32] {
  let errors = failures.flatMap { failure in
    (0..<failure.count).map { _ in failure.types.map { error($0, tool: tool) } }
  }
  return TypeSplitting(minimumSupport: 4) { errors[$0] }
    .split([Int32](repeating: 0, count: errors.count))
}

@Test func `two types that no failure with several errors has together are two causes`() {
  let found = split([(10, [.conflict, .conflict]), (8, [.notFound, .notFound]), (2, [])])
  #expect(found == [Int32](repeating: 0, count: 10) + [Int32](repeating: 1, count: 8) + [0, 0])
}

@Test func `types that come together, or of which nothing tells whether they do, are one`() {
  let together = split([
    (5, [.conflict, .notFound]), (6, [.conflict, .conflict]), (6, [.notFound, .notFound]),
  ])
  #expect(Set(together) == [0])
  #expect(Set(split([(10, [.conflict]), (10, [.notFound])])) == [0])
}

@Test func `a type of few, and what says no type, makes no part`() {
  #expect(Set(split([(30, [.conflict, .conflict]), (3, [.notFound, .notFound])])) == [0])
  #expect(Set(split([(10, [.conflict, .conflict]), (10, [.other, .other])])) == [0])
  #expect(split([]) == [])
}

@Test func `of three types two that come together stay in one part`() {
  let found = split([
    (6, [.timeout, .timeout]), (6, [.network, .network]), (6, [.timeout, .network]), (9, [.quota, .quota]),
  ])
  #expect(found == [Int32](repeating: 0, count: 18) + [Int32](repeating: 1, count: 9))
}

@Test func `errors of a tool that fewer than three in five have tell nothing`() {
  let errors = (0..<40).map { [error($0 % 2 == 0 ? .quota : .parse, tool: $0 < 20 ? 1 : UInt64($0))] }
  #expect(Set(TypeSplitting(minimumSupport: 4) { errors[$0] }.split([Int32](repeating: 0, count: 40))) == [0])
}
