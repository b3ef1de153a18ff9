import DaemonFixture
import Foundation
import Glibc
import NIOCore
import RoostModel
import RoostServer
import Testing

@testable import RoostClient

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
  @Test func aMissingSocketIsAnUnreachableDaemon() async {
    let problem = await #expect(throws: Problem.self) {
      try await ScratchDaemon.client(of: "/tmp/roost-not-there/roost.sock") { try await $0.apps() }
    }
    #expect(problem?.code == .daemonUnreachable)
    #expect(problem?.hint.contains("roost serve --home /tmp/roost-not-there") == true)
    let usual = ConnectionProblem.from(errno: ENOENT, socket: "/var/lib/roost/roost.sock")
    #expect(usual.hint.contains("start it: roost serve (or: systemctl start roost)"))
  }

  @Test func aSocketThatNobodyAnswersIsTheSame() async throws {
    try await ScratchDaemon.with(.refusing) { daemon in
      let stale = daemon.home.path + "/stale.sock"
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: stale.utf8) }
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(bound == 0)
      close(descriptor)
      let problem = await #expect(throws: Problem.self) {
        try await ScratchDaemon.client(of: stale) { try await $0.apps() }
      }
      #expect(problem?.code == .daemonUnreachable)
    }
  }

  @Test func theSocketIsGoneAfterTheDaemon() async throws {
    var path = ""
    try await ScratchDaemon.with(.refusing) { path = $0.socket }
    #expect(!path.isEmpty && !FileManager.default.fileExists(atPath: path))
  }

  @Test(
    arguments: [
      (ENOENT, .daemonUnreachable), (ECONNREFUSED, .daemonUnreachable), (EACCES, .permissionDenied),
      (EPERM, .permissionDenied), (ECONNRESET, .connectionLost), (EPIPE, .connectionLost),
    ] as [(Int32, ProblemCode)])
  func theKernelsAnswersHaveMeanings(_ number: Int32, _ code: ProblemCode) {
    #expect(ConnectionProblem.from(errno: number, socket: "/s").code == code)
  }

  /// A call on a connection that the daemon has just ended.
  @Test(arguments: [ChannelError.ioOnClosedChannel, .eof, .alreadyClosed])
  func aConnectionThatEndsBetweenTwoCallsIsLost(_ error: ChannelError) {
    let host = RemoteHost(name: "prod", url: "https://prod.example.com", token: "roost_x", savedAt: 0)
    let there = ConnectionProblem.from(error, .host(host))
    #expect(there.code == .connectionLost && there.message.hasPrefix("https://prod.example.com"), "\(there)")
    #expect(ConnectionProblem.from(error, .socket("/s")).code == .connectionLost)
  }
}
