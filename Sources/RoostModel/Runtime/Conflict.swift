/// Something on the machine that stands in the way of a runtime, and what to do about it.
package struct Conflict: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable { case package, port, file, service, capability, runtime }

  package var kind: Kind
  /// The runtime that would be installed.
  package var runtime: RuntimeID
  /// What both want: `port 80`, `docker-ce`, `/usr/sbin/nginx`, `http-server`.
  package var subject: String
  /// Who has it now: `nginx (pid 812)`, `app shop`, `package apache2 2.4.62`.
  package var holder: String
  package var severity: Severity
  /// What helps, with the exact command where there is one.
  package var resolution: String

  package init(
    kind: Kind, runtime: RuntimeID, subject: String, holder: String, severity: Severity, resolution: String
  ) {
    self.kind = kind
    self.runtime = runtime
    self.subject = subject
    self.holder = holder
    self.severity = severity
    self.resolution = resolution
  }
}
