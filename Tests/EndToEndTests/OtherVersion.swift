import Foundation
import RoostModel
import RoostTestSupport

/// Another version of the product: the executables of this build with another version in them, of the same length.
struct OtherVersion {
  static let number = "9.9.9"

  let directory: URL
  var executable: String { directory.appendingPathComponent("roost").path }
  var agent: String { directory.appendingPathComponent("roost-agent").path }

  /// Removed when `body` has ended.
  static func with(_ body: (OtherVersion) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("roost-version-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let other = OtherVersion(directory: directory)
    for (name, target) in [("roost", other.executable), ("roost-agent", other.agent)] {
      try patched(RoostFixture.products.appendingPathComponent(name)).write(to: URL(fileURLWithPath: target))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target)
    }
    try await body(other)
  }

  /// The string stands alone in the executable's data.
  private static func patched(_ executable: URL) throws -> Data {
    var bytes = try Data(contentsOf: executable)
    let old = Data([0] + Array(RoostVersion.current.utf8) + [0])
    let new = Data([0] + Array(number.utf8) + [0])
    guard old.count == new.count, let place = bytes.range(of: old) else { throw CocoaError(.fileReadCorruptFile) }
    bytes.replaceSubrange(place, with: new)
    return bytes
  }
}
