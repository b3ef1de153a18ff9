import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Takes an artifact from a file of this machine, hashed like a download.
struct LocalCopy {
  let source: FilePath
  private static let pieceSize = 1 << 20

  func fetch(_ artifact: Artifact, into target: GrowingFile, meter: TransferMeter) async throws(Problem) -> GrowingFile {
    let number = open(source.string, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else {
      throw Problem(
        .downloadFailed, "\(artifact.name) cannot be read: \(Errno(rawValue: errno))", hint: "look at the file: ls -l '\(source)'"
      )
    }
    let input = OwnedDescriptor(owning: number)
    var file = target
    while true {
      let piece = try await BlockingWork.run { () throws(Problem) in try LocalCopy.piece(of: input, path: source) }
      if piece.isEmpty { break }
      file = try await file.appending(piece)
      meter.add(piece.count)
    }
    guard file.digits == artifact.sum.digits else {
      try file.remove()
      throw Problem(
        .downloadCorrupt,
        "\(artifact.name) is not what was announced: its \(artifact.sum.algorithm.name) is \(file.digits), expected \(artifact.sum.digits)",
        hint: "nothing was installed; replace the file: ls -l '\(source)'")
    }
    return file
  }

  private static func piece(of input: OwnedDescriptor, path: FilePath) throws(Problem) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: pieceSize)
    let count = piece.withUnsafeMutableBytes { read(input.number, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
    piece.removeLast(piece.count - count)
    return piece
  }
}
