import Glibc

/// Keeps what can be read only once — standard input, a pipe — so that text can be read back later.
struct Spool {
  let temporaryFolder: String

  /// What standard input is, where it would never end or has no bytes; `nil` where it can be read.
  func kindWithoutEnd() throws(SystemFailure) -> FileKind? {
    var status = stat()
    guard unsafe fstat(STDIN_FILENO, &status) == 0 else { throw SystemFailure(code: errno) }
    let known = FileStatus(status)
    let isEndless = known.kind == .device && !known.isNullDevice && isatty(STDIN_FILENO) != 1
    return isEndless || known.isFolder ? known.kind : nil
  }

  /// Standard input, or a copy of it where it is no plain file.
  func standardInput() throws(SystemFailure) -> OpenFile {
    let descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw SystemFailure(code: errno) }
    let input = OpenFile(descriptor: descriptor)
    let isAtStart = lseek(descriptor, 0, SEEK_CUR) == 0
    if isAtStart, try input.status().isRegular { return input }
    return try copy(of: input)
  }

  /// A copy of all that can still be read, in a file that only we can see and that is gone when it is
  /// closed, however the process ends.
  func copy(of input: OpenFile) throws(SystemFailure) -> OpenFile {
    let descriptor = try privateFile()
    let copy = OpenFile(descriptor: descriptor)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { unsafe room.deallocate() }
    while true {
      let count = try unsafe input.readNext(into: room)
      guard count > 0 else { return copy }
      try unsafe writeAll(UnsafeRawBufferPointer(rebasing: room[..<count]), to: descriptor)
    }
  }

  /// An open file without a name, for reading and writing.
  func privateFile() throws(SystemFailure) -> Int32 {
    var template = Array((temporaryFolder + "/faultline-XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw SystemFailure(code: errno) }
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, unsafe unlink(template) == 0 else {
      let code = errno
      close(descriptor)
      throw SystemFailure(code: code)
    }
    return descriptor
  }
}

/// Writes all bytes to a descriptor.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFailure) {
  var rest = unsafe bytes[...]
  while unsafe !rest.isEmpty {
    let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
    let count = unsafe write(descriptor, part.baseAddress, part.count)
    if count < 0 {
      if errno == EINTR { continue }
      throw SystemFailure(code: errno)
    }
    unsafe rest = rest.dropFirst(count)
  }
}
