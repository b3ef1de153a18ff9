import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import SystemPackage

/// Boots, spawns and dials, and tells how long each took.
struct RoostTiming {
  let home: FilePath
  let agent: FilePath
  let layers: [String]
  let rounds: Int

  func run() async throws {
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    let strategy = SandboxStrategy(SandboxConfiguration(home: home, agent: agent), logger: logger)
    try await boots(strategy, .none)
    try await boots(strategy, .outbound)
    try await spawns(strategy)
    try await requests(strategy)
  }

  private func spec(_ network: NetworkPolicy) -> EnvironmentSpec {
    EnvironmentSpec(layers: layers, user: 200_778, network: network)
  }

  private func boots(_ strategy: SandboxStrategy, _ network: NetworkPolicy) async throws {
    var (boot, whole, destroy) = (Samples(), Samples(), Samples())
    for round in 0...rounds {
      let began = ContinuousClock.now
      let environment = try await strategy.prepare(spec(network))
      let prepared = ContinuousClock.now
      try await environment.boot()
      let booted = ContinuousClock.now
      _ = try await environment.spawn(ProcessSpec("/bin/true")).exitStatus()
      let ran = ContinuousClock.now
      try await environment.destroy(grace: .zero)
      if round == 0 { continue }
      boot.add(prepared.duration(to: booted))
      whole.add(began.duration(to: .now))
      destroy.add(ran.duration(to: .now))
    }
    boot.report("roost boot, \(layers.count) layers, network \(network.rawValue)")
    destroy.report("roost destroy, network \(network.rawValue)")
    whole.report("roost prepare + boot + /bin/true + destroy, network \(network.rawValue)")
  }

  private func spawns(_ strategy: SandboxStrategy) async throws {
    let environment = try await strategy.prepare(spec(.none))
    try await environment.boot()
    var (spawn, whole) = (Samples(), Samples())
    for round in 0...(rounds * 10) {
      let began = ContinuousClock.now
      let process = try await environment.spawn(ProcessSpec("/bin/true"))
      let started = ContinuousClock.now
      _ = try await process.exitStatus()
      if round == 0 { continue }
      spawn.add(began.duration(to: started))
      whole.add(began.duration(to: .now))
    }
    spawn.report("roost spawn /bin/true")
    whole.report("roost spawn /bin/true to its exit status")
    try await environment.destroy(grace: .zero)
  }

  /// The same server inside and outside, asked in turns.
  private func requests(_ strategy: SandboxStrategy) async throws {
    let environment = try await strategy.prepare(spec(.none))
    try await environment.boot()
    _ = try await environment.spawn(ProcessSpec("perl", ["-e", KeepAliveServer.program, "\(KeepAliveServer.port)"]))
    for await event in await environment.events() { if case .portOpened = event { break } }
    guard case .descriptor(let inside) = try await environment.dial(KeepAliveServer.port) else { return }
    let outside = try KeepAliveServer.onTheHost()
    var (dialed, plain) = (Samples(), Samples())
    for _ in 0..<(rounds * 10) {
      dialed.add(outside.requests(on: inside, count: 100) / 100)
      plain.add(outside.requests(on: outside.connection, count: 100) / 100)
    }
    dialed.report("keep-alive request through dial (mean of 100)")
    plain.report("keep-alive request over loopback (mean of 100)")
    close(inside)
    outside.stop()
    try await environment.destroy(grace: .zero)
  }
}
