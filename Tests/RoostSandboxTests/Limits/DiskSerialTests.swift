import Foundation
import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// What may be written, on real loop devices.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct DiskSerialTests {
  private static let limits = ResourceLimits(disk: .mebibytes(32))

  @Test func aFullDiskIsSaidToThePrograms() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: Self.limits))
      let full = try await environment.run("dd if=/dev/zero of=/app/big bs=1M count=64 2>&1; stat -c %s /app/big")
      #expect(full.output.contains("No space left on device"))
      let written = try #require(full.output.split(separator: "\n").last.flatMap { Int($0) })
      #expect((30 << 20)...(34 << 20) ~= written)
      // It lives on, and what is removed is free again.
      let again = try await environment.run(
        "rm /app/big && dd if=/dev/zero of=/app/again bs=1M count=20 2>/dev/null && echo fits")
      #expect(again.output == "fits\n")
      try await environment.destroy(grace: .zero)
    }
  }

  /// While the program that wrote goes on, and to a daemon that was not there then.
  @Test func aFullDiskIsTold() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: Self.limits))
      let events = await environment.events()
      let writer = try await environment.spawn(.shell("head -c 64000000 /dev/zero > /app/big; exec sleep 300"))
      let told = try await first(in: events, within: .seconds(15)) {
        if case .limitReached(let limit) = $0 { limit } else { nil }
      }
      #expect(told == .disk)
      #expect(await writer.exit == nil)
      let found = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
      let again = try await first(in: await found.events()) { if case .limitReached(let limit) = $0 { limit } else { nil } }
      #expect(again == .disk)
      try await found.destroy(grace: .zero)
    }
  }

  /// Without a limit, on a disk that others fill: here the program itself, which goes on.
  @Test func aFullDiskWithoutALimitIsTold() async throws {
    try await SandboxFixture.with { fixture in
      let home = fixture.home.string
      try await ExternalCommand("mount", ["-t", "tmpfs", "-o", "size=24m,mode=711", "tmpfs", home]).succeed()
      // Below the mount point nothing of it could be found any more.
      let unmount = { () async throws -> Void in
        try await cleaning({ _ = umount2(home, Int32(MNT_DETACH)) }) { try await fixture.strategy.discardAll() }
      }
      try await cleaning(unmount) {
        let environment = try await fixture.booted(fixture.spec())
        let events = await environment.events()
        let writer = try await environment.spawn(.shell("head -c 64000000 /dev/zero > /app/big; exec sleep 300"))
        let told = try await first(in: events, within: .seconds(15)) {
          if case .limitReached(let limit) = $0 { limit } else { nil }
        }
        #expect(told == .disk)
        #expect(await writer.exit == nil)
        try await environment.destroy(grace: .zero)
      }
    }
  }

  @Test func whatIsWrittenBecomesALayer() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: Self.limits))
      #expect(try await environment.run("echo one > /app/file; ln -s file /app/link").exit.succeeded)
      let snapshot = fixture.home.appending("snapshot")
      try await environment.snapshot(into: snapshot)
      #expect(try TestFile.text(snapshot.appending("app/file")) == "one\n")
      #expect(try await environment.run("echo two > /app/file").exit.succeeded)
      let layer = fixture.home.appending("layer")
      try await environment.seal(into: layer)
      #expect(try TestFile.text(layer.appending("app/file")) == "two\n")
      var status = stat()
      #expect(lstat(layer.appending("app/file").string, &status) == 0 && status.st_uid == SandboxFixture.user)
      try await environment.destroy(grace: .zero)
      // The limit is not what was written.
      var next = fixture.spec(limits: Self.limits)
      next.layers.append(layer.string)
      #expect(try await fixture.booted(next).run("cat /app/link").output == "two\n")
    }
  }

  @Test func nothingIsLeftWhenTheAgentIsKilled() async throws {
    try await SandboxFixture.with { fixture in
      var environments: [any Environment] = []
      for _ in 0..<3 { environments.append(try await fixture.booted(fixture.spec(limits: Self.limits))) }
      let images = environments.map { fixture.home.appending("environments/\($0.spec.id)/disk.img") }
      #expect(Self.attached(images) == 3)
      let agents = environments.map { LimitsDriver().existing($0.spec.id.text).processes() }
      for agent in agents.joined() { kill(agent, SIGKILL) }
      try await within(.seconds(10)) { while Self.attached(images) > 0 { try await Task.sleep(for: .milliseconds(10)) } }
      for environment in environments { try await fixture.strategy.discard(environment.spec.id) }
      #expect(try TestFile.text("/proc/self/mounts").contains("disk.img") == false)
    }
  }

  /// How many loop devices are over these files.
  private static func attached(_ images: [FilePath]) -> Int {
    let ends = images.map { $0.string.split(separator: "/").suffix(2).joined(separator: "/") }
    let devices = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/block")) ?? []
    return devices.filter { $0.hasPrefix("loop") }.filter { device in
      guard let file = try? TestFile.text("/sys/block/\(device)/loop/backing_file") else { return false }
      return ends.contains { file.contains($0) }
    }.count
  }

  @Test func whatMakesNoSenseIsRefused() async throws {
    try await SandboxFixture.with { fixture in
      for size in [ByteCount(1), .mebibytes(1), ByteCount(1 << 50)] {
        let problem = await #expect(throws: Problem.self) {
          _ = try await fixture.strategy.prepare(fixture.spec(limits: ResourceLimits(disk: size)))
        }
        #expect(problem?.code == .usageInvalid)
      }
    }
  }
}
