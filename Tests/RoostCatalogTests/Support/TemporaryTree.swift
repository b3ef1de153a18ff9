import Foundation
import SystemPackage

/// A directory with some files, gone afterwards.
enum TemporaryTree {
  static func with<Result>(_ files: [String: String], _ body: (FilePath) throws -> Result) throws -> Result {
    let top = FileManager.default.temporaryDirectory.appending(path: "roost-catalog-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: top) }
    try FileManager.default.createDirectory(at: top, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = top.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: false, encoding: .utf8)
    }
    return try body(FilePath(top.path))
  }
}
