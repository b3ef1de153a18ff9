import Foundation
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSSH

/// The shell that stays on a host, behind a real sshd.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ShellSerialTests {
  private static let script = RemoteCommand("cat; echo $1; echo oops >&2; exit 3", ["it"])

  @Test func answersAreWhole() async throws {
    try await with { connection, _ in
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
      for _ in 0..<3 {
        let answer = try await connection.brief(Self.script, input: bytes)
        #expect(answer.status == .exited(3) && answer.errors == "oops")
        #expect(answer.output == bytes + Array("it\n".utf8))
        let again = try await connection.brief(Self.script)
        #expect(again.output == Array("it\n".utf8))
      }
    }
  }

  /// What a script does not read is not taken for the next one.
  @Test func inputThatNobodyReadsIsThrownAway() async throws {
    try await with { connection, _ in
      let bytes = Array(String(repeating: "mark 0\necho wrong\n", count: 50_000).utf8)
      for _ in 0..<3 {
        let answer = try await connection.brief(RemoteCommand("echo right; exit 0"), input: bytes)
        #expect(answer.text == "right\n" && answer.status == .exited(0))
      }
    }
  }

  /// Each login leaves a line.
  @Test func oneLoginIsEnough() async throws {
    try await with(
      server: ["ForceCommand echo login >> $XDG_CACHE_HOME/logins; exec sh -c \"$SSH_ORIGINAL_COMMAND\""]
    ) { connection, fixture in
      for _ in 0..<5 { _ = try await connection.brief(RemoteCommand("exit 0")) }
      let logins = try String(contentsOfFile: fixture.cache.appending("logins").string, encoding: .utf8)
      // One for the facts, one for the shell.
      #expect(logins == "login\nlogin\n")
    }
  }

  @Test func whoComesMeanwhileHasASessionOfItsOwn() async throws {
    try await with { connection, fixture in
      let gate = fixture.directory.appending("gate").string
      async let waiting = connection.brief(RemoteCommand("until [ -e \"$1\" ]; do sleep 0.02; done; echo first", [gate]))
      // It ends only after the second has been answered.
      let second = try await connection.brief(RemoteCommand("echo second > \"$1\"; cat \"$1\"", [gate]))
      #expect(second.text == "second\n")
      let first = try await waiting
      #expect(first.text == "first\n")
    }
  }

  @Test func aBrokenConnectionIsMadeAgain() async throws {
    try await with { connection, fixture in
      for round in 0..<3 {
        let answer = try await connection.brief(RemoteCommand("echo $1", ["\(round)"]), isRepeatable: true)
        #expect(answer.text == "\(round)\n")
        fixture.server.dropConnections()
      }
    }
  }

  @Test func whatTakesTooLongIsGivenUp() async throws {
    try await with { connection, _ in
      let problem = await #expect(throws: Problem.self) {
        try await connection.brief(RemoteCommand("sleep 20"), within: .seconds(1))
      }
      #expect(problem?.code == .hostUnreachable)
      let answer = try await connection.brief(RemoteCommand("echo after"))
      #expect(answer.text == "after\n")
    }
  }

  /// And the connection is taken for whole.
  @Test func anAnswerThatIsTooLong() async throws {
    try await with { connection, _ in
      for _ in 0..<2 {
        let problem = await #expect(throws: Problem.self) {
          try await connection.brief(RemoteCommand("head -c 3000000 /dev/zero"), isRepeatable: true)
        }
        #expect(problem?.code == .toolFailed)
        let answer = try await connection.brief(RemoteCommand("echo after"))
        #expect(answer.text == "after\n")
      }
    }
  }

  /// Its `head` reads all there is, so that no shell could stay.
  @Test func aHostWithoutWhatItTakes() async throws {
    try await SSHFixture.with { other in
      let tools = other.directory.appending("tools")
      try DirectoryCreation.ensure(tools)
      let head = tools.appending("head").string
      try "#!/bin/sh\nexec cat\n".write(toFile: head, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: head)
      try await with(server: ["ForceCommand PATH=\(tools):$PATH sh -c \"$SSH_ORIGINAL_COMMAND\""]) { connection, _ in
        for _ in 0..<2 {
          let answer = try await connection.brief(Self.script, input: [65, 10])
          #expect(answer.text == "A\nit\n")
        }
      }
    }
  }

  @Test func theOnlySessionIsNotKept() async throws {
    try await SSHFixture.with(server: ["MaxSessions 1"]) { fixture in
      for _ in 0..<2 {
        let environment = try await fixture.booted()
        #expect(try await environment.run("echo here").output == "here\n")
        try await environment.destroy(grace: .seconds(1))
      }
    }
  }

  @Test func nothingStaysBehind() async throws {
    try await with { connection, _ in
      let shell = try await connection.brief(RemoteCommand("echo $$")).text.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(FileManager.default.fileExists(atPath: "/proc/\(shell)"))
      await connection.close()
      try await eventually("the shell has ended") { !FileManager.default.fileExists(atPath: "/proc/\(shell)") }
    }
  }

  private func with(
    server: [String] = [], _ body: (SSHConnection, SSHFixture) async throws -> Void
  ) async throws {
    try await SSHFixture.with(server: server) { fixture in
      var arguments = SSHArguments(
        address: try SSHAddress("ssh://\(fixture.host)"), socket: fixture.directory.appending("own").appending("c"))
      arguments.configurationFile = fixture.server.clientConfiguration
      let connection = SSHConnection(arguments)
      try await body(connection, fixture)
      await connection.close()
    }
  }
}
