import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSSH
import RoostSystem
import SystemPackage

/// Times environments on another host beside the bare `ssh HOST true` over one shared connection. See `run.sh`.
///
/// `ssh-benchmark HOME AGENT LAYER USER@HOST:PORT SSH-CONFIGURATION ROUNDS`
@main
struct SSHBenchmark {
  let strategy: SSHStrategy
  let layer: String
  let host: String
  let configuration: String
  let home: FilePath
  let rounds: Int

  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count == 6, let rounds = Int(words[5]) else {
      print("usage: ssh-benchmark HOME AGENT LAYER USER@HOST:PORT SSH-CONFIGURATION ROUNDS")
      exit(2)
    }
    var settings = SSHConfiguration(home: FilePath(words[0]), agent: FilePath(words[1]))
    settings.clientConfiguration = FilePath(words[4])
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    let benchmark = SSHBenchmark(
      strategy: SSHStrategy(settings, logger: logger), layer: words[2], host: words[3], configuration: words[4],
      home: FilePath(words[0]), rounds: rounds)
    try await benchmark.bare()
    try await benchmark.boots()
    try await benchmark.spawns()
    await benchmark.strategy.disconnect()
  }

  /// The first one makes the connection.
  private func bare() async throws {
    let address = try SSHAddress("ssh://\(host)")
    var options = [
      "-F", configuration, "-S", home.appending("bare").string, "-o", "ControlMaster=auto", "-o", "ControlPersist=60",
    ]
    options += address.port.map { ["-p", "\($0)"] } ?? []
    options += address.user.map { ["-l", $0] } ?? []
    let command = ExternalCommand("ssh", options + [address.host, "true"])
    var samples = Samples()
    for round in 0...rounds {
      let began = ContinuousClock.now
      let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
      _ = try await command.run(from: nothing, to: dup(nothing))
      if round > 0 { samples.add(began.duration(to: .now)) }
    }
    samples.report("ssh HOST true, one shared connection")
  }

  private var spec: EnvironmentSpec {
    var spec = EnvironmentSpec(strategy: .ssh, layers: [layer], user: 200_778, network: .none)
    spec.host = host
    return spec
  }

  private func boots() async throws {
    var (first, boot, whole) = (Samples(), Samples(), Samples())
    for round in 0...rounds {
      let environment = try await strategy.prepare(spec)
      let began = ContinuousClock.now
      try await environment.boot()
      let booted = ContinuousClock.now
      let process = try await environment.spawn(ProcessSpec("/bin/echo", ["x"]))
      for try await _ in process.output(from: 0) { break }
      let ran = ContinuousClock.now
      try await environment.destroy(grace: .zero)
      guard round > 0 else {
        first.add(began.duration(to: booted))
        continue
      }
      boot.add(began.duration(to: booted))
      whole.add(began.duration(to: ran))
    }
    first.report("roost boot, the first: connects, sends agent and layer")
    boot.report("roost boot, all is there")
    whole.report("roost boot + spawn + first byte")
  }

  private func spawns() async throws {
    let environment = try await strategy.prepare(spec)
    try await environment.boot()
    var samples = Samples()
    for round in 0...(rounds * 4) {
      let began = ContinuousClock.now
      let process = try await environment.spawn(ProcessSpec("/bin/echo", ["x"]))
      for try await _ in process.output(from: 0) { break }
      if round > 0 { samples.add(began.duration(to: .now)) }
    }
    samples.report("roost spawn + first byte")
    try await environment.destroy(grace: .zero)
  }
}
