import CRoost
import Glibc
import RoostAgentProtocol

/// Everything an agent has opened before it gave its privileges away.
struct Instruments {
  let listener: Descriptor
  let journal: Descriptor
  let memoryEvents: Descriptor?
  let null: Descriptor
  /// How eagerly the kernel takes this process when memory runs out; nil when it may not be changed.
  let memoryPriority: Descriptor?
  let poll: Descriptor
  let timer: Descriptor
  let children: Descriptor
  let portList: Descriptor
  /// Nil where the kernel does not tell.
  let portChanges: Descriptor?
  let gateway: GatewayListeners
  let owner: UInt32

  init(host: HostSide, journal: Descriptor, gatewayPorts: [UInt16] = []) throws(BootFailure) {
    listener = host.listener
    owner = host.owner
    memoryEvents = host.memoryEvents
    self.journal = journal
    null = try BootFailure.at(.agent, "opening /dev/null") { () throws(SystemFailure) in
      try Descriptor.open("/dev/null", O_RDWR)
    }
    memoryPriority = try? Descriptor.open("/proc/self/oom_score_adj", O_RDWR)
    poll = Descriptor(try BootFailure.check(.agent, "making an event queue", roost_poll_create()))
    timer = Descriptor(try BootFailure.check(.agent, "making a timer", roost_timer_create()))
    try BootFailure.check(.agent, "resetting signals", roost_signals_reset())
    children = Descriptor(try BootFailure.check(.agent, "watching children", roost_child_signal()))
    portList = Descriptor(try BootFailure.check(.agent, "listing ports", roost_ports_open()))
    let changes = roost_ports_watch()
    portChanges = changes < 0 ? nil : Descriptor(changes)
    gateway = GatewayListeners(gatewayPorts)
  }
}
