import Glibc

/// What `/proc/<pid>/stat` says about a process's relations, and about what it uses.
struct ProcessStatus: Equatable {
  let parent: Int32
  let group: Int32
  let session: Int32
  /// Processor time, with that of children it waited for, in clock ticks.
  let ticks: UInt64
  /// In memory now.
  let pages: UInt64

  init?(pid: String) {
    guard let file = try? Descriptor.open("/proc/\(pid)/stat", O_RDONLY), let line = try? file.read(1024) else {
      return nil
    }
    self.init(line: line)
  }

  /// The name of the program stands in parentheses and may hold anything, parentheses too.
  init?(line: [UInt8]) {
    guard let end = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = line[(end + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    // State, parent, group, session.
    guard fields.count > 3, let parent = Int32(fields[1]), let group = Int32(fields[2]), let session = Int32(fields[3]) else {
      return nil
    }
    self.parent = parent
    self.group = group
    self.session = session
    // Counted from the state: 11 to 14 are times, 21 is the resident set.
    ticks = fields.count > 14 ? fields[11...14].reduce(0) { $0 + (UInt64($1) ?? 0) } : 0
    pages = fields.count > 21 ? UInt64(fields[21]) ?? 0 : 0
  }
}
