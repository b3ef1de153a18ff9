import Foundation
import RoostAgentProtocol
import Testing

@Suite("boot", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct BootTestsSerial {
  /// The stage and errno that a boot fails with.
  private func failure(_ configure: (inout BootSpec) throws -> Void) throws -> (BootFailure.Stage, Int32) {
    var found: BootFailure?
    try Sandbox.scratch { sandbox in
      try configure(&sandbox.spec)
      do { try sandbox.boot() } catch let failure as BootFailure { found = failure }
    }
    let failure = try #require(found, "it booted")
    return (failure.stage, failure.errno)
  }

  @Test func failuresNameTheirStage() throws {
    #expect(try failure { $0.layers = [] } == (.specification, EINVAL))
    #expect(try failure { $0.layers += ["/none"] } == (.stack, ENOENT))
    #expect(try failure { $0.layers += Array(repeating: $0.layers[0], count: 400) } == (.stack, E2BIG))
    #expect(try failure { $0.limits.unifiedGroup = "/none" } == (.limits, ENOENT))
    #expect(try failure { $0.limits.taskLists = ["/none"] } == (.limits, ENOENT))
    #expect(try failure { $0.mounts.append(BootMount(source: "/none", target: "/data", isReadOnly: false)) } == (.mounts, ENOENT))
    #expect(
      try failure { $0.mounts.append(BootMount(source: "/proc/self/exe", target: "/x", isReadOnly: true)) } == (.mounts, ELOOP))
    #expect(try failure { $0.mounts.append(BootMount(source: "/etc", target: "/bin/x", isReadOnly: true)) } == (.mounts, ELOOP))
    #expect(try failure { $0.mounts.append(BootMount(source: "/etc", target: "/a/../b", isReadOnly: true)) } == (.mounts, EINVAL))
    #expect(try failure { $0.files.append(BootFile(path: "relative", bytes: [])) } == (.files, EINVAL))
  }

  @Test func refusesWhatIsNoSpecification() throws {
    for input in [[], [1, 2, 3], [UInt8](repeating: 0xff, count: 2 << 20)] as [[UInt8]] {
      let report = try BootReport(decoding: AgentExecutable.run([AgentExecutable.path, "boot"], input: input))
      guard case .failed(let failure) = report else { throw TestFailure("it booted") }
      #expect(failure.stage == .specification)
    }
  }

  @Test func secondBootLeavesTheFirstAlone() throws {
    try Sandbox.with { sandbox in
      guard case .failed(let failure) = try AgentExecutable.boot(sandbox.spec) else { throw TestFailure("it booted") }
      #expect(failure.stage == .socket && failure.errno == EADDRINUSE)
      #expect(try sandbox.run("echo alive").output == "alive\n")
    }
  }

  @Test func rebootGoesOnCounting() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.run("echo x > /app/kept; echo first").number == 1)
      #expect(try sandbox.connect().call(.shutdown(graceMilliseconds: 0)) == .done)
      try sandbox.waitUntilGone()
      try sandbox.boot()
      let ended = try sandbox.run("cat /app/kept")
      #expect(ended.number == 2 && ended.output == "x\n")
    }
  }

  @Test func longExitFileIsShortened() throws {
    try Sandbox.scratch { sandbox in
      let journal = sandbox.directory + "/journal"
      try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
      var writer = ByteWriter()
      for number in 1...32_768 {
        ExitRecord(process: UInt32(number), reason: .exited(0), nanoseconds: 0, outputEnd: 0).encode(into: &writer)
      }
      let file = URL(fileURLWithPath: journal + "/exits")
      try Data(writer.bytes).write(to: file)
      chown(file.path, Sandbox.user, Sandbox.user)
      try sandbox.boot()
      #expect(try sandbox.run("exit 3").number == 32_769)
      let records = ExitRecord.all(in: Array(try Data(contentsOf: file)))
      #expect(records.count == 16_385)
      #expect(records.first?.process == 16_385 && records.last?.reason == .exited(3))
    }
  }

  @Test func mountsAndFilesAreInPlace() throws {
    try Sandbox.scratch { sandbox in
      let data = sandbox.directory + "/data"
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
      try "content".write(toFile: data + "/file", atomically: false, encoding: .utf8)
      chown(data, Sandbox.user, Sandbox.user)
      sandbox.spec.mounts += [
        BootMount(source: data, target: "/srv/deep/data", isReadOnly: false),
        BootMount(source: data, target: "/readonly", isReadOnly: true),
        BootMount(source: data + "/file", target: "/etc/single", isReadOnly: true),
      ]
      sandbox.spec.files.append(BootFile(path: "/etc/made/file", mode: 0o640, bytes: Array("made".utf8)))
      try sandbox.boot()
      #expect(try sandbox.run("cat /etc/single; echo new > /srv/deep/data/new; cat /readonly/new").output == "contentnew\n")
      #expect(try sandbox.run("echo x > /readonly/x").reason != .exited(0))
      #expect(try sandbox.run("stat -c '%a %u' /etc/made/file /etc/made").output == "640 0\n755 0\n")
      #expect(FileManager.default.fileExists(atPath: data + "/new"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.directory + "/upper").isEmpty)
    }
  }

  @Test func upperBecomesALayer() throws {
    try Sandbox.with { first in
      #expect(try first.run("mkdir /app/d && echo built > /app/d/file").reason == .exited(0))
      _ = try first.connect().call(.shutdown(graceMilliseconds: 0))
      try first.waitUntilGone()
      try Sandbox.with { spec in
        spec.layers.append(first.directory + "/upper")
      } _: { (second) throws in
        #expect(try second.run("cat /app/d/file; rm -r /app/d; ls /app").output == "built\n")
      }
    }
  }

  @Test func longPathsFit() throws {
    try Sandbox.scratch { sandbox in
      let long = sandbox.directory + "/" + String(repeating: "x", count: 200)
      for name in ["upper", "work"] {
        try FileManager.default.createDirectory(atPath: "\(long)/\(name)", withIntermediateDirectories: true)
      }
      (sandbox.spec.directory, sandbox.spec.upper, sandbox.spec.work) = (long, long + "/upper", long + "/work")
      guard case .ready(let pid) = try AgentExecutable.boot(sandbox.spec) else { throw TestFailure("not booted") }
      kill(pid, SIGKILL)
      try eventually("it is gone") { kill(pid, 0) != 0 || zombies(pid) }
    }
  }

  private func zombies(_ pid: Int32) -> Bool {
    ((try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? "").contains(") Z ")
  }
}
