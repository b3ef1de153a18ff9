import Glibc
import SystemPackage

/// The process that listens on a port of this machine, for a message to the operator.
enum PortHolder {
  /// `nginx (pid 812)`, or `nil` when it cannot be seen from here.
  static func find(_ port: UInt16) -> String? {
    let inodes = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listeners(in: $0, on: port) }
    guard !inodes.isEmpty else { return nil }
    let wanted = Set(inodes.map { "socket:[\($0)]" })
    for pid in names(in: "/proc") where pid.utf8.allSatisfy(isDigit) {
      let directory = "/proc/\(pid)/fd"
      if names(in: directory).contains(where: { link("\(directory)/\($0)").map(wanted.contains) ?? false }) {
        return "\(read("/proc/\(pid)/comm").trimmingEnd()) (pid \(pid))"
      }
    }
    return nil
  }

  /// Inode numbers of sockets that listen. Columns: number, local address, remote address, state ... inode.
  static func listeners(in file: String, on port: UInt16) -> [Substring] {
    let suffix = ":" + String(UInt32(port) + 0x10000, radix: 16, uppercase: true).dropFirst()
    return read(file).split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ")
      guard columns.count > 9, columns[1].hasSuffix(suffix), columns[3] == "0A" else { return nil }
      return columns[9]
    }
  }

  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func link(_ path: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let count = readlink(path, start, buffer.count)
      guard count > 0 else { return nil }
      return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// What can be read of a file in /proc, at most 1 MiB; nothing when it cannot.
  private static func read(_ path: String) -> String {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) else { return "" }
    defer { _ = try? file.close() }
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while text.count < 1 << 20, let count = try? part.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
      text += part[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension String {
  fileprivate func trimmingEnd() -> Substring { self[...].prefix { $0 != "\n" } }
}
