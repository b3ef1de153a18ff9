import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// A connection of its own to an agent that becomes the byte stream into a port: for agents that descriptors cannot come
/// from. Blocks.
struct RelayDial {
  let directory: EnvironmentDirectory
  let port: UInt16
  /// For the whole exchange.
  let limit: Duration

  /// A connected, non-blocking, close-on-exec descriptor that the caller owns.
  func run() throws(Problem) -> Int32 {
    guard case .connected(let socket) = try AgentSocket.connect(directory) else { throw AgentConnection.lost }
    let exchange = RelayExchange(socket: socket, deadline: .now.advanced(by: limit))
    guard case .hello(let greeting) = try exchange.ask(.hello(schema: AgentSchema.oldest)) else { throw AgentConnection.lost }
    let request = AgentRequest.relay(port: port)
    guard greeting.schema >= request.schema else { throw AgentLink.outdated(directory) }
    switch try exchange.ask(request) {
    case .done: break
    case .dialRefused(let errno): throw AgentEnvironment.portNotOpen(port, errno)
    default: throw AgentConnection.lost
    }
    // The socket closes its own number when it goes.
    let number = fcntl(socket.number, F_DUPFD_CLOEXEC, 3)
    guard number >= 0 else { throw .lastSystemCall("take over the connection to port \(port)") }
    return number
  }
}
