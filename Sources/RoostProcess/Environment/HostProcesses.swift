import Glibc
import RoostSystem
import SystemPackage

/// The processes of this machine, from proc(5).
struct HostProcesses {
  struct Entry: Sendable {
    var number: Int32
    var parent: Int32
  }

  private static let longestEnvironment = 4 << 20

  /// Those that run. Blocking.
  static func all() -> [Entry] {
    let names = (try? DirectoryListing.names(in: "/proc")) ?? []
    return names.compactMap { Int32($0) }.compactMap(entry)
  }

  static func descendants(of process: Int32, in all: [Entry]) -> Set<Int32> {
    var found: Set<Int32> = []
    var parents: Set<Int32> = [process]
    while !parents.isEmpty {
      let children = Set(all.filter { parents.contains($0.parent) }.map(\.number)).subtracting(found)
      found.formUnion(children)
      parents = children
    }
    return found
  }

  /// `NAME=value`; none for processes of others. Blocking.
  static func variables(of process: Int32) -> [Substring] {
    guard let bytes = try? SmallFile.read(FilePath("/proc/\(process)/environ"), limit: longestEnvironment) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\0")
  }

  /// Nil when it has ended.
  private static func entry(_ number: Int32) -> Entry? {
    guard let text = try? KernelFile.text(of: FilePath("/proc/\(number)/stat")), let close = text.lastIndex(of: ")") else {
      return nil
    }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 1, fields[0] != "Z", fields[0] != "X", let parent = Int32(fields[1]) else { return nil }
    return Entry(number: number, parent: parent)
  }
}
