import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

@testable import RoostSSH

/// A host with another processor, as it says itself: no agent of ours is ever run there.
@Suite(.serialized, .enabled(if: SSHFixture.isRoot), ForeignSuite(), .timeLimit(.minutes(3)))
struct BareSerialTests {
  private var fixture: SSHFixture {
    get throws { try #require(ForeignSuite.fixture) }
  }

  private func booted() async throws -> any Environment {
    try await fixture.booted(try await PlainSubject(fixture: fixture).spec())
  }

  private func with(_ body: (any Environment, SSHFixture) async throws -> Void) async throws {
    let (environment, fixture) = (try await booted(), try fixture)
    do {
      try await body(environment, fixture)
    } catch {
      try await environment.destroy(grace: .zero)
      throw error
    }
    try await environment.destroy(grace: .seconds(1))
    #expect(fixture.far("environments").isEmpty && fixture.far("agents").isEmpty && fixture.far("layers").isEmpty)
    #expect(try await fixture.strategy.known().isEmpty)
  }

  @Test func itSaysSo() async throws {
    let fixture = try fixture
    let report = await fixture.strategy.probe(fixture.target)
    #expect(report.isUsable && report.isolation == .none)
    #expect(
      report.abilities == [.terminal, .input, .signals, .dial, .outbound, .copyIn, .files, .reattach], "\(report.abilities)")
    let why = report.shortcomings.joined(separator: "\n")
    #expect(why.contains("riscv64") && why.contains("--allow-weaker") && why.contains("is lost"))
    let unasked = try await fixture.strategy.prepare(try await fixture.spec(network: .outbound))
    let problem = await #expect(throws: Problem.self) { try await unasked.boot() }
    #expect(problem?.code == .unsupported && problem?.hint.contains("--allow-weaker") == true)
    try await unasked.destroy(grace: .zero)
  }

  @Test func whatItCannotKeepIsRefused() async throws {
    let fixture = try fixture
    let spec = try await PlainSubject(fixture: fixture).spec()
    var (closed, limited, runtimes) = (spec, spec, spec)
    closed.network = .none
    limited.limits = ResourceLimits(processes: 10)
    runtimes.layers.append(try await TestLayer.make(in: fixture.directory).string)
    for (index, wanted) in [closed, limited, runtimes].enumerated() {
      var wanted = wanted
      wanted.id = EnvironmentID()
      let environment = try await fixture.strategy.prepare(wanted)
      let problem = await #expect(throws: Problem.self, "\(index)") { try await environment.boot() }
      #expect(problem?.code == (index == 1 ? .limitUnsupported : .unsupported))
      try await environment.destroy(grace: .zero)
    }
    try await with { environment, _ in
      await #expect(throws: Problem.self) { try await environment.pause() }
      await #expect(throws: Problem.self) { try await environment.metrics() }
      await #expect(throws: Problem.self) { try await environment.watchFiles("/app") }
      var timed = ProcessSpec.shell("true")
      timed.timeLimit = 1
      let process = timed
      await #expect(throws: Problem.self) { try await environment.spawn(process) }
    }
  }

