import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostDocker

/// Environments in containers of a real engine, with the real agent.
@Suite(.serialized) struct DockerLifecycleSerialTests {
  @Test func aProcessRunsAsTheUserOfTheEnvironmentAndTellsHowItEnded() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let finished = try await environment.run(
        "id -u; pwd; echo $GREETING; touch /app/mine && stat -c %u /app/mine; exit 7", variables: ["GREETING": "hello\nthere"])
      #expect(finished.output == "\(DockerFixture.user)\n/app\nhello there\n\(DockerFixture.user)\n")
      #expect(finished.exit.reason == .exited(7))
      try await environment.destroy(grace: .seconds(1))
      try await environment.destroy(grace: .seconds(1))
      #expect(try await fixture.containers().isEmpty)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func whatRunsInsideHasNoPrivileges() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let shown = try await environment.run(
        "exec 2>&1; cat /proc/self/status; ls /run/roost/environment; kill -9 1; echo; ls /sys/class/net"
      ).output
      for line in ["CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1"] {
        #expect(shown.contains(line), "\(line) in \(shown)")
      }
      #expect(shown.contains("Permission denied"))
      #expect(shown.hasSuffix("\nlo\n"))
      #expect(try await environment.run("echo alive").output == "alive\n")
    }
  }

  @Test func aPortThatOpensIsToldAndCanBeDialled() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let events = await environment.events()
      try await environment.mount(.directory(["index.html": .file(Array("served".utf8), mode: 0o644)]), at: "/app/www")
      _ = try await environment.spawn(ProcessSpec("httpd", ["-f", "-p", "80", "-h", "/app/www"]))
      let port = try await first(in: events) { if case .portOpened(let port) = $0 { port.port } else { nil } }
      #expect(port == 80)
      guard case .descriptor(let number) = try await environment.dial(80) else {
        throw Problem(.internal, "no descriptor", hint: "")
      }
      let socket = OwnedDescriptor(owning: number)
      #expect(try await answer(of: socket).hasSuffix("served"))
      let problem = await #expect(throws: Problem.self) { try await environment.dial(81) }
      #expect(problem?.code == .portNotOpen)
    }
  }

  @Test func aPausedEnvironmentStandsStillAndGoesOn() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let process = try await environment.spawn(.shell("while :; do echo .; sleep 0.01; done"))
      try await environment.pause()
      #expect(await environment.state == .paused)
      #expect(try await fixture.containers().first?.state == "paused")
      let problem = await #expect(throws: Problem.self) { try await environment.spawn(.shell("true")) }
      #expect(problem?.code == .environmentState)
      try await environment.resume()
      #expect(try await environment.run("echo again").output == "again\n")
      try await process.signal(SIGKILL)
      #expect(try await process.exitStatus().reason == .signaled(SIGKILL))
      try await environment.pause()
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.containers().isEmpty)
    }
  }

  @Test func whatWasWrittenBecomesALayer() async throws {
    try await DockerFixture.with { fixture in
      try fixture.layers.write("old\n", to: "base/srv/gone")
      let built = try await fixture.booted(fixture.spec())
      #expect(try await built.run("mkdir -p /app/dist; echo made >/app/dist/file").exit.succeeded)
      let layer = fixture.layers.home.appending("sealed")
      try await built.seal(into: layer)
      try await built.destroy(grace: .zero)
      #expect(try SmallFile.read(layer.appending("app/dist/file"), limit: 100) == Array("made\n".utf8))
      #expect(try DirectoryListing.names(in: layer, hidden: true) == ["app"])

      var spec = fixture.spec()
      spec.layers.append(layer.string)
      let second = try await fixture.booted(spec)
      #expect(try await second.run("cat /app/dist/file; touch /app/dist/other; echo $?").output == "made\n0\n")
    }
  }

  @Test func aMountedDirectoryIsTheHostsOwn() async throws {
    try await DockerFixture.with { fixture in
      try fixture.layers.write("from outside", to: "shared/text")
      let shared = fixture.layers.home.appending("shared")
      guard chmod(shared.string, 0o777) == 0 else { throw Problem.lastSystemCall("open the directory") }
      var spec = fixture.spec()
      spec.mounts = [
        BindMount(source: shared.string, target: "/data/in", readOnly: false),
        BindMount(source: shared.string, target: "/data/only", readOnly: true),
      ]
      let environment = try await fixture.booted(spec)
      let shown = try await environment.run("cat /data/in/text; echo new >/data/in/made; touch /data/only/x 2>&1").output
      #expect(shown == "from outsidetouch: /data/only/x: Read-only file system\n")
      #expect(try SmallFile.read(shared.appending("made"), limit: 100) == Array("new\n".utf8))
    }
  }

  private func answer(of socket: OwnedDescriptor) async throws -> String {
    try await BlockingWork.run {
      _ = fcntl(socket.number, F_SETFL, 0)
      let request = Array("GET / HTTP/1.0\r\n\r\n".utf8)
      guard write(socket.number, request, request.count) == request.count else { throw Problem.lastSystemCall("ask") }
      var answer: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(socket.number, &buffer, buffer.count)
        guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
        answer += buffer[..<count]
      }
    }
  }
}
