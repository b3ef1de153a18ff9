import Checkout
import Foundation

/// What SwiftPM makes of `Package.swift`.
struct Manifest: Decodable {
  var targets: [ManifestTarget]

  struct DumpFailed: Error {
    var status: Int32
    var output: String
  }

  /// Asks SwiftPM itself, in a scratch directory of its own: the one in use is locked while tests run.
  static func load(from checkout: Checkout) async throws -> Manifest {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "roost-manifest-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let output = scratch.appending(path: "manifest.json")
    let errors = scratch.appending(path: "errors.txt")
    let status = try await run(
      [
        "swift", "package", "--package-path", checkout.root.path, "--scratch-path", scratch.path,
        "dump-package",
      ], output: output, errors: errors)
    guard status == 0 else { throw DumpFailed(status: status, output: try String(contentsOf: errors, encoding: .utf8)) }
    return try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: output))
  }

  private static func run(_ arguments: [String], output: URL, errors: URL) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try writer(at: output)
    process.standardError = try writer(at: errors)
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }

  private static func writer(at url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}
