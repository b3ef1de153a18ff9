import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostProcess
import RoostSystem
import SystemPackage
import Testing

/// Plain processes of this machine.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(3)))
struct ProcessStrategySerialTests {
  @Test func aProgramOfALayerRunsAsTheEnvironmentsUser() async throws {
    try await ProcessFixture.with { fixture in
      let variables = ["GREETER": "/usr/bin/hello", "KEEP": "/nowhere"]
      let environment = try await fixture.booted(fixture.spec { $0.variables = variables })
      let app = fixture.files(of: environment).appending("app")
      let seen = try await environment.output(of: "hello you; id -u; pwd")
      #expect(seen == "from the layer: you\n\(ProcessFixture.user)\n\(app)\n")
      #expect(try await environment.output(of: "$GREETER there; echo $KEEP") == "from the layer: there\n/nowhere\n")
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func whatIsItsOwnIsInADirectoryOfItsOwnAndMountsAreUsedInPlace() async throws {
    try await ProcessFixture.with { fixture in
      let shown = fixture.home.appending("shown")
      try DirectoryCreation.ensure(shown, mode: 0o755)
      chown(shown.string, ProcessFixture.user, ProcessFixture.user)
      let environment = try await fixture.booted(
        fixture.spec { $0.mounts = [BindMount(source: shown.string, target: "/data/deep", readOnly: false)] })
      let files = fixture.files(of: environment)
      #expect(try await environment.output(of: "echo one > file; cat file") == "one\n")
      #expect(try String(contentsOfFile: files.appending("app/file").string, encoding: .utf8) == "one\n")
      #expect(try await environment.output(of: "pwd; echo two > file", in: "/data/deep") == "\(shown)\n")
      #expect(try await environment.readFile("/data/deep/file", from: 0, limit: 10) == Array("two\n".utf8))
      #expect(try await environment.listFiles("/app").map(\.name) == ["file"])
      let kept = fixture.home.appending("kept")
      try await environment.snapshot(into: kept)
      #expect(try FileManager.default.contentsOfDirectory(atPath: kept.string) == ["app"])
      try await environment.destroy(grace: .zero)
      #expect(access(shown.appending("file").string, F_OK) == 0)
    }
  }

  /// The kernel would say so, too, but not what is in the way.
  @Test func aPlaceThatItsUserMayNotEnterIsNamed() async throws {
    try await ProcessFixture.with { fixture in
      let closed = fixture.home.appending("closed")
      try DirectoryCreation.ensure(closed.appending("inner"), mode: 0o700)
      chmod(closed.string, 0o700)
      let mount = BindMount(source: closed.appending("inner").string, target: "/data", readOnly: false)
      let problem = await #expect(throws: Problem.self) { _ = try await fixture.booted(fixture.spec { $0.mounts = [mount] }) }
      #expect(problem?.code == .environmentBootFailed)
      #expect(problem?.message.hasSuffix("may not enter \(closed)") == true, "\(problem?.message ?? "")")
      #expect(problem?.hint.contains("chmod o+x \(closed)") == true)
    }
  }

  /// One that left its session and one whose parent is gone.
  private static let orphans = "setsid sleep 1000 >/dev/null 2>&1 & echo $!; (sleep 1000 >/dev/null 2>&1 & echo $!)"

  private static func alive(_ numbers: [Int32]) -> [Int32] {
    numbers.filter { number in
      guard let text = try? KernelFile.text(of: FilePath("/proc/\(number)/stat")) else { return false }
      return !text.contains(") Z ")
    }
  }

  @Test(arguments: [false, true]) func orphansDieWithIt(killsAgent: Bool) async throws {
    try await ProcessFixture.with { fixture in
      let environment = try await fixture.booted()
      let numbers = try await environment.output(of: Self.orphans).split(separator: "\n").compactMap { Int32($0) }
      #expect(numbers.count == 2 && Self.alive(numbers).count == 2)
      if killsAgent {
        let parent = try KernelFile.text(of: FilePath("/proc/\(numbers[1])/stat")).split(separator: " ")[3]
        kill(try #require(Int32(parent)), SIGKILL)
        try await fixture.secondStrategy().discard(environment.spec.id)
      } else {
        try await environment.destroy(grace: .milliseconds(200))
      }
      #expect(Self.alive(numbers).isEmpty)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func anotherDaemonFindsItAgain() async throws {
    try await ProcessFixture.with { fixture in
      let first = try await fixture.booted()
      let process = try await first.spawn(.shell("echo before; read line; echo $line"))
      let found = try #require(try await fixture.secondStrategy().reattach(first.spec.id))
      #expect(try await found.processes().map(\.number) == [process.number])
      #expect(try await found.output(of: "hello again") == "from the layer: again\n")
      try await found.destroy(grace: .zero)
      #expect(try await fixture.secondStrategy().reattach(first.spec.id) == nil)
    }
  }

  @Test func whatItCannotKeepIsRefused() async throws {
    try await ProcessFixture.with { fixture in
      let refused: [(ProblemCode, (inout EnvironmentSpec) -> Void)] = [
        (.unsupported, { $0.network = .none }),
        (.unsupported, { $0.network = .allow([NetworkDestination("192.0.2.1")].compactMap(\.self)) }),
        (.limitUnsupported, { $0.limits.disk = .mebibytes(64) }),
        (.unsupported, { $0.mounts = [BindMount(source: "/tmp", target: "/data", readOnly: true)] }),
        (.unsupported, { $0.image = .reference("debian:12") }), (.environmentBootFailed, { $0.layers.append("/no/such/layer") }),
        (.usageInvalid, { $0.user = 0 }), (.usageInvalid, { $0.workingDirectory = "../x" }),
      ]
      for (code, change) in refused {
        let problem = await #expect(throws: Problem.self) { _ = try await fixture.strategy.prepare(fixture.spec(change)) }
        #expect(problem?.code == code)
      }
      let left = try await fixture.strategy.known()
      #expect(left.isEmpty)
    }
  }

  @Test func itSaysThatItIsolatesNothing() async throws {
    try await ProcessFixture.with { fixture in
      let report = await fixture.strategy.probe()
      #expect(report.isUsable && report.isolation == .none)
      #expect(Set(report.abilities).isDisjoint(with: [.noNetwork, .allowedNetwork, .ownFiles, .overlay, .limitDisk]))
    }
  }
}

extension ProcessFixture {
  func files(of environment: any Environment) -> FilePath {
    home.appending("environments/process/\(environment.spec.id)/files")
  }
}
