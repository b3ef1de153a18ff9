import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostMachine

/// Real machines. Each takes a while where they are emulated, so one serves for many questions.
@Suite(.serialized)
struct MachineSerialTests {
  @Test("a machine has a kernel, memory and files of its own, and what runs in it is an environment like any other")
  func lifecycle() async throws {
    try await MachineFixture.with { fixture in
      // As libraries have them that do not think of other programs.
      let stray = fixture.home.appending("stray")
      let number = open(stray.string, O_RDWR | O_CREAT, 0o600)
      defer { close(number) }
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(memory: ByteCount(64 << 20), processes: 20)))
      let hello = try await environment.run("echo \"$GREETING\"; id -u; exit 7", variables: ["GREETING": "line one\nline two"])
      #expect(hello.output == "line one\nline two\n\(MachineFixture.user)\n")
      #expect(hello.exit.reason == .exited(7))

      let kernel = try await environment.run("cat /proc/sys/kernel/random/boot_id")
      let own = try KernelFile.text(of: "/proc/sys/kernel/random/boot_id")
      #expect(kernel.output.count == own.count)
      #expect(kernel.output != own)

      try await sendsAndReceives(environment)
      try await stands(environment)
      try await keepsLimits(environment)

      let machine = try #require(try MachineRecord.read(fixture.directory(of: environment.spec.id)))
      for process in [machine.emulator, machine.bridge] {
        let open = try openFiles(of: try #require(process).pid)
        #expect(!open.isEmpty && !open.contains(stray.string))
      }
      try await environment.destroy(grace: .seconds(1))
      #expect(machine.emulator?.isAlive == false)
      #expect(machine.bridge?.isAlive == false)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  private func openFiles(of process: Int32) throws -> [String] {
    let place = "/proc/\(process)/fd"
    return try FileManager.default.contentsOfDirectory(atPath: place).compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(place)/\($0)")
    }
  }

  private func sendsAndReceives(_ environment: any Environment) async throws {
    let large = try await environment.run("head -c 3000000 /dev/zero | tr '\\0' x")
    #expect(large.output.utf8.count == 3_000_000)
    #expect(large.output.utf8.allSatisfy { $0 == UInt8(ascii: "x") })
    var spec = ProcessSpec.shell("cat; echo end")
    spec.acceptsInput = true
    let process = try await environment.spawn(spec)
    try await process.write(Array("typed\n".utf8))
    try await process.closeInput()
    #expect(try await process.finished().output == "typed\nend\n")
  }

  private func keepsLimits(_ environment: any Environment) async throws {
    let hungry = try await environment.run(
      "head -c 200000000 /dev/zero | tr '\\0' x | dd bs=150M count=1 iflag=fullblock of=/dev/null")
    #expect(hungry.exit.reason != .exited(0))
    let many = try await environment.run(
      "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do sleep 2 & done")
    #expect(many.output.contains("fork"))
  }

  private func stands(_ environment: any Environment) async throws {
    let counting = try await environment.spawn(.shell("i=0; while true; do echo $i; i=$((i+1)); sleep 0.1; done"))
    try await environment.pause()
    #expect(await environment.state == .paused)
    try await environment.resume()
    #expect(try await environment.run("echo awake").output == "awake\n")
    try await counting.signal(SIGKILL)
    #expect(try await counting.exitStatus().reason == .signaled(SIGKILL))
  }

  @Test("a machine outlives whoever made it, and what was written in it can be kept") func survives() async throws {
    try await MachineFixture.with { fixture in
      let first = try await fixture.booted()
      #expect(try await first.run("echo kept > /app/file; mkdir /app/d; echo deep > /app/d/e").exit.reason == .exited(0))

      let second = fixture.secondStrategy()
      let found = try #require(try await second.reattach(first.spec.id))
      #expect(try await found.run("cat /app/file").output == "kept\n")

      let sealed = fixture.home.appending("sealed")
      try await found.seal(into: sealed)
      let bytes = try SmallFile.read(sealed.appending("app/d/e"), limit: 100)
      #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == "deep\n")
      try await found.destroy(grace: .zero)
    }
  }

  @Test("a machine whose QEMU is killed is lost, and says so") func killed() async throws {
    try await MachineFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("sleep 1000"))
      let machine = try #require(try MachineRecord.read(fixture.directory(of: environment.spec.id)))
      machine.emulator?.kill()
      #expect(try await process.exitStatus().reason == .lost)
      #expect(await environment.state == .lost)
    }
  }

  @Test("what no machine can be made of is refused before anything is made") func refused() async throws {
    try await MachineFixture.with { fixture in
      var spec = fixture.spec()
      spec.limits.seconds = 0
      let limited = spec
      await #expect(throws: Problem.self) { _ = try await fixture.strategy.prepare(limited) }
      spec = fixture.spec()
      spec.layers = ["/nowhere"]
      let nowhere = spec
      await #expect(throws: Problem.self) { _ = try await fixture.strategy.prepare(nowhere) }
      let left = try await fixture.strategy.known()
      #expect(left.isEmpty)
    }
  }
}
