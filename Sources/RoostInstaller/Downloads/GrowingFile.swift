import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// A partial download on disk with the hash of what it holds. Each call runs on a thread that may block.
struct GrowingFile: Sendable {
  let path: FilePath
  private let file: OwnedDescriptor
  private(set) var size: UInt64
  private let algorithm: FileSum.Algorithm
  private var hash: RunningSum

  /// Opens or makes it, and hashes what is there.
  static func open(_ path: FilePath, _ algorithm: FileSum.Algorithm = .sha256) async throws(Problem) -> GrowingFile {
    try await BlockingWork.run { () throws(Problem) in
      let number = Glibc.open(path.string, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
      var file = GrowingFile(path: path, file: OwnedDescriptor(owning: number), algorithm: algorithm)
      try file.hashContents()
      return file
    }
  }

  private init(path: FilePath, file: OwnedDescriptor, algorithm: FileSum.Algorithm) {
    self.path = path
    self.file = file
    self.algorithm = algorithm
    size = 0
    hash = RunningSum(algorithm)
  }

  private mutating func hashContents() throws(Problem) {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(file.number, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
      if count == 0 { return }
      buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      size += UInt64(count)
    }
  }

  /// This file with `bytes` at its end.
  func appending(_ bytes: [UInt8]) async throws(Problem) -> GrowingFile {
    let start = self
    return try await BlockingWork.run { () throws(Problem) in
      var file = start
      try AtomicFile.writeAll(bytes, to: file.file.number, path: file.path)
      bytes.withUnsafeBytes { file.hash.update($0) }
      file.size += UInt64(bytes.count)
      return file
    }
  }

  /// This file, empty.
  func emptied() throws(Problem) -> GrowingFile {
    guard ftruncate(file.number, 0) == 0, lseek(file.number, 0, SEEK_SET) == 0 else {
      throw Problem.lastSystemCall("empty \(path)")
    }
    return GrowingFile(path: path, file: file, algorithm: algorithm)
  }

  /// Lowercase hexadecimal.
  var digits: String { hash.digits }

  func remove() throws(Problem) {
    guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
  }

  func move(to target: FilePath) throws(Problem) {
    guard rename(path.string, target.string) == 0 else { throw Problem.lastSystemCall("rename \(path) to \(target)") }
  }
}
