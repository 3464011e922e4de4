/// A table of plain values that is made once and read by all threads for as long as the program runs.
///
/// An array that several threads read is counted by all of them, and they wait for each other at the count; this
/// table is never counted and never freed, so it is only for what is made once.
@safe package struct SharedTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline let elements: UnsafeBufferPointer<Element>

  package init(_ values: [Element]) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count)
    _ = unsafe memory.initialize(from: values)
    unsafe elements = UnsafeBufferPointer(memory)
  }

  @inlinable @inline(__always) package var count: Int { unsafe elements.count }

  @inlinable @inline(__always) package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "no element \(index) in a table of \(count)")
    return unsafe elements[index]
  }
}
