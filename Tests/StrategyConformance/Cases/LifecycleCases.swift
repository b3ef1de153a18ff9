import RoostEnvironments
import RoostModel

enum LifecycleCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("lifecycle.boots", boots),
    ConformanceCase("lifecycle.boots-once", bootsOnce),
    ConformanceCase("lifecycle.nothing-before-boot", nothingBeforeBoot),
    ConformanceCase("lifecycle.known-until-destroyed", known),
    ConformanceCase("lifecycle.destroy-again", destroyAgain),
    ConformanceCase("lifecycle.destroy-while-spawning", destroyWhileSpawning),
    ConformanceCase("lifecycle.destroy-while-booting", destroyWhileBooting),
    ConformanceCase("lifecycle.nothing-after-destroy", nothingAfterDestroy),
    ConformanceCase("lifecycle.grace-is-given", needs: [.signals], graceIsGiven),
    ConformanceCase("lifecycle.grace-ends", needs: [.signals], graceEnds),
    ConformanceCase("lifecycle.discard", discard),
  ]

  private static func boots(_ scene: ConformanceScene) async throws {
    let environment = try await scene.prepared()
    try expect(await environment.state, is: .created)
    try await environment.boot()
    try expect(await environment.state, is: .ready)
    try expect(try await environment.text("echo here"), is: "here\n")
  }

  private static func bootsOnce(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    try await refused(.environmentState, as: "a second boot") { try await environment.boot() }
    try expect(try await environment.text("echo alive"), is: "alive\n")
  }

  private static func nothingBeforeBoot(_ scene: ConformanceScene) async throws {
    let environment = try await scene.prepared()
    try await refused(.environmentState, as: "a process before the boot") {
      _ = try await environment.spawn(ProcessSpec("true")) as any ProcessHandle
    }
    try await environment.destroy(grace: .zero)
    try await refused(.environmentState, as: "a boot after the end") { try await environment.boot() }
  }

  private static func known(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let id = environment.spec.id
    try expect(try await scene.strategy.known().contains(id), is: true, "what runs is known:")
    try await environment.destroy(grace: .zero)
    try expect(try await scene.strategy.known().contains(id), is: false, "what is destroyed is known:")
    try expect(await environment.state, is: .destroyed)
  }

  private static func destroyAgain(_ scene: ConformanceScene) async throws {
    let unbooted = try await scene.prepared()
    try await unbooted.destroy(grace: .zero)
    try await unbooted.destroy(grace: .zero)
    let environment = try await scene.booted()
    async let first: Void = environment.destroy(grace: .zero)
    async let second: Void = environment.destroy(grace: .zero)
    _ = try await (first, second)
    try await environment.destroy(grace: .seconds(5))
    try expect(await environment.state, is: .destroyed)
  }

  private static func destroyWhileSpawning(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let ends = try await withThrowingTaskGroup(of: RoostModel.ExitStatus?.self) { group in
      for _ in 0..<20 {
        group.addTask {
          guard let process = try? await environment.spawn(.shell("sleep 300")) else { return nil }
          return try await process.exitStatus()
        }
      }
      try await environment.destroy(grace: .zero)
      var ends: [RoostModel.ExitStatus?] = []
      for try await end in group { ends.append(end) }
      return ends
    }
    try expect(!ends.contains { $0?.succeeded == true }, "a process that was ended succeeded: \(ends)")
    try expect(await environment.state, is: .destroyed)
  }

  private static func destroyWhileBooting(_ scene: ConformanceScene) async throws {
    let environment = try await scene.prepared()
    async let booting: Void = environment.boot()
    while await environment.state == .created { await Task.yield() }
    try await environment.destroy(grace: .zero)
    // Whether the boot was done first or was broken off is the strategy's choice; what is left is not.
    _ = try? await booting
    try expect(await environment.state, is: .destroyed)
    try expect(try await scene.strategy.known().contains(environment.spec.id), is: false, "something is left:")
  }

  private static func nothingAfterDestroy(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("sleep 300"))
    try await environment.destroy(grace: .zero)
    try expect(try await process.exitStatus().succeeded, is: false)
    try await refused(.environmentState, as: "a process after the end") {
      _ = try await environment.spawn(ProcessSpec("true")) as any ProcessHandle
    }
    try await refused(as: "a port after the end") { _ = try await environment.dial(3000) }
    try await refused(as: "files after the end") {
      try await environment.mount(.file([], mode: 0o644), at: environment.inside("x"))
    }
  }

  private static func graceIsGiven(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done"))
    try await process.says("ready", within: scene.patience(.seconds(10)))
    let began = ContinuousClock.now
    try await environment.destroy(grace: scene.patience(.seconds(30)))
    try expect(began.duration(to: .now) < scene.patience(.seconds(15)), "it waited for what was gone")
    let reason = try await process.exitStatus().reason
    try expect(reason == .exited(3) || reason == .destroyed, "it \(reason)")
  }

  private static func graceEnds(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"))
    try await process.says("ready", within: scene.patience(.seconds(10)))
    let began = ContinuousClock.now
    try await environment.destroy(grace: .seconds(1))
    let took = began.duration(to: .now)
    try expect(took >= .milliseconds(900), "the grace was not kept: \(took)")
    try expect(took < scene.patience(.seconds(10)), "what ignores SIGTERM lived for \(took)")
    try expect(try await process.exitStatus().succeeded, is: false)
  }

  private static func discard(_ scene: ConformanceScene) async throws {
    try await scene.strategy.discard(EnvironmentID())
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("sleep 300"))
    try await scene.strategy.discard(environment.spec.id)
    try expect(try await scene.strategy.known().contains(environment.spec.id), is: false, "something is left:")
    try expect(try await process.exitStatus().succeeded, is: false)
  }
}
