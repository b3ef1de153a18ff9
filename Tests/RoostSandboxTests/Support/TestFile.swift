import RoostSystem
import SystemPackage

/// Small files of the host, for looking at what happened.
enum TestFile {
  static func text(_ path: FilePath) throws -> String { try KernelFile.text(of: path) }
  static func text(_ path: String) throws -> String { try text(FilePath(path)) }
}
