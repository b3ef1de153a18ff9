import RoostModel
import Testing

@Suite struct HomeDirectoryTests {
  @Test func theOptionIsStrongerThanTheVariableThanTheDefault() throws {
    #expect(try HomeDirectory(option: "/a/", variable: "/b", userID: 0, userHome: "/root").path == "/a")
    #expect(try HomeDirectory(option: nil, variable: "/b", userID: 0, userHome: "/root").path == "/b")
    #expect(try HomeDirectory(option: nil, variable: "", userID: 0, userHome: "/root").path == "/var/lib/roost")
    let own = try HomeDirectory(option: nil, variable: nil, userID: 1000, userHome: "/home/ann")
    #expect(own.path == "/home/ann/.local/share/roost")
    #expect(try own.socket == "/home/ann/.local/share/roost/roost.sock")
  }

  @Test(arguments: ["relative", "", "./x"]) func relativePathsAreRefused(_ path: String) {
    let problem = #expect(throws: Problem.self) {
      try HomeDirectory(option: path, variable: nil, userID: 0, userHome: nil)
    }
    #expect(problem?.code == .settingsInvalid)
  }

  @Test func nobodyWithoutAHomeGetsAHint() {
    let problem = #expect(throws: Problem.self) {
      try HomeDirectory(option: nil, variable: nil, userID: 7, userHome: nil)
    }
    #expect(problem?.hint.contains("--home") == true)
  }

  @Test func aPathThatFitsNoSocketAddressIsSaidSo() throws {
    let fits = "/" + String(repeating: "x", count: 107 - 1 - "/roost.sock".utf8.count)
    #expect(try HomeDirectory(option: fits, variable: nil, userID: 0, userHome: nil).socket.utf8.count == 107)
    let home = try HomeDirectory(option: fits + "x", variable: nil, userID: 0, userHome: nil)
    let problem = #expect(throws: Problem.self) { try home.socket }
    #expect(problem?.message.contains("108 bytes") == true)
  }
}
