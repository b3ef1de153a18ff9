import RoostDaemon
import RoostModel

/// The only place where a command reaches into the daemon's own code.
enum DaemonEntry {
  static func serve(_ options: ServeOptions) async throws(Problem) { try await RoostDaemon.serve(options) }

  static func certificates(in home: HomeDirectory) -> LocalCertificates { LocalCertificates(home: home) }

  static func doctor() async -> [DoctorFinding] { await RoostDaemon.doctor() }

  static func packages(for findings: [DoctorFinding]) -> PackageRemedy { PackageRemedy(findings) }

  static func isPresent(at home: HomeDirectory) throws(Problem) -> Bool { try daemonAnswers(for: home) }

  static func names(in home: HomeDirectory) async throws(Problem) -> KnownNames { try await KnownNames.read(home) }

  /// For a home that no daemon serves.
  static func withRuntimes<Result>(
    _ home: HomeDirectory, _ body: (RuntimeOperations) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    try await LocalRuntimes.with(home, body)
  }

  /// What whoever runs a program in a directory should know.
  static func programWarning(for directory: String) throws(Problem) -> String? { try ProgramRun.warning(for: directory) }

  /// What an installation on the machine itself would do.
  static func planOnHost(_ request: InstallRequest, _ options: HostInstallOptions) async throws(Problem) -> InstallPlan {
    try await HostInstall.make(options).plan(request)
  }

  static func installOnHost(
    _ request: InstallRequest, _ options: HostInstallOptions, progress: @escaping ProgressSink
  ) async throws(Problem) -> InstallResult {
    try await HostInstall.make(options).install(request, progress: progress)
  }

  /// What a removal from the machine itself would come to.
  static func canRemoveOnHost(_ request: RemoveRequest, _ options: HostInstallOptions) async throws(Problem) -> SafetyCheck {
    try await HostInstall.make(options).canRemove(request)
  }

  static func removeOnHost(
    _ request: RemoveRequest, _ options: HostInstallOptions, progress: @escaping ProgressSink
  ) async throws(Problem) -> RemoveResult {
    try await HostInstall.make(options).remove(request, progress: progress)
  }

  /// A project's directory as an archive that `body` reads from a descriptor.
  static func packed<Result: Sendable>(
    _ directory: String, told: @escaping @Sendable (ByteCount) -> Void,
    _ body: @escaping @Sendable (Int32) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    try await ProjectPacking.with(directory, told: told, body)
  }

  /// Runs a program attached to this process's standard streams.
  static func run(
    _ request: ProgramRequest, home: HomeDirectory, control: AsyncStream<ProgramControl>,
    note: @escaping @Sendable (String) -> Void
  ) async throws(Problem) -> ExitStatus {
    try await ProgramRun.run(request, home: home, control: control, note: note)
  }
}
