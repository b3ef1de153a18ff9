import Foundation
import RoostModel
import RoostSystem
import SystemPackage

/// A directory of a test's own, removed when the test ends, however it ends.
func withScratch<Value>(_ body: (FilePath) async throws -> Value) async throws -> Value {
  let path = FilePath(NSTemporaryDirectory()).appending("roost-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
  do {
    let value = try await body(path)
    try await DirectoryRemoval.remove(path)
    return value
  } catch {
    try await DirectoryRemoval.remove(path)
    throw error
  }
}

/// A file system of a few megabytes, to be filled. Needs root.
func withSmallDisk<Value>(megabytes: Int, _ body: (FilePath) async throws -> Value) async throws -> Value {
  try await withScratch { path in
    try await ExternalCommand("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path.string]).succeed()
    do {
      let value = try await body(path)
      try await ExternalCommand("umount", ["-l", path.string]).succeed()
      return value
    } catch {
      try await ExternalCommand("umount", ["-l", path.string]).succeed()
      throw error
    }
  }
}

extension FilePath {
  func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: string)) }
  func read() throws -> String { String(decoding: try Data(contentsOf: URL(fileURLWithPath: string)), as: UTF8.self) }
  var exists: Bool { (try? FileManager.default.attributesOfItem(atPath: string)) != nil }
}

/// The problem a body throws; fails the test when it throws none.
func problem(_ body: () async throws -> some Any) async -> Problem? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? Problem
  }
}
