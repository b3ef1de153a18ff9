import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The contents of one open file, written to another. Blocking.
enum FileCopy {
  private static let portion = 256 << 10

  static func copy(_ input: OwnedDescriptor, to output: OwnedDescriptor, _ path: String) throws(Problem) {
    var buffer = [UInt8](repeating: 0, count: portion)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(input.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .lastSystemCall("read \(path)") }
      if count == 0 { return }
      try AtomicFile.writeAll(Array(buffer[..<count]), to: output.number, path: FilePath(path))
    }
  }
}
