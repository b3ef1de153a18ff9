/// The answer of `GET /api/v1/status`.
package struct DaemonStatus: Codable, Sendable, Equatable {
  package var version: String
  package var pid: Int32
  package var home: String
  package var gateway: String
  /// Where the gateway listens with TLS; `nil` is nowhere.
  package var tlsPort: Int?
  package var apps: Int
  package var startedAt: Double
  package init(version: String, pid: Int32, home: String, gateway: String, tlsPort: Int? = nil, apps: Int, startedAt: Double) {
    self.version = version
    self.pid = pid
    self.home = home
    self.gateway = gateway
    self.tlsPort = tlsPort
    self.apps = apps
    self.startedAt = startedAt
  }
}

/// One line of `roost doctor`.
package struct DoctorFinding: Codable, Sendable, Equatable {
  package enum Severity: String, Codable, Sendable, CaseIterable { case ok, warning, error }
  package var severity: Severity
  package var what: String
  /// The exact command that mends it.
  package var remedy: String?
  package init(_ severity: Severity, _ what: String, remedy: String? = nil) {
    self.severity = severity
    self.what = what
    self.remedy = remedy
  }
}
