import Glibc
import Testing

@testable import RoostApps

@Suite struct ProcessTableTests {
  private func entry(_ parent: Int32, _ ticks: UInt64, children: UInt64 = 0, isAgent: Bool = false) -> ProcessTable.Entry {
    ProcessTable.Entry(parent: parent, isAgent: isAgent, ownTicks: ticks, childTicks: children, pages: 10)
  }

  @Test func whatTheAgentAdoptedBelongsToTheApp() throws {
    let table = ProcessTable(
      [
        1: entry(0, 500), 10: entry(1, 7, children: 300, isAgent: true), 11: entry(10, 100), 12: entry(11, 50, children: 5),
        13: entry(10, 20), 20: entry(1, 9, children: 1, isAgent: true), 21: entry(20, 1),
      ], ticksPerSecond: 100, pageSize: 4096)
    let use = try #require(table.use(of: 11))
    #expect(use.processes == 3 && use.cpuSeconds == 4.75 && use.memory == 30 * 4096)
    #expect(table.use(of: 21)?.processes == 1)
    #expect(table.use(of: 99) == nil)
  }

  @Test func whoseAgentIsGoneIsStillCounted() {
    let table = ProcessTable([1: entry(0, 500), 11: entry(1, 100), 12: entry(11, 50)], ticksPerSecond: 100, pageSize: 4096)
    #expect(table.use(of: 11)?.processes == 2)
  }

  @Test func namesMayHoldAnything() throws {
    let line = "42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 15 16 17 18 20 0 1 0 99 1000 77 18446744073709551615 1\n"
    let entry = try #require(ProcessTable.Entry(stat: Array(line.utf8)))
    #expect(entry == ProcessTable.Entry(parent: 7, isAgent: false, ownTicks: 31, childTicks: 35, pages: 77))
    #expect(ProcessTable.Entry(stat: Array("42 (roost-agent) S 7".utf8)) == nil)
  }

  @Test func thisProcessIsThere() throws {
    let files = (0..<20).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
    defer { for file in files { close(file) } }
    let use = try #require(ProcessTable.read().use(of: getpid()))
    #expect(use.memory > 1 << 20 && use.mostOpenFiles >= 20 && use.cpuSeconds > 0)
  }
}
