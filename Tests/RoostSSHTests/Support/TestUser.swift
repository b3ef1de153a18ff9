import RoostSystem

/// A user of this machine without any privilege, there as long as a test runs.
enum TestUser {
  static func with(_ body: (String) async throws -> Void) async throws {
    let name = "rst" + String(UInt32.random(in: .min ... .max), radix: 36)
    try await ExternalCommand(
      "useradd", ["--no-create-home", "--home-dir", "/", "--shell", "/bin/sh", "--password", "*", name]
    ).succeed()
    do {
      try await body(name)
    } catch {
      try await ExternalCommand("userdel", [name]).succeed()
      throw error
    }
    try await ExternalCommand("userdel", [name]).succeed()
  }
}
