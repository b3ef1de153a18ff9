import Glibc
import RoostEnvironments
import RoostModel

/// What every strategy is asked for, written against the contract alone, so that each can be put beside its bare engine.
struct StrategyTiming {
  let strategy: any Strategy
  let target: StrategyTarget
  let spec: (NetworkPolicy) throws -> EnvironmentSpec
  let rounds: Int

  func run() async throws {
    let abilities = await strategy.probe(target).abilities
    let networks = [NetworkPolicy.none, .outbound].filter { abilities.contains($0 == .none ? .noNetwork : .outbound) }
    for network in networks { try await boots(network) }
    let environment = try await booted(networks.first ?? .outbound)
    try await spawns(in: environment)
    if abilities.contains(.pause) { try await standstills(of: environment) }
    if abilities.contains(.copyIn) { try await files(into: environment) }
    try await environment.destroy(grace: .zero)
  }

  private func report(_ samples: Samples, _ what: String) { samples.report("\(strategy.kind): \(what)") }

  private func booted(_ network: NetworkPolicy) async throws -> any Environment {
    let environment = try await strategy.prepare(try spec(network))
    try await environment.boot()
    return environment
  }

  private func boots(_ network: NetworkPolicy) async throws {
    var (first, boot, spoke, destroy, whole) = (Samples(), Samples(), Samples(), Samples(), Samples())
    for round in 0...rounds {
      let began = ContinuousClock.now
      let environment = try await booted(network)
      let ready = ContinuousClock.now
      let process = try await environment.spawn(ProcessSpec("/bin/echo", ["here"]))
      for try await _ in process.output(from: 0) { break }
      let said = ContinuousClock.now
      _ = try await process.exitStatus()
      let ran = ContinuousClock.now
      try await environment.destroy(grace: .zero)
      // The first one warms up: it sends what is not there yet.
      guard round > 0 else {
        first.add(began.duration(to: ready))
        continue
      }
      boot.add(began.duration(to: ready))
      spoke.add(began.duration(to: said))
      destroy.add(ran.duration(to: .now))
      whole.add(began.duration(to: .now))
    }
    let with = "network \(network.rawValue)"
    report(first, "the first boot, \(with)")
    report(boot, "boot, \(with)")
    report(spoke, "boot, spawn, first byte, \(with)")
    report(destroy, "destroy, \(with)")
    report(whole, "boot, /bin/echo to its end, destroy, \(with)")
  }

  private func spawns(in environment: any Environment) async throws {
    var (started, spoke, ended) = (Samples(), Samples(), Samples())
    for round in 0...(rounds * 4) {
      let began = ContinuousClock.now
      let process = try await environment.spawn(ProcessSpec("/bin/echo", ["here"]))
      let running = ContinuousClock.now
      for try await _ in process.output(from: 0) { break }
      let said = ContinuousClock.now
      _ = try await process.exitStatus()
      if round == 0 { continue }
      started.add(began.duration(to: running))
      spoke.add(began.duration(to: said))
      ended.add(began.duration(to: .now))
    }
    report(started, "spawn")
    report(spoke, "spawn, first byte")
    report(ended, "spawn, exit status")
  }

  private func standstills(of environment: any Environment) async throws {
    _ = try await environment.spawn(ProcessSpec("/bin/sh", ["-c", "while :; do sleep 0.01; done"]))
    var (pause, resume) = (Samples(), Samples())
    for _ in 0..<rounds {
      try await pause.time { try await environment.pause() }
      try await resume.time { try await environment.resume() }
    }
    report(pause, "pause")
    report(resume, "resume")
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
    report(samples, "10,000 files mounted")
  }
}
