import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A kernel as distributions ship it for x86: a program that unpacks the real one.
struct KernelImage: Sendable {
  let packed: FilePath

  private static let limit = 256 << 20

  /// Where and how the real one is packed.
  struct Payload: Equatable {
    enum Compression: Equatable { case xz, zstandard, gzip, lz4 }

    var range: Range<Int>
    var compression: Compression

    /// From the header that Documentation/arch/x86/boot.rst of the kernel describes. Nil when this is no such file.
    init?(_ bytes: [UInt8]) {
      guard bytes.count > 0x250, Array(bytes[0x202..<0x206]) == Array("HdrS".utf8) else { return nil }
      let start = (Int(bytes[0x1f1]) + 1) * 512 + Payload.number(bytes, 0x248)
      let length = Payload.number(bytes, 0x24c)
      guard length > 8, start + length <= bytes.count else { return nil }
      switch Array(bytes[start..<(start + 4)]) {
      case [0xfd, 0x37, 0x7a, 0x58]: compression = .xz
      case [0x28, 0xb5, 0x2f, 0xfd]: compression = .zstandard
      case [0x02, 0x21, 0x4c, 0x18]: compression = .lz4
      case let magic where magic.starts(with: [0x1f, 0x8b]): compression = .gzip
      default: return nil
      }
      // The last four bytes are the length of what is packed.
      range = start..<(start + length - (compression == .gzip ? 0 : 4))
    }

    private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
  }

  /// What cannot be unpacked here is used as it is: QEMU takes both, the packed one boots later.
  func unpack(to place: FilePath) async throws(Problem) {
    let bytes = try await BlockingWork.run { () throws(Problem) in try SmallFile.read(packed, limit: KernelImage.limit) ?? [] }
    guard let payload = Payload(bytes), let command = command(for: payload.compression) else {
      return try await write(bytes, to: place)
    }
    let part = FilePath(place.string + ".packed")
    try await write(Array(bytes[payload.range]), to: part)
    let input = open(part.string, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw .lastSystemCall("open \(part)") }
    let output = open(place.string, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard output >= 0 else { throw .lastSystemCall("create \(place)") }
    try await command.filter(from: input, to: output)
    guard unlink(part.string) == 0 else { throw .lastSystemCall("remove \(part)") }
  }

  private func command(for compression: Payload.Compression) -> ExternalCommand? {
    switch compression {
    case .xz: ExternalCommand("xz", ["--decompress", "--stdout", "--single-stream"])
    case .zstandard: ExternalCommand("zstd", ["--decompress", "--stdout", "--quiet"])
    case .gzip: ExternalCommand("gzip", ["--decompress", "--stdout"])
    case .lz4: nil
    }
  }

  private func write(_ bytes: [UInt8], to place: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in try AtomicFile.write(bytes, to: place) }
  }
}
