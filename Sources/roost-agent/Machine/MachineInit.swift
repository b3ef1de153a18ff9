import CRoost
import Glibc
import RoostAgentProtocol

/// The first process of a virtual machine. Builds a sandbox in it, carries connections to the agent
/// there, and stops the machine when that is over.
///
/// Blocking: nobody else is served by it. Whatever goes wrong is said on the console and to the host, and stops the machine.
enum MachineInit {
  static func run() -> Never {
    do throws(BootFailure) {
      try GuestPlaces.mount()
      try GuestModules.load(.base)
      let control = try ControlPort.open()
      do throws(BootFailure) {
        try serve(control)
      } catch {
        control.say(.failed(describe(error)))
        throw error
      }
    } catch {
      LastWords.say("roost: \(describe(error))")
    }
    stop()
  }

  private static func serve(_ control: ControlPort) throws(BootFailure) {
    let spec = try GuestDisks.specification()
    if spec.boot.network != nil { try GuestModules.load(.network) }
    try GuestPlaces.prepare(spec)
    let boot = try GuestHosts.place(try GuestLimits(spec).applied(to: spec.boot))
    let sandbox = try Launch(boot).start()
    let bridge = try GuestProcess.bridge(to: boot.directory + "/agent.sock")
    let others = [bridge, try GuestProcess.orders(of: boot)]
    for process in others { try process.start() }
    control.say(.ready)
    switch GuestChildren.wait(for: sandbox, others) {
    case .asked: try obey(control, boot)
    // Nobody may be there who would have an order.
    case .overtime: bridge.leave()
    case .unexpected: throw BootFailure(stage: .agent, errno: 0, message: "the agent ended unexpectedly")
    }
  }

  private static func obey(_ control: ControlPort, _ boot: BootSpec) throws(BootFailure) {
    control.say(.ended)
    if control.order() == .seal { try GuestSeal.send(boot.upper, to: PortWriter(control.device)) }
  }

  private static func describe(_ failure: BootFailure) -> String {
    failure.errno == 0 ? failure.message : "\(failure.message): \(SystemFailure(failure.errno).text)"
  }

  /// The kernel stops when its first process ends, so it never does.
  private static func stop() -> Never {
    _ = roost_machine_stop()
    while true { pause() }
  }
}
