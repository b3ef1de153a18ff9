import Foundation
import Glibc
import RoostModel
import RoostSystem
package import SystemPackage

/// A real `dockerd` of the tests' own: its files below a scratch directory, its network, processes and mounts in namespaces
/// that end with it. It never touches the machine's own engine.
package final class EngineProcess: Sendable {
  package let home: FilePath
  private let input: OwnedDescriptor
  private let pid: pid_t

  package var socket: String { home.appending("engine.sock").string }

  /// - Parameter options: more of `dockerd`.
  package init(_ options: [String] = []) throws {
    // An overlay on an overlay does not work: the disk of the machine, whatever the scratch directory is on.
    home = FilePath("/var/tmp/roost-test-engine-\(getpid())-\(UInt32.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home, mode: 0o711)
    let script = FilePath(#filePath).removingLastComponent().appending("engine.sh")
    let arguments = [
      "unshare", "--fork", "--pid", "--mount-proc", "--net", "--mount", "bash", script.string, home.string,
    ]
    (pid, input) = try HeldCommand.start("/usr/bin/env", arguments + options)
  }

  deinit { try? DirectoryRemoval.removeNow(home) }

  /// `kill`, `stop`, `start`, or `end`: everything of it, and what it left.
  package func tell(_ word: String) throws {
    let line = Array("\(word)\n".utf8)
    guard write(input.number, line, line.count) == line.count else { throw Problem.lastSystemCall("tell the engine to \(word)") }
  }

  /// Whether somebody accepts connections at its socket.
  package var isListening: Bool { get async { (try? await answer("/_ping")) == "OK" } }

  /// What its API says at a path, when it is there.
  @discardableResult package func answer(_ path: String, method: String = "GET") async throws -> String {
    try await TestProcess(
      "/usr/bin/env", ["curl", "-sf", "-m", "5", "-X", method, "--unix-socket", socket, "http://localhost\(path)"]
    ).finish().output
  }

  /// Returns when nothing of it runs.
  package func end() async throws {
    try tell("end")
    try await eventually(within: .seconds(60), "the engine has ended") { kill(pid, 0) != 0 || waitpid(pid, nil, WNOHANG) == pid }
  }
}
