import Foundation
import RoostModel

/// A home directory of its own for one test, with a path short enough for a socket.
struct ScratchHome {
  let home: HomeDirectory

  static func with<Result>(_ body: (ScratchHome) async throws -> Result) async throws -> Result {
    let path = "/tmp/roost-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let home = try HomeDirectory(option: path, variable: nil, userID: 0, userHome: nil)
    return try await body(ScratchHome(home: home))
  }
}
