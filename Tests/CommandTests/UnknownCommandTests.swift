import Testing

@Test func `a command that does not exist is told, with the one that may be meant`() throws {
  let folder = try TemporaryFolder()
  let near = try Tool.run(["mien", "traces.jsonl"], in: folder)
  #expect(near.code == 64)
  #expect(near.errors.hasPrefix("Error: There is no command 'mien'; did you mean 'mine'?\n"))
  let far = try Tool.run(["frobnicate"], in: folder)
  #expect(far.code == 64 && far.errors.hasPrefix("Error: There is no command 'frobnicate'.\n"))
  #expect(try Tool.run(["help", "mine"], in: folder).code == 0)
  #expect(try Tool.run(["--version"], in: folder).code == 0)
}

@Test func `an empty name of the outcome's field is refused`() throws {
  let folder = try TemporaryFolder()
  for (command, name) in [("mine", ""), ("mine", "/"), ("inspect", ""), ("evaluate", "")] {
    let run = try Tool.run([command, "traces.jsonl", "--outcome-field", name], in: folder)
    #expect(run.code == 64 && run.errors.contains("--outcome-field needs the name of a field"))
  }
}
