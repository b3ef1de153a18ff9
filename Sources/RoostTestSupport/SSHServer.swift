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
  private let makesNamespaces: Bool
  private let pid: Int32
  /// Nobody writes to it.
  private let input: OwnedDescriptor

  /// - Parameters:
  ///   - directory: keys and settings live there; anybody may enter it.
  ///   - cache: where logins find their cache directory.
  ///   - makesNamespaces: without, no user of it may make a user namespace, and root there is none either. Takes root.
  package static func start(
    in directory: FilePath, cache: FilePath, more: [String] = [], makesNamespaces: Bool = true
  ) async throws -> SSHServer {
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
    return try await SSHServer(directory, port, makesNamespaces)
  }

  /// Again, with the same keys and settings.
  package func restarted() async throws -> SSHServer { try await SSHServer(directory, port, makesNamespaces) }

  private init(_ directory: FilePath, _ port: Int, _ makesNamespaces: Bool) async throws {
    self.directory = directory
    self.port = port
    self.makesNamespaces = makesNamespaces
    clientConfiguration = directory.appending("config")
    // Debian's sshd wants an empty directory of its own there.
    if geteuid() == 0 { try DirectoryCreation.ensure("/run/sshd") }
    // It closes all that it inherits, which Foundation takes for its end.
    let command = ["/usr/sbin/sshd", "-D", "-f", directory.appending("sshd_config").string]
    let words = makesNamespaces ? command : SSHServer.withoutNamespaces + command
    (pid, input) = try HeldCommand.start(words[0], Array(words.dropFirst()))
    do {
      if !makesNamespaces { try await SSHServer.mapEveryone(in: pid) }
      try await eventually("sshd listens") { FreePort.isTaken(port) }
    } catch {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw error
    }
  }

  /// In a user namespace of its own that nobody can make another one in. A program that root starts after everybody got a
  /// number there has root's rights there.
  private static let withoutNamespaces = [
    "/usr/bin/unshare", "--user", "/bin/sh", "-c",
    "until [ \"$(id -u)\" = 0 ]; do sleep 0.02; done; sh -c 'echo 0 > /proc/sys/user/max_user_namespaces' && exec \"$@\"", "sh",
  ]

  /// Before it has a namespace of its own, the map is the one that was there and cannot be written. The users come last: they
  /// are what it waits for.
  private static func mapEveryone(in process: Int32) async throws {
    for name in ["gid_map", "uid_map"] {
      try await eventually("\(name) can be written") {
        let file = OwnedDescriptor(owning: open("/proc/\(process)/\(name)", O_WRONLY | O_CLOEXEC))
        let line = Array("0 0 65536\n200778 200778 1\n".utf8)
        return Glibc.write(file.number, line, line.count) == line.count
      }
    }
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
