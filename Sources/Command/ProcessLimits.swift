import ArgumentParser
import Glibc

/// What the system lets a process take, before work begins that would crash or never end without it.
enum ProcessLimits {
  /// OpenBLAS alone takes 400 MB of addresses on two processors, and where it gets none it asks again for ever.
  private static let leastByteCount: UInt = 1 << 30

  /// Where it can open no file, libdispatch ends the process.
  private static let leastFileCount: UInt = 32

  /// - Throws: Where mining needs more than a process may take; the reason has been said.
  static func check() throws {
    let (bytes, files) = (limit(of: RLIMIT_AS), limit(of: RLIMIT_NOFILE))
    guard bytes >= leastByteCount else {
      throw refusal(
        "\(bytes >> 20) MB of memory (ulimit -v), and \(leastByteCount >> 20) MB are needed at least")
    }
    guard files >= leastFileCount else {
      throw refusal("\(files) files at a time (ulimit -n), and \(leastFileCount) are needed")
    }
  }

  private static func refusal(_ words: String) -> any Error {
    Message.error("a process may have only \(words); raise the limit")
    return ExitCode.failure
  }

  private static func limit(of resource: __rlimit_resource) -> UInt {
    var limit = rlimit()
    return unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 ? limit.rlim_cur : .max
  }
}
