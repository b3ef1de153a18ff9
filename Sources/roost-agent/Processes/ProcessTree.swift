import Glibc

/// The processes of this namespace and how they descend from each other, read from /proc.
enum ProcessTree {
  /// Deeper than any tree that is not made to annoy; what is below is found when what is above has ended.
  private static let limit = 65_536

  static func all() -> [Int32] { Listing.names(in: "/proc").compactMap { Int32($0) } }

  static func descendants(of root: Int32, besides others: Set<Int32>) -> [Int32] {
    var found: [Int32] = []
    var rest = children(of: root).filter { !others.contains($0) }
    while let pid = rest.popLast(), found.count < limit {
      found.append(pid)
      rest += children(of: pid)
    }
    return found
  }

  /// The kernel lists the children of each thread; where it was built without that list, everybody is asked for their parent.
  static func children(of pid: Int32) -> [Int32] {
    let threads = Listing.names(in: "/proc/\(pid)/task")
    guard access("/proc/self/task/\(getpid())/children", F_OK) == 0 else { return askEverybody(for: pid) }
    return threads.flatMap { children(ofThread: "/proc/\(pid)/task/\($0)/children") }
  }

  private static func children(ofThread path: String) -> [Int32] {
    guard let file = try? Descriptor.open(path, O_RDONLY), let text = try? file.readAll(limit: 1 << 20) else { return [] }
    return text.split(separator: UInt8(ascii: " ")).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
  }

  private static func askEverybody(for parent: Int32) -> [Int32] {
    all().filter { ProcessStatus(pid: "\($0)")?.parent == parent }
  }
}
