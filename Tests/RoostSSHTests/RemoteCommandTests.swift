import RoostModel
import RoostSystem
import RoostTestSupport
import Testing

@testable import RoostSSH

struct RemoteCommandTests {
  @Test(arguments: ["", "a b", "$HOME", "`id`", "a;b", "*", "\"x\"", "-rf", "~", "#", "a|b>c"])
  func wordsArriveAsTheyAre(word: String) async throws {
    let line = try RemoteCommand("echo \"<$1>\"; exit 0", [word]).line()
    let result = try await ExternalCommand("/bin/sh", ["-c", line]).succeed()
    #expect(result.standardOutput == "\(RemoteCommand.marker)\n<\(word)>\n")
  }

  @Test(arguments: ["it's", "a\\b", "a!b", "a\nb", "a\u{0}b", "é", "\u{1b}[0m"])
  func wordsThatSomeShellTakesDifferentlyAreRefused(word: String) {
    #expect(throws: Problem.self) { try RemoteCommand("exit 0", [word]).line() }
  }

  @Test func allScriptsCanBeSent() async throws {
    let scripts = [
      FarScript.facts, FarScript.receiveAgent("/a", sha256: "b"), FarScript.missing(["/a"]),
      FarScript.receiveTree("/a", as: "/b", sha256: "c", isCompressed: true),
      FarScript.boot("/a", agent: "/b", layers: ["/c"], steps: []),
      FarScript.freeze("/a"), FarScript.thaw("/a"), FarScript.isAlive("/a", agent: 1), FarScript.loadRules,
      FarScript.iptables([]), FarScript.end("/a", agent: 0, patience: .zero), FarScript.remove("/a", agent: 0, groups: []),
    ]
    for script in scripts {
      let line = try script.line()
      #expect(try await ExternalCommand("/bin/sh", ["-n", "-c", line]).run().succeeded)
      #expect(try await ExternalCommand("/bin/sh", ["-n", "-c", script.script]).run().succeeded, "\(script.script)")
    }
  }

  @Test func greetingsOfALoginShellAreLeftOut() {
    #expect(RemoteCommand.output(in: Array("Welcome!\nroost-begi\nroost-begin\nx=1\n".utf8)) == Array("x=1\n".utf8))
    #expect(RemoteCommand.output(in: Array("roost-begin\n".utf8)) == [])
    #expect(RemoteCommand.output(in: Array("roost-begin".utf8)) == nil)
    #expect(RemoteCommand.output(in: []) == nil)
  }
}
