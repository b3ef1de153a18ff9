package import RoostSystem
package import SystemPackage

/// What all sandboxes of one daemon have in common.
package struct SandboxConfiguration: Sendable {
  /// `$ROOST_HOME`. Environments live below `environments` in it, on the file system of the layers.
  package var home: FilePath
  /// The `roost-agent` executable.
  package var agent: FilePath
  /// Where bubblewrap may be, which builds sandboxes where the agent may not.
  package var bubblewrap: [FilePath] = ["/usr/bin/bwrap", "/usr/local/bin/bwrap"]
  /// Stacks merged for it, on the file system of the layers. Several daemons and programs may share them.
  package var stacks: FilePath
  /// Addresses for environments with outbound network. Not used by anything else on this machine.
  package var subnet = Subnet.standard
  /// How long an agent may take to build its sandbox.
  package var bootLimit: Duration = .seconds(20)
  /// How long an agent may take to answer a request that does not wait for anything inside.
  package var answerLimit: Duration = .seconds(10)
  /// Open files of a process inside, as far as the daemon itself may have them; 0 keeps the daemon's own limit.
  package var openFiles: UInt32 = 65_536

  /// Finds the addresses of a name that an environment is allowed to reach, none when it has none. Blocking.
  package var addresses: @Sendable (String) -> [IPv4Address] = DestinationLookup.ask
  /// How long such an answer is taken to hold.
  package var addressLifetime: Duration = .seconds(60)

  package init(home: FilePath, agent: FilePath) {
    self.home = home
    self.agent = agent
    stacks = home.appending("environments").appending("stacks")
  }

  package var environments: FilePath { home.appending("environments") }
}