  @Test func aProgramRunsThere() async throws {
    try await with { environment, fixture in
      var process = ProcessSpec(
        "/bin/sh", ["-c", "printf '%s|' \"$@\" \"$ODD\"; pwd; echo oops >&2; exit 7", "x", "it's", "a\nb", "\\"])
      process.variables = ["ODD": "two\nlines 'and' \"quotes\" $HOME"]
      let finished = try await environment.spawn(process).finished()
      let place = "\(fixture.cache)/roost/environments/\(environment.spec.id)/files/app"
      #expect(
        finished.output(.standardOutput) == "it's|a\nb|\\|two\nlines 'and' \"quotes\" $HOME|\(place)\n", "\(finished)")
      #expect(finished.output(.standardError) == "oops\n")
      #expect(finished.exit.reason == .exited(7))
      // The status that ssh itself ends with.
      #expect(try await environment.run("exit 255").exit.reason == .exited(255))
      let missing = await #expect(throws: Problem.self) { try await environment.spawn(ProcessSpec("no-such-command")) }
      #expect(missing?.code == .commandNotFound)
      let closed = await #expect(throws: Problem.self) { try await environment.spawn(ProcessSpec("/etc/passwd")) }
      #expect(closed?.code == .commandNotExecutable)
    }
  }

  @Test func inputAndSignalsReachIt() async throws {
    try await with { environment, _ in
      var process = ProcessSpec("cat")
      process.acceptsInput = true
      let cat = try await environment.spawn(process)
      let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
      try await cat.write(bytes)
      try await cat.closeInput()
      var found: [UInt8] = []
      for try await chunk in cat.output(from: 0) { found += chunk.bytes }
      #expect(found.count == bytes.count && found.elementsEqual(bytes))
      #expect(try await cat.exitStatus().reason == .exited(0))
      for (signal, code) in [(SIGTERM, Int32(143)), (SIGKILL, 137)] {
        let sleeper = try await environment.spawn(.shell("echo up; exec sleep 600"))
        try await eventually("it is up") { try await sleeper.outputEnd() > 0 }
        try await sleeper.signal(signal)
        #expect(try await sleeper.exitStatus().reason == .exited(code))
      }
    }
  }

  /// As programs do that write their title over their variables.
  @Test func whoHasNoVariablesIsReachedToo() async throws {
    let mark = "4\(UInt32.random(in: 1_000_000...9_999_999))"
    try await with { environment, _ in
      let bare = ProcessSpec("env", ["-i", "sh", "-c", "echo up; sleep 600; echo on; exec sleep \(mark)"])
      let process = try await environment.spawn(bare)
      try await eventually("it is up") { try await process.outputEnd() > 0 }
      try await process.signal(SIGTERM)
      #expect(try await process.exitStatus().reason == .exited(143))
      try await process.signal(SIGTERM)
      let second = try await environment.spawn(ProcessSpec("env", ["-i", "sh", "-c", "echo up; exec sleep \(mark)"]))
      try await eventually("it is up") { try await second.outputEnd() > 0 }
    }
    #expect(try await ExternalCommand("pgrep", ["-f", mark]).run().status == .exited(1))
  }

  /// Ten is what a server allows unless it is told otherwise. Listing files takes the place of the shell that stays.
  @Test func itEndsAlsoWithoutASessionToSpare() async throws {
    try await with { environment, _ in
      for number in 1...10 {
        if number == 10 { _ = try await environment.listFiles("/app") }
        let process = try await environment.spawn(.shell("echo up; exec sleep 600"))
        try await eventually("it is up") { try await process.outputEnd() > 0 }
      }
      await #expect(throws: Problem.self) { try await environment.listFiles("/app") }
    }
  }

  @Test func variablesAreAsAShellTakesThem() async throws {
    let fixture = try fixture
    var spec = try await PlainSubject(fixture: fixture).spec()
    spec.variables = ["HOME": "/tmp", "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt"]
    let environment = try await fixture.booted(spec)
    let place = "\(fixture.cache)/roost/environments/\(spec.id)/tmp"
    let said = try await environment.run("echo $HOME $TMPDIR; [ -z \"$SSL_CERT_FILE\" ] || cat \"$SSL_CERT_FILE\" >/dev/null")
    #expect(said.output == "\(place) \(place)\n" && said.exit.reason == .exited(0), "\(said)")
    for name in ["a b", "x$(id)", "1A", "UID", ""] {
      var process = ProcessSpec.shell("true")
      process.variables = [name: "value"]
      let wanted = process
      let problem = await #expect(throws: Problem.self, "\(name)") { try await environment.spawn(wanted) }
      #expect(problem?.code == .usageInvalid)
    }
    // Directories that cannot be written are in nobody's way.
    _ = try await environment.run("mkdir -p closed/deep; touch closed/deep/file; chmod 500 closed/deep closed")
    try await environment.destroy(grace: .zero)
    #expect(fixture.far("environments").isEmpty)
  }

  @Test func aTerminalHasItsSize() async throws {
    try await with { environment, _ in
      var process = ProcessSpec.shell("stty size; read line; stty size; echo \"$line\"")
      process.acceptsInput = true
      process.terminal = TerminalSize(columns: 100, rows: 40)
      let shell = try await environment.spawn(process)
      try await eventually("it waits") { try await shell.outputEnd() > 6 }
      try await shell.resize(TerminalSize(columns: 120, rows: 50))
      // The new size and the line take two ways there.
      try await eventually("it is resized") {
        try await environment.run("for t in $(pgrep -u $(id -u) -x sh); do stty size < /proc/$t/fd/0; done 2>/dev/null")
          .output.contains("50 120")
      }
      try await shell.write(Array("typed\n".utf8))
      let finished = try await shell.finished()
      #expect(finished.output.hasPrefix("40 100\r\n") && finished.output.contains("50 120\r\ntyped\r\n"), "\(finished)")
    }
  }

  @Test func filesAreThere() async throws {
    try await with { environment, _ in
      try await environment.mount(
        .directory([
          "it's \"odd\" $x": .file(Array("one".utf8), mode: 0o640),
          "deep": .directory(["run": .file(Array("#!/bin/sh\necho ran\n".utf8), mode: 0o755)]),
          "link": .link(to: "deep/run"),
        ]), at: "/app")
      #expect(try await environment.run("./link; stat -c %a *odd*").output == "ran\n640\n")
      let entries = try await environment.listFiles("/app")
      #expect(entries.map(\.name) == ["deep", "it's \"odd\" $x", "link"])
      #expect(entries.map(\.kind) == [.directory, .file, .link] && entries[1].size == 3 && entries[1].mode == 0o640)
      let big = (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try await environment.writeFile("/app/big", Array(big[..<900_000]), at: 0, mode: 0o600)
      try await environment.writeFile("/app/big", Array(big[900_000...]), at: 900_000, mode: 0o600)
      let whole = try await environment.readFile("/app/big", from: 0, limit: 2_000_000)
      #expect(whole.count == big.count && whole.elementsEqual(big))
      #expect(try await environment.readFile("/app/big", from: 1_499_990, limit: 100) == Array(big.suffix(10)))
      await #expect(throws: Problem.self) { try await environment.writeFile("/app/big", [1], at: 5, mode: 0o600) }
      await #expect(throws: Problem.self) { try await environment.removeFile("/app/deep", recursive: false) }
      try await environment.removeFile("/app/deep", recursive: true)
      await #expect(throws: Problem.self) { try await environment.listFiles("/app/deep") }
      await #expect(throws: Problem.self) { try await environment.readFile("/app/nothing", from: 0, limit: 1) }
    }
  }

  @Test func aPortThereIsReached() async throws {
    try await with { environment, _ in
      let port = UInt16(try FreePort.find())
      let closed = await #expect(throws: Problem.self) { try await environment.dial(port) }
      #expect(closed?.code == .portNotOpen)
      _ = try await environment.spawn(.shell("echo served > page; exec busybox httpd -f -p 127.0.0.1:\(port) -h ."))
      try await eventually("it serves") { FreePort.isTaken(Int(port)) }
      guard case .descriptor(let number) = try await environment.dial(port) else { return }
      let socket = TimedSocket(OwnedDescriptor(owning: number))
      let deadline = ContinuousClock.now + .seconds(10)
      try socket.send(Array("GET /page HTTP/1.0\r\n\r\n".utf8), until: deadline)
      var answer: [UInt8] = []
      while true {
        let more = try socket.receive(upTo: 4096, until: deadline)
        if more.isEmpty { break }
        answer += more
      }
      #expect(String(decoding: answer, as: UTF8.self).hasSuffix("served\n"))
      let place = try #require(environment as? BareEnvironment).carrier.directory.path.string
      let left = try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.wholeMatch(of: /d[0-9]+/) != nil }
      #expect(left.isEmpty)
    }
  }

  /// What it wrote until then is there, and how it ended nobody knows.
  @Test func aConnectionThatIsLostTakesItsProcessesAlong() async throws {
    try await with { environment, fixture in
      let process = try await environment.spawn(.shell("echo before; sleep 600"))
      try await eventually("it is up") { try await process.outputEnd() > 0 }
      fixture.server.dropConnections()
      let finished = try await process.finished()
      #expect(finished.output == "before\n" && finished.exit.reason == .lost)
      #expect(try await environment.run("echo again").output == "again\n")
    }
  }

  @Test func aLaterDaemonFindsIt() async throws {
    let fixture = try fixture
    let environment = try await booted()
    let mark = "4\(UInt32.random(in: 1_000_000...9_999_999))"
    let process = try await environment.spawn(.shell("(setsid sleep \(mark) &); echo kept; exec sleep \(mark)"))
    try await eventually("it is up") { try await process.outputEnd() > 0 }
    let found = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
    let same = try #require(try await found.processes().first { $0.number == process.number })
    try await same.signal(SIGTERM)
    let finished = try await same.finished()
    #expect(finished.output == "kept\n" && finished.exit.reason == .exited(143), "\(finished)")
    try await found.destroy(grace: .milliseconds(500))
    #expect(try await ExternalCommand("pgrep", ["-f", mark]).run().status == .exited(1))
    #expect(fixture.far("environments").isEmpty)
  }
}
