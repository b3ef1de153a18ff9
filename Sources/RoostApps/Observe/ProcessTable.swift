import Glibc
import RoostSystem
import SystemPackage

/// All processes of this machine at one moment, read from /proc in one pass, however many apps there are.
struct ProcessTable: Sendable {
  /// What the processes of one run use together.
  struct Use: Sendable, Equatable {
    var cpuSeconds = 0.0
    var memory: UInt64 = 0
    var processes = 0
    var threads = 0
    var openFiles = 0
    /// Of the one that has most.
    var mostOpenFiles = 0
  }

  struct Entry: Sendable, Equatable {
    var parent: Int32
    var isAgent: Bool
    /// Its own, and that of children it waited for, in clock ticks.
    var ownTicks: UInt64
    var childTicks: UInt64
    var pages: UInt64
    var threads = 1
  }

  private static let longest = 100_000

  private let entries: [Int32: Entry]
  private let children: [Int32: [Int32]]
  private let ticksPerSecond: Double
  private let pageSize: UInt64

  init(_ entries: [Int32: Entry], ticksPerSecond: Double, pageSize: UInt64) {
    self.entries = entries
    self.ticksPerSecond = ticksPerSecond
    self.pageSize = pageSize
    children = Dictionary(grouping: entries.keys) { entries[$0]?.parent ?? 0 }
  }

  /// Blocking: some 15 µs for each process of the machine.
  static func read() -> ProcessTable {
    var entries: [Int32: Entry] = [:]
    for name in (try? DirectoryListing.names(in: "/proc")) ?? [] {
      guard let pid = Int32(name), entries.count < longest, let entry = entry(of: pid) else { continue }
      entries[pid] = entry
    }
    return ProcessTable(
      entries, ticksPerSecond: Double(max(1, sysconf(Int32(_SC_CLK_TCK)))), pageSize: UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))
    )
  }

  private static func entry(of pid: Int32) -> Entry? {
    guard let bytes = try? SmallFile.read(FilePath("/proc/\(pid)/stat"), limit: 4096) else { return nil }
    return Entry(stat: bytes)
  }

  /// - Parameter first: the process that its agent started. What that adopted belongs to it, and what ended and was waited for.
  func use(of first: Int32) -> Use? {
    guard let entry = entries[first] else { return nil }
    var use = Use()
    var ticks: UInt64 = 0
    var open = [first]
    if let agent = entries[entry.parent], agent.isAgent {
      open = children[entry.parent] ?? [first]
      ticks += agent.childTicks
    }
    while let next = open.popLast(), use.processes < ProcessTable.longest {
      guard let found = entries[next] else { continue }
      use.processes += 1
      use.threads += found.threads
      ticks += found.ownTicks + found.childTicks
      use.memory += found.pages * pageSize
      let files = ProcessTable.openFiles(of: next)
      use.openFiles += files
      use.mostOpenFiles = max(use.mostOpenFiles, files)
      open += children[next] ?? []
    }
    use.cpuSeconds = Double(ticks) / ticksPerSecond
    return use
  }

  /// Since Linux 6.2 the size of the directory says it.
  private static func openFiles(of pid: Int32) -> Int {
    var status = stat()
    let path = "/proc/\(pid)/fd"
    guard stat(path, &status) == 0 else { return 0 }
    if status.st_size > 0 { return Int(status.st_size) }
    return (try? DirectoryListing.names(in: FilePath(path)))?.count ?? 0
  }
}

extension ProcessTable.Entry {
  /// `/proc/PID/stat` of proc(5). The name stands in parentheses and may hold anything.
  init?(stat bytes: [UInt8]) {
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), let close = bytes.lastIndex(of: UInt8(ascii: ")")), open < close
    else { return nil }
    let fields = bytes[(close + 1)...].split(separator: UInt8(ascii: " ")).prefix(22).map { String(decoding: $0, as: UTF8.self) }
    // State, parent; 11 to 14 are times, 21 is the resident set.
    guard fields.count > 21, let parent = Int32(fields[1]) else { return nil }
    func number(_ index: Int) -> UInt64 { UInt64(fields[index]) ?? 0 }
    self.init(
      parent: parent, isAgent: String(decoding: bytes[(open + 1)..<close], as: UTF8.self) == "roost-agent",
      ownTicks: number(11) + number(12), childTicks: number(13) + number(14), pages: number(21),
      threads: Int(clamping: number(17)))
  }
}
