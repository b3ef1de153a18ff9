import Glibc
import RoostAgentProtocol

/// Builds a sandbox, or takes a place as it is, and serves what runs there.
@main
enum RoostAgent {
  static func main() {
    switch CommandLine.arguments.dropFirst().first {
    // The name of its environment is for whoever looks for it among the processes of a host.
    case "boot":
      exit(BootCommand.run(builder: Array(CommandLine.arguments.dropFirst(2).drop { $0.hasPrefix("environment=") })))
    case "inside": exit(InsideCommand.run())
    case "namespaces": exit(NamespaceTrial.run())
    case "serve" where CommandLine.arguments.count == 3: exit(ServeCommand.run(CommandLine.arguments[2]))
    case "machine": MachineInit.run()
    // The first process of a machine: its arguments cannot be read, because nothing is mounted yet.
    case nil where getpid() == 1: MachineInit.run()
    case "orders": exit(OrderCommand.run(Array(CommandLine.arguments.dropFirst(2))))
    case "bridge": exit(BridgeCommand.run(Array(CommandLine.arguments.dropFirst(2))))
    case "--version": write(line: "roost-agent \(AgentSchema.product) schema \(AgentSchema.current)", to: STDOUT_FILENO)
    default:
      write(line: "usage: roost-agent boot < SPECIFICATION > REPORT | roost-agent serve SPECIFICATION", to: STDERR_FILENO)
      exit(2)
    }
  }

  private static func write(line: String, to number: Int32) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(number, bytes, bytes.count)
  }
}
