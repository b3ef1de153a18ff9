import Foundation
import RoostSystem
import SystemPackage

/// Small files of the host, for looking at what happened.
enum TestFile {
  static func text(_ path: FilePath) throws -> String { try KernelFile.text(of: path) }
  static func text(_ path: String) throws -> String { try text(FilePath(path)) }
  static func write(_ text: String, to path: FilePath) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path.string)) }
}
