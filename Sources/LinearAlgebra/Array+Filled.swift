extension Array where Element: BitwiseCopyable & Numeric {
  /// Returns an array of zeros that `fill` has written to.
  ///
  /// Zeros first, because a block that writes nothing must not leave what the memory held before.
  static func filled(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) -> [Element] {
    var elements = [Element](repeating: 0, count: count)
    unsafe elements.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { unsafe fill(start) }
    }
    return elements
  }

  /// Calls `body` with the address of the first element, unless there is none.
  func withStart(_ body: (UnsafePointer<Element>) -> Void) {
    unsafe withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress { unsafe body(start) }
    }
  }
}
