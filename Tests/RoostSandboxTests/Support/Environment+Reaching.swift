import Glibc
import RoostEnvironments
import RoostModel
import RoostTestSupport

extension Environment {
  /// A connection attempt by bash itself; the base has no other client. A packet that is dropped is not answered: a second
  /// without an answer is a no.
  func reaches(_ address: String, _ port: Int) async throws -> Bool {
    let process = try await spawn(ProcessSpec("/bin/bash", ["-c", "exec 3<>/dev/tcp/\(address)/\(port) && echo reached"]))
    let watchdog = Task {
      try await Task.sleep(for: .seconds(1))
      try await process.signal(SIGKILL)
    }
    defer { watchdog.cancel() }
    return try await process.finished().output == "reached\n"
  }

  /// What is there may be missed by one look: a lost packet is sent again only after a while.
  func mustReach(_ address: String, _ port: Int) async throws {
    try await eventually("\(address):\(port) is reached") { try await reaches(address, port) }
  }
}
