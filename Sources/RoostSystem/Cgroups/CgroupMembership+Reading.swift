package import RoostModel
import SystemPackage

extension CgroupMembership {
  /// Process numbers, as this process sees them, of everything in the groups. Empty when none can be read.
  package func processes() -> [Int32] {
    for directory in directories.reversed() {
      guard let list = try? KernelFile.text(of: directory.appending("cgroup.procs")) else { continue }
      return list.split(separator: "\n").compactMap { Int32($0) }.filter { $0 > 0 }
    }
    return []
  }

  /// Memory in use now; nil when no controller counts it.
  package func memoryInUse() -> ByteCount? {
    let file =
      legacy[.memory]?.appending("memory.usage_in_bytes")
      ?? (unifiedControllers.contains(.memory) ? unified?.appending("memory.current") : nil)
    guard let file, let text = try? KernelFile.text(of: file) else { return nil }
    return UInt64(text.prefix { $0.isNumber }).map { ByteCount($0) }
  }

  /// CPU time used so far, by all processes that ever were in the group.
  package func processorTime() -> Duration? {
    guard let unified, let text = try? KernelFile.text(of: unified.appending("cpu.stat")) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix("usage_usec ") {
      return Int64(line.dropFirst(11)).map { .microseconds($0) }
    }
    return nil
  }
}
