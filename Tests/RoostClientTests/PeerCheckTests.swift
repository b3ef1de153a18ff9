import DaemonFixture
import Foundation
import Glibc
import RoostModel
import RoostServer
import Testing

/// What another user gets, even where the file modes would let that user in.
@Suite(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0, "takes another user's identity")) struct PeerCheckTests {
  @Test func anotherUserIsRefused() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.list = { [] }
    try await ScratchDaemon.with(operations) { daemon in
      chmod(daemon.home.path, 0o755)
      chmod(daemon.socket, 0o666)
      let stranger = try await curl(as: 65534, daemon.socket)
      #expect(stranger.contains("\"code\":\"permission.denied\"") && stranger.hasSuffix("403"), "\(stranger)")
      let root = try await curl(as: 0, daemon.socket)
      #expect(root == "[]200")
    }
  }

  @Test func theSocketIsForItsOwnerAlone() async throws {
    try await ScratchDaemon.with(.refusing) { daemon in
      var status = stat()
      #expect(stat(daemon.socket, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      let stranger = try await curl(as: 65534, daemon.socket)
      #expect(stranger.hasSuffix("000"))
    }
  }

  private func curl(as user: Int, _ socket: String) async throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/setpriv")
    process.arguments = [
      "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", "curl", "-s", "-m", "10", "-w", "%{http_code}",
      "--unix-socket", socket, "http://roost/api/v1/apps",
    ]
    let output = Pipe()
    process.standardOutput = output
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { _ in
        continuation.resume(returning: String(decoding: output.fileHandleForReading.availableData, as: UTF8.self))
      }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }
}
