import Glibc
import RoostAgentProtocol

/// Builds a sandbox and is its first process.
@main
enum RoostAgent {
  static func main() {
    switch CommandLine.arguments.dropFirst().first {
    case "boot": exit(BootCommand.run())
    case "--version": write(line: "roost-agent \(AgentSchema.product) schema \(AgentSchema.current)", to: STDOUT_FILENO)
    default:
      write(line: "usage: roost-agent boot < specification > report", to: STDERR_FILENO)
      exit(2)
    }
  }

  private static func write(line: String, to number: Int32) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(number, bytes, bytes.count)
  }
}
