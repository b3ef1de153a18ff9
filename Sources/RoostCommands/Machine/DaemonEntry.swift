import RoostDaemon
import RoostModel

/// The only place where a command reaches into the daemon's own code.
enum DaemonEntry {
  static func serve(home: String?, gatewayHost: String?, gatewayPort: Int?) async throws(Problem) {
    try await RoostDaemon.serve(ServeOptions(home: home, gatewayHost: gatewayHost, gatewayPort: gatewayPort))
  }

  static func doctor() async -> [DoctorFinding] { await RoostDaemon.doctor() }
}
