import Testing

@testable import Ingest

@Test(arguments: [
  ("r", "", "r"), ("", "", ""), ("/", "/", ""), ("/r", "/", "r"), ("a/b", "a", "b"), ("a/b/", "a", "b"),
  ("a//b//", "a", "b"), ("/a/b.c", "/a", "b.c"), ("./ä", ".", "ä"),
])
func `a path is split into its folder and the name in it`(path: String, folder: String, name: String) {
  let parts = PathParts(path)
  #expect(parts.folder == folder)
  #expect(parts.name == name)
}
