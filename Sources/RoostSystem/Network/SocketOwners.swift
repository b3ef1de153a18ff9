import Glibc
import SystemPackage

/// Finds the processes that hold sockets open. Others' processes can be looked into by root alone.
enum SocketOwners {
  /// Process by number of the socket, for those that could be found. Blocking.
  static func find(_ inodes: Set<UInt64>) -> [UInt64: Int32] {
    var owners: [UInt64: Int32] = [:]
    guard let names = try? DirectoryListing.names(in: "/proc") else { return owners }
    for pid in names.compactMap({ Int32($0) }).sorted() {
      for inode in sockets(of: pid) where inodes.contains(inode) && owners[inode] == nil { owners[inode] = pid }
      if owners.count == inodes.count { break }
    }
    return owners
  }

  private static func sockets(of pid: Int32) -> [UInt64] {
    let directory = "/proc/\(pid)/fd"
    guard let names = try? DirectoryListing.names(in: FilePath(directory)) else { return [] }
    return names.compactMap { socket(at: "\(directory)/\($0)") }
  }

  /// The link of a descriptor that is a socket reads `socket:[12345]`.
  private static func socket(at path: String) -> UInt64? {
    var buffer = [UInt8](repeating: 0, count: 64)
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { target in target.baseAddress.map { readlink(path, $0, target.count) } ?? -1 }
    }
    guard length > 0 else { return nil }
    let text = String(decoding: buffer.prefix(length), as: UTF8.self)
    guard text.hasPrefix("socket:["), text.hasSuffix("]") else { return nil }
    return UInt64(text.dropFirst(8).dropLast())
  }
}
