import Foundation
import Glibc
import RoostModel
import Testing

@testable import RoostServer

@Suite struct SocketClaimTests {
  @Test func oneDaemonOnly() async throws {
    try await ScratchHome.with { scratch in
      let first = try SocketClaim.take(in: scratch.home)
      let problem = #expect(throws: Problem.self) { try SocketClaim.take(in: scratch.home) }
      #expect(problem?.code == .daemonRunning)
      #expect(try first.path == scratch.home.socket)
    }
  }

  @Test func aClaimEndsWithItsHolder() async throws {
    try await ScratchHome.with { scratch in
      do { _ = try SocketClaim.take(in: scratch.home) }
      _ = try SocketClaim.take(in: scratch.home)
    }
  }

  @Test func aSocketThatNobodyAnswersIsStale() async throws {
    try await ScratchHome.with { scratch in
      let path = try scratch.home.socket
      #expect(SocketProbe.knock(path) == .absent)
      let listener = try listen(at: path)
      #expect(SocketProbe.knock(path) == .answers)
      let problem = #expect(throws: Problem.self) { try SocketClaim.take(in: scratch.home) }
      #expect(problem?.code == .daemonRunning)
      close(listener)
      #expect(SocketProbe.knock(path) == .stale)
      _ = try SocketClaim.take(in: scratch.home)
    }
  }

  @Test func aFileInTheWayIsNotDeleted() async throws {
    try await ScratchHome.with { scratch in
      let path = try scratch.home.socket
      try Data("precious".utf8).write(to: URL(filePath: path))
      let problem = #expect(throws: Problem.self) { try SocketClaim.take(in: scratch.home) }
      #expect(problem?.code == .settingsInvalid)
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func aHomeThatIsNotThereIsAProblem() throws {
    let home = try HomeDirectory(option: "/tmp/roost-not-there", variable: nil, userID: 0, userHome: nil)
    let problem = #expect(throws: Problem.self) { try SocketClaim.take(in: home) }
    #expect(problem?.code == .settingsInvalid)
  }

  private func listen(at path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    try #require(Glibc.listen(descriptor, 1) == 0)
    return descriptor
  }
}
