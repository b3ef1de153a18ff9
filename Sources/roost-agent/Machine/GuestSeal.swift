import CRoost
import Glibc
import RoostAgentProtocol

/// Sends what was written over the stack to the host. Pipes, sockets and devices are left out; files with several names come
/// as several files.
struct GuestSeal {
  private static let portion = 128 << 10

  private let output: PortWriter

  static func send(_ upper: String, to output: PortWriter) throws(BootFailure) {
    try BootFailure.at(.files, "sending what was written") { () throws(SystemFailure) in
      let seal = GuestSeal(output: output)
      try seal.sendContents(of: try Descriptor.open(upper, O_RDONLY | O_DIRECTORY))
      try output.write(SealRecord.end.encoded)
    }
  }

  private func sendContents(of directory: Descriptor) throws(SystemFailure) {
    for name in try GuestSeal.names(in: directory) { try send(name, in: directory) }
  }

  private func send(_ name: [UInt8], in directory: Descriptor) throws(SystemFailure) {
    var found = stat()
    let result = GuestSeal.with(name) { fstatat(directory.number, $0, &found, AT_SYMLINK_NOFOLLOW) }
    try SystemFailure.checkLibrary(result)
    let attributes = SealRecord.Attributes(
      name: name, mode: UInt16(truncatingIfNeeded: found.st_mode & 0o777), modifiedAt: Int64(found.st_mtim.tv_sec))
    switch found.st_mode & S_IFMT {
    case S_IFDIR:
      let inner = try open(name, in: directory, O_RDONLY | O_DIRECTORY)
      try put(.directory(attributes, isOpaque: roost_opaque_get(inner.number) == 1))
      try sendContents(of: inner)
      try put(.leave)
    case S_IFREG: try send(try open(name, in: directory, O_RDONLY), attributes, size: UInt64(found.st_size))
    case S_IFLNK: try put(.link(name: name, target: try target(of: name, in: directory)))
    case S_IFCHR where found.st_rdev == 0: try put(.whiteout(name: name))
    default: return
    }
  }

  /// Exactly as many bytes as were announced: nobody writes any more.
  private func send(_ file: Descriptor, _ attributes: SealRecord.Attributes, size: UInt64) throws(SystemFailure) {
    try put(.file(attributes, size: size))
    var left = size
    while left > 0 {
      let bytes = try file.read(Int(min(left, UInt64(GuestSeal.portion))))
      if bytes.isEmpty { throw .damaged }
      try output.write(bytes)
      left -= UInt64(bytes.count)
    }
  }

  private func put(_ record: SealRecord) throws(SystemFailure) { try output.write(record.encoded) }

  private func open(_ name: [UInt8], in directory: Descriptor, _ flags: Int32) throws(SystemFailure) -> Descriptor {
    let number = GuestSeal.with(name) { openat(directory.number, $0, flags | O_NOFOLLOW | O_CLOEXEC) }
    return Descriptor(try SystemFailure.checkLibrary(number))
  }

  private func target(of name: [UInt8], in directory: Descriptor) throws(SystemFailure) -> [UInt8] {
    var text = [CChar](repeating: 0, count: 4096)
    let count = GuestSeal.with(name) { name in
      readlinkat(directory.number, name, &text, text.count)
    }
    return text.prefix(try SystemFailure.checkLibrary(count)).map { UInt8(bitPattern: $0) }
  }

  private static func names(in directory: Descriptor) throws(SystemFailure) -> [[UInt8]] {
    let copy = try SystemFailure.checkLibrary(fcntl(directory.number, F_DUPFD_CLOEXEC, 3))
    guard let listing = fdopendir(copy) else {
      close(copy)
      throw .last
    }
    defer { closedir(listing) }
    var names: [[UInt8]] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) {
          Array(UnsafeBufferPointer(start: $0, count: 256).prefix { $0 != 0 })
        }
      }
      if name != [46], name != [46, 46] { names.append(name) }
    }
    return names
  }

  private static func with<Result>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    var text = name.map { CChar(bitPattern: $0) }
    text.append(0)
    return body(text)
  }
}
