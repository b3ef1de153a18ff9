import Glibc
import RoostAgentProtocol

/// Tells which process has a socket open, by looking at what each has open.
struct SocketOwners {
  /// More open files of one process are not looked at.
  private static let limit = 65_536

  let inhabitants: Inhabitants

  /// The owners of sockets by inode; those nobody was seen with are left out.
  /// - Parameter caller: a thread that most likely is the one.
  func find(_ inodes: Set<UInt32>, caller: Int32?) -> [UInt32: PortProcess] {
    var owners: [UInt32: PortProcess] = [:]
    var rest = inodes
    let first = caller.flatMap(SocketOwners.process(ofThread:))
    if let first { SocketOwners.look(at: first, for: &rest, &owners) }
    if rest.isEmpty { return owners }
    for pid in inhabitants.pids where pid != first {
      SocketOwners.look(at: pid, for: &rest, &owners)
      if rest.isEmpty { break }
    }
    return owners
  }

  private static func look(at pid: Int32, for rest: inout Set<UInt32>, _ owners: inout [UInt32: PortProcess]) {
    guard let listing = opendir("/proc/\(pid)/fd") else { return }
    defer { closedir(listing) }
    var count = 0
    while !rest.isEmpty, count < limit, let name = Listing.next(in: listing) {
      count += 1
      guard let inode = inode(of: "/proc/\(pid)/fd/\(name)"), rest.remove(inode) != nil else { continue }
      owners[inode] = PortProcess(pid: pid, command: command(of: pid))
    }
  }

  /// From a link that reads `socket:[<inode>]`.
  private static func inode(of path: String) -> UInt32? {
    var target = [CChar](repeating: 0, count: 32)
    let count = readlink(path, &target, target.count)
    guard count > 0 else { return nil }
    let text = String(decoding: target.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard text.hasPrefix("socket:[") else { return nil }
    return UInt32(text.dropFirst("socket:[".count).dropLast())
  }

  /// What it was called with, and not the name of its first thread, which runtimes change at will.
  private static func command(of pid: Int32) -> String {
    let called = text("/proc/\(pid)/cmdline", upTo: [0, UInt8(ascii: " ")])
    let name = called.split(separator: "/").last.map(String.init) ?? ""
    return name.isEmpty ? text("/proc/\(pid)/comm", upTo: [0, UInt8(ascii: "\n")]) : name
  }

  private static func text(_ path: String, upTo ends: Set<UInt8>) -> String {
    let bytes = (try? Descriptor.open(path, O_RDONLY).read(256)) ?? []
    return String(decoding: bytes.prefix { !ends.contains($0) }, as: UTF8.self)
  }

  private static func process(ofThread thread: Int32) -> Int32? {
    guard let bytes = try? Descriptor.open("/proc/\(thread)/status", O_RDONLY).read(4096) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("Tgid:") }
    return line?.split(separator: "\t").last.flatMap { Int32($0) }
  }
}
