/// One entry of the archive that a kernel takes as its first file system: cpio in the form `newc`
/// (Documentation/driver-api/early-userspace/buffer-format.rst of the kernel).
struct ArchiveEntry: Equatable {
  enum Kind: Equatable {
    case directory
    /// As many bytes of contents follow the header.
    case file(size: Int)
    case characterDevice(major: UInt32, minor: UInt32)
    /// Ends the archive.
    case trailer
  }

  /// Without a slash in front.
  var path: String
  var kind: Kind
  /// Permission bits.
  var mode: UInt32 = 0o755

  /// Padded, so that the contents follow at once.
  var header: [UInt8] {
    let name = (kind == .trailer ? "TRAILER!!!" : path) + "\0"
    let (type, size, device): (UInt32, Int, (UInt32, UInt32)) =
      switch kind {
      case .directory: (0o040000, 0, (0, 0))
      case .file(let size): (0o100000, size, (0, 0))
      case .characterDevice(let major, let minor): (0o020000, 0, (major, minor))
      case .trailer: (0, 0, (0, 0))
      }
    let fields: [UInt32] = [
      0, type == 0 ? 0 : type | mode, 0, 0, 1, 0, UInt32(size), 0, 0, device.0, device.1, UInt32(name.utf8.count), 0,
    ]
    let text = "070701" + fields.map(ArchiveEntry.hexadecimal).joined() + name
    return Array(text.utf8) + ArchiveEntry.padding(after: text.utf8.count)
  }

  static func padding(after count: Int) -> [UInt8] { [UInt8](repeating: 0, count: (4 - count % 4) % 4) }

  private static func hexadecimal(_ number: UInt32) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - text.count) + text
  }
}
