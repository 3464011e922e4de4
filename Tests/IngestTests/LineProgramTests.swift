import Foundation
import Glibc
import Testing

@testable import Ingest

/// A program of a shell or of Python in a folder of its own.
private final class Scene {
  let folder: TemporaryFolder
  let program: LineProgram

  init(_ script: String, timeLimitSeconds: Double = 60, runner: [String] = ["/bin/sh"]) throws {
    folder = try TemporaryFolder()
    try folder.write(script, to: "script")
    program = LineProgram(
      command: runner + ["script"], folder: folder.path, timeLimitSeconds: timeLimitSeconds)
  }

  func answer(_ line: String) throws(LineProgram.Failure) -> String {
    String(decoding: try program.answer(to: Array(line.utf8)), as: UTF8.self)
  }

  func failure(_ line: String) -> LineProgram.Failure? {
    do throws(LineProgram.Failure) {
      _ = try answer(line)
      return nil
    } catch {
      return error
    }
  }

  /// The process ids that the script wrote down.
  func writtenIDs() -> [pid_t] {
    let text = (try? String(contentsOfFile: folder.path + "/ids", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { pid_t($0) }
  }
}

/// Whether a process is there and no zombie.
private func isAlive(_ id: pid_t) -> Bool {
  guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return false }
  return stat.split(separator: ")").last?.split(separator: " ").first != "Z"
}

/// Waits until none of some processes is alive, a minute at most.
private func areGone(_ ids: [pid_t]) -> Bool {
  for _ in 0..<6_000 where ids.contains(where: isAlive) { usleep(10_000) }
  return !ids.contains(where: isAlive)
}

@Test func `a program is started once and answers line by line`() throws {
  let scene = try Scene("n=0; while read -r line; do n=$((n+1)); echo \"$n $$ $line\"; done")
  let answers = try (1...50).map { try scene.answer("line \($0)") }
  let ids = Set(answers.map { $0.split(separator: " ")[1] })
  #expect(ids.count == 1)
  #expect(answers.last?.hasPrefix("50 ") == true && answers.last?.hasSuffix("line 50") == true)
}

@Test func `a line of many megabytes is read and answered`() throws {
  let scene = try Scene("while read -r line; do echo ${#line}; done", timeLimitSeconds: 60)
  #expect(try scene.answer(String(repeating: "x", count: 3_000_000)) == "3000000")
}

@Test func `a command is no line of a shell, and is seen from the folder`() throws {
  let folder = try TemporaryFolder()
  try folder.write(
    "#!/bin/sh\necho \"$@\" > given\npwd; while read -r l; do echo again; done\n", to: "run.sh")
  unsafe chmod(folder.path + "/run.sh", 0o755)
  let program = LineProgram(
    command: ["./run.sh", "$HOME; touch evil", "`id`"], folder: folder.path, timeLimitSeconds: 5)
  let answer = String(decoding: try program.answer(to: [0x78]), as: UTF8.self)
  #expect(answer == URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path || answer == folder.path)
  #expect(try String(contentsOfFile: folder.path + "/given", encoding: .utf8) == "$HOME; touch evil `id`\n")
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/evil"))
}

@Test func `a program that is not there says so`() {
  let program = LineProgram(command: ["./missing"], folder: "/tmp", timeLimitSeconds: 5)
  #expect(throws: LineProgram.Failure.notStarted(code: ENOENT)) { try program.answer(to: []) }
}

@Test func `what has files of ours open is not started with them`() throws {
  let scene = try Scene("while read -r line; do ls /proc/$$/fd | tr '\\n' ' '; echo; done")
  let held = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
  let numbers = try scene.answer("x").split(separator: " ").compactMap { Int($0) }
  // The shell holds its script under a number of its own above ours.
  #expect(numbers.contains(0) && numbers.contains(1) && numbers.contains(2))
  #expect(!numbers.contains(Int(held.fileDescriptor)) || held.fileDescriptor == 10)
}

@Test func `a program that takes too long is ended, and the next line begins anew`() throws {
  let scene = try Scene(
    "echo $$ >> ids; while read -r line; do [ \"$line\" = slow ] && sleep 600; echo ok; done",
    timeLimitSeconds: 4)
  #expect(try scene.answer("a") == "ok")
  let time = ContinuousClock().measure {
    #expect(scene.failure("slow") == .timeLimit(seconds: 4))
  }
  // Far from the ten minutes that the program would take.
  #expect(time < .seconds(120))
  #expect(try scene.answer("b") == "ok")
  #expect(scene.writtenIDs().count == 2)
  #expect(areGone([scene.writtenIDs()[0]]))
}

@Test func `children are killed with their program`() throws {
  let scene = try Scene(
    "sleep 600 & echo $! >> ids; (sleep 600 & echo $! >> ids; wait) & read -r line; sleep 600",
    timeLimitSeconds: 4)
  #expect(scene.failure("x") == .timeLimit(seconds: 4))
  #expect(scene.writtenIDs().count == 2)
  #expect(areGone(scene.writtenIDs()))
}

@Test func `children that keep the pipe open do not hide that their program ended`() throws {
  let scene = try Scene("sleep 600 & echo $! >> ids; read -r line; exit 7", timeLimitSeconds: 200)
  let time = ContinuousClock().measure {
    #expect(scene.failure("x") == .ended("it ended with code 7"))
  }
  // Far from the ten minutes that the child would take.
  #expect(time < .seconds(120))
  #expect(areGone(scene.writtenIDs()))
}

@Test func `children are gone once the program is stopped`() throws {
  let scene = try Scene("sleep 600 & echo $! >> ids; while read -r line; do echo ok; done")
  #expect(try scene.answer("x") == "ok")
  scene.program.stop()
  #expect(areGone(scene.writtenIDs()))
}

@Test(arguments: [
  ("read -r line; exit 0", "it ended with code 0"), ("read -r line; exit 3", "it ended with code 3"),
  ("read -r line; kill -9 $$", "it was ended by signal 9"), ("exit 5", "it ended with code 5"),
  ("read -r line; printf half; exit 1", "it ended with code 1"),
  ("read -r line; kill -SEGV $$", "it was ended by signal 11"),
])
func `a program that ends without an answer says how`(script: String, how: String) throws {
  #expect(try Scene(script).failure("x") == .ended(how))
}

@Test func `a program that dies midway is started again for the next line`() throws {
  let scene = try Scene("echo $$ >> ids; read -r line; echo first; read -r line; exit 9")
  for _ in 0..<3 {
    #expect(try scene.answer("x") == "first")
    #expect(scene.failure("y") == .ended("it ended with code 9"))
  }
  #expect(scene.writtenIDs().count == 3)
}

@Test func `a line without end is cut off, and one of the allowed length is not`() throws {
  let endless = try Scene("read -r line; cat /dev/zero | tr '\\0' x", timeLimitSeconds: 30)
  #expect(endless.failure("x") == .tooLong(limit: 1 << 20))
  let long = try Scene(
    "read -r line; head -c 1000000 /dev/zero | tr '\\0' y; echo; read -r line", timeLimitSeconds: 30)
  #expect(try long.answer("x").count == 1_000_000)
}

@Test func `garbage and bytes that are no text are handed on as they are`() throws {
  let scene = try Scene(
    "read -r line; printf '\\377\\000\\001{\\n'; read -r line; printf '\\n'; read -r line")
  #expect(try scene.program.answer(to: [0x78]) == [0xFF, 0, 1, 0x7B])
  #expect(try scene.program.answer(to: [0x78]) == [])
}

@Test func `what is said beyond an answer is not taken for the next one`() throws {
  let scene = try Scene(
    "echo $$ >> ids; while read -r line; do printf '%s 1\\n%s 2\\n' \"$line\" \"$line\"; done")
  #expect(try scene.answer("a") == "a 1")
  #expect(try scene.answer("b") == "b 1")
  #expect(scene.writtenIDs().count == 2)
}

@Test func `an answer before the line was read is none`() throws {
  let scene = try Scene("echo early; sleep 600; while read -r line; do echo late; done")
  // More than a pipe holds, so that the program cannot have taken it all.
  #expect(scene.failure(String(repeating: "x", count: 1_000_000)) == .outOfTurn)
}

@Test func `complaints without end hold nothing up, and the last is told`() throws {
  let scene = try Scene("cat /dev/zero | tr '\\0' e >&2 & read -r line; echo fine", timeLimitSeconds: 20)
  #expect(try scene.answer("x") == "fine")
  let failing = try Scene("read -r line; echo one >&2; echo 'no module named x' >&2; exit 1")
  #expect(failing.failure("x") == .ended("it ended with code 1"))
  #expect(failing.program.lastComplaint == "no module named x")
}

@Test func `a program that reads nothing and closes its pipes fails, and no signal ends us`() throws {
  let scene = try Scene("exec 0<&- 1>&- 2>&-; sleep 600", timeLimitSeconds: 200)
  let time = ContinuousClock().measure {
    #expect(scene.failure(String(repeating: "x", count: 1_000_000)) == .closedOutput)
  }
  #expect(time < .seconds(120))
}

@Test func `a program that always fails is given up`() throws {
  let scene = try Scene("echo $$ >> ids; exit 1")
  for _ in 0..<10 { #expect(scene.failure("x") == .ended("it ended with code 1")) }
  #expect(scene.failure("x") == .gaveUp(count: 10))
  #expect(scene.failure("x") == .gaveUp(count: 10))
  #expect(scene.writtenIDs().count == 10)
}

@Test func `a program that stops itself is ended by the time limit`() throws {
  let scene = try Scene("echo $$ >> ids; read -r line; kill -STOP $$; echo never", timeLimitSeconds: 4)
  #expect(scene.failure("x") == .timeLimit(seconds: 4))
  #expect(areGone(scene.writtenIDs()))
}

@Test func `a program that will not be ended by a signal is killed`() throws {
  let scene = try Scene(
    "trap '' TERM INT HUP PIPE; echo $$ >> ids; read -r line; while true; do :; done", timeLimitSeconds: 4)
  #expect(scene.failure("x") == .timeLimit(seconds: 4))
  #expect(areGone(scene.writtenIDs()))
}
