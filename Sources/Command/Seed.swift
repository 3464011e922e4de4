import ArgumentParser

/// The seed of random choices, as an option gives it.
enum Seed {
  /// - Throws: `ValidationError` if a text is no seed.
  static func parsed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError("a seed is a whole number from 0 to \(UInt64.max).")
    }
    return seed
  }
}
