import Ingest

/// What to say where no trace was found.
struct NothingRead {
  let recordCount: Int
  let files: [SourceFile]

  /// What was found instead of traces, and what to do.
  var message: String {
    guard recordCount > 0 || files.contains(where: { $0.byteCount > 0 }) else {
      let subject = files.count == 1 ? "\(files[0].path) is empty" : "all \(files.count) files are empty"
      return "No trace: \(subject); look at the export that wrote \(files.count == 1 ? "it" : "them")."
    }
    return """
      No trace in \(recordCount) record\(recordCount == 1 ? "" : "s") of \(files.count) \
      file\(files.count == 1 ? "" : "s"). `faultline inspect` shows what was understood, `faultline formats` what is \
      read; a format of your own is read with --map.
      """
  }
}
