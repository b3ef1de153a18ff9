import RoostSystem
import RoostTestSupport

/// A user of this machine without any privilege, there as long as a test runs.
enum TestUser {
  static func with(_ body: (String) async throws -> Void) async throws {
    let name = "rst" + String(UInt32.random(in: .min ... .max), radix: 36)
    try await ExternalCommand(
      "useradd", ["--no-create-home", "--home-dir", "/", "--shell", "/bin/sh", "--password", "*", name]
    ).succeed()
    try await cleaning({ try await remove(name) }) { try await body(name) }
  }

  /// Nobody is removed who still has a process, and one that was killed may take a moment to vanish.
  private static func remove(_ name: String) async throws {
    try await eventually("the user can be removed") { try await ExternalCommand("userdel", [name]).run().succeeded }
  }
}
