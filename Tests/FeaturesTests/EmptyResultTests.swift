import Testing

@testable import Features

private func emptyCalls(_ result: String) throws -> [Int] {
  let found = ErrorRecogniser().results(of: try MadeTraces.trace(result: result))
  #expect(found.errors.isEmpty)
  return found.emptyCalls
}

@Test(
  arguments: [
    "", "[]", "(0 rows)", "título;autor;sede\n(0 registros)", "id|name|price\n(0 rows)",
    "Empty set (0.00 sec)",
    "0 Treffer", "Aucun résultat", "Sin resultados", "検索結果は0件", "Found 0 documents.", "0 records found",
    "No matching records.", #"{"rows":[],"n":0}"#, #"{"count": 0, "items": []}"#,
  ])
func `a search that finds nothing is empty and no error`(result: String) throws {
  #expect(try emptyCalls(result) == [0])
}

@Test(
  arguments: [
    "10 rows", "(120 registros)", "20 Treffer", "Found 30 documents.", "検索結果は10件", "100 matches in 4 files",
    #"{"count": 1, "items": [7]}"#, #"{"patient":"VP-7","pet":"Noodle","species":"cat","alerts":[]}"#,
    #"{"result":{"room":"7","rate":23.1},"errors":[],"elapsed_ms":150}"#, #"{"ok":true,"warnings":[]}"#,
    #"{"id":7,"name":"Ann","mail":"a","plan":"b","since":"May","orders":[]}"#,
    "Empty settings were kept as they are.",
  ])
func `a count that ends in 0 is not empty`(result: String) throws {
  #expect(try emptyCalls(result) == [])
}
