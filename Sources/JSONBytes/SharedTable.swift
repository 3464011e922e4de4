/// A table of plain values that is made once and read by all threads for as long as the program runs.
///
/// An array that several threads read is counted by all of them, and they wait for each other at the count; this
/// table is never counted and never freed, so it is only for what is made once. The buffer checks its
/// index in debug builds alone: the tables are made here and their indices come from themselves, a step a byte of
/// all traces.
@safe struct SharedTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let elements: UnsafeBufferPointer<Element>

  init(_ values: [Element]) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count)
    _ = unsafe memory.initialize(from: values)
    unsafe elements = UnsafeBufferPointer(memory)
  }

  @inline(__always) var count: Int { unsafe elements.count }

  @inline(__always) subscript(index: Int) -> Element {
    unsafe elements[index]
  }
}
