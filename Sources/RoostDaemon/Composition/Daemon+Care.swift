import RoostModel
import RoostServer

extension Daemon {
  var careOperations: CareOperations {
    let settings = settings
    let doctor = Doctor(settings: settings, searchPath: ProcessVariables.all["PATH"] ?? "")
    let certificates = LocalCertificates(home: settings.home)
    return CareOperations(
      doctor: { () async throws(Problem) in await doctor.examine() },
      certificates: { () async throws(Problem) in try await certificates.list() }, settings: { settings.details })
  }
}
