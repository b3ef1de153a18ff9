import RoostEnvironments
import RoostModel
import RoostTestSupport

/// A daemon that is gone and another in its place.
enum ReattachCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("reattach.same-processes", needs: [.reattach], sameProcesses),
    ConformanceCase("reattach.no-byte-lost", needs: [.reattach], noByteLost),
    ConformanceCase("reattach.exit-unwatched", needs: [.reattach], exitUnwatched),
    ConformanceCase("reattach.ports", needs: [.reattach, .portEvents, .dial], ports),
    ConformanceCase("reattach.input", needs: [.reattach, .input], input),
    ConformanceCase("reattach.unknown", unknown),
    ConformanceCase("reattach.destroyed-by-the-next", needs: [.reattach], destroyedByTheNext),
  ]

  private static func next(_ id: EnvironmentID, _ scene: ConformanceScene) async throws -> any Environment {
    let strategy = scene.subject.restarted()
    try expect(try await strategy.known().contains(id), is: true, "it is known:")
    guard let found = try await strategy.reattach(id) else {
      throw Problem(.environmentNotFound, "nobody answers for \(id)", hint: "see the case")
    }
    try expect(await found.state, is: .ready)
    return found
  }

  private static func process(_ number: ProcessNumber, of environment: any Environment) async throws -> any ProcessHandle {
    guard let found = try await environment.processes().first(where: { $0.number == number }) else {
      throw Problem(.environmentNotFound, "process \(number) is forgotten", hint: "see the case")
    }
    return found
  }

  private static func sameProcesses(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.variables["KEPT"] = "yes" }
    let process = try await environment.spawn(.shell("echo $$; exec sleep 300"))
    let pid = try await process.says("\n", within: scene.patience(.seconds(10)))
    let found = try await next(environment.spec.id, scene)
    let same = try await Self.process(process.number, of: found)
    try expect(await same.exit, is: nil)
    try expect(try await same.says("\n", within: scene.patience(.seconds(10))), is: pid)
    try expect(found.spec, is: environment.spec)
    try expect(try await found.text("echo $KEPT"), is: "yes\n")
    let fresh = try await found.spawn(ProcessSpec("true"))
    try expect(fresh.number.rawValue > process.number.rawValue, "a number is given twice")
    try await same.signal(9)
    try expect(try await same.exitStatus().reason, is: .signaled(9))
  }

  private static func noByteLost(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("for i in $(seq 400); do echo line $i; sleep 0.005; done"))
    try await process.says("line 20\n", within: scene.patience(.seconds(20)))
    let found = try await next(environment.spec.id, scene)
    let done = try await Self.process(process.number, of: found).finished()
    try expect(done.output, is: (1...400).map { "line \($0)\n" }.joined())
    try expect(done.exit.reason, is: .exited(0))
  }

  private static func exitUnwatched(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("exit 42"))
    _ = try await process.exitStatus()
    let found = try await next(environment.spec.id, scene)
    try expect(try await Self.process(process.number, of: found).exitStatus().reason, is: .exited(42))
  }

  private static func ports(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    _ = try await environment.spawn(InsideServer.echo(3000))
    let port = try await environment.port(3000, within: scene.patience(.seconds(10)))
    let found = try await next(environment.spec.id, scene)
    try expect(try await found.port(3000, within: scene.patience(.seconds(5))).address, is: port.address)
    try expect(try await found.say("back\n", to: 3000), is: "you said back\n")
  }

  private static func input(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    var spec = ProcessSpec("cat")
    spec.acceptsInput = true
    let process = try await environment.spawn(spec)
    try await process.write(Array("first ".utf8))
    let same = try await Self.process(process.number, of: try await next(environment.spec.id, scene))
    try await same.write(Array("second".utf8))
    try await same.closeInput()
    try expect(try await same.finished().output, is: "first second")
  }

  private static func unknown(_ scene: ConformanceScene) async throws {
    let found = try await scene.subject.restarted().reattach(EnvironmentID())
    try expect(found == nil, "an environment that never was is found")
    let environment = try await scene.booted()
    try await environment.destroy(grace: .zero)
    let destroyed = try await scene.subject.restarted().reattach(environment.spec.id)
    try expect(destroyed == nil, "an environment that was destroyed is found")
  }

  private static func destroyedByTheNext(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(ProcessSpec("sleep", ["300"]))
    let found = try await next(environment.spec.id, scene)
    try await found.destroy(grace: .zero)
    try expect(try await scene.subject.restarted().known().contains(environment.spec.id), is: false)
    try expect(try await process.exitStatus().succeeded, is: false)
  }
}
