import Glibc
import NIOCore
import RoostModel

/// Why the gateway could not listen, as the operator must hear it.
struct BindFailure {
  let problem: Problem

  init(_ error: any Error, host: String, port: Int, scheme: PublicScheme) {
    let place = "\(host):\(port)"
    let option = scheme == .http ? "--gateway-port" : "--gateway-tls-port"
    let usual = scheme == .http ? 8080 : 8443
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE:
      let holder = PortHolder.find(UInt16(clamping: port)).map { " by \($0)" } ?? ""
      problem = Problem(
        .portInUse, "the gateway's port \(port) is already taken\(holder)",
        hint: "stop what uses it, or take another port: roost serve \(option) \(BindFailure.next(port, usual))",
        cause: "bind \(place): \(error)")
    case EACCES, EPERM:
      problem = Problem(
        .permissionDenied, "the gateway may not listen on \(place)",
        hint: "run as root, or take a port above 1023: roost serve \(option) \(usual)", cause: "\(error)")
    default:
      problem = Problem(
        .settingsInvalid, "the gateway cannot listen on \(place)",
        hint: "name an address of this machine: roost serve --gateway-host 0.0.0.0 \(option) \(usual)", cause: "\(error)")
    }
  }

  private static func next(_ port: Int, _ usual: Int) -> Int { port < 1024 || port == 65_535 ? usual : port + 1 }
}
