import Foundation
import Glibc
import Ingest
import Reports

/// What is said beside the results, on standard error.
enum Message {
  static func error(_ text: String) { raw("faultline: \(Terminal.line(text))\n") }

  static func warning(_ text: String) { raw("faultline: warning: \(Terminal.line(text))\n") }

  /// Says what need not be mended.
  static func note(_ text: String) { raw("faultline: note: \(Terminal.line(text))\n") }

  /// Says a text as it is.
  ///
  /// Where nobody can hear it, as on a full disk, the run goes on: its exit code still tells.
  static func raw(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

extension IngestError {
  /// What went wrong, where, and what to do.
  var words: String {
    switch self {
    case .missing(let path): "\(path): there is no such file or folder; check the path"
    case .misnamed(let path): "\(path): this name is not UTF-8; rename it, as `convmv` does, or name another"
    case .noFile(let path, .pipe):
      "\(path): this is a pipe, which may never end; hand it over as standard input: - and < \(path)"
    case .noFile(let path, let kind):
      "\(path): this is a \(kind) and no file; name a file, or - for what a program writes into a pipe"
    case .noInput(.folder): "standard input is a folder; name the folder instead of -"
    case .noInput(let kind): "standard input is a \(kind), which never ends; name a file, or use a pipe"
    case .unreadable(let path, ENOENT): "\(path): this link leads to nothing; mend or remove it"
    case .unreadable(let path, ESPIPE): "\(path): a pipe took its place while it was read; run again"
    case .unreadable(let path, let code):
      "\(path): cannot be read (\(systemWords(code))); check its permissions"
    case .damaged(let path): "\(path): the compressed file is cut off or damaged; compress it again"
    case .emptyFolder(let path): "\(path): no file in this folder could hold traces; name another"
    case .noMatch(let pattern): "\(pattern): no path matches this pattern; check it"
    case .changed(let path): "\(path): the file changed while it was read; run again"
    case .unspooled(let code):
      "standard input could not be kept in the temporary folder (\(systemWords(code))); \(Self.advice(of: code))"
    case .unspilled(let code):
      "parts of traces could not be kept in the temporary folder (\(systemWords(code))); \(Self.advice(of: code))"
    case .unwritable(let path, ENOTDIR):
      "\(path): this, or a part of it, is a file and no folder; name another with --out"
    case .unwritable(let path, ENOLINK): "\(path): this link leads to nothing; mend or remove it"
    case .unwritable(let path, EBUSY):
      "\(path): a disk is mounted here, so it cannot be replaced; name a folder in it, such as \(path)/run"
    case .unwritable(let path, ENAMETOOLONG): "\(path): this name is too long; choose a shorter one"
    case .unwritable(let path, let code):
      "\(path): cannot be written (\(systemWords(code))); check the permissions and the space left"
    case .foreignFolder(""): "--out names no folder; give one a name, such as --out Reports/run"
    case .foreignFolder(let path):
      "\(path): this folder holds other things than a report; name another with --out"
    }
  }
}

extension IngestError {
  /// What to do where the temporary folder takes no file.
  private static func advice(of code: Int32) -> String {
    code == ENOSPC || code == EFBIG || code == EDQUOT
      ? "free some space there, or name another by TMPDIR" : "name a folder that can be written by TMPDIR"
  }
}

/// The system's words for an error number.
func systemWords(_ code: Int32) -> String {
  unsafe String(cString: strerror(code))
}
