import Glibc
package import RoostModel
package import SystemPackage

/// Makes files that are not there yet.
package enum FileCreation {
  private static let pieceSize = 256 << 10

  /// Writes all of a stream into a new file. Blocking.
  package static func write(_ stream: any ByteStream, to path: FilePath, mode: UInt32) throws(Problem) {
    let number = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw Problem.lastSystemCall("make \(path)") }
    let file = OwnedDescriptor(owning: number)
    var piece = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let result = piece.withUnsafeMutableBytes { bytes in
        Result { () throws(Problem) -> Int in
          let count = try stream.read(into: bytes)
          try TreeWriter.write(UnsafeRawBufferPointer(rebasing: bytes[..<count]), to: file, path: path.string)
          return count
        }
      }
      if try result.get() == 0 { break }
    }
    guard fchmod(number, mode) == 0 else { throw Problem.lastSystemCall("change the mode of \(path)") }
  }
}
