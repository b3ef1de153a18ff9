import RoostAgentProtocol
package import RoostEnvironments
package import RoostModel
import SystemPackage

extension AgentEnvironment {
  package func gatewayListener(on port: UInt16) async throws(Problem) -> DialedConnection {
    let link = try link(to: "listen on port \(port)")
    let reply = try await link.request(.listener(port: port))
    switch reply.message {
    case .dialed:
      guard let descriptor = reply.descriptor else { throw AgentConnection.lost }
      return .descriptor(descriptor)
    case .dialRefused(let errno):
      throw Problem(
        .portInUse, "the gateway's port \(port) cannot be listened on inside environment \(spec.id)",
        hint: "let the gateway have a port from 1024 on: gateway.port in /etc/roost/roost.yml", cause: "\(Errno(rawValue: errno))"
      )
    default: throw AgentConnection.lost
    }
  }
}
