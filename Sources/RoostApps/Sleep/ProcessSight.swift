import Glibc
import RoostSystem
import SystemPackage

/// What /proc tells of an app's processes, where they are processes of this machine. Blocking.
struct ProcessSight: Sendable {
  private static let most = 10_000

  var children: Int?
  var outbound: Int?

  /// Connections through `doors`, ports of loopback, lead somewhere else.
  init(of pid: Int32, doors: [UInt16]) {
    children = ProcessSight.descendants(of: pid)
    outbound = ProcessSight.outbound(of: pid, doors)
  }

  private static func descendants(of pid: Int32) -> Int? {
    var open = [pid]
    var count = -1
    while let next = open.popLast(), count < most {
      count += 1
      guard let threads = try? DirectoryListing.names(in: FilePath("/proc/\(next)/task")) else { return nil }
      for thread in threads {
        guard let text = text("/proc/\(next)/task/\(thread)/children") else { continue }
        open += text.split(separator: " ").compactMap { Int32($0) }
      }
    }
    return max(0, count)
  }

  /// Of a network of the app's own; in the machine's, whose connections are whose is not known.
  private static func outbound(of pid: Int32, _ doors: [UInt16]) -> Int? {
    guard let own = namespace("self"), let theirs = namespace("\(pid)"), own != theirs else { return nil }
    return TCPTable.outbound(in: ["tcp", "tcp6"].compactMap { text("/proc/\(pid)/net/\($0)") }, doors: doors)
  }

  private static func namespace(_ process: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/\(process)/ns/net", &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  private static func text(_ path: String) -> String? {
    guard let bytes = try? SmallFile.read(FilePath(path), limit: 1 << 22) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
