import Crypto
import Logging
import RoostAgentClient
import RoostModel
import Synchronization
import SystemPackage

/// What all environments on other hosts share: settings, one connection for each host, the sums of what is sent.
final class SSHHosts: Sendable {
  let configuration: SSHConfiguration
  let environments: EnvironmentsDirectory
  let sums: ContentSums
  let logger: Logger
  private let known = Mutex<[SSHAddress: FarHost]>([:])

  init(_ configuration: SSHConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    environments = EnvironmentsDirectory(path: configuration.environments)
    sums = ContentSums(record: configuration.connections.appending("sums.json"))
  }

  var all: [FarHost] { known.withLock { Array($0.values) } }

  func host(at address: SSHAddress) -> FarHost {
    known.withLock { known in
      if let host = known[address] { return host }
      var arguments = SSHArguments(address: address, socket: socket(of: address))
      arguments.timings = configuration.timings
      arguments.configurationFile = configuration.clientConfiguration
      let host = FarHost(SSHConnection(arguments), configuration, sums)
      known[address] = host
      return host
    }
  }

  func host(of spec: EnvironmentSpec) throws(Problem) -> FarHost {
    guard spec.strategy == .ssh, let host = spec.host else {
      throw Problem(.usageInvalid, "an environment on another host needs its name", hint: "name it: --on ssh://USER@HOST")
    }
    return self.host(at: try SSHAddress("ssh://\(host)"))
  }

  /// `ssh` makes it under a longer name first: 17 bytes more must fit into a socket's path.
  private func socket(of address: SSHAddress) -> FilePath {
    let settings = configuration.clientConfiguration?.string ?? ""
    let digest = SHA256.hash(data: Array("\(address) \(settings)".utf8))
    let name = digest.prefix(6).map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined()
    return configuration.connections.appending(name)
  }
}
