import Foundation
import RoostAgentProtocol
import Testing

@Suite("output", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct OutputTestsSerial {
  @Test func replaysFromTheBeginningAndFromTheMiddle() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start("for i in 1 2 3 4 5 6 7 8 9; do echo line $i; sleep 0.01; done")
      let records = try client.output(of: process)
      #expect(records.first?.offset == 0)
      for (record, next) in zip(records, records.dropFirst()) { #expect(record.nextOffset == next.offset) }
      let all = records.flatMap(\.bytes)
      let again = try sandbox.connect().output(of: process, from: 10)
      #expect(again.first?.offset == 10)
      #expect(again.flatMap(\.bytes) == Array(all[10...]))
      #expect(try client.output(of: process, from: UInt64(all.count)).isEmpty)
      let beyond = AgentRequest.attach(process: process, offset: UInt64(all.count) + 1, credit: 1)
      #expect(try client.call(beyond) == .failed(errno: EINVAL))
    }
  }

  @Test func keepsNoMoreThanItMayAndSaysWhatIsGone() throws {
    try Sandbox.with { spec in
      spec.journal.segmentBytes = 1 << 20
      spec.journal.segments = 3
    } _: { sandbox in
      let client = try sandbox.connect()
      let size: UInt64 = 50 << 20
      let process = try client.start("head -c \(size) /dev/zero | tr '\\0' x")
      #expect(try client.exit(of: process) == .exited(0))
      let channel = try client.send(.attach(process: process, offset: 0, credit: .max))
      guard case .gap(0, let start) = try client.next(on: channel) else { throw TestFailure("no gap") }
      #expect(start >= size - (3 << 20) - (64 << 10) && start < size)
      let rest = try client.output(of: process, from: start)
      #expect(rest.first?.offset == start && rest.last?.nextOffset == size)
      #expect(try memory(of: sandbox.pid) < 32 << 20)
      let segments = try FileManager.default.contentsOfDirectory(atPath: "\(sandbox.directory)/journal/\(process)")
      #expect(segments.count <= 3)
    }
  }

  private func memory(of pid: Int32) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(separator: " ").dropLast().last.flatMap { Int($0) }
    return (kilobytes ?? .max / 1024) * 1024
  }

  @Test func sendsNoMoreThanTheCredit() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start("head -c 1000000 /dev/zero")
      _ = try client.exit(of: process)
      let channel = try client.send(.attach(process: process, offset: 0, credit: 100_000))
      var received = 0
      // The answer to a later request shows that nothing else was under way.
      while received < 100_000 { received += try data(client, channel) }
      _ = try client.call(.list)
      #expect(received < 100_000 + JournalFormat.maximumRecordLength)
      #expect(throws: TestFailure.self) { try client.next(on: channel, seconds: 0.2) }
      try client.send(.credit(.max), channel: channel)
      while received < 1_000_000 { received += try data(client, channel) }
      #expect(try client.next(on: channel) == .end(offset: 1_000_000))
    }
  }

  private func data(_ client: TestClient, _ channel: UInt32) throws -> Int {
    guard case .data(let record) = try client.next(on: channel) else { throw TestFailure("no data") }
    return record.bytes.count
  }

  @Test func slowReaderSlowsNobody() throws {
    try Sandbox.with { sandbox in
      let slow = try sandbox.connect()
      let process = try slow.start("head -c 30000000 /dev/zero")
      // Asks for everything, and reads nothing of it.
      try slow.send(.attach(process: process, offset: 0, credit: .max))
      let other = try sandbox.connect()
      #expect(try other.exit(of: process) == .exited(0))
      #expect(try other.output(of: process).reduce(0) { $0 + $1.bytes.count } == 30_000_000)
      #expect(try slow.call(.list) != .done)
    }
  }

  @Test func daemonReadsTheJournalByItself() throws {
    try Sandbox.with { sandbox in
      let ended = try sandbox.run("echo one; sleep 0.05; echo two >&2")
      let directory = "\(sandbox.directory)/journal/\(ended.number)"
      let names = try FileManager.default.contentsOfDirectory(atPath: directory)
      #expect(names == [JournalFormat.segmentName(0)])
      var decoder = JournalDecoder(segment: try #require(names.first.flatMap(JournalFormat.segmentOffset)))
      decoder.append(Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(names[0])"))))
      var records: [OutputRecord] = []
      while let record = try decoder.next() { records.append(record) }
      #expect(records == ended.records)
      #expect(records.map(\.channel) == [.standardOutput, .standardError])
    }
  }

  @Test func fullDiskLosesOutputAndNothingElse() throws {
    try Sandbox.scratch { sandbox in
      let small = sandbox.directory + "/journal"
      try FileManager.default.createDirectory(atPath: small, withIntermediateDirectories: true)
      _ = try AgentExecutable.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", small])
      defer { _ = try? AgentExecutable.run(["umount", "-l", small]) }
      try sandbox.boot()
      let client = try sandbox.connect()
      let process = try client.start("head -c 5000000 /dev/zero; exit 9")
      #expect(try client.exit(of: process) == .exited(9))
      let channel = try client.send(.attach(process: process, offset: 0, credit: .max))
      var (received, lost): (UInt64, UInt64) = (0, 0)
      loop: while true {
        switch try client.next(on: channel) {
        case .data(let record): received += UInt64(record.bytes.count)
        case .gap(let from, let to): lost += to - from
        case .end(let offset):
          #expect(offset == 5_000_000)
          break loop
        case let other: throw TestFailure("not output: \(other)")
        }
      }
      #expect(received > 500_000 && lost > 0 && received + lost == 5_000_000)
    }
  }

  @Test func onlySoManyEndedProcessesAreRemembered() throws {
    try Sandbox.with { spec in
      spec.journal.endedProcesses = 2
    } _: { sandbox in
      let client = try sandbox.connect()
      for number in 1...4 { #expect(try client.run(["echo", "x"]).number == UInt32(number)) }
      guard case .processes(let records) = try client.call(.list) else { throw TestFailure("no list") }
      #expect(records.map(\.process) == [3, 4])
      let kept = try FileManager.default.contentsOfDirectory(atPath: sandbox.directory + "/journal").sorted()
      #expect(kept == ["3", "4", "exits"])
      #expect(try client.call(.attach(process: 1, offset: 0, credit: 1)) == .failed(errno: ESRCH))
    }
  }

  @Test func endsThoughAnOrphanHoldsThePipe() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      // The orphan holds the pipe until somebody writes to `go`, which is after the end was seen.
      let process = try client.start("mkfifo go; (cat go >/dev/null; echo late) & echo early")
      #expect(try client.finish(process).output == "early\n")
      try client.shell("echo > go")
      try eventually("the orphan's words are kept") { try client.record(of: process)?.outputEnd == 11 }
    }
  }
}
