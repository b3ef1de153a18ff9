import Foundation
import RoostModel
import RoostTestSupport
import Testing

/// A daemon that listens with TLS too, and clients that trust the development CA of its home.
struct SecureRoost: Sendable {
  let roost: RoostFixture
  let tlsPort: Int

  static func with(_ body: (SecureRoost) async throws -> Void) async throws {
    let port = try FreePort.find()
    try await RoostFixture.with(variables: ["ROOST_GATEWAY_TLS_PORT": String(port)]) { roost in
      try await body(SecureRoost(roost: roost, tlsPort: port))
    }
  }

  var authority: String { roost.home + "/tls/ca/roost-ca.crt" }

  /// Makes the certificate of the development CA anew, for every app there is, and waits until the gateway shows it for `app`.
  func certify(_ app: String) async throws {
    let made = try await roost.roost("tls", "local", "--json").decoded(LocalCertificateResult.self)
    #expect(made.port == tlsPort && made.authority == authority)
    try await eventually("the certificate is in use") { try await certificate(app).contains("Verify return code: 0 (ok)") }
  }

  /// What a handshake for the app's host says.
  func certificate(_ app: String) async throws -> String {
    let words = [
      "-connect", "127.0.0.1:\(tlsPort)", "-servername", "\(app).localhost", "-verify_hostname", "\(app).localhost", "-CAfile",
      authority,
    ]
    return try await TestProcess("/bin/sh", ["-c", "exec timeout 10 openssl s_client \"$@\" </dev/null", "sh"] + words).finish()
      .output
  }

  func url(_ app: String, _ path: String = "/") -> String { "https://\(app).localhost:\(tlsPort)\(path)" }

  /// curl with the CA, every host found here.
  func curl(_ arguments: [String]) throws -> TestProcess {
    let common = ["curl", "-sS", "-m", "60", "--cacert", authority, "--connect-to", "::127.0.0.1:\(tlsPort)"]
    return try TestProcess("/usr/bin/env", common + arguments, variables: ["no_proxy": "*"])
  }
}
