import Testing

@testable import Ingest

@Test(arguments: [
  ("r", "", "r"), ("report", "", "report"), ("a/b", "a", "b"), ("a/b/", "a", "b"), ("a//b", "a", "b"),
  ("/a", "/", "a"), ("//a", "/", "a"), ("/a/b/c", "/a/b", "c"), ("/", "/", ""), ("", "", ""), (".", "", "."),
  ("ü/ñ", "ü", "ñ"),
])
func `a path is cut at its last slash`(path: String, folder: String, name: String) {
  let parts = PathParts(path)
  #expect(parts.folder == folder)
  #expect(parts.name == name)
}
