package import RoostSystem
package import SystemPackage

/// What all environments on other hosts have in common.
package struct SSHConfiguration: Sendable {
  /// `$ROOST_HOME`. What is known here of environments lives below `environments/ssh` in it.
  package var home: FilePath
  /// The `roost-agent` executable, which is sent to hosts.
  package var agent: FilePath
  /// Instead of `~/.ssh/config`.
  package var clientConfiguration: FilePath?
  package var timings = SSHTimings()
  /// Addresses for environments with outbound network, on their host.
  package var subnet = Subnet.standard
  /// How long an agent may take to build its environment.
  package var bootLimit: Duration = .seconds(45)
  /// How long sending a layer may take.
  package var sendLimit: Duration = .seconds(1800)
  /// How long an agent may take to answer a request that does not wait for anything inside.
  package var answerLimit: Duration = .seconds(30)
  /// How long a host may be out of reach before its environments count as lost.
  package var patience: Duration = .seconds(900)

  package init(home: FilePath, agent: FilePath) {
    self.home = home
    self.agent = agent
  }

  package var environments: FilePath { home.appending("environments").appending("ssh") }
  /// Sockets of connections, and what is known of layers. Only this user may enter it.
  var connections: FilePath { home.appending("ssh") }
}
