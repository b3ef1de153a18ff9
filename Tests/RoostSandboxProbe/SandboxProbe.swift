import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostProcess
import RoostSandbox
import SystemPackage

/// A daemon in miniature, for tests that kill it or run it as somebody else.
///
/// `sandbox-probe HOME AGENT BASE hold [SECONDS]`: boots, for so long, starts a lasting and a short process, prints `environment pid pid`, and waits
/// to be killed.
/// `sandbox-probe HOME AGENT BASE conform`: runs all cases that every strategy has; see ``ProbeConformance``.
/// `sandbox-probe HOME AGENT BASE conform-process`: the same of plain processes.
/// `sandbox-probe HOME AGENT BASE ... --bubblewrap PATH`: sandboxes are built by that bubblewrap, where the agent may not.
/// `sandbox-probe HOME AGENT BASE tour`: boots, runs, serves and dials a port, destroys; prints what it saw.
@main
struct SandboxProbe {
  let strategy: SandboxStrategy
  let base: String
  /// How long the environment may live.
  let seconds: Int?

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 5 else { return print("usage: sandbox-probe HOME AGENT BASE hold|tour|conform [SECONDS]") }
    var logger = Logger(label: "probe")
    logger.logLevel = .critical
    var configuration = SandboxConfiguration(home: FilePath(arguments[1]), agent: FilePath(arguments[2]))
    configuration.bubblewrap = arguments.dropFirst(5).first == "--bubblewrap" ? arguments.dropFirst(6).map { FilePath($0) } : []
    let probe = SandboxProbe(
      strategy: SandboxStrategy(configuration, logger: logger), base: arguments[3],
      seconds: arguments.count > 5 ? Int(arguments[5]) : nil)
    switch arguments[4] {
    case "hold": try await probe.hold()
    case "conform":
      let spec = EnvironmentSpec(layers: [arguments[3]], user: geteuid(), network: .none)
      try await ProbeConformance(home: configuration.home, spec: spec) { [configuration, logger] in
        SandboxStrategy(configuration, logger: logger)
      }.run()
    case "conform-process":
      let plain = ProcessConfiguration(home: configuration.home, agent: configuration.agent)
      let spec = EnvironmentSpec(strategy: .process, layers: [], user: geteuid())
      try await ProbeConformance(home: configuration.home, spec: spec) { [plain, logger] in
        ProcessStrategy(plain, logger: logger)
      }.run()
    default: try await probe.tour()
    }
  }

  private func boot() async throws -> any Environment {
    let limits = ResourceLimits(seconds: seconds)
    let environment = try await strategy.prepare(
      EnvironmentSpec(layers: [base], user: 200_777, network: .none, limits: limits))
    try await environment.boot()
    return environment
  }

  private func hold() async throws {
    let environment = try await boot()
    let lasting = try await environment.spawn(.shell("while :; do echo tick; sleep 0.05; done"))
    let short = try await environment.spawn(.shell("sleep 0.6; exit 42"))
    print("\(environment.spec.id) \(await lasting.hostPID ?? 0) \(await short.hostPID ?? 0)")
    fflush(nil)
    try await Task.sleep(for: .seconds(60))
  }

  private func tour() async throws {
    let environment = try await boot()
    print(await environment.state.rawValue)
    let process = try await environment.spawn(.shell("id -u; exec perl -e \(SandboxProbe.server)"))
    for await event in await environment.events() {
      if case .portOpened(let port) = event {
        print("port \(port.port)")
        break
      }
    }
    if case .descriptor(let socket) = try await environment.dial(3000) {
      print("dialed")
      close(socket)
    }
    print("exit \(try await process.exitStatus().code)")
    try await environment.destroy(grace: .zero)
    print(await environment.state.rawValue)
  }

  private static let server =
    "'use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalAddr => \"127.0.0.1:3000\", Listen => 5) or die; $s->accept; exit 5'"
}
