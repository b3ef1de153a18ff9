import ArgumentParser
import Logging
import RoostDocker
import RoostEnvironments
import RoostMachine
import RoostModel
import RoostProcess
import RoostSSH
import RoostSandbox
import SystemPackage

/// A strategy and what its environments are made of.
struct Subject: ParsableArguments {
  @Option(help: "sandbox, process, docker, vm or ssh://USER@HOST:PORT.") var on: String
  @Option(help: "A home for this run.") var home: String
  @Option(help: "The roost-agent executable.") var agent: String
  @Option(name: .customLong("layer"), help: "An unpacked layer, the lowest first.") var layers: [String]
  @Option(help: "Where the engine listens: unix://PATH.") var engine: String?
  @Option(help: "Configuration of the ssh client.") var sshConfiguration: String?

  func strategy() throws -> any RoostEnvironments.Strategy {
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    let (home, agent) = (FilePath(home), FilePath(agent))
    switch try target.kind {
    case .sandbox: return SandboxStrategy(SandboxConfiguration(home: home, agent: agent), logger: logger)
    case .process: return ProcessStrategy(ProcessConfiguration(home: home, agent: agent), logger: logger)
    case .machine: return MachineStrategy(MachineConfiguration(home: home, agent: agent), logger: logger)
    case .docker:
      return DockerStrategy(DockerConfiguration(home: home, agent: agent, engineHost: engine), logger: logger)
    case .ssh:
      var configuration = SSHConfiguration(home: home, agent: agent)
      configuration.clientConfiguration = sshConfiguration.map { FilePath($0) }
      return SSHStrategy(configuration, logger: logger)
    default: throw ValidationError("'\(on)' is not measured here")
    }
  }

  var target: StrategyTarget {
    get throws {
      guard let target = StrategyTarget(on) else { throw ValidationError("'\(on)' is no strategy") }
      return target
    }
  }

  func spec(_ network: NetworkPolicy) throws -> EnvironmentSpec {
    let target = try target
    var spec = EnvironmentSpec(strategy: target.kind, layers: layers, user: 200_778, network: network)
    spec.host = target.host
    return spec
  }
}
