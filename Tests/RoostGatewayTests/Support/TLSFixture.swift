import RoostGateway
import RoostModel
import RoostSystem

/// A gateway that also listens with TLS, and real clients for it.
struct TLSFixture: Sendable {
  let gateway: Gateway
  let port: Int
  let tlsPort: Int
  let certificates: TestCertificates

  static func with(
    _ configure: (inout GatewayConfiguration) -> Void = { _ in }, _ body: (TLSFixture) async throws -> Void
  ) async throws {
    let certificates = try TestCertificates()
    try await withGateway({
      $0.tlsPort = 0
      configure(&$0)
    }) { gateway, port in
      try await body(TLSFixture(gateway: gateway, port: port, tlsPort: gateway.boundTLSPort ?? 0, certificates: certificates))
    }
  }

  /// curl, which trusts the test's CA and finds every host here. `path` begins with a slash.
  func curl(_ host: String, _ path: String, _ options: String...) async throws -> CommandResult {
    var command = ExternalCommand(
      "curl",
      [
        "--silent", "--show-error", "--max-time", "20", "--noproxy", "*", "--cacert", certificates.authorityFile, "--connect-to",
        "::127.0.0.1:\(tlsPort)",
      ] + options + ["https://\(host):\(tlsPort)\(path)"])
    command.timeout = .seconds(30)
    return try await command.run()
  }

  /// One handshake of `openssl s_client`; what it says of it.
  func handshake(_ options: String..., input: String = "") async throws -> String {
    var command = ExternalCommand(
      "timeout",
      ["10", "openssl", "s_client", "-connect", "127.0.0.1:\(tlsPort)", "-CAfile", certificates.authorityFile] + options)
    command.timeout = .seconds(30)
    let result = try await command.run()
    return result.standardOutput + result.standardError
  }
}
