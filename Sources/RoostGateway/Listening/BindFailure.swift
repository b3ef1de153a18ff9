import Glibc
import NIOCore
import RoostModel

/// Why the gateway could not listen, as the operator must hear it.
struct BindFailure {
  let problem: Problem

  init(_ error: any Error, configuration: GatewayConfiguration) {
    let place = "\(configuration.host):\(configuration.port)"
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE:
      let holder = PortHolder.find(UInt16(clamping: configuration.port)).map { " by \($0)" } ?? ""
      problem = Problem(
        .portInUse, "the gateway's port \(configuration.port) is already taken\(holder)",
        hint: "stop what uses it, or take another port: roost serve --gateway-port \(BindFailure.next(configuration.port))",
        cause: "bind \(place): \(error)")
    case EACCES, EPERM:
      problem = Problem(
        .permissionDenied, "the gateway may not listen on \(place)",
        hint: "run as root, or take a port above 1023: roost serve --gateway-port 8080", cause: "\(error)")
    default:
      problem = Problem(
        .settingsInvalid, "the gateway cannot listen on \(place)",
        hint: "name an address of this machine: roost serve --gateway-host 0.0.0.0 --gateway-port 8080", cause: "\(error)")
    }
  }

  private static func next(_ port: Int) -> Int { port < 1024 ? 8080 : port < 65_535 ? port + 1 : 8080 }
}
