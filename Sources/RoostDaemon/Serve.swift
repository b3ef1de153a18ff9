import CRoost
import Glibc
import Logging
package import RoostModel
import RoostServer
import ServiceLifecycle

/// Runs the daemon until it is told to stop. Throws what keeps it from starting.
package func serve(_ options: ServeOptions) async throws(Problem) {
  roost_share_heaps()
  let settings = try await SettingsLoader(options: options, environment: ProcessVariables.all).load()
  try HomePreparation(settings: settings).prepare()
  let claim = try SocketClaim.take(in: settings.home)
  let daemon = try await Daemon.make(settings, claim: claim)
  try await daemon.run()
}

/// What this machine lacks for Roost. Starts nothing and changes nothing.
package func doctor() async -> [DoctorFinding] {
  do {
    let settings = try await SettingsLoader(options: ServeOptions(), environment: ProcessVariables.all).load()
    return await Doctor(settings: settings, searchPath: ProcessVariables.all["PATH"] ?? "").examine()
  } catch {
    return [DoctorFinding(.error, error.message, remedy: error.hint)]
  }
}

/// Whether a daemon serves a home directory. Starts nothing.
package func daemonAnswers(for home: HomeDirectory) throws(Problem) -> Bool { try DaemonPresence.look(at: home) == .present }
