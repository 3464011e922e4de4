import CLAPACK

/// The door to OpenBLAS.
enum BLAS {
  /// Whether OpenBLAS runs on the calling thread alone.
  ///
  /// OpenBLAS gives other last bits with another number of threads; blocks are spread over threads by us.
  private static let isSingleThreaded: Bool = {
    openblas_set_num_threads(1)
    return openblas_get_num_threads() == 1
  }()

  /// A length as the C interfaces take it.
  ///
  /// Every call into OpenBLAS takes lengths, so this is also where the library is set to one thread.
  static func length(_ value: Int) -> Int32 {
    precondition(isSingleThreaded, "OpenBLAS did not accept one thread")
    precondition(value <= Int(Int32.max), "a length of \(value) is above \(Int32.max)")
    return Int32(value)
  }
}

/// Why a figure of linear algebra could not be had.
package enum LinearAlgebraError: Error, Hashable, Sendable {
  /// The leading minor of this order is not positive.
  case notPositiveDefinite(order: Int)
  /// The elements are not all finite.
  case notFinite
  /// An eigenvalue iteration did not converge.
  case noConvergence
}
