package import RoostModel

/// What the API can tell of how the machine is.
package struct CareOperations: Sendable {
  package var doctor: @Sendable () async throws(Problem) -> [DoctorFinding]
  /// Of the gateway, as their files are now.
  package var certificates: @Sendable () async throws(Problem) -> [CertificateSummary]
  /// The daemon's own, as they are in force.
  package var settings: @Sendable () async throws(Problem) -> [SettingDetail]

  package init(
    doctor: @escaping @Sendable () async throws(Problem) -> [DoctorFinding],
    certificates: @escaping @Sendable () async throws(Problem) -> [CertificateSummary],
    settings: @escaping @Sendable () async throws(Problem) -> [SettingDetail]
  ) {
    self.doctor = doctor
    self.certificates = certificates
    self.settings = settings
  }
}
