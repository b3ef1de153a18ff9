package import RoostModel
package import RoostSystem
package import SystemPackage

/// What all virtual machines of one daemon have in common.
package struct MachineConfiguration: Sendable {
  /// Environments live below `environments/vm` in it.
  package var home: FilePath
  /// What machines share: kernels, and layers as disks. Several daemons and commands may use the same.
  package var machine: FilePath
  /// The `roost-agent` executable.
  package var agent: FilePath
  /// Addresses for machines with outbound network. Not used by anything else on this machine, sandboxes included.
  package var subnet: Subnet?
  /// Finds the addresses of a name that an environment is allowed to reach, none when it has none. Blocking.
  package var addresses: @Sendable (String) -> [IPv4Address] = DestinationLookup.ask
  /// How long such an answer is taken to hold.
  package var addressLifetime: Duration = .seconds(60)
  package var emulator = "qemu-system-x86_64"
  /// How long a machine may take until its agent serves. Without KVM everything takes many times as long.
  package var bootLimit: Duration = .seconds(120)
  /// How long an agent may take to answer a request that does not wait for anything inside.
  package var answerLimit: Duration = .seconds(20)
  /// Of a machine without a memory limit. Taken from the host as it is used.
  package var memory = ByteCount(2 << 30)
  /// What may be written in a machine without a disk limit. Taken from the host as it is used.
  package var disk = ByteCount(8 << 30)

  package init(home: FilePath, agent: FilePath) {
    self.home = home
    self.agent = agent
    machine = home.appending("machine")
    subnet = Subnet("10.214.0.0/16")
  }

  package var environments: FilePath { home.appending("environments").appending("vm") }
}
