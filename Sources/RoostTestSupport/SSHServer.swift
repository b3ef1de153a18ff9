import Foundation
import Glibc
import RoostModel
import RoostSystem
package import SystemPackage

/// A real `sshd` on loopback with keys of its own, and what a client needs to log in there.
package final class SSHServer: Sendable {
  package let directory: FilePath
  package let port: Int
  /// `ssh -F`.
  package let clientConfiguration: FilePath
  private let pid: Int32
  /// Nobody writes to it.
  private let input: OwnedDescriptor

  /// - Parameters:
  ///   - directory: keys and settings live there; anybody may enter it.
  ///   - cache: where logins find their cache directory.
  package static func start(in directory: FilePath, cache: FilePath, more: [String] = []) async throws -> SSHServer {
    for name in ["host", "client"] where access(directory.appending(name).string, F_OK) != 0 {
      try await ExternalCommand(
        "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", directory.appending(name).string]
      ).succeed()
    }
    let port = try FreePort.find()
    try write(settings(directory, port, cache) + more, directory.appending("sshd_config"))
    let key = try String(contentsOfFile: directory.appending("host.pub").string, encoding: .utf8)
    try write(["[127.0.0.1]:\(port) \(key)"], directory.appending("known_hosts"))
    try write(
      [
        "Host *", "IdentityFile \(directory)/client", "IdentitiesOnly yes", "UserKnownHostsFile \(directory)/known_hosts",
        "GlobalKnownHostsFile none",
      ], directory.appending("config"))
    return try await SSHServer(directory, port)
  }

  /// Again, with the same keys and settings.
  package func restarted() async throws -> SSHServer { try await SSHServer(directory, port) }

  private init(_ directory: FilePath, _ port: Int) async throws {
    self.directory = directory
    self.port = port
    clientConfiguration = directory.appending("config")
    // Debian's sshd wants an empty directory of its own there.
    if geteuid() == 0 { try DirectoryCreation.ensure("/run/sshd") }
    // It closes all that it inherits, which Foundation takes for its end.
    (pid, input) = try HeldCommand.start(
      "/usr/sbin/sshd", ["-D", "-f", directory.appending("sshd_config").string])
    try await eventually("sshd listens") { FreePort.isTaken(port) }
  }

  private static func settings(_ directory: FilePath, _ port: Int, _ cache: FilePath) -> [String] {
    [
      "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(directory)/host", "AuthorizedKeysFile \(directory)/client.pub",
      "PidFile none", "UsePAM no", "StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
      "PermitRootLogin yes", "MaxStartups 100", "SetEnv XDG_CACHE_HOME=\(cache)",
    ]
  }

  private static func write(_ lines: [String], _ path: FilePath) throws {
    try lines.joined(separator: "\n").appending("\n").write(toFile: path.string, atomically: true, encoding: .utf8)
  }

  /// Ends every login, and nothing that was started by one.
  package func dropConnections() {
    for child in SSHServer.children(of: pid) { SSHServer.end(child) }
  }

  private static func end(_ process: Int32) {
    guard name(of: process) == "sshd" else { return }
    for child in children(of: process) { end(child) }
    kill(process, SIGKILL)
  }

  package func stop() async {
    let logins = SSHServer.children(of: pid)
    guard SSHServer.name(of: pid) == "sshd", kill(pid, SIGTERM) == 0 else { return }
    // One that does not end is not waited for.
    try? await eventually("sshd ends") { waitpid(pid, nil, WNOHANG) != 0 }
    for login in logins { SSHServer.end(login) }
  }

  private static func children(of process: Int32) -> [Int32] {
    let list = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
    return (list ?? "").split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
  }

  private static func name(of process: Int32) -> String? {
    try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
