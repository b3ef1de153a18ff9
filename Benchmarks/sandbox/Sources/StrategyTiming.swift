import RoostEnvironments
import RoostModel

/// What every strategy is asked for: a first byte, a standstill, many files, many environments. Written against the contract
/// alone, so that each can be put beside its bare engine.
struct StrategyTiming {
  let strategy: any Strategy
  let spec: @Sendable () -> EnvironmentSpec
  let rounds: Int

  func run() async throws {
    try await firstBytes()
    let environment = try await booted()
    try await spawns(in: environment)
    let abilities = await strategy.probe().abilities
    if abilities.contains(.pause) { try await standstills(of: environment) }
    if abilities.contains(.copyIn) { try await files(into: environment) }
    try await environment.destroy(grace: .zero)
  }

  private func booted() async throws -> any Environment {
    let environment = try await strategy.prepare(spec())
    try await environment.boot()
    return environment
  }

  private func firstByte(of process: any ProcessHandle) async throws {
    for try await _ in process.output(from: 0) { return }
  }

  private func firstBytes() async throws {
    var (boot, whole) = (Samples(), Samples())
    for round in 0...rounds {
      let began = ContinuousClock.now
      let environment = try await strategy.prepare(spec())
      try await environment.boot()
      let ready = ContinuousClock.now
      try await firstByte(of: try await environment.spawn(ProcessSpec("/bin/echo", ["here"])))
      let spoke = ContinuousClock.now
      try await environment.destroy(grace: .zero)
      // The first one warms up.
      if round == 0 { continue }
      boot.add(began.duration(to: ready))
      whole.add(began.duration(to: spoke))
    }
    boot.report("\(strategy.kind): prepare + boot")
    whole.report("\(strategy.kind): prepare + boot + spawn + first byte")
  }

  private func spawns(in environment: any Environment) async throws {
    var (started, spoke) = (Samples(), Samples())
    for round in 0...rounds {
      let began = ContinuousClock.now
      let process = try await environment.spawn(ProcessSpec("/bin/echo", ["here"]))
      let running = ContinuousClock.now
      try await firstByte(of: process)
      if round == 0 { continue }
      started.add(began.duration(to: running))
      spoke.add(began.duration(to: .now))
    }
    started.report("\(strategy.kind): spawn")
    spoke.report("\(strategy.kind): spawn + first byte")
  }

  private func standstills(of environment: any Environment) async throws {
    _ = try await environment.spawn(ProcessSpec("/bin/sh", ["-c", "while :; do sleep 0.01; done"]))
    var (pause, resume) = (Samples(), Samples())
    for _ in 0..<rounds {
      try await pause.time { try await environment.pause() }
      try await resume.time { try await environment.resume() }
    }
    pause.report("\(strategy.kind): pause")
    resume.report("\(strategy.kind): resume")
  }

  /// Ten thousand of a hundred bytes, in a hundred directories, each time to a new place.
  private func files(into environment: any Environment) async throws {
    let bytes = [UInt8](repeating: 65, count: 100)
    let files: [String: FileTree] = (0..<100).reduce(into: [:]) { $0["f\($1)"] = .file(bytes, mode: 0o644) }
    let tree: [String: FileTree] = (0..<100).reduce(into: [:]) { $0["d\($1)"] = .directory(files) }
    var samples = Samples()
    for round in 0..<max(3, rounds / 10) {
      try await samples.time {
        try await environment.mount(.directory(tree), at: "\(environment.spec.workingDirectory)/many\(round)")
      }
    }
    samples.report("\(strategy.kind): 10,000 files mounted")
  }
}
